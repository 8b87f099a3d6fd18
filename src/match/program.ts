/** Compiles lowered patterns to the instructions of machine.ts: flat integers, no objects on the matching path. */
import { firstsOf } from './anchors.ts';
import type { Lexicon, Lowered } from './lower.ts';
import { PairTable } from './pair-table.ts';

export const OP = {
  match: 0,
  /** symbol */
  symbol: 1,
  /** class */
  class: 2,
  any: 3,
  /** first choice, second choice */
  split: 4,
  /** target */
  jump: 5,
  /** One word of a gap: crosses commas, no stronger boundary. */
  gap: 6,
  /** length of the sub-program that follows, its longest match */
  notAhead: 7,
  notBehind: 8,
  start: 9,
  end: 10,
  /** flag mask */
  flag: 11,
  /** lexicon */
  lexicon: 12,
  /** class: fails unless a word of it comes next, so that none of many alternatives need be tried. */
  guard: 13,
} as const;

/** All patterns of a classifier as one program, with the symbol classes and lexicons that it refers to. */
export class Program {
  readonly code: number[] = [];
  readonly classes = new SymbolClasses();
  readonly lexicons: LexiconPrograms;
  private readonly lexiconIds = new Map<Lexicon, number>();
  /** Where the code names a set; once the sets are laid out, their handles stand there. */
  private readonly setsAt: number[] = [];

  constructor() {
    this.lexicons = new LexiconPrograms();
  }

  /** Called once, when all patterns are in. */
  seal(symbols: number): void {
    this.classes.seal(symbols);
    this.lexicons.seal(symbols);
    for (const at of this.setsAt) this.code[at] = this.classes.handle(this.code[at]!);
    this.setsAt.length = 0;
  }

  /** Appends a pattern; returns where it starts. */
  add(node: Lowered): number {
    const start = this.code.length;
    this.emit(node);
    this.code.push(OP.match);
    return start;
  }

  private emit(node: Lowered): void {
    const { code } = this;
    switch (node.kind) {
      case 'class':
        if (node.symbols.length === 1) code.push(OP.symbol, node.symbols[0]!);
        else this.emitSet(OP.class, node.symbols);
        return;
      case 'flag':
        code.push(OP.flag, node.mask);
        return;
      case 'any':
        code.push(OP.any);
        return;
      case 'gap': {
        // Lazily: as few words as possible first, so that spans stay tight.
        const exits: number[] = [];
        for (let k = 0; k < node.most; k++) {
          code.push(OP.split, 0, code.length + 3);
          exits.push(code.length - 2);
          code.push(OP.gap);
        }
        for (const exit of exits) code[exit] = code.length;
        return;
      }
      case 'lexicon':
        code.push(OP.lexicon, this.lexicon(node.lexicon));
        return;
      case 'not': {
        code.push(node.behind ? OP.notBehind : OP.notAhead, 0);
        const length = code.length - 1;
        this.emit(node.node);
        code.push(OP.match);
        code[length] = code.length - length - 1;
        return;
      }
      case 'either': {
        const firsts = firstsOf(node);
        if (firsts) this.emitSet(OP.guard, firsts);
        const exits: number[] = [];
        node.nodes.forEach((inner, k) => {
          if (k === node.nodes.length - 1) {
            this.emit(inner);
            return;
          }
          code.push(OP.split, code.length + 3, 0);
          const other = code.length - 1;
          this.emit(inner);
          code.push(OP.jump, 0);
          exits.push(code.length - 1);
          code[other] = code.length;
        });
        for (const exit of exits) code[exit] = code.length;
        return;
      }
      case 'sequence':
        for (const part of node.nodes) this.emit(part);
        return;
      case 'optional': {
        code.push(OP.split, code.length + 3, 0);
        const other = code.length - 1;
        this.emit(node.node);
        code[other] = code.length;
        return;
      }
      case 'start':
        code.push(OP.start);
        return;
      case 'end':
        code.push(OP.end);
        return;
    }
  }

