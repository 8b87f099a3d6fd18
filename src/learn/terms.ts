/** Which weighted terms stand in each post, and which of them may be learned. */
import { buildEngine, type Engine } from '../engine.ts';
import { learnedScale } from '../match/learned.ts';
import { stemOf } from '../match/stem.ts';
import type { Pack, Rule } from '../model/pack.ts';
import { CATEGORIES } from '../model/vocabulary.ts';
import { BOUND, FLAG } from '../tokenise/tokens.ts';
import type { LearningPost } from './posts.ts';

/** A term of fewer posts or writers is a name or a habit. */
export const LEAST_POSTS = 5;
export const LEAST_WRITERS = 3;
/** A word that is written with a capital inside a sentence this often is somebody's name. */
const NAME_SHARE = 0.2;

/** Lexicons of the bundled pack that tell who is spoken of. */
export const VOICES = ['voice-i', 'voice-you', 'voice-he', 'voice-she', 'voice-they'] as const;

/** What terms are made of besides words. */
export interface TermOptions {
  /** Lexicons beside whose words a stem may weigh more or less: they tell who is spoken of. */
  beside: readonly string[];
  /** Lexicons of which each word that stands in the post counts as the same term. */
  classes: readonly string[];
}

export interface Terms {
  names: string[];
  /** In how many posts, by how many writers, each term stands. */
  evidence: { posts: number; writers: number }[];
  /** The terms of each post, as numbers of `names`; a lexicon is listed once for each of its words. */
  rows: Int32Array[];
  /** What the sum of each post is multiplied by. */
  scales: Float64Array;
  /** The words of these stems: those of more than one writer that are no names. */
  formsOf: (stems: ReadonlySet<string>) => string[];
}

/** The terms of the posts, as the tokeniser of the pack reads them. */
export function readTerms(posts: readonly LearningPost[], pack: Pack, options: TermOptions): Terms {
  const texts = posts.map(({ text }) => text);
  const { reading, found } = readTexts(texts, pack, options);
  const whole = posts.flatMap(({ excerpt, writer }, post) =>
    excerpt ? [] : [{ writer, terms: found[post]!.terms }],
  );
  const { names, evidence, numbers, writers, isName } = sift(reading, whole);
  // A word of one writer only may be a name that was never written with a capital.
  const forms = [...reading.written.keys()]
    .filter((word) => !isName(word) && writers[reading.idOf(word)]!.size > 1)
    .sort();
  return {
    names,
    evidence,
    rows: found.map(({ terms }) => renumbered(terms, numbers)),
    scales: Float64Array.from(found, ({ words }) => learnedScale(words)),
    formsOf: (stems) => forms.filter((word) => stems.has(stemOf(word))),
  };
}

/** The terms of texts, as numbers of the names of `reading`, and their lengths in words. */
export function readTexts(
  texts: readonly string[],
  pack: Pack,
  options: TermOptions,
): { reading: Reading; found: { terms: number[]; words: number }[] } {
  const reading = new Reading(engineKnowing(texts, pack, options), options);
  return { reading, found: texts.map((text) => reading.read(text)) };
}

/** Which terms may be learned: those of enough units (posts, conversations) by enough writers that are no names. */
export function sift(
  { names, written }: Reading,
  units: readonly { writer: string; terms: readonly number[] }[],
): {
  names: string[];
  evidence: Terms['evidence'];
  /** Of each term its number among those kept, −1 for others. */
  numbers: Int32Array;
  writers: ReadonlySet<string>[];
  isName: (word: string) => boolean;
} {
  const counts = new Int32Array(names.length);
  const writers = names.map(() => new Set<string>());
  for (const { writer, terms } of units)
    for (const term of new Set(terms)) {
      counts[term]!++;
      writers[term]!.add(writer);
    }
  const isName = namesAmong(written);
  const numbers = new Int32Array(names.length).fill(-1);
  const kept: string[] = [];
  const evidence: Terms['evidence'] = [];
  names.forEach((name, term) => {
    const stood = { posts: counts[term]!, writers: writers[term]!.size };
    if (stood.posts < LEAST_POSTS || stood.writers < LEAST_WRITERS || name.split(' ').some(isName)) return;
    numbers[term] = kept.push(name) - 1;
    evidence.push(stood);
  });
  return { names: kept, evidence, numbers, writers, isName };
}

/** Terms by their numbers among those kept, without the others. */
export function renumbered(terms: readonly number[], numbers: Int32Array): Int32Array {
  return Int32Array.from(terms.map((term) => numbers[term]!).filter((term) => term >= 0));
}

