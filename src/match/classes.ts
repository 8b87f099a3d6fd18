/**
 * Sets of symbols, equal sets shared. Each set is a small hash table of its own, all in one array: asking several words
 * of a clause for one set stays within a line or two of the cache, which a bit matrix of all sets and symbols does not.
 */
export class SymbolClasses {
  /** The first set of each hash, and behind each set the next of the same hash, −1 for none. */
  private readonly byHash = new Map<number, number>();
  private readonly alike: number[] = [];
  private readonly sizes: number[] = [];
  /** Long sets are those of lexicons, and come again and again as the same array. */
  private readonly byArray = new Map<readonly number[], number>();
  /** Of each set: where its table starts, times 32, plus the number of bits of a place in it. */
  private readonly handles: number[] = [];
  /** Symbol 0 is in no set (a word that no rule knows), so 0 is an empty place. */
  private table: Uint16Array | Int32Array = new Uint16Array(64);
  private used = 0;

  /** The number of a set. Sets are the same if they list the same symbols in the same order. */
  add(symbols: readonly number[]): number {
    const isLong = symbols.length > LONG_SET;
    const same = isLong ? this.byArray.get(symbols) : undefined;
    if (same !== undefined) return same;
    let hash = symbols.length;
    for (let k = 0; k < symbols.length; k++) hash = (Math.imul(hash, SPREAD) + symbols[k]!) | 0;
    const first = this.byHash.get(hash) ?? -1;
    let id = first;
    while (id >= 0 && !this.equals(id, symbols)) id = this.alike[id]!;
    if (id < 0) {
      id = this.addOwn(symbols);
      this.alike[id] = first;
      this.byHash.set(hash, id);
    }
    if (isLong) this.byArray.set(symbols, id);
    return id;
  }

  /** A set of its own, also where there is an equal one. */
  addOwn(symbols: readonly number[]): number {
    let bits = 1;
    while (1 << bits < symbols.length * 2) bits++;
    const start = this.used;
    const mask = (1 << bits) - 1;
    this.used += 1 << bits;
    if (this.used > this.table.length) this.grow(this.used * 2);
    for (let k = 0; k < symbols.length; k++) {
      const symbol = symbols[k]!;
      if (symbol > MOST_SHORT && this.table instanceof Uint16Array) this.table = Int32Array.from(this.table);
      const { table } = this;
      let place = Math.imul(symbol, SPREAD) >>> (32 - bits);
      while (table[start + place] !== 0 && table[start + place] !== symbol) place = (place + 1) & mask;
      table[start + place] = symbol;
    }
    this.alike.push(-1);
    this.sizes.push(symbols.length);
    return this.handles.push(start * 32 + bits) - 1;
  }

  /** Called once, when all sets are known: what only `add` needs is let go. */
  seal(): void {
    this.table = this.table.slice(0, this.used);
    this.alike.length = this.sizes.length = 0;
    this.byHash.clear();
    this.byArray.clear();
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

  /** Whether the set, of the same hash, is this one. Symbols of a set are distinct. */
  private equals(id: number, symbols: readonly number[]): boolean {
    if (this.sizes[id] !== symbols.length) return false;
    for (let k = 0; k < symbols.length; k++) if (!this.has(id, symbols[k]!)) return false;
    return true;
  }

  private grow(size: number): void {
    const larger = this.table instanceof Uint16Array ? new Uint16Array(size) : new Int32Array(size);
    larger.set(this.table);
    this.table = larger;
  }
}

const LONG_SET = 32;
const MOST_SHORT = 0xffff;

/** 2^32 divided by the golden ratio (Knuth): neighbouring numbers land far apart. */
const SPREAD = 0x9e3779b1 | 0;