  private emitSet(op: number, symbols: readonly number[]): void {
    this.setsAt.push(this.code.length + 1);
    this.code.push(op, this.classes.add(symbols));
  }

  /** Phrases of a lexicon become sub-programs of their own, found by their first two symbols. */
  private lexicon(lexicon: Lexicon): number {
    const known = this.lexiconIds.get(lexicon);
    if (known !== undefined) return known;
    const id = this.lexicons.add(lexicon.singles);
    this.lexiconIds.set(lexicon, id);
    const pending = lexicon.phrases.map((phrase) => {
      const jump = this.code.length;
      this.code.push(OP.jump, 0);
      const start = this.add({
        kind: 'sequence',
        nodes: phrase.map((symbols) => ({ kind: 'class', symbols })),
      });
      this.code[jump + 1] = this.code.length;
      return { phrase, start };
    });
    for (const { phrase, start } of pending)
      for (const first of phrase[0]!)
        for (const second of phrase[1]!) this.lexicons.addPhrase(id, first, second, start);
    return id;
  }
}

/**
 * Sets of symbols, equal sets shared. Each set is a small hash table of its own, all in one array: asking several words
 * of a clause for one set stays within a line or two of the cache, which a bit matrix of all sets and symbols does not.
 */
export class SymbolClasses {
  private readonly byHash = new Map<number, number[]>();
  private readonly byArray = new WeakMap<readonly number[], number>();
  private sets: (readonly number[])[] = [];
  /** Of each set: where its table starts, times 32, plus the number of bits of a place in it. */
  private handles = new Int32Array(0);
  private table: Uint16Array | Int32Array = new Uint16Array(0);

  /** The number of a set. Sets are the same if they list the same symbols in the same order. */
  add(symbols: readonly number[]): number {
    const same = this.byArray.get(symbols);
    if (same !== undefined) return same;
    let hash = symbols.length;
    for (const symbol of symbols) hash = (Math.imul(hash, 0x9e3779b1) + symbol) | 0;
    const alike = this.byHash.get(hash);
    let id = alike?.find((known) => equal(this.sets[known]!, symbols));
    if (id === undefined) {
      id = this.addOwn(symbols);
      if (alike) alike.push(id);
      else this.byHash.set(hash, [id]);
    }
    this.byArray.set(symbols, id);
    return id;
  }

  /** A set of its own, also where there is an equal one. */
  addOwn(symbols: readonly number[]): number {
    this.sets.push(symbols);
    return this.sets.length - 1;
  }

  /** Lays out the tables, in the order in which the sets came; called once, when all sets and symbols are known. */
  seal(symbols: number): void {
    this.handles = new Int32Array(this.sets.length);
    let size = 0;
    this.sets.forEach((set, id) => {
      let bits = 1;
      while (1 << bits < set.length * 2) bits++;
      this.handles[id] = size * 32 + bits;
      size += 1 << bits;
    });
    // Symbol 0 is in no set (a word that no rule knows), so 0 is an empty place.
    const table = (this.table = symbols < 0x10000 ? new Uint16Array(size) : new Int32Array(size));
    this.sets.forEach((set, id) => {
      const handle = this.handles[id]!;
      const start = handle >>> 5;
      const mask = (1 << (handle & 31)) - 1;
      for (const symbol of set) {
        let place = Math.imul(symbol, SPREAD) >>> (32 - (handle & 31));
        while (table[start + place] !== 0 && table[start + place] !== symbol) place = (place + 1) & mask;
        table[start + place] = symbol;
      }
    });
    this.sets = [];
    this.byHash.clear();
  }

  has(id: number, symbol: number): boolean {
    return this.holds(this.handles[id]!, symbol);
  }

  /** For those who keep it beside other things: saves `holds` a look-up. */
  handle(id: number): number {
    return this.handles[id]!;
  }

