/** What signs add up to: points by stage, which fade. */
import type { AlertEvidence, AlertRule, ConversationRule, SignRule, Stretch } from '../model/conversation.ts';
import { rankOf } from '../model/vocabulary.ts';
import { type Mark, MOST, type Track, keyOf } from './state.ts';

/** The time of a track: messages that count for it, and milliseconds where they are known. */
export interface Now {
  message: number;
  turn: number;
  at?: number | undefined;
}

export interface Reached {
  evidence: AlertEvidence;
  points: number;
  author: string;
}

/** A sign whose points are no more than this is no stage by itself. */
const LEAST_STAGE = 0.4;

/** The track with a sign added to one of its stages. */
export function reach(
  track: Track | undefined,
  rule: ConversationRule,
  { stage, most }: SignRule,
  { evidence, points, author }: Reached,
  now: Now,
): Track {
  const before = track?.stages[stage];
  const left = before ? worthOf(before, rule, now) : 0;
  // Of one message only the best sign of a stage counts.
  const again = before?.message === now.message;
  const mark: Mark = {
    points: combined(left, points, again ? undefined : most),
    message: now.message,
    turn: now.turn,
    ...(now.at === undefined ? {} : { at: now.at }),
    since: before?.since ?? now.message,
    evidence:
      again || !before ? noted(before, evidence) : [...before.evidence, evidence].slice(-MOST.evidence),
    ...(rule.of === 'target'
      ? {
          authors: {
            ...before?.authors,
            [keyOf(author)]: Math.max(before?.authors?.[keyOf(author)] ?? 0, points),
          },
        }
      : {}),
  };
  return { stages: { ...track?.stages, [stage]: mark } };
}

function noted(before: Mark | undefined, evidence: AlertEvidence): readonly AlertEvidence[] {
  return before ? before.evidence : [evidence];
}

function combined(left: number, points: number, most: number | undefined): number {
  if (points < 0) return most === undefined ? Math.min(left, points) : Math.max(-most, left + points);
  return most === undefined ? Math.max(left, points) : Math.max(left, Math.min(most, left + points));
}

/** What a mark still counts. */
function worthOf(
  { points, turn, at, message }: Mark,
  { halves, within }: ConversationRule,
  now: Now,
): number {
  const turns = now.turn - turn;
  const time = at === undefined || now.at === undefined ? 0 : Math.max(0, now.at - at);
  if (message !== now.message && within && isPast(within, turns, time)) return 0;
  if (!halves) return points;
  const age = Math.max(turns / (halves.messages ?? Infinity), time / (halves.time ?? Infinity));
  return points * 2 ** -age;
}

export function isPast(
  { messages = Infinity, time = Infinity }: Stretch,
  turns: number,
  elapsed: number,
): boolean {
  return turns >= messages || elapsed >= time;
}

/** Whether one of the stages was reached before this message. */
export function hasReached(
  track: Track | undefined,
  stages: readonly string[],
  now: Now,
  rule: ConversationRule,
): boolean {
  return stages.some((stage) => {
    const mark = track?.stages[stage];
    return mark !== undefined && mark.since < now.message && worthOf(mark, rule, now) > 0;
  });
}

export interface Sum {
  points: number;
  /** Points that speak for it and against it, unweighed by what is known of a pair. */
  positive: number;
  negative: number;
  stages: string[];
  /** What each stage counts. */
  worths: Map<string, number>;
  odds?: number | undefined;
}

/** All that a track is worth; `factor` weighs what speaks for the rule. */
export function sumOf(track: Track | undefined, rule: ConversationRule, now: Now, factor: number): Sum {
  const sum: Sum = { points: 0, positive: 0, negative: 0, stages: [], worths: new Map() };
  if (!track) return sum;
  for (const [stage, mark] of Object.entries(track.stages)) {
    const worth = worthOf(mark, rule, now);
    sum.worths.set(stage, worth);
    if (worth > 0) sum.positive += worth;
    else sum.negative += worth;
    sum.points += worth > 0 ? worth * factor : worth;
    if (worth >= LEAST_STAGE) sum.stages.push(stage);
  }
  return sum;
}

/** What the stages that count rest on. */
export function evidenceOf(track: Track | undefined, { stages }: Sum): AlertEvidence[] {
  return stages.flatMap((stage) => track?.stages[stage]?.evidence ?? []);
}

/** Points by author, for rules about several. */
export function authorsOf(track: Track | undefined, { stages }: Sum): Map<string, number> {
  const authors = new Map<string, number>();
  for (const stage of stages)
    for (const [author, points] of Object.entries(track?.stages[stage]?.authors ?? {}))
      authors.set(author.slice(1), (authors.get(author.slice(1)) ?? 0) + points);
  return authors;
}

/** The highest alert of the rule that the sum reaches. */
export function judgeSum(
  sum: Sum,
  track: Track | undefined,
  { alerts }: ConversationRule,
): AlertRule | undefined {
  let best: AlertRule | undefined;
  for (const alert of alerts) {
    const { points = -Infinity, odds = -Infinity, stages = 0, messages = 0, authors = 0, needs } = alert;
    if (sum.points < points || (sum.odds ?? -Infinity) < odds || sum.stages.length < stages) continue;
    if (best && rankOf(best.tier) >= rankOf(alert.tier)) continue;
    if (needs && !needs.some((stage) => sum.stages.includes(stage))) continue;
    if (messages > 0 && new Set(evidenceOf(track, sum).map(({ message }) => message)).size < messages)
      continue;
    if (authors > 0 && authorsOf(track, sum).size < authors) continue;
    best = alert;
  }
  return best;
}
