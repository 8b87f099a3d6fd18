/** Pattern strings: their grammar stands in docs/rule-language.md. Parsing never matches anything; see program.ts. */
import { FORM_TAGS, type FormTag } from '../model/pack.ts';
import { type WordNode, WordNodes } from './word-nodes.ts';

export type PatternNode =
  | WordNode
  | { kind: 'lemma'; lemmas: string[]; tag: FormTag | undefined; at: number }
  | { kind: 'lexicon'; name: string; at: number }
  | { kind: 'any' }
  | { kind: 'gap'; most: number }
  | { kind: 'not'; node: PatternNode }
  /** `starts`: where each alternative begins in the string, and one unit behind the end of the last. */
  | { kind: 'either'; nodes: PatternNode[]; starts: number[] }
  | { kind: 'sequence'; nodes: PatternNode[] }
  | { kind: 'optional'; node: PatternNode }
  | { kind: 'start' }
  | { kind: 'end' };

export const PATTERN_CODES = [
  'pattern-empty',
  'pattern-unclosed',
  'pattern-unexpected',
  'pattern-gap',
  'pattern-form',
  'pattern-too-broad',
  'pattern-too-long',
  'unknown-lexicon',
  'unknown-lemma',
  'too-many-besides',
] as const;
export type PatternCode = (typeof PATTERN_CODES)[number];

/** A pattern that cannot be read: what is wrong, where in the string, and how to mend it. */
export class PatternError extends Error {
  readonly code: PatternCode;
  /** Offset and length in the pattern string. */
  readonly at: number;
  readonly length: number;

  constructor(code: PatternCode, message: string, at: number, length = 1) {
    super(message);
    this.name = 'PatternError';
    this.code = code;
    this.at = at;
    this.length = length;
  }
}

const WIDEST_GAP = 8;

const NAME = /[a-z0-9-]/u;
/** What ends a word, and what cannot stand in one. */
const BREAKS = 1;
const REFUSED = 2;
const DOLLAR = 36;
/** By code unit; patterns are read at every start, so this is a table. */
const IN_WORD = new Uint8Array(128);
for (const char of ' \t()|{}?!@^') IN_WORD[char.charCodeAt(0)] = BREAKS;
for (const char of '.$') IN_WORD[char.charCodeAt(0)] = REFUSED;

/**
 * Parses a pattern string. `words`: where the words of many patterns are kept, for those who parse thousands.
 * @throws {PatternError} for the first thing that is wrong in it.
 */
export function parsePattern(source: string, words = new WordNodes()): PatternNode {
  return new Parser(source, words).parse();
}

/** Where a word first stands in a pattern that can be parsed. Its node does not know: it is shared by many patterns. */
export function placeOfWord(source: string, word: string): number {
  const places: number[] = [];
  new Parser(source, new WordNodes(), (text, at) => {
    if (text === word) places.push(at);
  }).parse();
  return places[0] ?? 0;
}

class Parser {
  private at = 0;
  private readonly source: string;
  private readonly words: WordNodes;
  private readonly found: ((word: string, at: number) => void) | undefined;

  constructor(source: string, words: WordNodes, found?: (word: string, at: number) => void) {
    this.source = source;
    this.words = words;
    this.found = found;
  }

  parse(): PatternNode {
    const node = this.either(-1);
    if (this.at < this.source.length) this.unexpected();
    if (node.kind === 'sequence' && node.nodes.length === 0)
      throw new PatternError('pattern-empty', 'the pattern is empty', 0, Math.max(1, this.source.length));
    return node;
  }

  /** Alternatives up to the closing parenthesis of the group that opened at `opened`, or to the end. */
  private either(opened: number): PatternNode {
    const starts = [this.at];
    const nodes = [this.sequence(opened)];
    while (this.peek() === '|') {
      starts.push(++this.at);
      nodes.push(this.sequence(opened));
    }
    starts.push(this.at + 1);
    if (opened >= 0) {
      if (this.peek() !== ')') throw new PatternError('pattern-unclosed', 'this “(” is never closed', opened);
      for (const node of nodes)
        if (node.kind === 'sequence' && node.nodes.length === 0)
          throw new PatternError(
            'pattern-empty',
            'an alternative is empty; write (a|b)? for an optional word',
            opened,
            this.at - opened + 1,
          );
    } else if (nodes.length > 1) {
      throw new PatternError(
        'pattern-unexpected',
        'alternatives stand in parentheses: (a|b)',
        this.source.indexOf('|'),
      );
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'either', nodes, starts };
  }

