/** One fit of words and rules together: what posts of a category, or severe and alarming ones, sound like. */
import { type Expected, MOST_SAID, type Standing, numberRules } from './expected.ts';
import { sumsUnseen } from './folds.ts';
import { type Problem, minimise } from './minimise.ts';
import type { Terms } from './terms.ts';

/**
 * Penalty on weights (the inverse of scikit-learn's C). Rare words are penalised less than common ones, by their inverse
 * document frequency: on writers whom nobody had read that found a tenth more at the same cost than a sparse fit.
 */
const L2 = 1 / 4;
/** Size of the words' part beside the rules' one; rules count this much. */
const WORDS = 0.25;
const RULES = 0.6;
/** Penalty on what is particular to a set. */
const SETS = 10;
/**
 * The lowest point must be reached: rare categories ranked posts of unseen writers a tenth worse where a fit stopped half way.
 */
const PRECISION = 1e-5;
const ROUNDS = 300;
const ROUNDS_AGAIN = 30;
/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.3;

/**
 * Terms kept: of a category, unless more or fewer are asked for, and of whole posts. With a third more of these nothing more was
 * found; each thousand costs about 3 kB of the bundle.
 */
export const MOST_TERMS = { category: 8000, whole: 20_000 } as const;

export const JOINT_FIT = `logistic regression on words and rules together, quadratic penalty ${L2} after inverse document frequency, a bias of its own for each set with positive posts, to the lowest point`;

export interface JointFit {
  bias: number;
  /** By the numbers of the terms: what each adds to a post's sum, before that is scaled. */
  weights: Float64Array;
  /** What each rule that stands adds. */
  says: ReadonlyMap<string, number>;
}

/** What is fitted: which posts, and which rules stand in them. */
export interface JointData {
  terms: Terms;
  standing: readonly Standing[];
  /** Posts on whose rules the fit may rely. */
  isUnread: (post: number) => boolean;
  expected: Expected;
  /** The set that a post was gathered with; undefined for posts labelled whole. */
  setOf: (post: number) => string | undefined;
  /** So many terms are kept. */
  most: number;
}

/** Sums of posts, each by a fit that had not seen its fold: of the words, and of words and rules. */
export interface UnseenSums {
  words: Float64Array;
  sums: Float64Array;
}

/** Logistic regression with a quadratic penalty. Convex, and the same data give the same weights. */
export function fitJoint(
  data: JointData,
  train: readonly number[],
  isPositive: (post: number) => boolean,
): JointFit {
  const { terms, standing, isUnread, expected } = data;
  const counts = countsOf(terms, train);
  const factors = frequencyFactors(counts, train.length);
  const { prior, rulesOf, byName } = numberRules(
    train.map((post) => (isUnread(post) ? standing[post]! : [])),
    expected,
  );
  const sets = numberSets(data, train, isPositive);
  // Variables: words, rules, sets, and the bias.
  const firstRule = factors.length;
  const firstSet = firstRule + prior.length;
  const bias = firstSet + sets.count;
  const start = new Float64Array(bias + 1);
  start.set(prior, firstRule);
  const added = new Float64Array(factors.length);
  const evaluate = (at: Float64Array, slope: Float64Array): number => {
    slope.fill(0);
    for (let term = 0; term < added.length; term++) added[term] = at[term]! * factors[term]!;
    let loss = 0;
    for (let k = 0; k < train.length; k++) {
      const row = terms.rows[train[k]!]!;
      const scale = terms.scales[train[k]!]!;
      const set = sets.ofPost[k]!;
      let words = 0;
      for (let j = 0; j < row.length; j++) words += added[row[j]!]!;
      let sum = at[bias]! + words * scale;
      if (set !== NO_SET) sum += at[firstSet + set]!;
      for (const rule of rulesOf[k]!) sum += at[firstRule + rule]!;
      const positive = isPositive(train[k]!);
      loss += Math.max(0, positive ? -sum : sum) + Math.log1p(Math.exp(-Math.abs(sum)));
      const error = 1 / (1 + Math.exp(-sum)) - (positive ? 1 : 0);
      for (let j = 0; j < row.length; j++) slope[row[j]!]! += error * scale;
      for (const rule of rulesOf[k]!) slope[firstRule + rule]! += error;
      if (set !== NO_SET) slope[firstSet + set]! += error;
      slope[bias]! += error;
    }
    for (let term = 0; term < added.length; term++) slope[term]! *= factors[term]!;
    const penalise = (k: number, penalty: number, from: number): void => {
      slope[k]! += penalty * (at[k]! - from);
      loss += (penalty / 2) * (at[k]! - from) ** 2;
    };
    for (let k = 0; k < firstRule; k++) penalise(k, L2, 0);
    for (let k = firstRule; k < firstSet; k++) penalise(k, L2 / RULES ** 2, start[k]!);
    for (let k = firstSet; k < bias; k++) penalise(k, SETS, 0);
    return loss;
  };
  const problem: Problem = {
    evaluate,
    bounds: { from: firstRule, to: firstSet, least: 0, most: MOST_SAID },
    precision: PRECISION,
    rounds: ROUNDS,
  };
  const all = minimise(start, problem);
  for (const term of leastOf(all, factors, counts, data.most)) all[term] = factors[term] = 0;
  // What is left takes over what went, without going all the way again.
  const found = minimise(all, { ...problem, rounds: ROUNDS_AGAIN });
  return {
    bias: found[bias]!,
    weights: factors.map((factor, term) => found[term]! * factor),
    says: byName(found.subarray(firstRule, firstSet)),
  };
}

