/** The two steps of a fit, and what they leave to write down. */
import { rounded } from '../model/rounded.ts';
import type { Expected } from './expected.ts';
import { type FitOptions, type Model, fit, scoresUnseen } from './fit.ts';
import type { JointFit } from './joint.ts';
import { type SecondStep, weighRules, wholeSums } from './second-step.ts';
import type { Study } from './study.ts';
import type { LearningPost } from './posts.ts';
import { postsSaying } from './study.ts';

/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.3;
/** Of what a whole post sounds like, so many terms; with a third more, nothing more was found. */
const MOST_TERMS = 20_000;

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

export function fitBoth(
  study: Study,
  says: (post: LearningPost) => boolean | undefined,
  expected: Expected,
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

export function weightsOf(study: Study, { model, second }: Fitted, expected: Expected): LearnedWeights {
  return {
    bias: thousandths(second.bias + second.factor * model.bias),
    matches: matchesOf(study, second.says, expected),
    terms: termsOf(
      study,
      model.weights.map((weight) => weight * second.factor),
    ),
  };
}

/** Of words and rules that were weighed together: the terms that weigh most. */
export function jointWeights(
  study: Study,
  { bias, weights, says }: JointFit,
  expected: Expected,
): LearnedWeights {
  const terms = termsOf(study, weights)
    .sort((a, b) => changes(b) - changes(a))
    .slice(0, MOST_TERMS);
  return {
    bias: thousandths(bias),
    matches: matchesOf(study, says, expected),
    terms: terms.sort((a, b) => b.weight - a.weight),
  };
}

/** How much a term changes over all posts: rare terms may weigh much and hardly ever stand. */
function changes({ weight, posts }: LearnedTerm): number {
  return Math.abs(weight) * Math.sqrt(posts);
}

/** A rule that stood in no post says what is expected of it. */
function matchesOf(
  { expected: rules }: Study,
  says: ReadonlyMap<string, number>,
  expected: Expected,
): LearnedWeights['matches'] {
  const all = [...rules.keys()].flatMap((name) => {
    const weight = says.get(name) ?? expected(name);
    return weight === undefined ? [] : [{ name, weight: tenths(weight) }];
  });
  return byWeight(all)
    .filter(({ weight }) => weight > 0)
    .map(({ name, weight }) => [name, weight]);
}

function termsOf({ terms }: Study, weights: Float64Array): LearnedTerm[] {
  return byWeight(terms.names.map((name, term) => ({ name, term, weight: tenths(weights[term]!) })))
    .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
    .map(({ name, term, weight }) => ({ term: name, weight, ...terms.evidence[term]! }));
}

function byWeight<T extends { name: string; weight: number }>(all: T[]): T[] {
  return all.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
}

function tenths(value: number): number {
  return rounded(value, 1);
}

export function thousandths(value: number): number {
  return rounded(value, 3);
}
