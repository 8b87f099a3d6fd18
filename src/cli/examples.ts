/** Runs the examples that every rule and cue brings along. */
import { type Classifier, buildClassifier, buildSignals } from '../classifier.ts';
import type { Said } from '../conversation/signals.ts';
import type { Finding } from '../model/assessment.ts';
import type { Pack } from '../model/pack.ts';
import type { NearMiss } from '../qualify/explain.ts';
import { rulesAlone } from '../rules/alone.ts';
import type { ConversationExamples, RuleExamples } from '../rules/index.ts';
import { runConversations } from './conversation-examples.ts';

/** An example that did not do what it says. */
export interface Failing {
  /** `category/id` of a rule, id of a cue. */
  rule: string;
  kind: RuleExamples['kind'] | 'conversation';
  expected: 'fires' | 'quiet';
  text: string;
  file: string;
  line: number;
  column: number;
  /** What was found: all findings where the rule should have fired, the rule's own where it should have been quiet. */
  found: Finding[];
  /** The rule matched, and this is why it did not count. */
  nearMiss?: NearMiss;
  /** Where the cue or signal was found, if it should have been quiet. */
  cue?: string;
  /** What a conversation rule did instead. */
  instead?: string;
}

export interface CategoryResult {
  /** A category id, `cues`, `signals` or `conversations`. */
  category: string;
  rules: number;
  examples: number;
  failures: number;
}

export interface ExampleResults {
  categories: CategoryResult[];
  failures: Failing[];
}

/** The group of a set of examples in the table: its category, `cues`, `signals` or `conversations`. */
export function groupOf({ kind, rule }: RuleExamples): string {
  return kind === 'rule' ? rule.slice(0, rule.indexOf('/')) : `${kind}s`;
}

/**
 * A classifier of the pack as examples are tested: each rule by itself.
 * @throws {ConfigError} if the pack cannot be used at all, e.g. because no policy is in it.
 */
export function exampleClassifier(pack: Pack): Classifier {
  return buildClassifier({ packs: [rulesAlone(pack)] }, []);
}

/**
 * Checks each set of examples against the pack that they were compiled with.
 * @throws {ConfigError} as `exampleClassifier`.
 */
export function runExamples(
  pack: Pack,
  sets: readonly RuleExamples[],
  conversations: readonly ConversationExamples[] = [],
): ExampleResults {
  const classifier = exampleClassifier(pack);
  const signals = buildSignals({ packs: [pack] }, []);
  const categories = new Map<string, CategoryResult>();
  const failures: Failing[] = [];
  for (const set of sets) {
    const category = groupOf(set);
    const result = categories.get(category) ?? { category, rules: 0, examples: 0, failures: 0 };
    categories.set(category, result);
    result.rules++;
    for (const expected of ['fires', 'quiet'] as const)
      for (const { text, line, column } of set[expected]) {
        result.examples++;
        const at = { rule: set.rule, kind: set.kind, expected, text, file: set.file, line, column };
        const failing =
          set.kind === 'cue'
            ? checkCue(classifier, set.rule, expected, text)
            : set.kind === 'signal'
              ? checkSignal(signals, set.rule, expected, text)
              : checkRule(classifier, set.rule, expected, text);
        if (failing === undefined) continue;
        result.failures++;
        failures.push({ ...at, ...failing });
      }
  }
  if (conversations.length > 0) {
    const own = runConversations(pack, conversations);
    categories.set(own.result.category, own.result);
    failures.push(...own.failures);
  }
  return { categories: [...categories.values()], failures };
}

type Outcome = Pick<Failing, 'found' | 'nearMiss' | 'cue'> | undefined;

function checkRule(classifier: Classifier, rule: string, expected: 'fires' | 'quiet', text: string): Outcome {
  const { findings } = classifier.classify(text);
  const own = findings.filter((finding) => finding.rule === rule && finding.tier !== 'none');
  if (expected === 'quiet') return own.length === 0 ? undefined : { found: own };
  if (own.length > 0) return undefined;
  const nearMiss = classifier.explain(text).nearMisses.find((miss) => miss.rule === rule);
  return { found: findings, ...(nearMiss ? { nearMiss } : {}) };
}

function checkSignal(
  signals: (text: string) => Said[],
  id: string,
  expected: 'fires' | 'quiet',
  text: string,
): Outcome {
  const said = signals(text).find((one) => one.id === id);
  if ((said !== undefined) === (expected === 'fires')) return undefined;
  const [span] = said?.spans ?? [];
  return { found: [], ...(span === undefined ? {} : { cue: text.slice(span.start, span.end) }) };
}

function checkCue(classifier: Classifier, cue: string, expected: 'fires' | 'quiet', text: string): Outcome {
  const found = classifier.explain(text).cues.find((placed) => placed.cue === cue);
  if ((found !== undefined) === (expected === 'fires')) return undefined;
  return { found: [], ...(found === undefined ? {} : { cue: found.span.text }) };
}
