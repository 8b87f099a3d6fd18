/** The marks from which sums decide, set by what they may cost on posts that the model has not seen. */
import { rankOf, type Tier } from '../model/vocabulary.ts';
import { type LearningPost, isHarmless } from './posts.ts';

/** How often what was learned may be wrong, as shares of posts. */
export interface Budgets {
  /** Of harmless posts in which no rule stands: on so many the words of one category may speak alone. */
  alone: number;
  /** The same of the harmless posts of each set that is not labelled whole: there are more kinds of chat than one corpus. */
  elsewhere: number;
  /** Of posts of a category with medium evidence of it: so many may be doubted. */
  doubts: number;
  /** Of posts below high with an alarm: so many may count as severe. */
  raises: number;
  /** Of high posts: so many may count as mild. */
  lowers: number;
  /** Of harmless posts: in so many a low sign may be raised. */
  rouses: number;
  /** Of harmless posts without a sign: in so many words may speak for their likeliest category. */
  speaks: number;
  /** Of alarming posts with a sign: so many may be doubted. */
  calms: number;
}

export const BUDGETS: Budgets = {
  alone: 0.012,
  elsewhere: 0.003,
  doubts: 0.06,
  raises: 0.13,
  lowers: 0.015,
  rouses: 0.1,
  speaks: 0.05,
  calms: 0.03,
};

/** Fewer posts than this say nothing of a share of a few in a thousand. */
const LEAST_SET = 300;
/** Fewer posts of a category than this say nothing of the few that may be doubted. */
const LEAST_OWN = 20;
/** The mark of words that no harmless post tells how to set. */
const EVEN_ODDS = 0;
/** The mark of doubt is set so much below: short, plain posts, of which a corpus has few, would be doubted too often. */
const MERCY = 1;

export function isAlarm(tier: Tier): boolean {
  return rankOf(tier) >= rankOf('medium');
}

/** The score that this share of the posts exceeds; 0 where there are none. */
export function exceededBy(part: number, own: readonly number[], scores: Float64Array): number {
  const sorted = own.map((post) => scores[post]!).sort((a, b) => b - a);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) + 1e-9;
}

/**
 * From where on the words of a category speak alone.
 * @param silent posts without evidence of the category on which nothing should be said
 * @param words their sums, without what rules add
 */
export function speaksFrom(
  posts: readonly LearningPost[],
  silent: readonly number[],
  words: Float64Array,
  { alone, elsewhere }: Budgets,
): number {
  const harmless = silent.filter((post) => isHarmless(posts[post]!));
  const whole = harmless.filter((post) => posts[post]!.whole);
  const sets = new Map<string, number[]>();
  for (const post of harmless) {
    const { whole: isWhole, source } = posts[post]!;
    if (!isWhole) sets.set(source, [...(sets.get(source) ?? []), post]);
  }
  const marks = [
    ...(whole.length > 0 ? [exceededBy(alone, whole, words)] : []),
    ...[...sets.values()]
      .filter((set) => set.length >= LEAST_SET || whole.length === 0)
      .map((set) => exceededBy(elsewhere, set, words)),
  ];
  return marks.length === 0 ? EVEN_ODDS : Math.max(...marks);
}

/**
 * Below where evidence of a category is doubted; undefined where too few posts could tell.
 * @param own posts of the category with medium evidence of it
 */
export function doubtsBelow(
  own: readonly number[],
  sums: Float64Array,
  { doubts }: Budgets,
): number | undefined {
  return own.length < LEAST_OWN ? undefined : exceededBy(1 - doubts, own, sums) - MERCY;
}

/** From where on a post is severe. @param own posts below high in which a rule raised an alarm */
export function raisesFrom(own: readonly number[], severity: Float64Array, { raises }: Budgets): number {
  return exceededBy(raises, own, severity);
}

/** Below where a post is mild. @param own high posts that a rule took for high */
export function lowersBelow(own: readonly number[], severity: Float64Array, { lowers }: Budgets): number {
  return exceededBy(1 - lowers, own, severity);
}