/** The sums of all posts, each by a fit that had not seen its fold. */
export function jointSumsUnseen(
  data: JointData,
  foldOf: readonly number[],
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
): UnseenSums {
  const { terms, standing } = data;
  const words = new Float64Array(foldOf.length);
  const sums = sumsUnseen(
    foldOf,
    fitted,
    (train) => fitJoint(data, train, isPositive),
    ({ bias, weights, says }, post) => {
      let sum = 0;
      for (const term of terms.rows[post]!) sum += weights[term]!;
      words[post] = bias + sum * terms.scales[post]!;
      return standing[post]!.reduce((all, { rule }) => all + (says.get(rule) ?? 0), words[post]);
    },
  );
  return { words, sums };
}

/** Of posts without a bias of their own. */
const NO_SET = -1;

/**
 * How many posts of a set are positive tells how it was gathered (all of one, four in five of another), not what its words
 * mean: so each set with positive posts has a bias of its own, which is no part of what is learned. Sets without any were gathered
 * for being harmless: in them the words have to say so.
 */
function numberSets(
  { setOf }: JointData,
  train: readonly number[],
  isPositive: (post: number) => boolean,
): { ofPost: Int32Array; count: number } {
  const numbers = new Map<string, number>();
  for (const post of train) {
    const set = setOf(post);
    if (set !== undefined && isPositive(post) && !numbers.has(set)) numbers.set(set, numbers.size);
  }
  return {
    ofPost: Int32Array.from(train, (post) => numbers.get(setOf(post) ?? '') ?? NO_SET),
    count: numbers.size,
  };
}

/** In how many posts each term stands. */
function countsOf({ names, rows }: Terms, train: readonly number[]): Int32Array {
  const counts = new Int32Array(names.length);
  for (const post of train) for (const term of new Set(rows[post])) counts[term]!++;
  return counts;
}

/** Inverse document frequency of each term (Spärck Jones 1972), smoothed. */
function frequencyFactors(counts: Int32Array, posts: number): Float64Array {
  return Float64Array.from(counts, (count) => WORDS * (Math.log((1 + posts) / (1 + count)) + 1));
}

/** All terms but those that change most over all posts: rare terms may weigh much and hardly ever stand. */
function leastOf(at: Float64Array, factors: Float64Array, counts: Int32Array, most: number): number[] {
  const change = factors.map((factor, term) => Math.abs(at[term]! * factor) * Math.sqrt(counts[term]!));
  const weighty = [...change.keys()].filter((term) => Math.abs(at[term]! * factors[term]!) >= LEAST_WEIGHT);
  const kept = new Set(weighty.sort((a, b) => change[b]! - change[a]!).slice(0, most));
  return [...change.keys()].filter((term) => !kept.has(term));
}
