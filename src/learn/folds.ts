/** Cross-validation: which posts are left out together. */
import { hashOf, random, shuffle } from '../evaluate/random.ts';
import type { LearningPost } from './posts.ts';

export const FOLDED_BY = ['writer', 'source'] as const;
export type FoldedBy = (typeof FOLDED_BY)[number];

/** Writers, or sources, are left out in this many groups at most. */
const MOST_FOLDS = 4;

/**
 * The fold of each post. By writer: all posts of one writer together; known writers are dealt out in turn, rows that are
 * their own writer by a hash. By source: all posts of one source together. The seed decides the order.
 */
export function foldsOf(posts: readonly LearningPost[], by: FoldedBy, seed: number): number[] {
  if (by === 'source') {
    const sources = shuffled(
      posts.map(({ source }) => source),
      seed,
    );
    const folds = Math.min(MOST_FOLDS, sources.length);
    return posts.map(({ source }) => sources.indexOf(source) % folds);
  }
  const isKnown = (post: LearningPost): boolean => post.writer !== post.id;
  const writers = new Map(
    shuffled(
      posts.filter(isKnown).map(({ writer }) => writer),
      seed,
    ).map((writer, k) => [writer, k]),
  );
  const folds = Math.min(MOST_FOLDS, new Set(posts.map(({ writer }) => writer)).size);
  return posts.map((post) => (writers.get(post.writer) ?? hashOf(`fold ${seed} ${post.writer}`)) % folds);
}

/** What models say of all posts, each post by a model that was fitted without its fold. */
export function sumsUnseen<Model>(
  foldOf: readonly number[],
  fitted: readonly number[],
  fitTo: (train: readonly number[]) => Model,
  sumOf: (model: Model, post: number) => number,
): Float64Array {
  const unseen = new Float64Array(foldOf.length);
  for (const fold of new Set(foldOf)) {
    const model = fitTo(fitted.filter((post) => foldOf[post] !== fold));
    foldOf.forEach((own, post) => {
      if (own === fold) unseen[post] = sumOf(model, post);
    });
  }
  return unseen;
}

function shuffled(names: readonly string[], seed: number): string[] {
  const all = [...new Set(names)].sort();
  shuffle(all, random(seed));
  return all;
}
