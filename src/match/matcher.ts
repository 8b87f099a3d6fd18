import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { type Anchor, type Anchoring, SMALL_SET } from './anchors.ts';
import { MOST_FILLERS, type Machine } from './machine.ts';
import { SymbolClasses } from './program.ts';

/** A pattern of a matcher: where its program starts, and the number that its hits carry. */
export interface Entry extends Anchoring {
  program: number;
  owner: number;
  /** The symbols with which a match can begin; undefined where that may be anything. */
  firsts: readonly number[] | undefined;
}

const MOST_STAMP = 1 << 29;

/** Hits as columns: owner, first token, token behind the last, consumed-mask. */
export class Hits {
  static readonly WIDTH = 4;
  data = new Int32Array(1024);
  count = 0;

  push(owner: number, start: number, end: number, mask: number): void {
    const at = this.count * Hits.WIDTH;
    if (at === this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[at] = owner;
    this.data[at + 1] = start;
    this.data[at + 2] = end;
    this.data[at + 3] = mask;
    this.count++;
  }
}

/** Anchor entries as compressed rows: entry numbers and distances under each symbol or pair. */
interface Rows {
  from: Int32Array;
  entries: Int32Array;
  least: Uint8Array;
  most: Uint8Array;
}

/** All patterns of a set, matched in one pass over the tokens. */
export class Matcher {
  private readonly programs: Int32Array;
  /** The class of words that can begin each entry's matches, −1 for any: a cheap refusal before verification. */
  private readonly firsts: Int32Array;
  private readonly classes = new SymbolClasses();
  private readonly owners: Int32Array;
  private readonly singles: Rows;
  private readonly singleRow: Int32Array;
  private readonly pairs: Rows;
  private readonly pairFirst: Int32Array;
  private readonly pairSecond: Int32Array;
  private readonly pairRow: Int32Array;
  /** Bit 0: the symbol begins a pair; bit 1: it is an anchor by itself. */
  private readonly kinds: Uint8Array;
  /** Where each entry matched last, plus `stamp`, which makes the entries of earlier posts invalid. */
  private readonly lastStart: Int32Array;
  private stamp = 1;
  private nextStamp = 1;
  /** Required sets: which ones each symbol is in, which ones each entry needs, and the clause they stood in last. */
  private readonly setsFrom: Int32Array;
  private readonly sets: Int32Array;
  private readonly needsFrom: Int32Array;
  private readonly needs: Int32Array;
  private readonly standing: Int32Array;
  /** Small sets are kept as their symbols, and each symbol knows the clause it stood in last. */
  private readonly smallFrom: Int32Array;
  private readonly small: Int32Array;
  private readonly seen: Int32Array;
  private clause = 1;