  /** The first of the symbols [from, to) that is in the set; `to` if none is. */
  seek(handle: number, symbols: Int32Array, from: number, to: number): number {
    const { table } = this;
    const start = handle >>> 5;
    const shift = 32 - (handle & 31);
    const mask = (1 << (handle & 31)) - 1;
    for (let at = from; at < to; at++) {
      const symbol = symbols[at]!;
      let place = Math.imul(symbol, SPREAD) >>> shift;
      for (let found = table[start + place]!; found !== 0; found = table[start + place]!) {
        if (found === symbol) return at;
        place = (place + 1) & mask;
      }
    }
    return to;
  }

  holds(handle: number, symbol: number): boolean {
    const { table } = this;
    const start = handle >>> 5;
    const bits = handle & 31;
    let place = Math.imul(symbol, SPREAD) >>> (32 - bits);
    for (;;) {
      const found = table[start + place]!;
      if (found === 0) return false;
      if (found === symbol) return true;
      place = (place + 1) & ((1 << bits) - 1);
    }
  }
}

/** 2^32 divided by the golden ratio (Knuth): neighbouring numbers land far apart. */
const SPREAD = 0x9e3779b1 | 0;

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((symbol, k) => symbol === b[k]);
}

/** Lexicons that hold phrases: their single words as a set, their phrases by the first two symbols. */
export class LexiconPrograms {
  private readonly singles = new SymbolClasses();
  private readonly beginnings = new SymbolClasses();
  private readonly firsts: Set<number>[] = [];
  /** Until they are laid out: the phrases' programs by lexicon and first two symbols. */
  private pending = new Map<number, number[]>();
  /** Of (lexicon and first symbol, second symbol): where its programs are listed in `listed`. */
  private table = new PairTable([]);
  private symbols = 0;
  /** Of each such pair the number of its programs, then these. */
  listed = new Int32Array(0);

  add(singles: readonly number[]): number {
    const id = this.firsts.length;
    this.firsts.push(new Set());
    // A set of its own for every lexicon, so that the numbers of both are the same.
    this.singles.addOwn(singles);
    return id;
  }

  addPhrase(id: number, first: number, second: number, start: number): void {
    this.firsts[id]!.add(first);
    const key = (id * MOST_SYMBOLS + first) * MOST_SYMBOLS + second;
    const list = this.pending.get(key);
    if (list) list.push(start);
    else this.pending.set(key, [start]);
  }

  seal(symbols: number): void {
    // A lexicon and a symbol are one key of the table.
    if (symbols * this.firsts.length > MOST_KEYS)
      throw new Error('safetier: the packs have too many words and lexicons');
    this.symbols = symbols;
    this.singles.seal(symbols);
    for (const firsts of this.firsts) this.beginnings.addOwn([...firsts]);
    this.beginnings.seal(symbols);
    const programs: number[] = [];
    this.table = new PairTable(
      [...this.pending].map(([key, list]) => {
        const at = programs.length;
        programs.push(list.length, ...list);
        const first = Math.floor(key / MOST_SYMBOLS) % MOST_SYMBOLS;
        return [Math.floor(key / MOST_SYMBOLS ** 2) * symbols + first, key % MOST_SYMBOLS, at];
      }),
    );
    this.listed = Int32Array.from(programs);
    this.pending = new Map();
  }

  hasSingle(id: number, symbol: number): boolean {
    return this.singles.has(id, symbol);
  }

  /** Whether a phrase of the lexicon begins with the symbol. */
  hasPhrases(id: number, symbol: number): boolean {
    return this.beginnings.has(id, symbol);
  }

  /** The programs of the phrases that begin with the two symbols: where in `listed` their number stands; −1 for none. */
  phrasesFrom(id: number, first: number, second: number): number {
    return this.table.get(id * this.symbols + first, second);
  }
}

/** Keys of three numbers stay exact below this. */
const MOST_SYMBOLS = 2 ** 20;
/** Keys of a table are integers of 31 bits. */
const MOST_KEYS = 2 ** 31;
