/** Expands files of kind spelling: variant → plain, and the one-slip misspellings of words that matter. */
import type { Pack } from '../model/pack.ts';
import type { Collected } from './collect.ts';
import { formsOf } from './forms.ts';
import { placeOf } from './locate.ts';
import type { Problems } from './report.ts';

/** Variants that are written out, those of the base first; one that two plain words claim is a problem. */
export function writtenSpelling(all: Collected, base: Pack, problems: Problems): Record<string, string> {
  const claimed = new Map<string, { plain: string; at: string }>();
  for (const { plain, variant, source, path } of all.spelling) {
    const key = variant.toLowerCase();
    const place = placeOf(source, path);
    const before = claimed.get(key);
    if (before === undefined)
      claimed.set(key, { plain, at: `${source.path}:${source.lines.linePos(place.at).line}` });
    else if (before.plain !== plain)
      problems.add(
        source,
        place,
        'duplicate-spelling',
        `“${variant}” is read as “${before.plain}” already, so not as “${plain}”`,
        {
          hint: `that stands at ${before.at}; keep one of the two`,
        },
      );
  }
  const own = [...claimed].map(([variant, { plain }]): [string, string] => [variant, plain]);
  return Object.fromEntries([...Object.entries(base.spelling), ...own]);
}

/**
 * Adds the misspellings of the words under `expand` to what is written out.
 * @param known words of the pack, none of which is a misspelling
 * @param words real words, none of which is one either
 */
export function expandSpelling(
  all: Collected,
  base: Pack,
  written: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
  words: ReadonlySet<string> | undefined,
): Pick<Pack, 'spelling' | 'maskable' | 'fillers'> {
  const expand = [...new Set(all.expand.flatMap(({ record }) => wordsOf(record, words)))];
  // Without a list of words, `hat` would be a slip of hit: short words have too many neighbours.
  const risky = (word: string): boolean => words === undefined && word.length < SAFE_LENGTH;
  const taken = new Set([...known, ...expand, ...Object.keys(written)]);
  const slips = new Map<string, string | undefined>();
  for (const word of expand.filter((one) => !risky(one)))
    for (const slip of slipsOf(word)) {
      if (taken.has(slip) || words?.has(slip) === true) continue;
      // A slip of two words does not say which of them was meant.
      slips.set(slip, slips.has(slip) ? undefined : word);
    }
  const entries = [
    ...Object.entries(written),
    ...[...slips].flatMap(([slip, word]): [string, string][] => (word === undefined ? [] : [[slip, word]])),
  ];
  const masked = [...all.masked.flatMap((entry) => wordsOf(entry, words)), ...expand];
  return {
    spelling: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    maskable: [...new Set([...base.maskable, ...masked])],
    fillers: [...new Set([...base.fillers, ...all.fillers.map((word) => word.toLowerCase())])],
  };
}

/** A word, or all forms of a `{lemma}`; of its misspelled forms no further ones are made, where words are known. */
function wordsOf(entry: string, words?: ReadonlySet<string>): string[] {
  const lemma = /^\{([^{}:|]+)\}$/u.exec(entry)?.[1];
  const all = lemma === undefined ? [entry] : Object.values(formsOf(lemma)).flat();
  return all
    .map((word) => word.toLowerCase())
    .filter((word) => !word.includes(' ') && (lemma === undefined || words === undefined || words.has(word)));
}

/** Shortest word whose slips are generated though nobody can say which of them are words. */
const SAFE_LENGTH = 6;
/** Shortest word whose first letter may be the one that was dropped. */
const FIRST_LETTER_FROM = 7;
/** Vowels that are mistaken for each other. */
const VOWELS: readonly (readonly [from: string, to: string])[] = [
  ['e', 'a'],
  ['a', 'e'],
  ['e', 'i'],
  ['i', 'e'],
  ['a', 'i'],
  ['i', 'a'],
  ['ie', 'ei'],
  ['ei', 'ie'],
  ['ie', 'i'],
  ['ei', 'i'],
];

/** One-slip misspellings of a word: a letter dropped or doubled, two neighbours swapped, a vowel mistaken. */
function slipsOf(word: string): string[] {
  const slips = new Set<string>();
  for (let k = 0; k < word.length; k++) {
    const before = word.slice(0, k);
    const char = word.charAt(k);
    const after = word.slice(k + 1);
    if (k > 0 || word.length >= FIRST_LETTER_FROM) slips.add(before + after);
    slips.add(before + char + char + after);
    if (after !== '') slips.add(before + after.charAt(0) + char + after.slice(1));
    for (const [from, to] of VOWELS)
      if (word.startsWith(from, k)) slips.add(before + to + word.slice(k + from.length));
  }
  slips.delete(word);
  return [...slips].filter((slip) => slip.length > 1);
}
