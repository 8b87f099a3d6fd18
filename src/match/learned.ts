import { CATEGORIES } from '../model/vocabulary.ts';
import { BOUND, type Tokens } from '../tokenise/tokens.ts';
import { Hits } from './matcher.ts';
import { PairTable } from './pair-table.ts';

/** A rule whose evidence is many words together: each adds its weight, and the sum decides. */
export interface WeighedRule {
  /** The number that its hits carry. */
  owner: number;
  /** The number of its category among all. */
  category: number;
  bias: number;
  /** The rule fires from this sum on. */
  from: number;
  terms: readonly WeighedTerm[];
}

/** A term that adds its weight to a sum, once a post. */
export interface WeighedTerm {
  /** A word or two words in a row; of a stem, all its words. */
  symbols: readonly number[];
  /** The stem, if any word of it counts. */
  stem?: string | undefined;
  /** It counts only where the post holds one of these words too. */
  beside?: readonly number[] | undefined;
  weight: number;
}

/** Weighted words that say something of the post as a whole. */
export interface WeighedWords {
  bias: number;
  terms: WeighedRule['terms'];
}

/**
 * A post of n words divides its sum by the root of n and this many words more, so that long posts do not fire for their
 * length and short ones not for one word.
 */
const SMOOTHING = 12;
/** Words shown as the evidence of one rule: those that weigh most. */
const MOST_SHOWN = 4;
const MOST_STAMP = 1 << 29;
/** The sets of weighted words that there can be, as the low bits of an entry. */
const SET_BITS = 10;
const MOST_SETS = (1 << SET_BITS) - 1;
/** The bit of terms that count beside nothing. */
const ALWAYS = 0;
/** Lexicons that weighted terms may count beside: each is a bit. */
export const MOST_BESIDE = 31;
/** Integers of a term found. */
const FOUND = 3;

/** In fewer words than this, words alone say nothing: two or three of them would decide. */
export const LEAST_WORDS = 6;
/** Beyond this many words a sum is divided by the length itself: longer posts than that were hardly learned from. */
const LONG = 50;

/** What the sum of the weights of a post of so many words is multiplied by before the bias is added. */
export function learnedScale(words: number): number {
  const root = Math.sqrt(Math.min(words, LONG) + SMOOTHING);
  return words <= LONG ? 1 / root : (LONG + SMOOTHING) / (root * (words + SMOOTHING));
}

/**
 * Weighted word lists, all of them read in one pass. A term counts once a post. What fires is added to the hits, one hit
 * for each of the words that weighed most, so that context is read around them as around any other match. Such a rule
 * speaks only where no pattern of its category has matched at medium or above.
 */
export class Learned {
  /** What the words of the last post suggest, as logarithms of odds: of risk by category, and of being high. */
  readonly risk = new Float64Array(CATEGORIES.length);
  severity = 0;

  private readonly rules: readonly WeighedRule[];
  private readonly words: WeighedWords | undefined;
  /** Of each owner of a hit: the bit of the category for which it speaks, 0 if it is weak evidence. */
  private readonly speaksFor: Int32Array;
  /** Rows of (rule, weight) of each symbol, then of each pair. */
  private readonly rowFrom: Int32Array;
  /** The set that an entry adds to, and above so many bits the number of the bit that it counts beside. */
  private readonly rowSet: Uint16Array;
  private readonly rowWeight: Float32Array;
  /** The row of two words in a row. */
  private readonly pairs: PairTable;
  private readonly beginsPair: Uint8Array;
  /** The row of each symbol's stem, −1 for none. */
  private readonly stemRow: Int32Array;
  /** Of each symbol the bits of the lexicons that terms count beside; bit 0 is that of all posts. */
  private readonly besideOf: Int32Array;
  private readonly seen: Int32Array;
  private readonly sums: Float64Array;
  private stamp = 0;
  /** The terms of the post, each where it first stands: row, first token, token behind the last. */
  private found = new Int32Array(256 * FOUND);
  private count = 0;
  /** The bits of the post's words. */
  private beside = 0;

  constructor(
    rules: readonly WeighedRule[],
    severity: WeighedWords | undefined,
    speaksFor: Int32Array,
    symbols: number,
  ) {
    this.rules = rules;
    this.words = severity;
    this.speaksFor = speaksFor;
    if (rules.length + 2 > MOST_SETS) throw new Error('safetier: too many rules of weighted words');
    const all = severity ? [...rules, severity] : rules;
    this.sums = new Float64Array(all.length);
    this.beginsPair = new Uint8Array(symbols);
    const pairs = new Map<number, number>();
    let rows = symbols;
    // One of each for every term, to be laid out by row.
    const rowOf: number[] = [];
    const sets: number[] = [];
    const weights: number[] = [];
    const stems = new Map<string, number>();
    this.stemRow = new Int32Array(symbols).fill(-1);
    this.besideOf = new Int32Array(symbols);
    const besides = new Map<readonly number[], number>();
    const bitOf = (words: readonly number[] | undefined): number => {
      if (words === undefined) return ALWAYS;
      let bit = besides.get(words);
      if (bit === undefined) {
        bit = ALWAYS + 1 + besides.size;
        besides.set(words, bit);
        for (const symbol of words) this.besideOf[symbol]! |= 1 << bit;
      }
      return bit;
    };
    all.forEach(({ terms }, rule) => {
      for (const { symbols: term, stem, beside, weight } of terms) {
        const [first, second] = term as [number | undefined, number | undefined];
        if (first === undefined) continue;
        let row = first;
        if (stem !== undefined) {
          row = stems.get(stem) ?? rows++;
          stems.set(stem, row);
          for (const symbol of term) this.stemRow[symbol] = row;
        } else if (second !== undefined) {
          this.beginsPair[first] = 1;
          const key = first * symbols + second;
          row = pairs.get(key) ?? rows++;
          pairs.set(key, row);
        }
        rowOf.push(row);
        sets.push(rule | (bitOf(beside) << SET_BITS));
        weights.push(weight);
      }
    });
    this.rowFrom = new Int32Array(rows + 1);
    for (const row of rowOf) this.rowFrom[row + 1]!++;
    for (let row = 0; row < rows; row++) this.rowFrom[row + 1]! += this.rowFrom[row]!;
    this.rowSet = new Uint16Array(rowOf.length);
    this.rowWeight = new Float32Array(rowOf.length);
    const next = this.rowFrom.slice();
    rowOf.forEach((row, term) => {
      const at = next[row]!++;
      this.rowSet[at] = sets[term]!;
      this.rowWeight[at] = weights[term]!;
    });
    this.seen = new Int32Array(rows);
    this.pairs = new PairTable(pairs.size);
    for (const [key, row] of pairs) this.pairs.add(Math.floor(key / symbols), key % symbols, row);
  }

