/** Fitted odds: what has been reached, together with how all messages sound. */
import type { ConversationRule, OddsFeature, PairFact } from '../model/conversation.ts';
import { pairFacts } from './facts.ts';
import { alarmOf, heardBy, soundOf } from './sounds.ts';
import type { Draft } from './state.ts';
import { talkOf } from './talk.ts';
import type { Sum } from './track.ts';

/** No single feature counts more: beyond, conversations that odds were fitted on say nothing. */
const MOST = 15;

/** Features by name, in the order of the weights: of stages, what they count. */
export function featuresOf(
  draft: Draft,
  rule: ConversationRule,
  account: { subject: string; target: string | null },
  sum: Sum,
): number[] {
  return Object.keys(rule.odds?.weights ?? {}).map((name) => featureOf(name, draft, rule, account, sum));
}

function featureOf(
  name: string,
  draft: Draft,
  { id }: ConversationRule,
  { subject, target }: { subject: string; target: string | null },
  { positive, negative, stages, worths }: Sum,
): number {
  switch (name as OddsFeature) {
    case 'points':
      return Math.min(MOST, positive);
    case 'against':
      return Math.min(MOST, -negative);
    case 'stages':
      return stages.length;
    case 'sounds':
      return Math.min(MOST, soundOf(draft, subject, id));
    case 'alarm':
      return Math.min(MOST, alarmOf(draft, subject));
    case 'heard':
      return Math.min(MOST, heardBy(draft, subject, id));
    case 'back':
      return target === null ? 0 : Math.min(MOST, soundOf(draft, target, id));
    case 'talk':
      return talkOf(draft, subject, id);
    case 'target-child':
    case 'child-and-adult':
    case 'both-adults':
    case 'both-children':
      return target !== null && pairFacts(draft, subject, target).has(name as PairFact) ? 1 : 0;
    default:
      return Math.min(MOST, Math.abs(worths.get(name) ?? 0));
  }
}

/** The logarithm of odds; undefined if the rule has none. */
export function oddsOf(
  draft: Draft,
  rule: ConversationRule,
  account: { subject: string; target: string | null },
  sum: Sum,
): number | undefined {
  if (!rule.odds) return undefined;
  let { bias: odds } = rule.odds;
  for (const [name, weight] of Object.entries(rule.odds.weights))
    odds += weight * featureOf(name, draft, rule, account, sum);
  return odds;
}
