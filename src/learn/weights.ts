/** The two steps of a fit, and what they leave to write down. */
import { type FitOptions, type Model, fit, scoresUnseen } from './fit.ts';
import { type SecondStep, weighRules, wholeSums } from './second-step.ts';
import type { Study } from './study.ts';
import type { LearningPost } from './posts.ts';
import { postsSaying } from './study.ts';

/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.3;

export interface LearnedTerm {
  term: string;
  weight: number;
  /** In how many posts, by how many writers, it stood. */
  posts: number;
  writers: number;
}

export interface Fitted {
  fitted: number[];
  isPositive: (post: number) => boolean;
  /** The words of all posts that were fitted. */
  model: Model;
  second: SecondStep;
  /** Sums of words, and of words and rules, of all posts, each by a model that had not seen it. */
  words: Float64Array;
  sums: Float64Array;
}

/** What a learned file holds of a fit: rounded, what is next to nothing left out. */
export interface LearnedWeights {
  bias: number;
  matches: [rule: string, weight: number][];
  terms: LearnedTerm[];
}

/** @param expected what a rule is expected to add to the sum, undefined where it does not count */
export function fitBoth(
  study: Study,
  says: (post: LearningPost) => boolean | undefined,
  expected: (rule: string) => number | undefined,
): Fitted {
  const { terms, foldOf, standing, isUnread, options } = study;
  const { fitted, isPositive } = postsSaying(study.posts, says);
  const how: FitOptions = { seed: options.seed, l1: options.l1 };
  const unseen = scoresUnseen(terms, foldOf, fitted, isPositive, how);
  const second = weighRules(fitted.filter(isUnread), isPositive, unseen, standing, expected);
  return {
    fitted,
    isPositive,
    model: fit(terms, fitted, isPositive, how),
    second,
    words: unseen.map((sum) => second.bias + second.factor * sum),
    sums: wholeSums(second, unseen, standing),
  };
}

export function weightsOf({ terms }: Study, { model, second }: Fitted): LearnedWeights {
  return {
    bias: thousandths(second.bias + second.factor * model.bias),
    matches: byWeight([...second.says].map(([name, weight]) => ({ name, weight: tenths(weight) })))
      .filter(({ weight }) => weight > 0)
      .map(({ name, weight }) => [name, weight]),
    terms: byWeight(
      terms.names.map((name, term) => ({ name, term, weight: tenths(model.weights[term]! * second.factor) })),
    )
      .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
      .map(({ name, term, weight }) => ({ term: name, weight, ...terms.evidence[term]! })),
  };
}

function byWeight<T extends { name: string; weight: number }>(all: T[]): T[] {
  return all.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
