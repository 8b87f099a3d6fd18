/**
 * Writes src/generated/words.ts: names, places and ordinary words, from the lexicon of compromise (MIT) and from the
 * words of our own rules that stand in a dictionary, by which
 * `src/detect/name.ts` tells a name from other words with a capital. A build-time step, so that compromise never
 * reaches a page.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import nlp from 'compromise';
import wordListPath from 'word-list';
import { basesOf } from '../src/detect/inflection.ts';

const NAMES = new Set(['MaleName', 'FemaleName', 'FirstName', 'LastName']);
const PLACES = new Set(['City', 'Country', 'Region', 'Demonym', 'SportsTeam', 'Organization']);
/** Tags of words that are no ordinary word: proper nouns, and what no one writes with a capital. */
const PASSED_OVER = new Set(['Person', 'Emoticon', 'Currency', 'Unit', 'Place']);

const { lexicon } = (nlp.model() as { one: { lexicon: Record<string, string | string[]> } }).one;
const names = new Set<string>();
const places = new Set<string>();
const ordinary = new Set<string>();
for (const [term, tags] of Object.entries(lexicon)) {
  const list = [tags].flat();
  const word = term.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  const has = (set: ReadonlySet<string>): boolean => list.some((tag) => set.has(tag));
  if (has(PLACES)) for (const part of word.split(' ')) if (/^[a-z]{4,}$/u.test(part)) places.add(part);
  if (!/^[a-z]{2,}$/u.test(word)) continue;
  if (has(NAMES)) names.add(word);
  else if (!has(PLACES) && !has(PASSED_OVER) && !list.includes('ProperNoun')) ordinary.add(word);
}
const dictionary = new Set(readFileSync(wordListPath, 'utf8').split('\n'));
const rules = join(import.meta.dirname, '../rules/en');
for (const path of readdirSync(rules, { recursive: true, encoding: 'utf8' }))
  if (path.endsWith('.yaml'))
    for (const [word] of readFileSync(join(rules, path), 'utf8').matchAll(/[a-z]{3,}/gu))
      if (dictionary.has(word) && !names.has(word) && !places.has(word)) ordinary.add(word);
for (const word of [...ordinary, ...names]) places.delete(word);
// A name that is a word as well says less.
const namesAndWords = new Set([...names].filter((word) => dictionary.has(word)));
for (const word of namesAndWords) names.delete(word);
// Regular forms are told by their base: see `isOrdinary` in src/detect/words.ts.
const bases = new Set(ordinary);
for (const word of bases) if (basesOf(word).some((base) => bases.has(base))) ordinary.delete(word);

const file = join(import.meta.dirname, '../src/generated/words.ts');
const text = [
  '// Compiled from the lexicon of compromise (MIT) by scripts/compile-words.ts; do not edit.',
  ...Object.entries({ names, namesAndWords, places, ordinary }).map(
    ([name, words]) => `export const ${name} =\n  '${[...words].sort().join(' ')}';`,
  ),
  '',
].join('\n');
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(
  `${names.size + namesAndWords.size} names, ${places.size} words of places, ${ordinary.size} ordinary words`,
);
