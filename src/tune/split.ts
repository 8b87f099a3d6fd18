/** Which posts the numbers are tuned on, and which only show whether that holds elsewhere. */
import { random, shuffle } from '../evaluate/random.ts';
import type { LearningPost } from '../learn/posts.ts';

/** What is held out together: posts of one source; of one writer, or single posts, where there is one source only. */
type HeldOutBy = 'source' | 'writer' | 'id';

export interface Split {
  by: HeldOutBy;
  /** Names of what is held out. */
  names: string[];
  train: number[];
  heldOut: number[];
}

/** No more than this share of the posts of either kind is held out. */
const MOST_HELD_OUT = 0.4;

/** Holds out the sources that are named. */
export function splitAt(posts: readonly LearningPost[], names: readonly string[]): Split {
  return splitBy(posts, 'source', new Set(names));
}

/**
 * Holds out whole sources, in an order that the seed decides, up to two posts in five of those that are wanted and of those
 * that are not.
 */
export function splitSeeded(
  posts: readonly LearningPost[],
  isWanted: (post: LearningPost) => boolean | undefined,
  seed: number,
): Split {
  const by =
    (['source', 'writer'] as const).find((key) => new Set(posts.map((post) => post[key])).size > 1) ?? 'id';
  const counts = new Map<string, [number, number]>();
  const total: [number, number] = [0, 0];
  for (const post of posts) {
    const wanted = isWanted(post);
    if (wanted === undefined) continue;
    const own = counts.get(post[by]) ?? [0, 0];
    counts.set(post[by], own);
    own[wanted ? 0 : 1]++;
    total[wanted ? 0 : 1]++;
  }
  const held: [number, number] = [0, 0];
  const names = new Set<string>();
  for (const name of shuffle([...counts.keys()].sort(), random(seed))) {
    const own = counts.get(name)!;
    const fits = [0, 1].every((k) => held[k]! + own[k]! <= total[k]! * MOST_HELD_OUT);
    if (!fits) continue;
    names.add(name);
    for (const k of [0, 1] as const) held[k] += own[k];
  }
  return splitBy(posts, by, names);
}

function splitBy(posts: readonly LearningPost[], by: HeldOutBy, names: ReadonlySet<string>): Split {
  const all = posts.map((_, k) => k);
  return {
    by,
    names: [...names].sort(),
    train: all.filter((post) => !names.has(posts[post]![by])),
    heldOut: all.filter((post) => names.has(posts[post]![by])),
  };
}
