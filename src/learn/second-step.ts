/** The second step: what the sum of the words and each rule that stands say together. */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { type Expected, MOST_SAID, type Standing, numberRules } from './expected.ts';

/** Penalty for leaving what a rule is expected to say. */
const L2 = 1;
/** Curvature lent to every direction: at least so much that the equations can be solved where the data say nothing. */
const LEAST_DAMPING = 1e-9;
const MOST_DAMPING = 1e9;
/** The weights have arrived when a step along the gradient moves them by less than this. */
const AT_REST = 1e-5;
/** A weight is near a bound within this, or within what a step along the gradient would move (Bertsekas). */
const NEAR_BOUND = 0.01;

/** Of the loss, by weight. */
interface Slopes {
  gradient: Float64Array;
  curvature: Float64Array[];
}

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

/**
 * The weights of the rules, then the factor of the sum and the bias. Newton's step may lead far past the goal where the
 * odds are so long that they hardly bend (Marquardt, “An algorithm for least-squares estimation of nonlinear parameters”,
 * J. SIAM 11, 1963): a step that gains nothing is damped more, down to one along the gradient, which always gains.
 */
function solve(observations: readonly Observation[], prior: readonly number[]): Float64Array {
  let weights: Float64Array = Float64Array.from([...prior, 1, 0]);
  let loss = lossOf(observations, prior, weights);
  let damping = LEAST_DAMPING;
  let slopes = slopesAt(observations, prior, weights);
  while (damping < MOST_DAMPING && stillToMove(weights, slopes, prior.length) > AT_REST) {
    const next = moved(weights, newtonStep(weights, slopes, prior.length, damping), prior.length);
    const nextLoss = lossOf(observations, prior, next);
    if (nextLoss < loss) {
      weights = next;
      loss = nextLoss;
      slopes = slopesAt(observations, prior, weights);
      damping = Math.max(LEAST_DAMPING, damping / 10);
    } else damping *= 10;
  }
  return weights;
}

/** How far a step along the gradient would move, in sum. */
function stillToMove(weights: Float64Array, { gradient }: Slopes, rules: number): number {
  return moved(weights, gradient, rules).reduce((all, to, k) => all + Math.abs(to - weights[k]!), 0);
}

/** Rules keep to their bounds; the factor and the bias have none. */
function moved(weights: Float64Array, step: Float64Array, rules: number): Float64Array {
  return weights.map((weight, k) => {
    const to = weight - step[k]!;
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

function slopesAt(
  observations: readonly Observation[],
  prior: readonly number[],
  weights: Float64Array,
): Slopes {
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
  return { gradient, curvature };
}

/**
 * Gradient over curvature. Weights that lie at a bound, or so near that they would be stopped there, and would leave it,
 * must not bend the step of the others, or the step shortened by the bounds may lead uphill: they go by their own curvature.
 */
function newtonStep(
  weights: Float64Array,
  { gradient, curvature }: Slopes,
  rules: number,
  damping: number,
): Float64Array {
  const near = Math.min(NEAR_BOUND, stillToMove(weights, { gradient, curvature }, rules));
  const isStopped = (k: number): boolean =>
    k < rules &&
    ((weights[k]! <= near && gradient[k]! > 0) || (weights[k]! >= MOST_SAID - near && gradient[k]! < 0));
  const free = Array.from(gradient.keys()).filter((k) => !isStopped(k));
  const equations = new Matrix(free.map((i) => free.map((j) => curvature[i]![j]! + (i === j ? damping : 0))));
  const solved = new CholeskyDecomposition(equations).solve(
    Matrix.columnVector(free.map((k) => gradient[k]!)),
  );
  const step = gradient.map((slope, k) => slope / (curvature[k]![k]! + damping));
  free.forEach((k, row) => (step[k] = solved.get(row, 0)));
  return step;
}
