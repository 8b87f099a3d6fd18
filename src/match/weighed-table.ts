import { PairTable } from './pair-table.ts';

/** Where in its sentence a word stands that counts only there. */
export type Edge = 'first' | 'last';

/** A term that is looked for, once a post. */
export interface WeighedTerm {
  /** A word or two words in a row; of a stem, all its words. */
  symbols: readonly number[];
  /** The stem, if any word of it counts. */
  stem?: string | undefined;
  edge?: Edge | undefined;
  /** Two stems with any one word of the same sentence between them: the words of each, the same array wherever the stem is the same. */
  apart?: readonly (readonly number[])[] | undefined;
  /** It counts only where the post holds one of these words too. */
  beside?: readonly number[] | undefined;
}

/** What each term adds to one sum, kept to a thousandth. A term that stands in several sets is best one object. */
export type Weights = readonly (readonly [term: WeighedTerm, weight: number])[];

/** No row. */
export const NONE = -1;
/** The sets of weighted words that there can be, as the low bits of an entry; above them its weight in thousandths. */
export const SET_BITS = 10;
export const MOST_SETS = (1 << SET_BITS) - 1;
export const PRECISION = 1000;
/** More than any weight by far, and still within the bits that are left. */
export const MOST_WEIGHT = 2000;
/** A run of entries begins with the number of the bit that they count beside and, above so many bits, how many they are. */
export const BESIDE_BITS = 5;
/** The bit of terms that count beside nothing. */
export const ALWAYS = 0;
/** Lexicons that weighted terms may count beside: each is a bit. */
export const MOST_BESIDE = 31;
/** What is known of a symbol, in a row: the bits that it stands for, the rows of its stem and of itself (−1 for none), … */
export const BESIDE = 0;
export const STEM = 1;
export const OWN = 2;
/** … the rows of itself as the first and as the last word of a sentence, the number of its stem among those of pairs apart … */
export const FIRST = 3;
export const LAST = 4;
export const APART = 5;
/** … and what it begins. */
export const BEGINS = 6;
export const SYMBOL_WIDTH = 7;
export const PAIR = 1;
export const PAIR_APART = 2;
/** Terms of which one token may be the first: itself, its stem, at two edges, and two pairs. */
export const MOST_BEGUN = 6;

/** Where the terms of all sets are found, and what they weigh in each. Terms that are found alike share a row. */
export interface WeighedTable {
  /** How many rows there are. */
  rows: number;
  /** Of each symbol what is asked of every token, see `BESIDE`. */
  known: Int32Array;
  /** Where the runs of entries of each row begin in `entries`; they end where the next row's begin. */
  rowFrom: Int32Array;
  entries: Int32Array;
  /** The row of two words in a row, and of two stems with a word between, named by their numbers in `known`. */
  pairs: PairTable;
  pairsApart: PairTable;
}

/** @param symbols how many words there are */
export function weighedTable(sets: readonly Weights[], symbols: number): WeighedTable {
  if (sets.length > MOST_SETS) throw new Error('safetier: too many rules of weighted words');
  const rows = new Rows(symbols);
  // Most terms stand in several sets.
  const placeOf = new Map<WeighedTerm, number>();
  const places: number[] = [];
  const entries: number[] = [];
  sets.forEach((terms, set) => {
    for (const [term, weight] of terms) {
      let place = placeOf.get(term);
      if (place === undefined) placeOf.set(term, (place = rows.place(term)));
      if (place === NONE) continue;
      places.push(place);
      entries.push(entryOf(set, weight));
    }
  });
  const rowFrom = new Int32Array(rows.count + 1);
  return {
    rows: rows.count,
    known: rows.known,
    rowFrom,
    entries: layOut(places, entries, rowFrom),
    pairs: pairTableOf(rows.pairs, symbols),
    pairsApart: pairTableOf(rows.apart, symbols),
  };
}

/** Gives terms their rows; needed while the table is built only. */
class Rows {
  count = 0;
  readonly known: Int32Array;
  /** By both numbers of a pair, the first times the number of symbols. */
  readonly pairs = new Map<number, number>();
  readonly apart = new Map<number, number>();
  private readonly symbols: number;
  private readonly stems = new Map<string, number>();
  private readonly stemsApart = new Map<readonly number[], number>();
  private readonly besides = new Map<readonly number[], number>();

