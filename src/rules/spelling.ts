/** Files of kind spelling: variant → plain, what masks may stand for, and which words may be misspelled. */
import { shareOf } from '../match/frequency.ts';
import type { Misspelled, Pack } from '../model/pack.ts';
import { Misspelling } from '../normalise/misspelling.ts';
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

/** What else files of kind spelling say: words that masks may stand for, fillers, and which words may be misspelled. */
export function readingOf(
  all: Collected,
  base: Pack,
  known: ReadonlyMap<string, number>,
  written: Readonly<Record<string, string>>,
  words: ReadonlySet<string> | undefined,
): Pick<Pack, 'maskable' | 'fillers' | 'misspelled'> {
  const misspelled =
    words === undefined ? base.misspelled : misspelledOf(known, written, words, base.misspelled);
  return {
    maskable: [...new Set([...base.maskable, ...all.masked.flatMap(wordsOf)])],
    fillers: [...new Set([...base.fillers, ...all.fillers.map((word) => word.toLowerCase())])],
    ...(misspelled ? { misspelled } : {}),
  };
}

/** Every word that a pattern names may be misspelled; what looks like one of them and is a word must be known. */
function misspelledOf(
  known: ReadonlyMap<string, number>,
  written: Readonly<Record<string, string>>,
  words: ReadonlySet<string>,
  base: Misspelled | undefined,
): Misspelled {
  const own = [...known]
    .filter(([word]) => /^[a-z]+$/u.test(word) && word.length > 1 && !Object.hasOwn(written, word))
    .sort(([a, one], [b, other]) => shareOf(b) - shareOf(a) || other - one || (a < b ? -1 : 1))
    .map(([word]) => word);
  const may = [...new Set([...(base?.words ?? []), ...own])];
  const reading = new Misspelling(may, []);
  const real = [...words].filter(
    (word) => !known.has(word) && !Object.hasOwn(written, word) && reading.meant(word) !== undefined,
  );
  return { words: may, real: [...new Set([...(base?.real ?? []), ...real])].sort() };
}

/** A word, or all forms of a `{lemma}`. */
function wordsOf(entry: string): string[] {
  const lemma = /^\{([^{}:|]+)\}$/u.exec(entry)?.[1];
  const all = lemma === undefined ? [entry] : Object.values(formsOf(lemma)).flat();
  return all.map((word) => word.toLowerCase()).filter((word) => !word.includes(' '));
}
