import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { ANCHOR, ANCHOR_WIDTH, type Anchoring, type Shares } from './anchors.ts';
import { CHECK_WIDTH, Checks } from './checks.ts';
import { MOST_FILLERS, type Machine } from './machine.ts';
import { PairTable, pairHash } from './pair-table.ts';
import { SymbolClasses } from './classes.ts';

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

/**
 * One anchor of an entry, as integers in a row: the entry, the nearest and the farthest distance of the anchor from the
 * start of a match, the number of the entry's first check (−1 for none) and that check. Together in one place, because
 * most of them are read, refused and left.
 */
const ENTRY = 0;
const REACH = 1;
const CHECK = 2;
const FIRST_CHECK = 3;
const ITEM = FIRST_CHECK + CHECK_WIDTH;
/** The reach: the farthest distance above so many bits of the nearest. */
const REACH_BITS = 8;

/** Bits of the filter before the table of pairs. */
const FILTER_BITS = 17;

interface Rows {
  /** By first symbol times the number of symbols, plus second. */
  pairs: ReadonlyMap<number, number>;
  ofAnchors: Int32Array;
  /** Where the anchors of each entry begin in it. */
  ofEntries: Int32Array;
}

/** All patterns of a set, matched in one pass over the tokens. */
export class Matcher {
  private readonly programs: Int32Array;
  private readonly owners: Int32Array;
  /** The class of words that can begin each entry's matches: a cheap refusal before verification. */
  private readonly firsts: Int32Array;
  private readonly classes = new SymbolClasses();
  /** What must stand around the anchor of each entry, the first check left out. */
  private readonly checks = new Checks();
  private readonly moreFrom: Int32Array;
  private readonly more: Int32Array;
  /** The items of all symbols, then of all pairs. */
  private readonly items: Int32Array;
  /** Where the items of each row begin (a symbol's row is its number, those of pairs follow); they end where the next's begin. */
  private readonly itemsFrom: Int32Array;
  /** The row of each pair. */
  private readonly pairs: PairTable;
  /** A bit for each pair: most pairs of neighbours are none of ours. */
  private readonly filter = new Int32Array(1 << (FILTER_BITS - 5));
  /** Whether a pair begins with the symbol. */
  private readonly beginsPair: Uint8Array;
  /** Where each entry matched last, plus `stamp`, which makes the entries of earlier posts invalid. */
  private readonly lastStart: Int32Array;
  private stamp = 1;
  private nextStamp = 1;

  /** `shares`: about how much of all text each symbol makes up. */
  constructor(all: readonly Entry[], symbols: number, shares: Shares) {
    // Entries that wait for the same word lie together in memory, the most common words first.
    const entries = all
      .map((entry) => ({ entry, home: homeOf(entry, shares) }))
      .sort((a, b) => shares[b.home]! - shares[a.home]! || a.home - b.home)
      .map(({ entry }) => entry);
    this.programs = Int32Array.from(entries, (entry) => entry.program);
    this.owners = Int32Array.from(entries, (entry) => entry.owner);
    this.firsts = Int32Array.from(entries, (entry) => firstCode(entry.firsts, this.classes));
    this.classes.seal();
    this.lastStart = new Int32Array(entries.length);
    const checksOf = entries.map(({ checks }) => checks.map((check) => this.checks.add(check)));
    const uses = new Array<number>(this.checks.size).fill(0);
    entries.forEach(({ anchors }, k) => {
      const check = checksOf[k]![0];
      if (check !== undefined) uses[check]! += anchors.length / ANCHOR_WIDTH;
    });
    this.checks.seal(uses, symbols, shares);
    this.moreFrom = new Int32Array(entries.length + 1);
    checksOf.forEach(
      (checks, k) => (this.moreFrom[k + 1] = this.moreFrom[k]! + Math.max(0, checks.length - 1)),
    );
    this.more = Int32Array.from(checksOf.flatMap((checks) => checks.slice(1)));

    this.beginsPair = new Uint8Array(symbols);
    const rows = this.rowsOf(entries, symbols);
    const from = (this.itemsFrom = new Int32Array(symbols + rows.pairs.size + 1));
    for (const row of rows.ofAnchors) from[row + 1]! += ITEM;
    for (let row = 0; row + 1 < from.length; row++) from[row + 1]! += from[row]!;
    this.items = new Int32Array(rows.ofAnchors.length * ITEM);
    this.place(entries, checksOf, rows);
    this.pairs = new PairTable(rows.pairs.size);
    for (const [key, row] of rows.pairs) {
      const first = Math.floor(key / symbols);
      const second = key % symbols;
      this.pairs.add(first, second, row);
      const hash = pairHash(first, second);
      this.filter[hash >>> (37 - FILTER_BITS)]! |= 1 << ((hash >>> (32 - FILTER_BITS)) & 31);
    }
  }

  /** Of all anchors, entry by entry, the row that their item belongs to; and the rows of the pairs among them. */
  private rowsOf(entries: readonly Entry[], symbols: number): Rows {
    const pairs = new Map<number, number>();
    const ofAnchors = new Int32Array(
      entries.reduce((sum, { anchors }) => sum + anchors.length, 0) / ANCHOR_WIDTH,
    );
    const ofEntries = new Int32Array(entries.length);
    let at = 0;
    entries.forEach(({ anchors }, entry) => {
      ofEntries[entry] = at;
      for (let k = 0; k < anchors.length; k += ANCHOR_WIDTH) {
        const first = anchors[k + ANCHOR.first]!;
        const second = anchors[k + ANCHOR.second]!;
        let row: number | undefined = first;
        if (second >= 0) {
          this.beginsPair[first] = 1;
          const key = first * symbols + second;
          row = pairs.get(key);
          if (row === undefined) pairs.set(key, (row = symbols + pairs.size));
        }
        ofAnchors[at++] = row;
      }
    });
    return { pairs, ofAnchors, ofEntries };
  }

