/** Fitted odds: what has been reached, together with how all messages sound. */
import type { ConversationRule, OddsFeature } from '../model/conversation.ts';
import { pairFacts } from './facts.ts';
import { alarmOf, heardBy, soundOf } from './sounds.ts';
import type { Draft } from './state.ts';
import type { Sum } from './track.ts';

/** No single feature counts more: beyond, conversations that odds were fitted on say nothing. */
const MOST = 15;

/** What the odds of a rule weigh, by feature and stage. */
export function featuresOf(
  draft: Draft,
  { id, of, odds }: ConversationRule,
  { subject, target }: { subject: string; target: string | null },
  { positive, negative, stages, worths }: Sum,
): Record<string, number> {
  const weights = odds?.weights ?? {};
  const features: Record<OddsFeature, number> = {
    points: positive,
    against: -negative,
    stages: stages.length,
    sounds: soundOf(draft, subject, id),
    alarm: alarmOf(draft, subject),
    heard: of === 'target' ? heardBy(draft, subject, id) : 0,
    'target-child':
      'target-child' in weights && target !== null && pairFacts(draft, subject, target).has('target-child')
        ? 1
        : 0,
  };
  return Object.fromEntries(
    Object.keys(weights).map((name) => [
      name,
      Math.min(MOST, name in features ? features[name as OddsFeature] : Math.abs(worths.get(name) ?? 0)),
    ]),
  );
}

/** The logarithm of odds; undefined if the rule has none. */
export function oddsOf(
  draft: Draft,
  rule: ConversationRule,
  account: { subject: string; target: string | null },
  sum: Sum,
): number | undefined {
  if (!rule.odds) return undefined;
  const { bias, weights } = rule.odds;
  return Object.entries(featuresOf(draft, rule, account, sum)).reduce(
    (odds, [name, value]) => odds + weights[name]! * value,
    bias,
  );
}
