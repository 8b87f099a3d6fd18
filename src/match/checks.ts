import { FLAG, type Tokens } from '../tokenise/tokens.ts';
import type { Check } from './anchors.ts';
import { SymbolClasses } from './classes.ts';
import { MOST_FILLERS } from './machine.ts';

/** A check as integers in a row: the handle of the wanted class (or −1 − flags), the nearest token, the farthest word. */
const WANT = 0;
const NEAR = 1;
/** Negative for words before the anchor. */
const FAR = 2;
const WIDTH = 3;
/** A word and the fillers that may be skipped before it: on text of nothing but fillers a window still ends. */
const TOKENS_A_WORD = 1 + MOST_FILLERS;
/** More than there are distances, in either direction. */
const WINDOWS = 1024;

/** What must stand around anchors, equal checks shared; answered by going through the window. */
export class Checks {
  /** By what is wanted and the window. */
  private readonly ids = new Map<number, number>();
  private readonly wants: number[] = [];
  private readonly all: Check[] = [];
  private readonly classes = new SymbolClasses();
  private rows = new Int32Array(0);
  /** Of the post: the words before each token (fillers not counted), and the token of each word. */
  private wordsBefore = new Int32Array(512 + 1);
  private tokenOf = new Int32Array(512);
  private words = 0;

  add(check: Check): number {
    const want = check.symbols.length > 0 ? this.classes.add(check.symbols) : -1 - check.flag;
    const key = (want * WINDOWS + check.least) * WINDOWS + check.most;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.all.length;
      this.ids.set(key, id);
      this.all.push(check);
      this.wants.push(want);
    }
    return id;
  }

  /** A number for what the check looks for, wherever it looks. */
  want(id: number): number {
    return this.wants[id]!;
  }

  /** Called once, when all checks are known. */
  seal(): void {
    this.rows = new Int32Array(this.all.length * WIDTH);
    const { rows } = this;
    this.classes.seal();
    this.all.forEach((check, id) => {
      const row = id * WIDTH;
      const want = this.wants[id]!;
      rows[row + WANT] = want < 0 ? want : this.classes.handle(want);
      rows[row + NEAR] = looksAhead(check) ? check.least : -check.most;
      rows[row + FAR] = looksAhead(check) ? check.most : check.least;
    });
    this.all.length = this.wants.length = 0;
    this.ids.clear();
  }

  /** The post that is asked about from now on. */
  read({ flags, count }: Tokens): void {
    if (count > this.tokenOf.length) {
      const size = 1 << (32 - Math.clz32(count));
      this.wordsBefore = new Int32Array(size + 1);
      this.tokenOf = new Int32Array(size);
    }
    const { wordsBefore, tokenOf } = this;
    let words = 0;
    for (let at = 0; at < count; at++) {
      wordsBefore[at] = words;
      if ((flags[at]! & FLAG.filler) === 0) tokenOf[words++] = at;
    }
    wordsBefore[count] = words;
    this.words = words;
  }

  /**
   * Whether what the check wants stands in its window around the anchor at `at`, inside the clause [from, to); fillers on
   * the way are not counted.
   */
  stands(id: number, at: number, from: number, to: number, { symbols, flags }: Tokens): boolean {
    const row = id * WIDTH;
    const near = this.rows[row + NEAR]!;
    const far = this.rows[row + FAR]!;
    let first: number;
    let last: number;
    if (far > 0) {
      const word = this.wordsBefore[at + 1]! + far - 1;
      first = at + near;
      last = Math.min(word < this.words ? this.tokenOf[word]! : to, to - 1, at + far * TOKENS_A_WORD);
    } else {
      const word = this.wordsBefore[at]! + far;
      first = Math.max(word < 0 ? 0 : this.tokenOf[word]!, from, at + far * TOKENS_A_WORD);
      last = at - near;
    }
    const want = this.rows[row + WANT]!;
    if (want >= 0) return this.classes.seek(want, symbols, first, last + 1) <= last;
    for (let k = first; k <= last; k++) if ((flags[k]! & (-1 - want)) !== 0) return true;
    return false;
  }
}

/** Behind the anchor, or before it. */
export function looksAhead(check: Check): boolean {
  return check.most > 0;
}