  /** Lays out the items. Those of a row with the same first check stand together, so that it is made once. */
  private place(entries: readonly Entry[], checksOf: readonly (readonly number[])[], rows: Rows): void {
    const { items, checks } = this;
    const next = this.itemsFrom.slice();
    const byCheck = entries
      .map((_, entry) => entry)
      .sort((a, b) => (checksOf[a]![0] ?? -1) - (checksOf[b]![0] ?? -1));
    for (const entry of byCheck) {
      const check = checksOf[entry]![0] ?? -1;
      const { anchors } = entries[entry]!;
      for (let k = 0; k < anchors.length; k += ANCHOR_WIDTH) {
        const row = rows.ofAnchors[rows.ofEntries[entry]! + k / ANCHOR_WIDTH]!;
        const at = next[row]!;
        next[row] = at + ITEM;
        items[at + ENTRY] = entry;
        items[at + REACH] = anchors[k + ANCHOR.least]! | (anchors[k + ANCHOR.most]! << REACH_BITS);
        items[at + CHECK] = check;
        if (check < 0) continue;
        for (let column = 0; column < CHECK_WIDTH; column++)
          items[at + FIRST_CHECK + column] = checks.rows[check * CHECK_WIDTH + column]!;
      }
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
    this.checks.read(tokens);
    // No match crosses a clause.
    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && bounds[to]! < BOUND.clause) to++;
      this.scanClause(tokens, machine, hits, from, to);
      from = to;
    }
  }

  private scanClause(tokens: Tokens, machine: Machine, hits: Hits, from: number, to: number): void {
    const { symbols, flags } = tokens;
    const { itemsFrom, beginsPair, filter } = this;
    this.checks.enter(from, to);
    for (let at = from; at < to; at++) {
      const symbol = symbols[at]!;
      const items = itemsFrom[symbol]!;
      const end = itemsFrom[symbol + 1]!;
      if (items < end) this.verify(items, end, at, tokens, machine, hits);
      if (beginsPair[symbol] === 0) continue;
      for (let next = at + 1, skipped = 0; next < to; next++) {
        const second = symbols[next]!;
        const hash = pairHash(symbol, second);
        if (((filter[hash >>> (37 - FILTER_BITS)]! >>> ((hash >>> (32 - FILTER_BITS)) & 31)) & 1) !== 0) {
          const row = this.pairs.get(symbol, second, hash);
          if (row >= 0) this.verify(itemsFrom[row]!, itemsFrom[row + 1]!, at, tokens, machine, hits);
        }
        if ((flags[next]! & FLAG.filler) === 0 || ++skipped > MOST_FILLERS) break;
      }
    }
  }

  private verify(from: number, end: number, at: number, tokens: Tokens, machine: Machine, hits: Hits): void {
    const { items, checks } = this;
    checks.anchor(at);
    let known = -1;
    let stood = true;
    for (let item = from; item < end; item += ITEM) {
      const check = items[item + CHECK]!;
      if (check >= 0) {
        if (check !== known) {
          known = check;
          stood = checks.stands(items, item + FIRST_CHECK, tokens);
        }
        if (!stood) continue;
      }
      const entry = items[item + ENTRY]!;
      if (!this.others(entry, tokens)) continue;
      const reach = items[item + REACH]!;
      const far = reach >>> REACH_BITS;
      const first = far === 0 ? at : this.reach(tokens, at, far);
      this.verifyFrom(entry, first, at - (reach & ((1 << REACH_BITS) - 1)), tokens, machine, hits);
    }
  }

  /** Whether the checks of an entry other than the first hold. */
  private others(entry: number, tokens: Tokens): boolean {
    const { moreFrom, more, checks } = this;
    for (let k = moreFrom[entry]!, end = moreFrom[entry + 1]!; k < end; k++)
      if (!checks.stands(checks.rows, more[k]! * CHECK_WIDTH, tokens)) return false;
    return true;
  }

  private verifyFrom(
    entry: number,
    first: number,
    last: number,
    tokens: Tokens,
    machine: Machine,
    hits: Hits,
  ): void {
    const program = this.programs[entry]!;
    const firsts = this.firsts[entry]!;
    for (let start = first; start <= last; start++) {
      const symbol = tokens.symbols[start]!;
      if (firsts >= 0 ? !this.classes.holds(firsts, symbol) : firsts < -1 && symbol !== -2 - firsts) continue;
      // Two anchors of one pattern may point to the same start.
      if (this.lastStart[entry] === this.stamp + start) continue;
      if (machine.matches(program, start)) {
        this.lastStart[entry] = this.stamp + start;
        hits.push(this.owners[entry]!, start, machine.end, machine.mask);
      }
    }
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

/** The most common word that the entry waits for. */
function homeOf({ anchors }: Entry, shares: Shares): number {
  let home = anchors[ANCHOR.first]!;
  for (let k = ANCHOR.first; k < anchors.length; k += ANCHOR_WIDTH)
    if (shares[anchors[k]!]! > shares[home]!) home = anchors[k]!;
  return home;
}

/** The handle of a class of first words; −1 for anything, −2 − symbol for one word. */
function firstCode(firsts: readonly number[] | undefined, classes: SymbolClasses): number {
  if (!firsts) return -1;
  return firsts.length === 1 ? -2 - firsts[0]! : classes.handle(classes.add(firsts));
}
