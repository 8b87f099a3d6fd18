/** Weighted words of all that a member says: what no single post is long enough to tell. */
import type { Engine } from '../engine.ts';
import { learnedScale } from '../match/learned.ts';
import type { WordsRule } from '../model/conversation.ts';
import { CATEGORIES, type Category } from '../model/vocabulary.ts';

/** Sums of weights by category, in the order of `CATEGORIES`, and of how many words. */
export interface Weights {
  count: number;
  sums: readonly number[];
}

const NO_WORDS: Weights = { count: 0, sums: CATEGORIES.map(() => 0) };
/** Of what was said before, so much still counts at the next message: half of it after about forty. */
const KEPT = 0.983;

/** What the words of the last post weigh. */
export function weightsOf({ learned, tokens }: Engine): Weights {
  if (tokens.count === 0) return NO_WORDS;
  const scale = learnedScale(tokens.count);
  return {
    count: tokens.count,
    sums: Array.from(learned.risk, (risk, k) => (risk === 0 ? 0 : (risk - learned.biases[k]!) / scale)),
  };
}

/** Fewer words speak for nothing, and about so many half as much against. */
const FEW = 14;

/** With those of one more message. */
export function addWeights(before: Weights | undefined, { count, sums }: Weights): Weights {
  if (!before) return { count, sums: sums.map(rounded) };
  return {
    count: rounded(before.count * KEPT + count),
    sums: sums.map((sum, k) => rounded(before.sums[k]! * KEPT + sum)),
  };
}

/** What they say of a category, as a logarithm of odds without the bias of the category. */
function toneOf(weights: Weights, category: Category): number {
  return weights.sums[CATEGORIES.indexOf(category)]! * learnedScale(weights.count);
}

/** Points of the words of a member, below 0 where they sound like something else. */
export function pointsOfWords(weights: Weights | undefined, category: Category, rule: WordsRule): number {
  if (!weights) return 0;
  const tone = toneOf(weights, category);
  if (tone > rule.from)
    return weights.count < FEW ? 0 : Math.min(rule.most, (tone - rule.from) * rule.points);
  const sureness = weights.count / (weights.count + FEW);
  return Math.max(-rule.least, Math.min(0, (tone - rule.against) * rule.points * sureness));
}

/** States are written down: a hundred-thousandth is exact enough, and the same wherever it is read. */
function rounded(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}
