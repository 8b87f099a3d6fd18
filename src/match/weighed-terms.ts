/** Reads the terms of weighted words: their grammar stands in docs/rule-language.md. */
import { stemOf } from './stem.ts';
import { MOST_BESIDE, type WeighedTerm } from './learned.ts';
import type { Lowering } from './lower.ts';

/** Ends a term that means any word of a stem. */
const STEM = '~';

interface ReadTerm {
  source: string;
  /** The term counts only beside words of this lexicon. */
  lexicon: string | undefined;
  stem: string | undefined;
  symbols: readonly number[];
  weight: number;
}

/** The terms of one set, waiting for the words of all others. */
export type ReadTerms = readonly ReadTerm[];

/** Reads terms; words in them become known to the vocabulary. Stems have no words yet. */
export function readTerms(
  terms: readonly (readonly [term: string, weight: number])[],
  lowering: Lowering,
): ReadTerms {
  return terms.map(([source, weight]) => {
    const { lexicon, words, stem } = readTerm(source);
    return { source, lexicon, stem, symbols: stem === undefined ? lowering.words(words) : [], weight };
  });
}

/** What is wrong with one lexicon more than terms may count beside. */
export function tooManyBesides(lexicon: string): string {
  return `weighted words may count beside ${MOST_BESIDE} lexicons, and “${lexicon}” is one more`;
}

/** The parts of a weighted term: `@lexicon words` or `words`, of which `word~` is a stem. */
export function readTerm(source: string): {
  lexicon: string | undefined;
  words: string;
  stem: string | undefined;
} {
  const space = source.startsWith('@') ? source.indexOf(' ') : -1;
  const lexicon = space > 1 ? source.slice(1, space) : undefined;
  const words = space > 1 ? source.slice(space + 1) : source;
  return { lexicon, words, stem: words.endsWith(STEM) ? words.slice(0, -STEM.length) : undefined };
}

/**
 * Gives stems their words; called when all words are known. `lexicon`: the words of a lexicon that a term names.
 */
export function spellOutTerms(
  sets: readonly ReadTerms[],
  words: readonly string[],
  lexicon: (name: string, term: string) => readonly number[],
): WeighedTerm[][] {
  const stems = new Map<string, number[]>();
  for (const terms of sets) for (const { stem } of terms) if (stem !== undefined) stems.set(stem, []);
  words.forEach((word, symbol) => stems.get(stemOf(word))?.push(symbol));
  return sets.map((terms) =>
    terms.map(({ source, lexicon: name, stem, symbols, weight }) => ({
      symbols: stem === undefined ? symbols : stems.get(stem)!,
      stem,
      beside: name === undefined ? undefined : lexicon(name, source),
      weight,
    })),
  );
}
