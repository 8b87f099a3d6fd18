/**
 * How a word sounds, roughly, so that words written by ear are told (`kut`, `agen`, `larst`): consonants that sound alike
 * are one, all vowels are one. After the manner of Soundex and Metaphone (Philips 1990), with the vowels' places kept, and
 * for speakers who drop their r's and say f for th.
 */
export function soundOf(word: string): string {
  let sound = word;
  for (const [spelled, said] of SAID) sound = sound.replace(spelled, said);
  return sound;
}

const SAID: readonly (readonly [spelled: RegExp, said: string])[] = [
  [/^kn/u, 'n'],
  [/^wr/u, 'r'],
  [/^wh/u, 'w'],
  [/ph|th|v/gu, 'f'],
  [/tch/gu, 'ch'],
  [/dge/gu, 'j'],
  [/(?<=[aeiou])gh/gu, ''],
  [/mb$/u, 'm'],
  [/ch|sh/gu, 'S'],
  [/c(?=[eiy])/gu, 's'],
  [/ck|[cq]/gu, 'k'],
  [/x/gu, 'ks'],
  [/z/gu, 's'],
  [/(?<=[aeiouy])r(?![aeiouy])/gu, ''],
  [/(?<=.)e$/u, ''],
  [/[aeiouy]+/gu, 'a'],
  [/(.)\1+/gu, '$1'],
];

/** The consonants of a word, for words written without vowels (`hlp`, `knf`); doubled ones once. */
export function skeletonOf(word: string): string {
  return word.replace(/[aeiou]/gu, '').replace(/(.)\1+/gu, '$1');
}