/** An engine to which all words of the posts and the lexicons are known, so that each has a symbol. */
function engineKnowing(texts: readonly string[], pack: Pack, { beside, classes }: TermOptions): Engine {
  const words = new Set(texts.flatMap((text) => text.toLowerCase().match(/[a-z]{2,}/gu) ?? []));
  const lexicons = [...beside, ...classes].map((name) => `@${name}`);
  const vocabulary: Rule = {
    id: 'vocabulary',
    category: CATEGORIES[0],
    concept: '',
    tier: 'low',
    reason: 'uncertain',
    weight: 1,
    group: '',
    match: [],
    learned: { bias: 0, from: 1, terms: [...words, ...lexicons].map((term) => [term, 0]) },
  };
  const rules = pack.rules.filter(({ learned }) => learned === undefined);
  return buildEngine({ ...pack, rules: [...rules, vocabulary] }).engine;
}

/** Words are names where they are written like names; stems are where one of their words is. */
function namesAmong(written: ReadonlyMap<string, Written>): (word: string) => boolean {
  const stems = new Set<string>();
  const isName = (word: string): boolean => {
    if (word.startsWith('@') || word === '*') return false;
    if (word.endsWith('~')) return stems.has(word);
    const { all, capital } = written.get(word.replaceAll(/[$^]/gu, ''))!;
    return word !== 'i' && capital / all >= NAME_SHARE;
  };
  for (const word of written.keys()) if (isName(word)) stems.add(`${stemOf(word)}~`);
  return isName;
}

/** How often a word stands anywhere, and with a capital inside a sentence. */
interface Written {
  all: number;
  capital: number;
}

class Reading {
  readonly names: string[] = [];
  readonly written = new Map<string, Written>();
  private readonly ids = new Map<string, number>();
  private readonly engine: Engine;
  private readonly beside: Map<number, string[]>;
  private readonly classes: Map<number, string[]>;

  constructor(engine: Engine, { beside, classes }: TermOptions) {
    this.engine = engine;
    this.beside = lexiconsBySymbol(engine, beside);
    this.classes = lexiconsBySymbol(engine, classes);
  }

  idOf(name: string): number {
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.ids.set(name, id);
    }
    return id;
  }

  /** The terms of a post, each once but for lexicons, and its length in words. */
  read(text: string): { terms: number[]; words: number } {
    const { tokens, tokeniser } = this.engine;
    tokeniser.read(text, tokens);
    const terms = new Set<number>();
    const stems = new Set<string>();
    const heard = new Set<string>();
    const symbols = new Set<number>();
    const begins = (at: number): boolean =>
      at === 0 || at >= tokens.count || tokens.bounds[at] === BOUND.sentence;
    for (let at = 0; at < tokens.count; at++) {
      const word = this.wordAt(at);
      if (word === undefined) continue;
      this.note(word, (tokens.flags[at]! & FLAG.capitalised) !== 0);
      terms.add(this.idOf(word));
      const stem = `${stemOf(word)}~`;
      if (stem.length > 2) stems.add(stem);
      symbols.add(tokens.symbols[at]!);
      for (const lexicon of this.beside.get(tokens.symbols[at]!) ?? []) heard.add(lexicon);
      if (begins(at)) terms.add(this.idOf(`^${word}`));
      if (begins(at + 1)) {
        terms.add(this.idOf(`${word}$`));
        continue;
      }
      const next = this.wordAt(at + 1);
      if (next !== undefined) terms.add(this.idOf(`${word} ${next}`));
      const other = begins(at + 2) ? undefined : this.wordAt(at + 2);
      if (other !== undefined) terms.add(this.idOf(`${stem} * ${stemOf(other)}~`));
    }
    for (const stem of stems) {
      terms.add(this.idOf(stem));
      for (const lexicon of heard) terms.add(this.idOf(`@${lexicon} ${stem}`));
    }
    const classes = [...symbols].flatMap((symbol) => this.classes.get(symbol) ?? []);
    return { terms: [...terms, ...classes.map((name) => this.idOf(`@${name}`))], words: tokens.count };
  }

  private note(word: string, isCapital: boolean): void {
    const count = this.written.get(word) ?? { all: 0, capital: 0 };
    count.all++;
    if (isCapital) count.capital++;
    this.written.set(word, count);
  }

  private wordAt(at: number): string | undefined {
    const { tokens, vocabulary } = this.engine;
    const word = vocabulary.words[tokens.symbols[at]!]!;
    return /^[a-z]+$/u.test(word) ? word : undefined;
  }
}

/** Of each symbol the lexicons that hold it as a word of its own. */
function lexiconsBySymbol({ lowering }: Engine, lexicons: readonly string[]): Map<number, string[]> {
  const bySymbol = new Map<number, string[]>();
  for (const name of lexicons)
    for (const symbol of new Set(lowering.lexicon(name).singles))
      bySymbol.set(symbol, [...(bySymbol.get(symbol) ?? []), name]);
  return bySymbol;
}
