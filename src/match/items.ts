import { ANCHOR, ANCHOR_WIDTH, type Anchoring } from './anchors.ts';
import { PairTable } from './pair-table.ts';

/** What decides first about an entry, wherever it is anchored. */
export interface FirstCheck {
  /** The number of the check, −1 for none. */
  check: number;
  /** Whether it looks behind the anchor. */
  isBehind: boolean;
  /** What `Sightings` is asked. */
  test: number;
}

/** The reach of an anchor: the farthest distance from the start of a match above so many bits of the nearest. */
const REACH_BITS = 8;

export function nearOf(reach: number): number {
  return reach & ((1 << REACH_BITS) - 1);
}

export function farOf(reach: number): number {
  return reach >>> REACH_BITS;
}

/**
 * The items of a matcher, each one anchor of one entry, in columns. The items of a word or of a pair of neighbours are a
 * row: a symbol's row is its number, those of pairs follow.
 */
export class Items {
  /** Of each item: the test of its entry's first check, its entry, its reach, and its place among the items of its row. */
  readonly tests: Int32Array;
  readonly entries: Int32Array;
  readonly reaches: Int32Array;
  readonly order: Int32Array;
  /**
   * Where the items of each row begin, and where among them those begin whose first check looks behind the anchor; they
   * end where the next row's begin.
   */
  readonly from: Int32Array;
  readonly fromBehind: Int32Array;
  /** The row of each pair. */
  readonly pairs: PairTable;
  /** Whether a pair begins with the symbol. */
  readonly beginsPair: Uint8Array;

  constructor(entries: readonly Anchoring[], firstChecks: readonly FirstCheck[], symbols: number) {
    this.beginsPair = new Uint8Array(symbols);
    const pairs = new Map<number, number>();
    const rowOf = (first: number, second: number): number => {
      if (second < 0) return first;
      this.beginsPair[first] = 1;
      const key = first * symbols + second;
      let row = pairs.get(key);
      if (row === undefined) pairs.set(key, (row = symbols + pairs.size));
      return row;
    };
    const items = entries.reduce((sum, { anchors }) => sum + anchors.length, 0) / ANCHOR_WIDTH;
    // Of all anchors, entry by entry.
    const rows = new Int32Array(items);
    const starts = new Int32Array(entries.length);
    let next = 0;
    entries.forEach(({ anchors }, entry) => {
      starts[entry] = next;
      for (let k = 0; k < anchors.length; k += ANCHOR_WIDTH)
        rows[next++] = rowOf(anchors[k + ANCHOR.first]!, anchors[k + ANCHOR.second]!);
    });
    this.from = new Int32Array(symbols + pairs.size + 1);
    this.fromBehind = new Int32Array(symbols + pairs.size);
    this.tests = new Int32Array(items);
    this.entries = new Int32Array(items);
    this.reaches = new Int32Array(items);
    this.order = new Int32Array(items);
    this.measure(firstChecks, rows, starts);
    this.place(entries, firstChecks, rows, starts);
    this.pairs = new PairTable(pairs.size);
    for (const [key, row] of pairs) this.pairs.add(Math.floor(key / symbols), key % symbols, row);
  }

  /** Works out where each row and its items behind begin. */
  private measure(firstChecks: readonly FirstCheck[], rows: Int32Array, starts: Int32Array): void {
    const { from, fromBehind } = this;
    firstChecks.forEach(({ isBehind }, entry) => {
      const end = starts[entry + 1] ?? rows.length;
      for (let k = starts[entry]!; k < end; k++) {
        from[rows[k]! + 1]!++;
        if (!isBehind) fromBehind[rows[k]!]!++;
      }
    });
    for (let row = 0; row < fromBehind.length; row++) {
      from[row + 1]! += from[row]!;
      fromBehind[row]! += from[row]!;
    }
  }

  /** Lays out the items. Matches are verified by the number of their first check, then by entry. */
  private place(
    entries: readonly Anchoring[],
    firstChecks: readonly FirstCheck[],
    rows: Int32Array,
    starts: Int32Array,
  ): void {
    const next = this.from.slice();
    const nextBehind = this.fromBehind.slice();
    const byCheck = entries
      .map((_, entry) => entry)
      .sort((a, b) => firstChecks[a]!.check - firstChecks[b]!.check);
    for (const entry of byCheck) {
      const { isBehind, test } = firstChecks[entry]!;
      const { anchors } = entries[entry]!;
      for (let k = 0; k < anchors.length; k += ANCHOR_WIDTH) {
        const row = rows[starts[entry]! + k / ANCHOR_WIDTH]!;
        const order = next[row]! - this.from[row]! + nextBehind[row]! - this.fromBehind[row]!;
        const item = isBehind ? nextBehind[row]!++ : next[row]!++;
        this.tests[item] = test;
        this.entries[item] = entry;
        this.reaches[item] = anchors[k + ANCHOR.least]! | (anchors[k + ANCHOR.most]! << REACH_BITS);
        this.order[item] = order;
      }
    }
  }
}
