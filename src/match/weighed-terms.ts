/** Reads the terms of weighted words: their grammar stands in docs/rule-language.md. */
import { stemOf } from './stem.ts';
import { type Edge, MOST_BESIDE, type WeighedTerm, type Weights } from './weighed-table.ts';
import type { Lowering } from './lower.ts';

/** Ends a term that means any word of a stem. */
const STEM = '~';
/** Stands before a word that begins a sentence, and behind one that ends one. */
const BEGINS = '^';
const ENDS = '$';
/** Any word, between two stems. */
const APART = ' * ';

interface ReadTerm {
  source: string;
  /** The term counts only beside words of this lexicon; where it is all of the term, for each of its words. */
  lexicon: string | undefined;
  isClass: boolean;
  stem: string | undefined;
  apart: StemPair | undefined;
  edge: Edge | undefined;
  symbols: readonly number[];
}

type StemPair = readonly [first: string, second: string];

/** The terms of one set, waiting for the words of all others. A term that stands in several sets is one object. */
export type ReadTerms = readonly (readonly [term: ReadTerm, weight: number])[];

/** Reads the terms of sets; words in them become known to the vocabulary. Stems have no words yet. */
export function readTerms(
  sets: readonly (readonly (readonly [term: string, weight: number])[])[],
  lowering: Lowering,
): ReadTerms[] {
  // Most terms stand in several sets.
  const read = new Map<string, ReadTerm>();
  const once = (source: string): ReadTerm => {
    const known = read.get(source);
    if (known) return known;
    const { lexicon, words, stem, apart, edge } = readTerm(source);
    const isSpelledOut = words !== undefined && stem === undefined && apart === undefined;
    const symbols = isSpelledOut ? lowering.words(words) : [];
    const term = { source, lexicon, isClass: words === undefined, stem, apart, edge, symbols };
    read.set(source, term);
    return term;
  };
  return sets.map((terms) => terms.map(([source, weight]) => [once(source), weight]));
}

/** What is wrong with one lexicon more than terms may count beside. */
export function tooManyBesides(lexicon: string): string {
  return `weighted words may count beside ${MOST_BESIDE} lexicons, and “${lexicon}” is one more`;
}

/** What a term says, as its source is written. */
interface TermShape {
  lexicon: string | undefined;
  /** Without the sign of an edge; undefined for a lexicon by itself. */
  words: string | undefined;
  stem: string | undefined;
  apart: StemPair | undefined;
  edge: Edge | undefined;
}

/**
 * The parts of a weighted term: `@lexicon words` or `words`, of which `word~` is a stem, `^word` begins a sentence, `word$`
 * ends one, and `word~ * word~` are two stems with a word between. `@lexicon` alone has no words: each word of the lexicon is
 * the term.
 */
export function readTerm(source: string): TermShape {
  const space = source.indexOf(' ');
  const isBeside = source.startsWith('@');
  const written = !isBeside ? source : space < 0 ? undefined : source.slice(space + 1);
  const edge = written?.startsWith(BEGINS) ? 'first' : written?.endsWith(ENDS) ? 'last' : undefined;
  const words =
    edge === 'first' ? written!.slice(BEGINS.length) : edge ? written!.slice(0, -ENDS.length) : written;
  const stems = words?.split(APART).map((part) => part.slice(0, -STEM.length));
  const apart = stems?.length === 2 ? ([stems[0]!, stems[1]!] as const) : undefined;
  return {
    lexicon: isBeside ? source.slice(1, space < 0 ? undefined : space) : undefined,
    words,
    stem: apart === undefined && words?.endsWith(STEM) ? words.slice(0, -STEM.length) : undefined,
    apart,
    edge,
  };
}

/** The stems that a term names. */
export function stemsOf(source: string): readonly string[] {
  return namedBy(readTerm(source));
}

function namedBy({ stem, apart }: Pick<TermShape, 'stem' | 'apart'>): readonly string[] {
  return apart ?? (stem === undefined ? [] : [stem]);
}

/**
 * Gives stems and lexicons their words; called when all words are known. `lexicon`: the words of a lexicon that a term
 * names, of which there may be 31 that terms count beside.
 */
export function spellOutTerms(
  sets: readonly ReadTerms[],
  words: readonly string[],
  lexicon: (name: string, term: string, isBeside: boolean) => readonly number[],
): Weights[] {
  const distinct = new Set(sets.flatMap((terms) => terms.map(([term]) => term)));
  const stems = new Map<string, number[]>();
  for (const term of distinct) for (const stem of namedBy(term)) stems.set(stem, []);
  words.forEach((word, symbol) => stems.get(stemOf(word))?.push(symbol));
  const spelledOut = new Map(
    Array.from(distinct, (term): [ReadTerm, WeighedTerm[]] => {
      const { source, lexicon: name, isClass, stem, apart, edge, symbols } = term;
      if (isClass)
        return [term, [...new Set(lexicon(name!, source, false))].map((symbol) => ({ symbols: [symbol] }))];
      const one = {
        symbols: stem === undefined ? symbols : stems.get(stem)!,
        stem,
        edge,
        apart: apart?.map((end) => stems.get(end)!),
        beside: name === undefined ? undefined : lexicon(name, source, true),
      };
      return [term, [one]];
    }),
  );
  return sets.map((terms) =>
    terms.flatMap(([term, weight]) => spelledOut.get(term)!.map((one) => [one, weight] as const)),
  );
}
