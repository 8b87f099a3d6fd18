/**
 * Sets of symbols, equal sets shared. Each set is a small hash table of its own, all in one array: asking several words
 * of a clause for one set stays within a line or two of the cache, which a bit matrix of all sets and symbols does not.
 */
export class SymbolClasses {
  /** The first set of each hash, and behind each set the next of the same hash, −1 for none. */
  private readonly byHash = new Map<number, number>();
  private readonly alike: number[] = [];
  /** Long sets are those of lexicons, and come again and again as the same array. */
  private readonly byArray = new Map<readonly number[], number>();
  private sets: (readonly number[])[] = [];
  /** Of each set: where its table starts, times 32, plus the number of bits of a place in it. */
  private handles = new Int32Array(0);
  private table: Uint16Array | Int32Array = new Uint16Array(0);

  /** The number of a set. Sets are the same if they list the same symbols in the same order. */
  add(symbols: readonly number[]): number {
    const isLong = symbols.length > LONG_SET;
    const same = isLong ? this.byArray.get(symbols) : undefined;
    if (same !== undefined) return same;
    let hash = symbols.length;
    for (let k = 0; k < symbols.length; k++) hash = (Math.imul(hash, SPREAD) + symbols[k]!) | 0;
    const first = this.byHash.get(hash) ?? -1;
    let id = first;
    while (id >= 0 && !equal(this.sets[id]!, symbols)) id = this.alike[id]!;
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
    this.alike.push(-1);
    return this.sets.push(symbols) - 1;
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
    this.alike.length = 0;
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

const LONG_SET = 32;

function equal(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}