  private sequence(opened: number): PatternNode {
    const nodes: PatternNode[] = [];
    for (;;) {
      this.blanks();
      const char = this.peek();
      if (char === '' || char === '|' || char === ')') break;
      if (char === '^' || char === '$') {
        this.at++;
        if (char === '^' && (nodes.length > 0 || opened >= 0))
          throw new PatternError('pattern-unexpected', '“^” may only begin a pattern', this.at - 1);
        nodes.push({ kind: char === '^' ? 'start' : 'end' });
        continue;
      }
      nodes.push(this.item());
    }
    return nodes.length === 1 ? nodes[0]! : { kind: 'sequence', nodes };
  }

  private item(): PatternNode {
    const from = this.at;
    if (this.peek() === '!') {
      this.at++;
      const node = this.atom();
      if (node.kind === 'gap' || node.kind === 'any')
        throw new PatternError(
          'pattern-unexpected',
          '“!” needs a word, group, lemma or lexicon',
          from,
          this.at - from,
        );
      return { kind: 'not', node };
    }
    const node = this.atom();
    if (this.peek() !== '?') return node;
    this.at++;
    if (node.kind === 'gap')
      throw new PatternError('pattern-unexpected', 'a gap may be empty already; drop the “?”', this.at - 1);
    return { kind: 'optional', node };
  }

  private atom(): PatternNode {
    const from = this.at;
    const char = this.peek();
    switch (char) {
      case '(': {
        this.at++;
        const node = this.either(from);
        this.at++;
        return node;
      }
      case '{':
        return this.lemma();
      case '@': {
        this.at++;
        const name = this.run(NAME);
        if (name === '') throw new PatternError('pattern-unexpected', 'a lexicon name follows “@”', from);
        return { kind: 'lexicon', name, at: from };
      }
      case '.': {
        if (this.source.startsWith('..', this.at)) {
          this.at += 2;
          const digits = this.run(/\d/u);
          const most = Number(digits);
          if (digits === '' || most < 1 || most > WIDEST_GAP)
            throw new PatternError(
              'pattern-gap',
              `a gap is written ..1 to ..${WIDEST_GAP}`,
              from,
              this.at - from,
            );
          return { kind: 'gap', most };
        }
        this.at++;
        return { kind: 'any' };
      }
      default: {
        const word = this.word();
        return word ?? this.unexpected();
      }
    }
  }

  private lemma(): PatternNode {
    const from = this.at++;
    const close = this.source.indexOf('}', from);
    if (close < 0) throw new PatternError('pattern-unclosed', 'this “{” is never closed', from);
    const inner = this.source.slice(from + 1, close);
    this.at = close + 1;
    const [names = '', tag, more] = inner.split(':');
    if (more !== undefined || (tag !== undefined && !(FORM_TAGS as readonly string[]).includes(tag)))
      throw new PatternError(
        'pattern-form',
        `the form after “:” is one of ${FORM_TAGS.join(', ')}`,
        from,
        close + 1 - from,
      );
    const lemmas = names.split('|').map((name) => name.trim());
    for (const lemma of lemmas)
      if (!/^[\p{L}\d'’ -]+$/u.test(lemma))
        throw new PatternError(
          'pattern-form',
          `“${lemma}” is no lemma; write {choke} or {choke|strangle}`,
          from,
          close + 1 - from,
        );
    return { kind: 'lemma', lemmas, tag: tag as FormTag | undefined, at: from };
  }

  private word(): WordNode | undefined {
    const { source } = this;
    const from = this.at;
    let at = from;
    for (; at < source.length; at++) {
      const code = source.charCodeAt(at);
      const kind = code < IN_WORD.length ? IN_WORD[code]! : 0;
      if (kind === BREAKS) break;
      if (kind === REFUSED && (code !== DOLLAR || at > from)) {
        this.at = at;
        throw new PatternError('pattern-unexpected', `“${source.charAt(at)}” cannot stand inside a word`, at);
      }
    }
    this.at = at;
    if (at === from) return undefined;
    const text = source.slice(from, at);
    this.found?.(text, from);
    return this.words.of(text);
  }

  private run(class_: RegExp): string {
    const from = this.at;
    while (this.at < this.source.length && class_.test(this.source.charAt(this.at))) this.at++;
    return this.source.slice(from, this.at);
  }

  private blanks(): void {
    while (this.peek() === ' ' || this.peek() === '\t') this.at++;
  }

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private unexpected(): never {
    throw new PatternError('pattern-unexpected', `“${this.peek()}” has no place here`, this.at);
  }
}
