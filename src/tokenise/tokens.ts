/** Strength of the boundary before a token. */
export const BOUND = { none: 0, comma: 1, clause: 2, sentence: 3 } as const;

/** Bits that describe a token beside its symbol. */
export const FLAG = {
  /** May be skipped between two words of a pattern. */
  filler: 1,
  digits: 2,
  unknown: 4,
  /** Written with a capital first letter, not at the start of a sentence. */
  capitalised: 8,
  /** Inside quotation marks or a quoted block. */
  quoted: 16,
  /** The sentence that ends with this token ends with a question mark. */
  question: 32,
  /** Inside spoiler bars. */
  spoiler: 64,
  /** A second token read from the same word (`dont` → do, not). */
  continued: 128,
  emoji: 256,
} as const;

/** Symbol, start, end, flags, bound: the arguments of `push`. */
export type TokenRow = [symbol: number, start: number, end: number, flags: number, bound: number];

/** A post as columns, one entry a token. Reused from post to post: nothing here outlives a call of `classify`. */
export class Tokens {
  count = 0;
  symbols = new Int32Array(512);
  /** UTF-16 positions in the text, half-open. */
  starts = new Int32Array(512);
  ends = new Int32Array(512);
  flags = new Uint16Array(512);
  bounds = new Uint8Array(512);
  /** Whether a token holds a digit or is a link, so that the detectors have work to do. */
  anyDigits = false;
  /** Which post this is: what was worked out for another one does not hold. */
  version = 0;

  reset(): void {
    this.version = (this.version + 1) | 0;
    this.count = 0;
    this.anyDigits = false;
  }

  push(symbol: number, start: number, end: number, flags: number, bound: number): void {
    const at = this.count;
    if (at === this.symbols.length) this.grow();
    this.symbols[at] = symbol;
    this.starts[at] = start;
    this.ends[at] = end;
    this.flags[at] = flags;
    this.bounds[at] = bound;
    this.count = at + 1;
  }

  /** One token as a row, to be kept while the columns are rebuilt. */
  row(at: number): TokenRow {
    return [this.symbols[at]!, this.starts[at]!, this.ends[at]!, this.flags[at]!, this.bounds[at]!];
  }

  private grow(): void {
    const size = this.symbols.length * 2;
    const larger = <T extends Int32Array | Uint16Array | Uint8Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.symbols = larger(this.symbols, new Int32Array(size));
    this.starts = larger(this.starts, new Int32Array(size));
    this.ends = larger(this.ends, new Int32Array(size));
    this.flags = larger(this.flags, new Uint16Array(size));
    this.bounds = larger(this.bounds, new Uint8Array(size));
  }
}
