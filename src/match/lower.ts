/** Lowers parsed patterns to trees over symbols: words canonical, lemmas expanded, single-word choices merged. */
import type { LexiconTerm, WordForms } from '../model/pack.ts';
import { FOLD, HYPHEN, foldWord } from '../normalise/fold.ts';
import { FLAG } from '../tokenise/tokens.ts';
import { BUILT_IN, type BuiltIn, UNKNOWN, type Vocabulary, symbolOf } from '../tokenise/vocabulary.ts';
import { PatternError, type PatternNode, parsePattern } from './pattern.ts';

export type Lowered =
  | { kind: 'class'; symbols: readonly number[] }
  | { kind: 'flag'; mask: number }
  | { kind: 'any' }
  | { kind: 'gap'; most: number }
  | { kind: 'lexicon'; lexicon: Lexicon }
  | { kind: 'not'; node: Lowered; behind: boolean }
  | { kind: 'either'; nodes: readonly Lowered[] }
  | { kind: 'sequence'; nodes: readonly Lowered[] }
  | { kind: 'optional'; node: Lowered }
  | { kind: 'start' }
  | { kind: 'end' };

/** A lexicon's terms as symbols: single words as one class, phrases as sequences of classes. */
export interface Lexicon {
  name: string;
  singles: readonly number[];
  phrases: readonly (readonly (readonly number[])[])[];
  /** Weights below 1, by position in `singles` and `phrases` joined. */
  weighted: readonly { phrase: readonly (readonly number[])[]; weight: number }[];
}

/** Nothing may take up more tokens than this: the consumed-mask of a match is one 32-bit integer. */
const LONGEST_PATTERN = 30;
const MOST_PHRASES_A_TERM = 4096;

const FLAG_ELEMENTS: Partial<Record<BuiltIn, number>> = {
  digits: FLAG.digits,
  'unknown-word': FLAG.unknown,
  capitalised: FLAG.capitalised,
};

export interface LowerSource {
  lexicons: Readonly<Record<string, LexiconTerm[]>>;
  forms: Readonly<Record<string, WordForms>>;
}

/** Reads patterns against one vocabulary and one set of lexicons. Lexicons are lowered when first used. */
export class Lowering {
  private readonly lexicons = new Map<string, Lexicon>();
  private readonly open = new Set<string>();
  private readonly lemmas = new Map<string, number[][]>();
  private readonly wordsOf = new Map<string, readonly number[]>();
  private readonly vocabulary: Vocabulary;
  private readonly source: LowerSource;
  /** Spelling variants of several words, so that patterns are read as posts are. */
  private readonly rewrite: (symbols: readonly number[]) => readonly number[];

  constructor(
    vocabulary: Vocabulary,
    source: LowerSource,
    rewrite: (symbols: readonly number[]) => readonly number[],
  ) {
    this.vocabulary = vocabulary;
    this.source = source;
    this.rewrite = rewrite;
  }

