/** Compiles lowered patterns to the instructions of machine.ts: flat integers, no objects on the matching path. */
import { firstsOf, phraseFirsts } from './firsts.ts';
import { type Lexicon, type Lowered, classOf, sequenceOf } from './lowered.ts';
import { SymbolClasses } from './classes.ts';
import { LexiconPrograms } from './lexicon-programs.ts';

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

  constructor() {
    this.lexicons = new LexiconPrograms();
  }

  /** Called once, when all patterns are in. */
  seal(symbols: number): void {
    this.classes.seal();
    this.lexicons.seal(symbols);
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
    this.code.push(op, this.classes.handle(this.classes.add(symbols)));
  }

  /** Phrases of a lexicon become sub-programs of their own, found by their first two symbols. */
  private lexicon(lexicon: Lexicon): number {
    const known = this.lexiconIds.get(lexicon);
    if (known !== undefined) return known;
    const id = this.lexicons.add(lexicon.singles, phraseFirsts(lexicon));
    this.lexiconIds.set(lexicon, id);
    const pending = lexicon.phrases.map((phrase) => {
      const jump = this.code.length;
      this.code.push(OP.jump, 0);
      const start = this.add(sequenceOf(phrase.map(classOf)));
      this.code[jump + 1] = this.code.length;
      return { phrase, start };
    });
    for (const { phrase, start } of pending)
      for (const first of phrase[0]!)
        for (const second of phrase[1]!) this.lexicons.addPhrase(id, first, second, start);
    return id;
  }
}