  constructor(entries: readonly Entry[], symbols: number) {
    this.programs = Int32Array.from(entries, (entry) => entry.program);
    this.owners = Int32Array.from(entries, (entry) => entry.owner);
    this.firsts = Int32Array.from(entries, ({ firsts }) => firstCode(firsts, this.classes));
    this.classes.seal(symbols);
    this.lastStart = new Int32Array(entries.length);
    this.kinds = new Uint8Array(symbols);
    const bySymbol = new Map<number, number>();
    const byPair = new Map<number, number>();
    const singleRows: { entry: number; anchor: Anchor }[][] = [];
    const pairRows: { entry: number; anchor: Anchor }[][] = [];
    entries.forEach((entry, index) => {
      for (const anchor of entry.anchors) {
        const isPair = anchor.second >= 0;
        const map = isPair ? byPair : bySymbol;
        const rows = isPair ? pairRows : singleRows;
        const key = isPair ? anchor.first * symbols + anchor.second : anchor.first;
        let row = map.get(key);
        if (row === undefined) {
          row = rows.length;
          map.set(key, row);
          rows.push([]);
        }
        rows[row]!.push({ entry: index, anchor });
        this.kinds[anchor.first]! |= isPair ? 1 : 2;
      }
    });
    const setIds = new Map<string, number>();
    const small: (readonly number[])[] = [];
    const setsOf: number[][] = Array.from({ length: symbols }, () => []);
    const needsOf = entries.map(({ required }) =>
      required.map((set) => {
        const key = [...set].sort((a, b) => a - b).join(',');
        let id = setIds.get(key);
        if (id === undefined) {
          id = setIds.size;
          setIds.set(key, id);
          small.push(set.length <= SMALL_SET ? set : []);
          if (set.length > SMALL_SET) for (const symbol of set) setsOf[symbol]!.push(id);
        }
        return id;
      }),
    );
    ({ from: this.setsFrom, values: this.sets } = rowsOf(setsOf));
    ({ from: this.needsFrom, values: this.needs } = rowsOf(needsOf));
    ({ from: this.smallFrom, values: this.small } = rowsOf(small));
    this.standing = new Int32Array(setIds.size);
    this.seen = new Int32Array(symbols);
    this.singles = compress(singleRows);
    this.pairs = compress(pairRows);
    this.singleRow = new Int32Array(symbols).fill(-1);
    for (const [symbol, row] of bySymbol) this.singleRow[symbol] = row;
    let capacity = 1 << 10;
    while (capacity < byPair.size * 3) capacity *= 2;
    this.pairFirst = new Int32Array(capacity).fill(-1);
    this.pairSecond = new Int32Array(capacity);
    this.pairRow = new Int32Array(capacity);
    for (const [key, row] of byPair) {
      const first = Math.floor(key / symbols);
      const second = key % symbols;
      let slot = pairHash(first, second) & (capacity - 1);
      while (this.pairFirst[slot]! >= 0) slot = (slot + 1) & (capacity - 1);
      this.pairFirst[slot] = first;
      this.pairSecond[slot] = second;
      this.pairRow[slot] = row;
    }
  }

