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
}

export interface CategoryVerdict {
  tier: Tier;
  score: number;
  /** Whether the tier comes from several pieces of evidence that carry less by themselves. */
  accumulated: boolean;
}

/** A hair under a threshold, so that the score of a tier never reaches the next one. */
const BELOW = 1e-6;

/**
 * One category's verdict. Synonyms do not stack: of each group only the best evidence counts. The tier is the highest
 * that one piece of evidence carries, or what the sum reaches within the category's policy; the score is the sum kept
 * inside the band of the tier. Both rise with every added piece of evidence.
 */
export function judge(
  evidence: readonly GroupedEvidence[],
  policy: CategoryPolicy,
  thresholds: Thresholds,
): CategoryVerdict {
  const best = new Map<string, number>();
  let own: Tier = 'none';
  for (const { group, tier, points } of evidence) {
    if (tier === 'none' || points <= 0) continue;
    own = higherOf(own, tier);
    best.set(group, Math.max(best.get(group) ?? 0, points));
  }
  let total = 0;
  for (const points of best.values()) total += points;
  let sum: Tier = 'none';
  if (best.size > 1) {
    if (total >= policy.accumulate.points) sum = policy.accumulate.to;
    else if (total >= (policy.accumulate.medium ?? pointsOf(thresholds.medium)))
      sum = lowerOf('medium', policy.accumulate.to);
  }
  const tier = higherOf(own, sum);
  return { tier, score: inBand(scoreOf(total), tier, thresholds), accumulated: tier !== own };
}

/** The score kept inside the band of the tier. */
export function inBand(score: number, tier: Tier, { low, medium, high }: Thresholds): number {
  switch (tier) {
    case 'high':
      return Math.max(score, high);
    case 'medium':
      return Math.min(Math.max(score, medium), high - BELOW);
    case 'low':
      return Math.min(Math.max(score, low), medium - BELOW);
    case 'none':
      return Math.min(score, low - BELOW);
  }
}