  /** Adds up the words of the post; what it suggests is then known, and rules that fire are added to the hits. */
  scan(tokens: Tokens, hits: Hits): void {
    const { rules, words, sums } = this;
    this.risk.fill(0);
    this.severity = 0;
    if (sums.length === 0 || tokens.count === 0) return;
    sums.fill(0);
    this.find(tokens);
    const { beside, rowFrom, rowSet, rowWeight } = this;
    for (let term = 0; term < this.count; term++) {
      const row = this.found[term * FOUND]!;
      for (let k = rowFrom[row]!, end = rowFrom[row + 1]!; k < end; k++)
        if (((beside >>> (rowSet[k]! >>> SET_BITS)) & 1) !== 0)
          sums[rowSet[k]! & MOST_SETS]! += rowWeight[k]!;
    }
    const scale = learnedScale(tokens.count);
    const sumOf = (bias: number, set: number): number => bias + sums[set]! * scale;
    // Where patterns of the category have spoken, words add nothing: neither to the score, nor to what context took away.
    let spoken = 0;
    for (let k = 0; k < hits.count; k++) spoken |= this.speaksFor[hits.data[k * Hits.WIDTH]!]!;
    rules.forEach(({ bias, from, category, owner }, rule) => {
      const sum = sumOf(bias, rule);
      this.risk[category]! += sum;
      if (tokens.count >= LEAST_WORDS && sum >= from && ((spoken >>> category) & 1) === 0)
        this.show(rule, owner, hits);
    });
    if (words) this.severity = sumOf(words.bias, rules.length);
  }

  /** Lists every term of the post once, where it first stands. */
  private find({ symbols, bounds, count }: Tokens): void {
    const { rowFrom, seen, beginsPair } = this;
    if (++this.stamp > MOST_STAMP) {
      seen.fill(0);
      this.stamp = 1;
    }
    this.count = 0;
    this.beside = 1 << ALWAYS;
    // A word, its stem, and the word with the one behind it.
    if (this.found.length < count * 3 * FOUND) this.found = new Int32Array(count * 6 * FOUND);
    for (let at = 0; at < count; at++) {
      const symbol = symbols[at]!;
      this.beside |= this.besideOf[symbol]!;
      if (this.stemRow[symbol]! >= 0) this.note(this.stemRow[symbol]!, at, at + 1);
      if (rowFrom[symbol]! < rowFrom[symbol + 1]!) this.note(symbol, at, at + 1);
      if (beginsPair[symbol] === 0 || at + 1 >= count || bounds[at + 1] === BOUND.sentence) continue;
      const row = this.pairs.get(symbol, symbols[at + 1]!);
      if (row >= 0) this.note(row, at, at + 2);
    }
  }

  private note(row: number, start: number, end: number): void {
    if (this.seen[row] === this.stamp) return;
    this.seen[row] = this.stamp;
    const at = this.count++ * FOUND;
    this.found[at] = row;
    this.found[at + 1] = start;
    this.found[at + 2] = end;
  }

  private show(rule: number, owner: number, hits: Hits): void {
    const shown: { weight: number; start: number; end: number }[] = [];
    for (let term = 0; term < this.count; term++) {
      const [row, start, end] = this.found.subarray(term * FOUND) as unknown as [number, number, number];
      for (let k = this.rowFrom[row]!; k < this.rowFrom[row + 1]!; k++)
        if (
          (this.rowSet[k]! & MOST_SETS) === rule &&
          this.rowWeight[k]! > 0 &&
          ((this.beside >>> (this.rowSet[k]! >>> SET_BITS)) & 1) !== 0
        )
          shown.push({ weight: this.rowWeight[k]!, start, end });
    }
    shown.sort((a, b) => b.weight - a.weight || a.start - b.start);
    // A word may weigh by itself and by its stem: it is shown once.
    const places = new Set<number>();
    for (const { start, end } of shown) {
      if (places.size === MOST_SHOWN) break;
      if (places.has(start)) continue;
      places.add(start);
      hits.push(owner, start, end, 0);
    }
  }
}
