/** The second step: what the sum of the words and each rule that stands say together. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { type Expected, MOST_SAID, type Standing, numberRules } from './expected.ts';

/** Penalty for leaving what a rule is expected to say. */
const L2 = 1;
/** So little curvature is lent to every direction that the equations can be solved where the data say nothing. */
const RIDGE = 1e-9;
const MOST_ROUNDS = 60;
/** Logarithm of likelihood that a round must gain for another one to follow. */
const LEAST_GAIN = 1e-6;

/** What is made of the sum of the words, and what each rule adds to it. */
export interface SecondStep {
  factor: number;
  bias: number;
  says: ReadonlyMap<string, number>;
}

/** A post as the second step sees it. */
interface Observation {
  positive: boolean;
  sum: number;
  /** Numbers of the rules that stand in it. */
  rules: readonly number[];
}

/**
 * Logistic regression on the words' sum and the rules that stand. What a rule adds stays near what its tier lets expect
 * unless posts say otherwise. The problem is convex; it is solved by Newton's method with bounds (Bertsekas, “Projected
 * Newton methods”, SIAM J. Control Optim. 20, 1982), the equations of each round by Cholesky decomposition.
 * @param sums of the words, of posts that the first step had not seen
 */
export function weighRules(
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
  sums: Float64Array,
  standing: readonly Standing[],
  expected: Expected,
): SecondStep {
  const { prior, rulesOf, byName } = numberRules(
    fitted.map((post) => standing[post]!),
    expected,
  );
  const observations = fitted.map((post, k): Observation => ({
    positive: isPositive(post),
    sum: sums[post]!,
    rules: rulesOf[k]!,
  }));
  const weights = solve(observations, prior);
  return {
    factor: weights[prior.length]!,
    bias: weights[prior.length + 1]!,
    says: byName(weights),
  };
}

/** The sums of all posts, words and rules together. */
export function wholeSums(
  { factor, bias, says }: SecondStep,
  sums: Float64Array,
  standing: readonly Standing[],
): Float64Array {
  return sums.map(
    (sum, post) =>
      bias + factor * sum + standing[post]!.reduce((all, { rule }) => all + (says.get(rule) ?? 0), 0),
  );
}

/** The weights of the rules, then the factor of the sum and the bias. */
function solve(observations: readonly Observation[], prior: readonly number[]): Float64Array {
  let weights: Float64Array = Float64Array.from([...prior, 1, 0]);
  let loss = lossOf(observations, prior, weights);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const step = newtonStep(observations, prior, weights);
    let length = 1;
    let next = moved(weights, step, length, prior.length);
    let nextLoss = lossOf(observations, prior, next);
    for (; nextLoss > loss && length > 1e-6; nextLoss = lossOf(observations, prior, next)) {
      length /= 2;
      next = moved(weights, step, length, prior.length);
    }
    if (!(loss - nextLoss > LEAST_GAIN)) break;
    weights = next;
    loss = nextLoss;
  }
  return weights;
}

/** Rules keep to their bounds; the factor and the bias have none. */
function moved(weights: Float64Array, step: Float64Array, length: number, rules: number): Float64Array {
  return weights.map((weight, k) => {
    const to = weight - length * step[k]!;
    return k < rules ? Math.min(MOST_SAID, Math.max(0, to)) : to;
  });
}

function oddsOf({ sum, rules }: Observation, weights: Float64Array, count: number): number {
  let odds = weights[count + 1]! + weights[count]! * sum;
  for (const rule of rules) odds += weights[rule]!;
  return odds;
}

function lossOf(
  observations: readonly Observation[],
  prior: readonly number[],
  weights: Float64Array,
): number {
  let loss = 0;
  prior.forEach((said, k) => (loss += (L2 / 2) * (weights[k]! - said) ** 2));
  for (const one of observations) {
    const against = one.positive ? -oddsOf(one, weights, prior.length) : oddsOf(one, weights, prior.length);
    loss += Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
  }
  return loss;
}

/** Gradient over curvature; weights that lie at a bound and would leave it stay where they are. */
function newtonStep(
  observations: readonly Observation[],
  prior: readonly number[],
  weights: Float64Array,
): Float64Array {
  const count = prior.length;
  const size = count + 2;
  const gradient = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  prior.forEach((said, k) => {
    gradient[k] = L2 * (weights[k]! - said);
    curvature[k]![k] = L2;
  });
  for (const one of observations) {
    const chance = 1 / (1 + Math.exp(-oddsOf(one, weights, count)));
    const error = chance - (one.positive ? 1 : 0);
    const bend = chance * (1 - chance);
    const at = [...one.rules, count, count + 1];
    const value = (k: number): number => (k === count ? one.sum : 1);
    for (const i of at) {
      gradient[i]! += error * value(i);
      for (const j of at) curvature[i]![j]! += bend * value(i) * value(j);
    }
  }
  const stays = (k: number): boolean =>
    k < count && ((weights[k] === 0 && gradient[k]! > 0) || (weights[k] === MOST_SAID && gradient[k]! < 0));
  const free = Array.from(gradient.keys()).filter((k) => !stays(k));
  const equations = new Matrix(free.map((i) => free.map((j) => curvature[i]![j]! + (i === j ? RIDGE : 0))));
  const solved = new CholeskyDecomposition(equations).solve(
    Matrix.columnVector(free.map((k) => gradient[k]!)),
  );
  const step = new Float64Array(size);
  free.forEach((k, row) => (step[k] = solved.get(row, 0)));
  return step;
}
