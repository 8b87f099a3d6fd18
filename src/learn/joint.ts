/** One fit of words and rules together, for what a whole post sounds like. */
import { type Expected, MOST_SAID, type Standing, numberRules } from './expected.ts';
import { sumsUnseen } from './folds.ts';
import type { Terms } from './terms.ts';

/**
 * Penalty on weights (the inverse of scikit-learn's C). Rare words are penalised less than common ones, by their inverse
 * document frequency: on writers whom nobody had read that found a tenth more at the same cost than a sparse fit.
 */
const L2 = 1 / 8;
/** Size of the words' part beside the rules' one; rules count this much. */
const WORDS = 0.25;
const RULES = 0.6;
const ROUNDS = 300;
const RATE = 0.3;

export const JOINT_FIT = `logistic regression on words and rules together, quadratic penalty ${L2} after inverse document frequency, ${ROUNDS} rounds`;

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
}

/**
 * Logistic regression with a quadratic penalty, by gradients of all posts at once with steps after Adagrad (Duchi and others,
 * JMLR 12, 2011). Convex, and the same data give the same weights.
 */
export function fitJoint(
  { terms, standing, isUnread, expected }: JointData,
  train: readonly number[],
  isPositive: (post: number) => boolean,
): JointFit {
  const factors = frequencyFactors(terms, train);
  const { prior, rulesOf, byName } = numberRules(
    train.map((post) => (isUnread(post) ? standing[post]! : [])),
    expected,
  );
  const words = new Descent(new Float64Array(factors.length));
  const rules = new Descent(Float64Array.from(prior));
  const bias = new Descent(new Float64Array(1));
  for (let round = 0; round < ROUNDS; round++) {
    train.forEach((post, k) => {
      const row = terms.rows[post]!;
      const scale = terms.scales[post]!;
      let sum = 0;
      for (let j = 0; j < row.length; j++) sum += words.at[row[j]!]! * factors[row[j]!]!;
      sum = bias.at[0]! + sum * scale;
      for (const id of rulesOf[k]!) sum += rules.at[id]!;
      const error = 1 / (1 + Math.exp(-sum)) - (isPositive(post) ? 1 : 0);
      const scaled = error * scale;
      for (let j = 0; j < row.length; j++) words.gradient[row[j]!]! += scaled * factors[row[j]!]!;
      for (const id of rulesOf[k]!) rules.gradient[id]! += error;
      bias.gradient[0]! += error;
    });
    words.step((weight) => L2 * weight);
    rules.step((weight, id) => (L2 * (weight - prior[id]!)) / RULES ** 2);
    rules.keepWithin(0, MOST_SAID);
    bias.step(() => 0);
  }
  return {
    bias: bias.at[0]!,
    weights: words.at.map((weight, term) => weight * factors[term]!),
    says: byName(rules.at),
  };
}

/** The sum of a post: its words, and what the rules that stand add. */
function jointSum({ bias, weights, says }: JointFit, { terms, standing }: JointData, post: number): number {
  let sum = 0;
  for (const term of terms.rows[post]!) sum += weights[term]!;
  return standing[post]!.reduce(
    (all, { rule }) => all + (says.get(rule) ?? 0),
    bias + sum * terms.scales[post]!,
  );
}

/** The sums of all posts, each by a fit that had not seen its fold. */
export function jointSumsUnseen(
  data: JointData,
  foldOf: readonly number[],
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
): Float64Array {
  return sumsUnseen(
    foldOf,
    fitted,
    (train) => fitJoint(data, train, isPositive),
    (fit, post) => jointSum(fit, data, post),
  );
}

/** Inverse document frequency of each term (Spärck Jones 1972), smoothed. */
function frequencyFactors({ names, rows }: Terms, train: readonly number[]): Float64Array {
  const counts = new Int32Array(names.length);
  for (const post of train) for (const term of new Set(rows[post])) counts[term]!++;
  return Float64Array.from(counts, (count) => WORDS * (Math.log((1 + train.length) / (1 + count)) + 1));
}

/** Weights on their way down, each with a step of its own size. */
class Descent {
  readonly at: Float64Array;
  readonly gradient: Float64Array;
  private readonly squares: Float64Array;

  constructor(from: Float64Array) {
    this.at = from;
    this.gradient = new Float64Array(from.length);
    this.squares = new Float64Array(from.length).fill(1e-8);
  }

  step(penalty: (weight: number, id: number) => number): void {
    const { at, gradient, squares } = this;
    for (let id = 0; id < at.length; id++) {
      const slope = gradient[id]! + penalty(at[id]!, id);
      squares[id]! += slope * slope;
      at[id]! -= (RATE * slope) / Math.sqrt(squares[id]!);
      gradient[id] = 0;
    }
  }

  keepWithin(least: number, most: number): void {
    for (let id = 0; id < this.at.length; id++) this.at[id] = Math.min(most, Math.max(least, this.at[id]!));
  }
}
