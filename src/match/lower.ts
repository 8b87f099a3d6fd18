/** Lowers parsed patterns to trees over symbols: words canonical, lemmas expanded, single-word choices merged. */
import type { LexiconTerm, WordForms } from '../model/pack.ts';
import { type Vocabulary, symbolOf } from '../tokenise/vocabulary.ts';
import { FLAG_ELEMENTS, Lexicons, isBuiltIn } from './lexicons.ts';
import {
  type Lexicon,
  type Lowered,
  classOf,
  eitherOf,
  hasFixed,
  lexiconNode,
  sequenceOf,
} from './lowered.ts';
import { distinct } from './distinct.ts';
import { PatternError, type PatternNode, parsePattern, placeOfWord } from './pattern.ts';
import type { WordNode } from './word-nodes.ts';
import { Words } from './words.ts';

/** Nothing may take up more tokens than this: the consumed-mask of a match is one 32-bit integer. */
const LONGEST_PATTERN = 30;

const START: Lowered = { kind: 'start', least: 0, most: 0 };
const END: Lowered = { kind: 'end', least: 0, most: 0 };
const ANY: Lowered = { kind: 'any', least: 1, most: 1 };

export interface LowerSource {
  lexicons: Readonly<Record<string, LexiconTerm[]>>;
  forms: Readonly<Record<string, WordForms>>;
}

/** Reads patterns against one vocabulary and one set of lexicons. Lexicons are lowered when first used. */
export class Lowering {
  private readonly allWords: Words;
  private readonly lexicons: Lexicons;
  /** The pattern that is read. */
  private reading = '';
  private readonly named = new Map<string, Lowered>();
  private readonly rewrite: (symbols: readonly number[]) => readonly number[];

  /** `rewrite`: spelling variants of several words, so that patterns are read as posts are; gives back what has none. */
  constructor(
    vocabulary: Vocabulary,
    source: LowerSource,
    rewrite: (symbols: readonly number[]) => readonly number[],
  ) {
    this.allWords = new Words(vocabulary, source.forms);
    this.lexicons = new Lexicons(source.lexicons, this.allWords, rewrite);
    this.rewrite = rewrite;
  }

  /** @throws {PatternError} if the pattern cannot be read, names nothing known, or would match everything. */
  pattern(text: string): Lowered {
    this.reading = text;
    const node = parsePattern(text, this.allWords.nodes);
    const nodes = node.kind === 'sequence' ? node.nodes : [node];
    const first = nodes.find((part) => part.kind !== 'start' && part.kind !== 'not');
    const last = nodes[nodes.length - 1];
    if (first?.kind === 'gap' || last?.kind === 'gap')
      throw new PatternError('pattern-gap', 'a gap may not begin or end a pattern', text.indexOf('..'), 3);
    const lowered = this.sequence(nodes, true);
    if (lowered.most > LONGEST_PATTERN)
      throw new PatternError(
        'pattern-too-long',
        `the pattern can take up ${lowered.most} words, at most ${LONGEST_PATTERN} are allowed`,
        0,
        text.length,
      );
    if (!hasFixed(lowered))
      throw new PatternError(
        'pattern-too-broad',
        'the pattern needs at least one word, lemma or lexicon that must be there',
        0,
        text.length,
      );
    return lowered;
  }

  lexicon(name: string): Lexicon {
    return this.lexicons.get(name);
  }

  /** A part of a pattern by itself: unlike `pattern`, it may match everything. */
  part(node: PatternNode): Lowered {
    return this.node(node);
  }

  /** Words as posts are read: hyphens split, contractions and spelling variants opened. */
  words(text: string): readonly number[] {
    return this.allWords.symbols(text);
  }

  /** The symbols of a word in a pattern; at least one. */
  private wordNode(node: WordNode): readonly number[] {
    const symbols = this.allWords.ofNode(node);
    if (symbols.length > 0) return symbols;
    const { text } = node;
    throw new PatternError(
      'pattern-unexpected',
      `“${text}” holds no letter, digit or emoji`,
      placeOfWord(this.reading, text),
      text.length,
    );
  }

  private node(node: PatternNode): Lowered {
    switch (node.kind) {
      case 'word':
        return this.inRow(this.wordNode(node));
      case 'lemma':
        return eitherOf(this.allWords.lemma(node).map((phrase) => this.inRow(phrase)));
      case 'lexicon':
        return this.lexiconNamed(node.name, node.at);
      case 'not':
        return { kind: 'not', node: this.node(node.node), behind: false, least: 0, most: 0 };
      case 'either': {
        // Long lists of plain words are the common case: they become one class without a detour.
        const symbols: number[] = [];
        const rest: Lowered[] = [];
        for (const inner of node.nodes) {
          const words = inner.kind === 'word' ? this.allWords.ofNode(inner) : undefined;
          if (words?.length === 1) symbols.push(words[0]!);
          else rest.push(this.node(inner));
        }
        if (symbols.length > 0) rest.push(classOf(distinct(symbols)));
        return eitherOf(rest);
      }
      case 'sequence':
        return this.sequence(node.nodes, false);
      case 'optional': {
        const inner = this.node(node.node);
        return { kind: 'optional', node: inner, least: 0, most: inner.most };
      }
      case 'gap':
        return { kind: 'gap', least: 0, most: node.most };
      case 'any':
        return ANY;
      case 'start':
        return START;
      case 'end':
        return END;
    }
  }

  private sequence(nodes: readonly PatternNode[], outermost: boolean): Lowered {
    const out: Lowered[] = [];
    let words: readonly number[] = [];
    let leading = outermost;
    const flush = (): void => {
      if (words.length === 0) return;
      for (const symbol of this.rewrite(words)) out.push(this.allWords.single(symbol));
      words = [];
    };
    for (const node of nodes) {
      if (node.kind === 'word') {
        const symbols = this.wordNode(node);
        words = words.length === 0 ? symbols : [...words, ...symbols];
        leading = false;
        continue;
      }
      flush();
      const lowered = this.node(node);
      out.push(lowered.kind === 'not' && leading ? { ...lowered, behind: true } : lowered);
      if (lowered.kind !== 'start' && lowered.kind !== 'not') leading = false;
    }
    flush();
    return sequenceOf(out);
  }

  private inRow(symbols: readonly number[]): Lowered {
    return sequenceOf(symbols.map((symbol) => this.allWords.single(symbol)));
  }

  private lexiconNamed(name: string, at: number): Lowered {
    let node = this.named.get(name);
    if (!node) {
      node = this.readLexicon(name, at);
      this.named.set(name, node);
    }
    return node;
  }

  private readLexicon(name: string, at: number): Lowered {
    if (isBuiltIn(name)) {
      const mask = FLAG_ELEMENTS[name];
      return mask === undefined ? classOf([symbolOf(name)]) : { kind: 'flag', mask, least: 1, most: 1 };
    }
    const lexicon = this.lexicons.get(name, at);
    return lexicon.phrases.length === 0 && lexicon.weighted.length === 0
      ? classOf(lexicon.singles)
      : lexiconNode(lexicon);
  }
}
