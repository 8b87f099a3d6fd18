/** Expands files of kind spelling: variant → plain, and the one-slip misspellings of words that matter. */
import type { Pack } from '../model/pack.ts';
import type { Collected } from './collect.ts';
import { placeOf } from './locate.ts';
import type { Problems } from './report.ts';

type Spelled = Pick<Pack, 'spelling' | 'maskable' | 'fillers'>;

/** Variants that are written out, those of the base first; one that two plain words claim is a problem. */
export function writtenSpelling(all: Collected, base: Pack, problems: Problems): Record<string, string> {
  const claimed = new Map<string, { plain: string; at: string }>();
  const spelling: Record<string, string> = { ...base.spelling };
  for (const { plain, variant, source, path } of all.spelling) {
    const key = variant.toLowerCase();
    const before = claimed.get(key);
    const place = placeOf(source, path);
    if (before === undefined) {
      claimed.set(key, { plain, at: `${source.path}:${source.lines.linePos(place.at).line}` });
      spelling[key] = plain;
    } else if (before.plain !== plain) {
      problems.add(source, place, 'duplicate-spelling', `“${variant}” is read as “${before.plain}” already`, { hint: `that stands at ${before.at}; keep one of the two` });
    }
  }
  return spelling;
}

export function expandSpelling(all: Collected, base: Pack, written: Record<string, string>, known: ReadonlySet<string>, words: ReadonlySet<string> | undefined): Spelled {
  const spelling = { ...written };
  const expand = [...new Set(all.expand.map(({ record }) => record.toLowerCase()))];
  const variants = new Map<string, string>();
  for (const word of expand)
    for (const slip of slipsOf(word)) {
      if (known.has(slip) || Object.hasOwn(spelling, slip) || expand.includes(slip) || words?.has(slip)) continue;
      const other = variants.get(slip);
      // A slip of two words says nothing about which was meant.
      variants.set(slip, other === undefined || other === word ? word : '');
    }
  for (const [slip, word] of variants) if (word !== '') spelling[slip] = word;
  return {
    spelling: Object.fromEntries(Object.entries(spelling).sort(([a], [b]) => (a < b ? -1 : 1))),
    maskable: [...new Set([...base.maskable, ...all.masked.map((word) => word.toLowerCase()), ...expand])],
    fillers: [...new Set([...base.fillers, ...all.fillers.map((word) => word.toLowerCase())])],
  };
}

/** Shortest word whose first letter may be the one that was dropped. */
const FIRST_LETTER_FROM = 7;
const VOWEL_SWAPS: readonly (readonly [string, string])[] = [
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

/** One-slip misspellings of a word: a letter dropped, doubled, undoubled, two neighbours swapped, a vowel mistaken. */
export function slipsOf(word: string): string[] {
  const slips = new Set<string>();
  for (let k = 0; k < word.length; k++) {
    const before = word.slice(0, k);
    const char = word.charAt(k);
    const after = word.slice(k + 1);
    if (k > 0 || word.length >= FIRST_LETTER_FROM) slips.add(before + after);
    slips.add(before + char + char + after);
    if (k + 1 < word.length) slips.add(before + after.charAt(0) + char + after.slice(1));
    for (const [from, to] of VOWEL_SWAPS) if (word.startsWith(from, k)) slips.add(before + to + word.slice(k + from.length));
  }
  slips.delete(word);
  return [...slips];
}
