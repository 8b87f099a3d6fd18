/** A small seeded generator of numbers in [0, 1) (mulberry32), so that every run is the same. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles a list where it stands (Fisher and Yates). */
export function shuffle<T extends unknown[] | Int32Array>(list: T, next: () => number): T {
  for (let k = list.length - 1; k > 0; k--) {
    const j = Math.floor(next() * (k + 1));
    [list[k], list[j]] = [list[j]!, list[k]!];
  }
  return list;
}

/** A small stable hash of a string (FNV-1a), e.g. to halve labelled rows by their ids. */
export function hashOf(value: string): number {
  let hash = 0x811c9dc5;
  for (const letter of value) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 7;
}
