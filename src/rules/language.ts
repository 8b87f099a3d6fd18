import { type LowerSource, Lowering } from '../match/lower.ts';
import { readSpelling } from '../normalise/spelling.ts';
import { Phrases } from '../tokenise/phrases.ts';
import { Vocabulary } from '../tokenise/vocabulary.ts';

/** Reads patterns as posts are read: spelling variants and contractions opened, words as symbols. */
export interface Language {
  vocabulary: Vocabulary;
  lowering: Lowering;
}

export function languageOf(spelling: Readonly<Record<string, string>>, source: LowerSource): Language {
  const vocabulary = new Vocabulary();
  const phrases = new Phrases();
  readSpelling(spelling, vocabulary, phrases);
  return {
    vocabulary,
    lowering: new Lowering(vocabulary, source, (symbols) => phrases.rewriteSymbols(symbols)),
  };
}
