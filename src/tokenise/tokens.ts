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

/** A post as columns, one entry a token. Reused from post to post: nothing here outlives a call of `classify`. */
export class Tokens {
  count = 0;
  symbols = new Int32Array(512);
  /** UTF-16 positions in the text, half-open. */
  starts = new Int32Array(512);
  ends = new Int32Array(512);
  flags = new Uint16Array(512);
  bounds = new Uint8Array(512);
  /** Whether a token holds a digit, so that the detectors have work to do. */
  anyDigits = false;

  reset(): void {
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

  /** Replaces tokens [from, to) by one token per symbol, all over the same span. */
  replace(from: number, to: number, symbols: readonly number[]): void {
    const start = this.starts[from]!;
    const end = this.ends[to - 1]!;
    const bound = this.bounds[from]!;
    let flags = 0;
    for (let k = from; k < to; k++) flags |= this.flags[k]!;
    flags &= ~(FLAG.unknown | FLAG.continued | FLAG.filler | FLAG.digits);
    const tail = this.count - to;
    const shift = symbols.length - (to - from);
    while (this.count + shift > this.symbols.length) this.grow();
    if (tail > 0 && shift !== 0) {
      const target = to + shift;
      for (const column of [this.symbols, this.starts, this.ends, this.flags, this.bounds])
        column.copyWithin(target, to, this.count);
    }
    this.count += shift;
    for (let k = 0; k < symbols.length; k++) {
      const at = from + k;
      this.symbols[at] = symbols[k]!;
      this.starts[at] = start;
      this.ends[at] = end;
      this.flags[at] = k === 0 ? flags : flags | FLAG.continued;
      this.bounds[at] = k === 0 ? bound : BOUND.none;
    }
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
