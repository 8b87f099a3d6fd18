/** Compiles lowered patterns to the instructions of machine.ts: flat integers, no objects on the matching path. */
import type { Lexicon, Lowered } from './lower.ts';

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
} as const;

/** All patterns of a classifier as one program, with the symbol classes and lexicons that it refers to. */
export class Program {
  readonly code: number[] = [];
  readonly classes = new SymbolClasses();
  readonly lexicons: LexiconPrograms;
  private readonly lexiconIds = new Map<Lexicon, number>();

  constructor() {
    this.lexicons = new LexiconPrograms();
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
        else code.push(OP.class, this.classes.add(node.symbols));
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

  /** Phrases of a lexicon become sub-programs of their own, found by their first symbol. */
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
      for (const symbol of phrase[0]!) this.lexicons.addPhrase(id, symbol, start);
    return id;
  }
}

/** Sets of symbols, equal sets shared; membership is one probe of a hash table over (class, symbol). */
export class SymbolClasses {
  private readonly ids = new Map<string, number>();
  private readonly byArray = new WeakMap<readonly number[], number>();
  private slots = new Int32Array(1 << 12).fill(-1);
  private symbolsOf = new Int32Array(1 << 12);
  private used = 0;

  add(symbols: readonly number[]): number {
    const same = this.byArray.get(symbols);
    if (same !== undefined) return same;
    const id = this.addNew(symbols);
    this.byArray.set(symbols, id);
    return id;
  }

  private addNew(symbols: readonly number[]): number {
    const sorted = [...symbols].sort((a, b) => a - b);
    const key = sorted.join(',');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.ids.size;
    this.ids.set(key, id);
    for (const symbol of sorted) this.insert(id, symbol);
    return id;
  }

  has(id: number, symbol: number): boolean {
    const { slots, symbolsOf } = this;
    const mask = slots.length - 1;
    for (let slot = mix(id, symbol) & mask; ; slot = (slot + 1) & mask) {
      const found = slots[slot]!;
      if (found < 0) return false;
      if (found === id && symbolsOf[slot] === symbol) return true;
    }
  }

  private insert(id: number, symbol: number): void {
    if (++this.used * 3 > this.slots.length) {
      const { slots, symbolsOf } = this;
      this.slots = new Int32Array(slots.length * 2).fill(-1);
      this.symbolsOf = new Int32Array(slots.length * 2);
      for (let k = 0; k < slots.length; k++) if (slots[k]! >= 0) this.place(slots[k]!, symbolsOf[k]!);
    }
    this.place(id, symbol);
  }

  private place(id: number, symbol: number): void {
    const mask = this.slots.length - 1;
    let slot = mix(id, symbol) & mask;
    while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
    this.symbolsOf[slot] = symbol;
  }
}

function mix(id: number, symbol: number): number {
  const hash = Math.imul(id, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

/** Lexicons that hold phrases: their single words as a class, their phrases by first symbol. */
export class LexiconPrograms {
  readonly classes = new SymbolClasses();
  private readonly phrases = new Map<number, number[]>();
  private count = 0;

  add(singles: readonly number[]): number {
    const id = this.count++;
    // Ids of `classes` must equal lexicon ids, so every set is made distinct by a negative marker of its own.
    this.classes.add([...singles, -1 - id]);
    return id;
  }

  addPhrase(id: number, first: number, start: number): void {
    const key = id * 0x100000 + first;
    const list = this.phrases.get(key);
    if (list) list.push(start);
    else this.phrases.set(key, [start]);
  }

  hasSingle(id: number, symbol: number): boolean {
    return this.classes.has(id, symbol);
  }

  phrasesFrom(id: number, symbol: number): readonly number[] | undefined {
    return this.phrases.get(id * 0x100000 + symbol);
  }
}
