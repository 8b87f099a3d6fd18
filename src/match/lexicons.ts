/** Lexicons, lowered when first named: each term is spelled out as phrases of classes. */
import type { LexiconTerm } from '../model/pack.ts';
import { FLAG } from '../tokenise/tokens.ts';
import { BUILT_IN, type BuiltIn, symbolOf } from '../tokenise/vocabulary.ts';
import { distinct, union } from './distinct.ts';
import type { Lexicon, Phrase } from './lowered.ts';
import { PatternError, type PatternNode, parsePattern } from './pattern.ts';
import type { Words } from './words.ts';

const MOST_PHRASES_A_TERM = 4096;

/** Built-in elements that are a property of a word, whatever the word is. */
export const FLAG_ELEMENTS: Partial<Record<BuiltIn, number>> = {
  digits: FLAG.digits,
  'unknown-word': FLAG.unknown,
  capitalised: FLAG.capitalised,
};

export function isBuiltIn(name: string): name is BuiltIn {
  return (BUILT_IN as readonly string[]).includes(name);
}

export class Lexicons {
  private readonly known = new Map<string, Lexicon>();
  private readonly open = new Set<string>();
  private readonly terms: Readonly<Record<string, LexiconTerm[]>>;
  private readonly words: Words;
  /** Spelling variants of several words, so that terms are read as posts are. */
  private readonly rewrite: (symbols: readonly number[]) => readonly number[];

  constructor(
    terms: Readonly<Record<string, LexiconTerm[]>>,
    words: Words,
    rewrite: (symbols: readonly number[]) => readonly number[],
  ) {
    this.terms = terms;
    this.words = words;
    this.rewrite = rewrite;
  }

  /** @throws {PatternError} if there is no such lexicon, it contains itself, or a term of it cannot be read. */
  get(name: string, at = 0): Lexicon {
    const done = this.known.get(name);
    if (done) return done;
    const terms = Object.hasOwn(this.terms, name) ? this.terms[name] : undefined;
    if (terms === undefined)
      throw new PatternError('unknown-lexicon', `there is no lexicon “${name}”`, at, name.length + 1);
    if (this.open.has(name))
      throw new PatternError('unknown-lexicon', `the lexicon “${name}” contains itself`, at, name.length + 1);
    this.open.add(name);
    const singles: number[] = [];
    const phrases = new DistinctPhrases();
    const weighted: { phrase: Phrase; weight: number }[] = [];
    for (const entry of terms) {
      const [term, weight] = typeof entry === 'string' ? [entry, 1] : entry;
      for (const phrase of this.spelledOut(parsePattern(term, this.words.nodes))) {
        if (phrase.length === 0)
          throw new PatternError(
            'pattern-empty',
            'the term would match where no word stands; it needs one that must be there',
            0,
            term.length,
          );
        if (phrase.length === 1) for (const symbol of phrase[0]!) singles.push(symbol);
        else phrases.add(phrase);
        if (weight < 1) weighted.push({ phrase, weight });
      }
    }
    this.open.delete(name);
    const lexicon: Lexicon = { name, singles: distinct(singles), phrases: phrases.all, weighted };
    this.known.set(name, lexicon);
    return lexicon;
  }

  /** A term as phrases of classes. */
  private spelledOut(node: PatternNode): readonly Phrase[] {
    switch (node.kind) {
      case 'word':
        return [this.words.ofNode(node).map((symbol) => this.words.single(symbol).symbols)];
      case 'lemma':
        return joinSingles(
          this.words.lemma(node).map((form) => form.map((symbol) => this.words.single(symbol).symbols)),
        );
      case 'lexicon': {
        if (isBuiltIn(node.name)) {
          if (FLAG_ELEMENTS[node.name] !== undefined)
            throw new PatternError(
              'pattern-unexpected',
              `@${node.name} cannot stand in a lexicon; write it into the pattern`,
              node.at,
              node.name.length + 1,
            );
          return [[[symbolOf(node.name)]]];
        }
        const { singles, phrases } = this.get(node.name, node.at);
        return singles.length > 0 ? [[singles], ...phrases] : phrases;
      }
      case 'optional':
        return [[], ...this.spelledOut(node.node)];
      case 'either':
        return joinSingles(node.nodes.flatMap((inner) => this.spelledOut(inner)));
      case 'sequence': {
        let phrases: readonly Phrase[] = [[]];
        for (const part of node.nodes) {
          const next = this.spelledOut(part);
          const longer: Phrase[] = [];
          for (const before of phrases) for (const after of next) longer.push(before.concat(after));
          phrases = longer;
          if (phrases.length > MOST_PHRASES_A_TERM)
            throw new PatternError('pattern-too-long', 'the term has too many variants; split it', 0);
        }
        return phrases.filter((phrase) => phrase.length > 0).map((phrase) => this.rewritten(phrase));
      }
      case 'any':
      case 'gap':
      case 'not':
      case 'start':
      case 'end':
        throw new PatternError(
          'pattern-unexpected',
          'a lexicon term is words, lemmas, groups and other lexicons; no gaps, anchors or “!”',
          0,
        );
    }
  }

  private rewritten(phrase: Phrase): Phrase {
    if (phrase.some((set) => set.length !== 1)) return phrase;
    const symbols = phrase.map((set) => set[0]!);
    const plain = this.rewrite(symbols);
    return plain === symbols ? phrase : plain.map((symbol) => this.words.single(symbol).symbols);
  }
}

/** Phrases of one word become one phrase of one class, the first. */
function joinSingles(phrases: readonly Phrase[]): readonly Phrase[] {
  const singles = phrases.filter(({ length }) => length === 1);
  if (singles.length === 0) return phrases;
  return [[union(singles.map((phrase) => phrase[0]!))], ...phrases.filter(({ length }) => length !== 1)];
}

/** Phrases in the order in which they came, equal ones once. */
class DistinctPhrases {
  readonly all: Phrase[] = [];
  private readonly byHash = new Map<number, Phrase[]>();

  add(phrase: Phrase): void {
    let hash = phrase.length;
    for (const set of phrase) {
      hash = Math.imul(hash, 0x85ebca6b) + set.length;
      for (const symbol of set) hash = (Math.imul(hash, 0x9e3779b1) + symbol) | 0;
    }
    const alike = this.byHash.get(hash);
    if (alike?.some((known) => equal(known, phrase))) return;
    if (alike) alike.push(phrase);
    else this.byHash.set(hash, [phrase]);
    this.all.push(phrase);
  }
}

function equal(a: Phrase, b: Phrase): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((set, k) => {
        const other = b[k]!;
        return (
          set === other || (set.length === other.length && set.every((symbol, j) => symbol === other[j]))
        );
      }))
  );
}
