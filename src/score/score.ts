import type { CategoryPolicy, Thresholds } from '../model/pack.ts';
import { type Tier, higherOf, lowerOf } from '../model/vocabulary.ts';

/** Points to a score in 0..1: 2 points are 0.5, and every 2 more halve what is missing to 1. */
export function scoreOf(points: number): number {
  return points <= 0 ? 0 : 1 - 2 ** (-points / 2);
}

/** The inverse of `scoreOf`. */
function pointsOf(score: number): number {
  return -2 * Math.log2(1 - Math.min(score, 0.999999));
}

export interface GroupedEvidence {
  group: string;
  tier: Tier;
  points: number;
  /** Its context says that it is no more than its tier: it does not add up to high. */
  held: boolean;
}

export interface CategoryVerdict {
  tier: Tier;
  score: number;
  /** Whether the tier comes from several pieces of evidence that carry less by themselves. */
  accumulated: boolean;
}

/** A band ends this much under the next one: scores are given to four digits, and none is rounded into the next tier. */
const BELOW = 1e-4;

/**
 * One category's verdict. Synonyms do not stack: of each group only the best evidence counts. The tier is the highest
 * that one piece of evidence carries, or what the sum reaches within the category's policy (what is long past, or said in jest, adds up to
 * no more than medium); the score is what is believed
 * by the sum and by the sound of the whole post, in the band of the tier. Both rise with every added piece of evidence.
 *
 * @param likelihood of the category by what the whole post sounds like, 0..1
 */
export function judge(
  evidence: readonly GroupedEvidence[],
  policy: CategoryPolicy,
  thresholds: Thresholds,
  likelihood: number,
): CategoryVerdict {
  const best = new Map<string, number>();
  const free = new Map<string, number>();
  let own: Tier = 'none';
  for (const { group, tier, points, held } of evidence) {
    if (tier === 'none' || points <= 0) continue;
    own = higherOf(own, tier);
    best.set(group, Math.max(best.get(group) ?? 0, points));
    if (!held) free.set(group, Math.max(free.get(group) ?? 0, points));
  }
  const total = sumOf(best);
  const adding = policy.accumulate.to === 'high' ? sumOf(free) : total;
  let sum: Tier = 'none';
  if (best.size > 1) {
    if (adding >= policy.accumulate.points) sum = policy.accumulate.to;
    else if (total >= (policy.accumulate.medium ?? pointsOf(thresholds.medium)))
      sum = lowerOf('medium', policy.accumulate.to);
  }
  const tier = higherOf(own, sum);
  return { tier, score: inBand(believed(total, likelihood), tier, thresholds), accumulated: tier !== own };
}

function sumOf(points: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const one of points.values()) sum += one;
  return sum;
}

/** 0..1, by points and by a likelihood: each is a reason of its own, so what both leave in doubt is the product (noisy-or). */
export function believed(points: number, likelihood: number): number {
  return 1 - (1 - likelihood) * (1 - scoreOf(points));
}

/** 0..1 placed in the band of the tier: tiers order posts, and what is believed orders them inside their tier. */
export function inBand(belief: number, tier: Tier, thresholds: Thresholds): number {
  const { from, to } = bandOf(tier, thresholds);
  return from + (to - from) * belief;
}

/** The scores of a tier, both ends included. */
export function bandOf(tier: Tier, { low, medium, high }: Thresholds): { from: number; to: number } {
  const below = (from: number, next: number): { from: number; to: number } => ({
    from,
    to: Math.max(from, next - BELOW),
  });
  switch (tier) {
    case 'high':
      return { from: high, to: 1 };
    case 'medium':
      return below(medium, high);
    case 'low':
      return below(low, medium);
    case 'none':
      return below(0, low);
  }
}
