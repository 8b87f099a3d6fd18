/** The first step: sparse logistic regression on the terms of posts, and scores of posts that a model has not seen. */
import { random, shuffle } from '../evaluate/random.ts';
import { sumsUnseen } from './folds.ts';
import type { Terms } from './terms.ts';

const EPOCHS = 8;
/** Smoothing, size of a step, and the second penalty, which keeps weights small. */
const FTRL = { beta: 1, alpha: 2, l2: 0.02 };
export const FIRST_STEP = `FTRL-proximal logistic regression, ${EPOCHS} epochs`;

export interface FitOptions {
  seed: number;
  /** The first penalty, which makes most weights nothing. */
  l1: number;
}

/** Weights by the numbers of the terms. A post's score is the logarithm of odds. */
export interface Model {
  bias: number;
  weights: Float64Array;
}

/**
 * FTRL-proximal (McMahan and others, “Ad click prediction: a view from the trenches”, KDD 2013): time and memory go with
 * the terms that stand in posts, not with all terms that there are. The same seed gives the same model.
 */
export function fit(
  { names, rows, scales }: Terms,
  train: readonly number[],
  isPositive: (post: number) => boolean,
  { seed, l1 }: FitOptions,
): Model {
  const bias = names.length;
  const z = new Float64Array(bias + 1);
  const n = new Float64Array(bias + 1);
  const weights = new Float64Array(bias + 1);
  const order = Int32Array.from(train);
  const next = random(seed);
  const step = (term: number, gradient: number): void => {
    const squared = gradient * gradient;
    const rate = (Math.sqrt(n[term]! + squared) - Math.sqrt(n[term]!)) / FTRL.alpha;
    z[term]! += gradient - rate * weights[term]!;
    n[term]! += squared;
    const penalty = term === bias ? 0 : l1;
    weights[term] =
      Math.abs(z[term]!) <= penalty
        ? 0
        : -(z[term]! - Math.sign(z[term]!) * penalty) /
          ((FTRL.beta + Math.sqrt(n[term]!)) / FTRL.alpha + FTRL.l2);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, next);
    for (const post of order) {
      const scale = scales[post]!;
      let sum = weights[bias]!;
      for (const term of rows[post]!) sum += weights[term]! * scale;
      const error = 1 / (1 + Math.exp(-sum)) - (isPositive(post) ? 1 : 0);
      for (const term of rows[post]!) step(term, error * scale);
      step(bias, error);
    }
  }
  return { bias: weights[bias]!, weights };
}

function scoreOf({ bias, weights }: Model, { rows, scales }: Terms, post: number): number {
  let sum = 0;
  for (const term of rows[post]!) sum += weights[term]!;
  return bias + sum * scales[post]!;
}

/** The scores of all posts, each by a model that was fitted without its fold. */
export function scoresUnseen(
  terms: Terms,
  foldOf: readonly number[],
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
  options: FitOptions,
): Float64Array {
  return sumsUnseen(
    foldOf,
    fitted,
    (train) => fit(terms, train, isPositive, options),
    (model, post) => scoreOf(model, terms, post),
  );
}
