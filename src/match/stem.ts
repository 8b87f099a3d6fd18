/** The endings that are taken off, the longest first. */
const ENDINGS = ['ing', 'ed', 'es', 'er', 'ly', 's'] as const;
const SHORTEST = 3;

/**
 * What the forms of a word have in common: hit, hits, hitting. A light stemmer (one ending, a doubled consonant, a last
 * “e”; after step 1 of Porter, 1980): forms that it wrongly leaves apart or throws together cost a weight a little of its
 * meaning, no more.
 */
export function stemOf(word: string): string {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST);
  let stem = ending === undefined ? word : word.slice(0, -ending.length);
  if (stem.length > SHORTEST && stem.at(-1) === stem.at(-2)) stem = stem.slice(0, -1);
  return stem.endsWith('e') ? stem.slice(0, -1) : stem;
}