  constructor(symbols: number) {
    this.symbols = symbols;
    this.known = new Int32Array(symbols * SYMBOL_WIDTH);
    for (let symbol = 0; symbol < symbols; symbol++)
      for (const slot of [STEM, OWN, FIRST, LAST, APART]) this.known[symbol * SYMBOL_WIDTH + slot] = NONE;
  }

  /** The row of a term and the bit that it counts beside, as one number; `NONE` for a term without a word. */
  place(term: WeighedTerm): number {
    const row = this.rowOf(term);
    return row === NONE ? NONE : (row << BESIDE_BITS) | this.bitOf(term.beside);
  }

  private rowOf({ symbols: words, stem, apart, edge }: WeighedTerm): number {
    const { known } = this;
    const [first, second] = words as [number | undefined, number | undefined];
    if (apart !== undefined) {
      const [one, other] = apart as [readonly number[], readonly number[]];
      for (const symbol of one) known[symbol * SYMBOL_WIDTH + BEGINS]! |= PAIR_APART;
      return this.rowIn(this.apart, this.numberOf(one) * this.symbols + this.numberOf(other));
    }
    if (first === undefined) return NONE;
    if (stem !== undefined) {
      const row = this.rowIn(this.stems, stem);
      for (const symbol of words) known[symbol * SYMBOL_WIDTH + STEM] = row;
      return row;
    }
    if (second !== undefined) {
      known[first * SYMBOL_WIDTH + BEGINS]! |= PAIR;
      return this.rowIn(this.pairs, first * this.symbols + second);
    }
    const slot = first * SYMBOL_WIDTH + (edge === 'first' ? FIRST : edge === 'last' ? LAST : OWN);
    if (known[slot] === NONE) known[slot] = this.count++;
    return known[slot]!;
  }

  private rowIn<T>(rows: Map<T, number>, key: T): number {
    let row = rows.get(key);
    if (row === undefined) rows.set(key, (row = this.count++));
    return row;
  }

  /** The number of a stem among those of pairs apart. */
  private numberOf(stem: readonly number[]): number {
    let number = this.stemsApart.get(stem);
    if (number === undefined) this.stemsApart.set(stem, (number = this.stemsApart.size));
    for (const symbol of stem) this.known[symbol * SYMBOL_WIDTH + APART] = number;
    return number;
  }

  private bitOf(words: readonly number[] | undefined): number {
    if (words === undefined) return ALWAYS;
    let bit = this.besides.get(words);
    if (bit === undefined) {
      this.besides.set(words, (bit = ALWAYS + 1 + this.besides.size));
      for (const symbol of words) this.known[symbol * SYMBOL_WIDTH + BESIDE]! |= 1 << bit;
    }
    return bit;
  }
}

/** @param pairs rows by both numbers of a pair, the first times `base` */
function pairTableOf(pairs: ReadonlyMap<number, number>, base: number): PairTable {
  const table = new PairTable(pairs.size);
  for (const [key, row] of pairs) table.add(Math.floor(key / base), key % base, row);
  return table;
}

/** A term's weight for a set, as one integer. */
function entryOf(set: number, weight: number): number {
  if (Math.abs(weight) > MOST_WEIGHT)
    throw new Error(`safetier: weighted words weigh ${MOST_WEIGHT} at most, not ${weight}`);
  return (Math.round(weight * PRECISION) << SET_BITS) | set;
}

/** The entries by their places, in runs of one place each; `rowFrom` learns where the runs of each row begin. */
function layOut(places: readonly number[], entries: readonly number[], rowFrom: Int32Array): Int32Array {
  const count = places.length;
  // Places and terms as one number each: sorting numbers is many times faster than sorting by a comparison.
  const sorted = Float64Array.from(places, (place, term) => place * count + term).sort();
  const out: number[] = [];
  let last = NONE;
  let run = 0;
  for (const one of sorted) {
    const term = one % count;
    const place = places[term]!;
    if (place !== last) run = out.push(place & MOST_BESIDE) - 1;
    last = place;
    out[run]! += 1 << BESIDE_BITS;
    out.push(entries[term]!);
    rowFrom[(place >> BESIDE_BITS) + 1] = out.length;
  }
  return Int32Array.from(out);
}