  /** @throws {PatternError} if the pattern cannot be read, names nothing known, or would match everything. */
  pattern(text: string): Lowered {
    const node = parsePattern(text);
    const nodes = node.kind === 'sequence' ? node.nodes : [node];
    const first = nodes.find((part) => part.kind !== 'start' && part.kind !== 'not');
    const last = nodes[nodes.length - 1];
    if (first?.kind === 'gap' || last?.kind === 'gap')
      throw new PatternError('pattern-gap', 'a gap may not begin or end a pattern', text.indexOf('..'), 3);
    const lowered = this.sequence(nodes, true);
    const { most } = width(lowered);
    if (most > LONGEST_PATTERN)
      throw new PatternError(
        'pattern-too-long',
        `the pattern can take up ${most} words, at most ${LONGEST_PATTERN} are allowed`,
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

  lexicon(name: string, at = 0): Lexicon {
    const done = this.lexicons.get(name);
    if (done) return done;
    const terms = Object.hasOwn(this.source.lexicons, name) ? this.source.lexicons[name] : undefined;
    if (terms === undefined)
      throw new PatternError('unknown-lexicon', `there is no lexicon “${name}”`, at, name.length + 1);
    if (this.open.has(name))
      throw new PatternError('unknown-lexicon', `the lexicon “${name}” contains itself`, at, name.length + 1);
    this.open.add(name);
    const singles = new Set<number>();
    const phrases = new Map<string, readonly (readonly number[])[]>();
    const weighted: { phrase: readonly (readonly number[])[]; weight: number }[] = [];
    for (const entry of terms) {
      const [term, weight] = typeof entry === 'string' ? [entry, 1] : entry;
      for (const phrase of this.term(parsePattern(term))) {
        if (phrase.length === 1) for (const symbol of phrase[0]!) singles.add(symbol);
        else phrases.set(phrase.map((set) => set.join(',')).join(' '), phrase);
        if (weight < 1) weighted.push({ phrase, weight });
      }
    }
    this.open.delete(name);
    const lexicon: Lexicon = { name, singles: [...singles], phrases: [...phrases.values()], weighted };
    this.lexicons.set(name, lexicon);
    return lexicon;
  }

  /** A part of a pattern by itself: unlike `pattern`, it may match everything. */
  part(node: PatternNode): Lowered {
    return this.node(node);
  }

  /** Words as posts are read: hyphens split, contractions and spelling variants opened. */
  words(text: string): readonly number[] {
    let symbols = this.wordsOf.get(text);
    if (!symbols) {
      symbols = this.readWords(text);
      this.wordsOf.set(text, symbols);
    }
    return symbols;
  }

  private readWords(text: string): number[] {
    const symbols: number[] = [];
    for (const piece of splitHyphens(text)) {
      const folded = foldWord(piece);
      const plain = folded.replaceAll("'", '');
      if (plain === '') continue;
      const spelled = folded.includes("'") ? this.vocabulary.get(folded) : UNKNOWN;
      let id = spelled;
      if (id === UNKNOWN && folded.endsWith("'s"))
        id = this.vocabulary.intern(folded.slice(0, -2).replaceAll("'", ''));
      if (id === UNKNOWN) id = this.vocabulary.intern(plain);
      symbols.push(...(this.vocabulary.expansions[id] ?? [id]));
    }
    return symbols;
  }

  /** The symbols of a word in a pattern; at least one. */
  private wordNode({ text, at }: { text: string; at: number }): readonly number[] {
    const symbols = this.words(text);
    if (symbols.length === 0)
      throw new PatternError(
        'pattern-unexpected',
        `“${text}” holds no letter, digit or emoji`,
        at,
        text.length,
      );
    return symbols;
  }

  private node(node: PatternNode): Lowered {
    switch (node.kind) {
      case 'word': {
        const symbols = this.wordNode(node);
        return sequenceOf(symbols.map((symbol) => ({ kind: 'class', symbols: [symbol] })));
      }
      case 'lemma':
        return either(
          this.lemma(node).map((phrase) =>
            sequenceOf(phrase.map((symbol) => ({ kind: 'class', symbols: [symbol] }))),
          ),
        );
      case 'lexicon':
        return this.named(node.name, node.at);
      case 'not':
        return { kind: 'not', node: this.node(node.node), behind: false };
      case 'either': {
        // Long lists of plain words are the common case: they become one class without a detour.
        const symbols = new Set<number>();
        const rest: Lowered[] = [];
        for (const inner of node.nodes) {
          const words = inner.kind === 'word' ? this.words(inner.text) : [];
          if (words.length === 1) symbols.add(words[0]!);
          else rest.push(this.node(inner));
        }
        if (symbols.size > 0) rest.push({ kind: 'class', symbols: [...symbols] });
        return either(rest);
      }
      case 'sequence':
        return this.sequence(node.nodes, false);
      case 'optional':
        return { kind: 'optional', node: this.node(node.node) };
      default:
        return node;
    }
  }

  private sequence(nodes: readonly PatternNode[], outermost: boolean): Lowered {
    const out: Lowered[] = [];
    let words: number[] = [];
    const flush = (): void => {
      for (const symbol of this.rewrite(words)) out.push({ kind: 'class', symbols: [symbol] });
      words = [];
    };
    for (const node of nodes) {
      if (node.kind === 'word') {
        const symbols = this.wordNode(node);
        words.push(...symbols);
        continue;
      }
      flush();
      const lowered = this.node(node);
      const leading = out.every((part) => part.kind === 'start' || part.kind === 'not');
      out.push(lowered.kind === 'not' && outermost && leading ? { ...lowered, behind: true } : lowered);
    }
    flush();
    return sequenceOf(out);
  }

  private named(name: string, at: number): Lowered {
    if ((BUILT_IN as readonly string[]).includes(name)) {
      const mask = FLAG_ELEMENTS[name as BuiltIn];
      return mask === undefined
        ? { kind: 'class', symbols: [symbolOf(name as BuiltIn)] }
        : { kind: 'flag', mask };
    }
    const lexicon = this.lexicon(name, at);
    if (lexicon.phrases.length === 0 && lexicon.weighted.length === 0)
      return { kind: 'class', symbols: lexicon.singles };
    return { kind: 'lexicon', lexicon };
  }

  /** The forms of a lemma, each as its symbols. A phrase `{spit at}` inflects its first word. */
  private lemma(node: { lemmas: string[]; tag: keyof WordForms | undefined; at: number }): number[][] {
    const key = `${node.lemmas.join('|')}:${node.tag ?? ''}`;
    let forms = this.lemmas.get(key);
    if (!forms) {
      forms = this.formsOf(node);
      this.lemmas.set(key, forms);
    }
    return forms;
  }

  private formsOf(node: { lemmas: string[]; tag: keyof WordForms | undefined; at: number }): number[][] {
    const out = new Map<string, number[]>();
    for (const lemma of node.lemmas) {
      const forms = Object.hasOwn(this.source.forms, lemma) ? this.source.forms[lemma] : undefined;
      if (!forms)
        throw new PatternError(
          'unknown-lemma',
          `the forms of “${lemma}” are not known here; write them out as (a|b)`,
          node.at,
          lemma.length + 2,
        );
      const tags = node.tag === undefined ? (['base', 's', 'past', 'ing'] as const) : [node.tag];
      for (const tag of tags)
        for (const form of forms[tag] ?? []) {
          const symbols = form.split(' ').flatMap((word) => this.words(word));
          out.set(symbols.join(' '), symbols);
        }
    }
    return [...out.values()];
  }

  /** A lexicon term as phrases of classes. */
  private term(node: PatternNode): (readonly number[])[][] {
    switch (node.kind) {
      case 'word':
        return [this.words(node.text).map((symbol) => [symbol])];
      case 'lemma': {
        const forms = this.lemma(node);
        const singles = forms.filter((form) => form.length === 1).map((form) => form[0]!);
        const phrases = forms.filter((form) => form.length > 1).map((form) => form.map((symbol) => [symbol]));
        return singles.length > 0 ? [[singles], ...phrases] : phrases;
      }
      case 'lexicon': {
        if ((BUILT_IN as readonly string[]).includes(node.name)) {
          if (FLAG_ELEMENTS[node.name as BuiltIn] !== undefined)
            throw new PatternError(
              'pattern-unexpected',
              `@${node.name} cannot stand in a lexicon; write it into the pattern`,
              node.at,
              node.name.length + 1,
            );
          return [[[symbolOf(node.name as BuiltIn)]]];
        }
        const inner = this.lexicon(node.name, node.at);
        return [
          ...(inner.singles.length > 0 ? [[inner.singles]] : []),
          ...inner.phrases.map((phrase) => [...phrase]),
        ];
      }
      case 'optional':
        return [[], ...this.term(node.node)];
      case 'either': {
        const all = node.nodes.flatMap((inner) => this.term(inner));
        const singles = [
          ...new Set(all.filter((phrase) => phrase.length === 1).flatMap((phrase) => phrase[0]!)),
        ];
        return [...(singles.length > 0 ? [[singles]] : []), ...all.filter((phrase) => phrase.length !== 1)];
      }
      case 'sequence': {
        let phrases: (readonly number[])[][] = [[]];
        for (const part of node.nodes) {
          const next = this.term(part);
          phrases = phrases.flatMap((before) => next.map((after) => [...before, ...after]));
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

  private rewritten(phrase: (readonly number[])[]): (readonly number[])[] {
    if (phrase.some((set) => set.length !== 1)) return phrase;
    return this.rewrite(phrase.map((set) => set[0]!)).map((symbol) => [symbol]);
  }
}

function splitHyphens(text: string): string[] {
  let spaced = '';
  for (const char of text) spaced += FOLD[char.charCodeAt(0)] === HYPHEN ? ' ' : char;
  return spaced.split(' ');
}

function sequenceOf(nodes: readonly Lowered[]): Lowered {
  const flat = nodes.flatMap((node) => (node.kind === 'sequence' ? node.nodes : [node]));
  return flat.length === 1 ? flat[0]! : { kind: 'sequence', nodes: flat };
}

/** Alternatives; all that are one word of a class become one class. */
function either(nodes: readonly Lowered[]): Lowered {
  const flat = nodes.flatMap((node) => (node.kind === 'either' ? node.nodes : [node]));
  const symbols = new Set<number>();
  const rest: Lowered[] = [];
  for (const node of flat) {
    if (node.kind === 'class') for (const symbol of node.symbols) symbols.add(symbol);
    else rest.push(node);
  }
  if (symbols.size === 0) return rest.length === 1 ? rest[0]! : { kind: 'either', nodes: rest };
  const merged: Lowered = { kind: 'class', symbols: [...symbols] };
  return rest.length === 0 ? merged : { kind: 'either', nodes: [...rest, merged] };
}

/** Fewest and most tokens that a node takes up, fillers aside. */
export function width(node: Lowered): { least: number; most: number } {
  switch (node.kind) {
    case 'class':
    case 'flag':
    case 'any':
      return { least: 1, most: 1 };
    case 'gap':
      return { least: 0, most: node.most };
    case 'lexicon': {
      const lengths = node.lexicon.phrases.map((phrase) => phrase.length);
      if (node.lexicon.singles.length > 0) lengths.push(1);
      return { least: Math.min(...lengths), most: Math.max(...lengths) };
    }
    case 'optional':
      return { least: 0, most: width(node.node).most };
    case 'either': {
      const widths = node.nodes.map(width);
      return { least: Math.min(...widths.map((w) => w.least)), most: Math.max(...widths.map((w) => w.most)) };
    }
    case 'sequence': {
      let least = 0;
      let most = 0;
      for (const part of node.nodes) {
        const w = width(part);
        least += w.least;
        most += w.most;
      }
      return { least, most };
    }
    case 'not':
    case 'start':
    case 'end':
      return { least: 0, most: 0 };
  }
}

function hasFixed(node: Lowered): boolean {
  switch (node.kind) {
    case 'class':
    case 'lexicon':
      return true;
    case 'either':
      return node.nodes.every(hasFixed);
    case 'sequence':
      return node.nodes.some(hasFixed);
    default:
      return false;
  }
}