  scan(tokens: Tokens, machine: Machine, hits: Hits): void {
    const { bounds, count } = tokens;
    // Beyond everything that the post before this one may have written.
    this.stamp = this.nextStamp;
    if (this.stamp > MOST_STAMP) {
      this.lastStart.fill(0);
      this.stamp = 1;
    }
    this.nextStamp = this.stamp + count + 1;
    // No match crosses a clause, so clauses are read one by one: first what stands in it, then what it could match.
    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && bounds[to]! < BOUND.clause) to++;
      this.scanClause(tokens, machine, hits, from, to);
      from = to;
    }
  }

  private scanClause(tokens: Tokens, machine: Machine, hits: Hits, from: number, to: number): void {
    const { symbols, flags } = tokens;
    const { kinds, singleRow, pairFirst, pairSecond, pairRow, setsFrom, sets, standing, seen } = this;
    const mask = pairFirst.length - 1;
    if (++this.clause > MOST_STAMP) {
      standing.fill(0);
      seen.fill(0);
      this.clause = 1;
    }
    const clause = this.clause;
    for (let at = from; at < to; at++) {
      const symbol = symbols[at]!;
      seen[symbol] = clause;
      for (let k = setsFrom[symbol]!, end = setsFrom[symbol + 1]!; k < end; k++) standing[sets[k]!] = clause;
    }
    for (let at = from; at < to; at++) {
      const symbol = symbols[at]!;
      const kind = kinds[symbol]!;
      if (kind === 0) continue;
      if ((kind & 2) !== 0) this.verify(this.singles, singleRow[symbol]!, at, tokens, machine, hits);
      if ((kind & 1) !== 0) {
        for (let next = at + 1, skipped = 0; next < to; next++) {
          const second = symbols[next]!;
          for (let slot = pairHash(symbol, second) & mask; pairFirst[slot]! >= 0; slot = (slot + 1) & mask)
            if (pairFirst[slot] === symbol && pairSecond[slot] === second) {
              this.verify(this.pairs, pairRow[slot]!, at, tokens, machine, hits);
              break;
            }
          if ((flags[next]! & FLAG.filler) === 0 || ++skipped > MOST_FILLERS) break;
        }
      }
    }
  }

  private verify(rows: Rows, row: number, at: number, tokens: Tokens, machine: Machine, hits: Hits): void {
    const { from, entries, least, most } = rows;
    const end = from[row + 1]!;
    for (let k = from[row]!; k < end; k++) {
      const entry = entries[k]!;
      if (!this.complete(entry)) continue;
      const program = this.programs[entry]!;
      const firsts = this.firsts[entry]!;
      const near = least[k]!;
      const far = most[k]!;
      const last = at - near;
      let first = at - far;
      if (far > 0 && first < at) first = this.reach(tokens, at, far);
      for (let start = first < 0 ? 0 : first; start <= last; start++) {
        const symbol = tokens.symbols[start]!;
        if (firsts >= 0 ? !this.classes.has(firsts, symbol) : firsts < -1 && symbol !== -2 - firsts) continue;
        // Two anchors of one pattern may point to the same start.
        if (this.lastStart[entry] === this.stamp + start) continue;
        if (machine.matches(program, start)) {
          this.lastStart[entry] = this.stamp + start;
          hits.push(this.owners[entry]!, start, machine.end, machine.mask);
        }
      }
    }
  }

  /** Whether everything that the entry's matches must contain stands in the clause. */
  private complete(entry: number): boolean {
    const { needsFrom, needs, standing, smallFrom, small, seen, clause } = this;
    for (let k = needsFrom[entry]!, end = needsFrom[entry + 1]!; k < end; k++) {
      const set = needs[k]!;
      let at = smallFrom[set]!;
      const last = smallFrom[set + 1]!;
      if (at === last) {
        if (standing[set] !== clause) return false;
      } else {
        while (at < last && seen[small[at]!] !== clause) at++;
        if (at === last) return false;
      }
    }
    return true;
  }

  /** The first token from which a match could start whose anchor stands `far` words behind it, fillers not counted. */
  private reach(tokens: Tokens, at: number, far: number): number {
    const { flags, bounds } = tokens;
    let start = at;
    let fillers = 0;
    for (let words = 0; start > 0 && words < far;) {
      if (bounds[start]! >= BOUND.clause) break;
      start--;
      if ((flags[start]! & FLAG.filler) !== 0 && fillers < MOST_FILLERS * 2) fillers++;
      else words++;
    }
    return start;
  }
}

/** A class of first words; −1 for anything, −2 − symbol for one word. */
function firstCode(firsts: readonly number[] | undefined, classes: SymbolClasses): number {
  if (!firsts) return -1;
  return firsts.length === 1 ? -2 - firsts[0]! : classes.add(firsts);
}

/** Rows of numbers, one after the other: row k is values[from[k]] up to values[from[k + 1]]. */
function rowsOf(rows: readonly (readonly number[])[]): { from: Int32Array; values: Int32Array } {
  const from = new Int32Array(rows.length + 1);
  rows.forEach((row, k) => (from[k + 1] = from[k]! + row.length));
  return { from, values: Int32Array.from(rows.flat()) };
}

function compress(rows: readonly (readonly { entry: number; anchor: Anchor }[])[]): Rows {
  const total = rows.reduce((sum, row) => sum + row.length, 0);
  const from = new Int32Array(rows.length + 1);
  const entries = new Int32Array(total);
  const least = new Uint8Array(total);
  const most = new Uint8Array(total);
  let at = 0;
  rows.forEach((row, index) => {
    from[index] = at;
    for (const { entry, anchor } of row) {
      entries[at] = entry;
      least[at] = anchor.least;
      most[at++] = anchor.most;
    }
  });
  from[rows.length] = at;
  return { from, entries, least, most };
}

function pairHash(first: number, second: number): number {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
