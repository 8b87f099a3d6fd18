import type { Phrases } from '../tokenise/phrases.ts';
import type { Vocabulary } from '../tokenise/vocabulary.ts';
import { foldWord, splitHyphens } from './fold.ts';

/** A variant may lead to another variant (`dnt` → `dont` → do not); longer chains are circles. */
const LONGEST_CHAIN = 4;

/** Enters all spelling variants: single words as expansions of the vocabulary, several words as phrases. */
export function readSpelling(
  spelling: Readonly<Record<string, string>>,
  vocabulary: Vocabulary,
  phrases: Phrases,
): void {
  const byFolded = new Map<string, string>();
  const phrasal: (readonly [pieces: string[], plain: string])[] = [];
  for (const [variant, plain] of Object.entries(spelling)) {
    const pieces = splitWords(variant);
    if (pieces.length === 1) byFolded.set(pieces[0]!, plain);
    else if (pieces.length > 1) phrasal.push([pieces, plain]);
  }
  const resolve = (word: string, depth: number): string[] => {
    const next = byFolded.get(word);
    if (next === undefined || depth >= LONGEST_CHAIN) return [word.replaceAll("'", '')];
    return splitWords(next).flatMap((piece) => (piece === word ? [piece] : resolve(piece, depth + 1)));
  };
  for (const variant of byFolded.keys()) vocabulary.expand(variant, resolve(variant, 0));
  for (const [pieces, plain] of phrasal) {
    const symbols = (words: readonly string[]): number[] =>
      words.flatMap((word) => resolve(word, 0)).map((word) => vocabulary.intern(word));
    phrases.add(symbols(pieces), symbols(splitWords(plain)));
  }
}

/** Words at spaces and hyphens, folded, apostrophes kept. */
function splitWords(text: string): string[] {
  return splitHyphens(text).filter(Boolean).map(foldWord);
}
