/** Runs the conversations that every conversation rule brings along, each rule by itself. */
import { buildClassifier } from '../classifier.ts';
import type { Alert } from '../model/conversation.ts';
import type { Pack } from '../model/pack.ts';
import { rankOf } from '../model/vocabulary.ts';
import type { ConversationExample, ConversationExamples } from '../rules/index.ts';
import type { CategoryResult, Failing } from './examples.ts';

export function runConversations(
  pack: Pack,
  sets: readonly ConversationExamples[],
): { result: CategoryResult; failures: Failing[] } {
  const result: CategoryResult = { category: 'conversations', rules: 0, examples: 0, failures: 0 };
  const failures: Failing[] = [];
  for (const { rule, file, examples } of sets) {
    const alone = { ...pack, conversation: (pack.conversation ?? []).filter(({ id }) => id === rule) };
    // As in a group that forbids contact elsewhere: whatever a rule can say, its examples show.
    const classifier = buildClassifier({ packs: [alone], conversation: { contact: 'forbidden' } }, []);
    result.rules++;
    for (const example of examples) {
      result.examples++;
      const instead = unlike(example, classifier.classifyConversation(example.messages).alerts);
      if (instead === undefined) continue;
      result.failures++;
      failures.push({
        rule,
        kind: 'conversation',
        expected: example.alert ? 'fires' : 'quiet',
        text: example.messages.map(({ author, text }) => `${author}: ${text}`).join(' / '),
        file,
        line: example.line,
        column: example.column,
        found: [],
        instead,
      });
    }
  }
  return { result, failures };
}

/** What is wrong with the alerts of an example; undefined if they are as they should be. */
function unlike({ alert: wanted }: ConversationExample, alerts: readonly Alert[]): string | undefined {
  const shown = alerts
    .map(
      ({ message, subject, target, tier }) =>
        `${tier} at ${message}: ${subject}${target === null ? '' : ` → ${target}`}`,
    )
    .join('; ');
  if (!wanted) return alerts.length === 0 ? undefined : `it alerted: ${shown}`;
  const met = alerts.some(
    ({ message, subject, target, tier }) =>
      message <= wanted.by &&
      subject === wanted.subject &&
      (wanted.target === undefined || target === wanted.target) &&
      (wanted.tier === undefined || rankOf(tier) >= rankOf(wanted.tier)),
  );
  return met ? undefined : shown === '' ? 'there was no alert' : `it alerted: ${shown}`;
}
