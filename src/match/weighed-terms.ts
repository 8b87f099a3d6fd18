/** Reads the terms of weighted words: their grammar stands in docs/rule-language.md. */
import { stemOf } from './stem.ts';
import { MOST_BESIDE, type WeighedTerm } from './learned.ts';
import type { Lowering } from './lower.ts';

/** Ends a term that means any word of a stem. */
const STEM = '~';

interface ReadTerm {
  source: string;
  /** The term counts only beside words of this lexicon; where it is all of the term, for each of its words. */
  lexicon: string | undefined;
  isClass: boolean;
  stem: string | undefined;
  symbols: readonly number[];
  weight: number;
}

/** The terms of one set, waiting for the words of all others. */
export type ReadTerms = readonly ReadTerm[];

/** Reads the terms of sets; words in them become known to the vocabulary. Stems have no words yet. */
export function readTerms(
  sets: readonly (readonly (readonly [term: string, weight: number])[])[],
  lowering: Lowering,
): ReadTerms[] {
  // Most terms stand in several sets.
  const read = new Map<string, Omit<ReadTerm, 'weight'>>();
  const once = (source: string): Omit<ReadTerm, 'weight'> => {
    const known = read.get(source);
    if (known) return known;
    const { lexicon, words, stem } = readTerm(source);
    const symbols = stem === undefined && words !== undefined ? lowering.words(words) : [];
    const term = { source, lexicon, isClass: words === undefined, stem, symbols };
    read.set(source, term);
    return term;
  };
  return sets.map((terms) => terms.map(([source, weight]) => ({ ...once(source), weight })));
}

/** What is wrong with one lexicon more than terms may count beside. */
export function tooManyBesides(lexicon: string): string {
  return `weighted words may count beside ${MOST_BESIDE} lexicons, and “${lexicon}” is one more`;
}

/**
 * The parts of a weighted term: `@lexicon words` or `words`, of which `word~` is a stem. `@lexicon` alone has no words: each
 * word of the lexicon is the term.
 */
export function readTerm(source: string): {
  lexicon: string | undefined;
  words: string | undefined;
  stem: string | undefined;
} {
  const space = source.indexOf(' ');
  const isBeside = source.startsWith('@');
  const words = !isBeside ? source : space < 0 ? undefined : source.slice(space + 1);
  return {
    lexicon: isBeside ? source.slice(1, space < 0 ? undefined : space) : undefined,
    words,
    stem: words?.endsWith(STEM) ? words.slice(0, -STEM.length) : undefined,
  };
}

/**
 * Gives stems and lexicons their words; called when all words are known. `lexicon`: the words of a lexicon that a term
 * names, of which there may be 31 that terms count beside.
 */
export function spellOutTerms(
  sets: readonly ReadTerms[],
  words: readonly string[],
  lexicon: (name: string, term: string, isBeside: boolean) => readonly number[],
): WeighedTerm[][] {
  const stems = new Map<string, number[]>();
  for (const terms of sets) for (const { stem } of terms) if (stem !== undefined) stems.set(stem, []);
  words.forEach((word, symbol) => stems.get(stemOf(word))?.push(symbol));
  return sets.map((terms) =>
    terms.flatMap(({ source, lexicon: name, isClass, stem, symbols, weight }): WeighedTerm[] =>
      isClass
        ? [...new Set(lexicon(name!, source, false))].map((symbol) => ({ symbols: [symbol], weight }))
        : [
            {
              symbols: stem === undefined ? symbols : stems.get(stem)!,
              stem,
              beside: name === undefined ? undefined : lexicon(name, source, true),
              weight,
            },
          ],
    ),
  );
}
