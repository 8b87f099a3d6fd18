/** A fit, and what it leaves to write down. */
import { rounded } from '../model/rounded.ts';
import type { Expected } from './expected.ts';
import { type JointData, type JointFit, type UnseenSums, fitJoint, jointSumsUnseen } from './joint.ts';
import type { LearningPost } from './posts.ts';
import { type Study, postsSaying } from './study.ts';

export interface LearnedTerm {
  term: string;
  weight: number;
  /** In how many posts, by how many writers, it stood. */
  posts: number;
  writers: number;
}

/** What a learned file holds of a fit: rounded, what is next to nothing left out. */
export interface LearnedWeights {
  bias: number;
  matches: [rule: string, weight: number][];
  terms: LearnedTerm[];
}

export interface Fitted extends UnseenSums {
  fitted: number[];
  isPositive: (post: number) => boolean;
  weights: LearnedWeights;
}

/** @param says whether a post is positive; undefined where nothing is said */
export function fitWords(
  study: Study,
  says: (post: LearningPost) => boolean | undefined,
  expected: Expected,
  most: number,
): Fitted {
  const { posts, terms, standing, isUnread, foldOf } = study;
  const { fitted, isPositive } = postsSaying(posts, says);
  const setOf = (post: number): string | undefined => (posts[post]!.whole ? undefined : posts[post]!.source);
  const data: JointData = { terms, standing, isUnread, expected, setOf, most };
  return {
    fitted,
    isPositive,
    ...jointSumsUnseen(data, foldOf, fitted, isPositive),
    weights: weightsOf(study, fitJoint(data, fitted, isPositive), expected),
  };
}

function weightsOf(study: Study, { bias, weights, says }: JointFit, expected: Expected): LearnedWeights {
  return {
    bias: thousandths(bias),
    matches: matchesOf(study, says, expected),
    terms: termsOf(study, weights),
  };
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
    .filter(({ weight }) => weight !== 0)
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
