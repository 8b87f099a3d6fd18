import { CATEGORIES } from '../model/vocabulary.ts';
import { type AlarmMarks, type WordMarks, wordsSpeak } from '../model/words-speak.ts';
import { BOUND, type Tokens } from '../tokenise/tokens.ts';
import { Hits } from './matcher.ts';
import { PairTable } from './pair-table.ts';

/** A rule whose evidence is many words together: each adds its weight, and the sum decides. */
export interface WeighedRule extends WordMarks {
  /** The number that its hits carry. */
  owner: number;
  /** The number of its category among all. */
  category: number;
  bias: number;
  terms: readonly WeighedTerm[];
}

/** Where in its sentence a word stands that counts only there. */
export type Edge = 'first' | 'last';

/** A term that adds its weight to a sum, once a post. */
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
  /** Kept to a thousandth. */
  weight: number;
}

/** Weighted words that say something of the post as a whole; see `Impression` of model/pack.ts. */
export interface WeighedWords {
  bias: number;
  terms: WeighedRule['terms'];
}

export interface AlarmingWords extends WeighedWords, AlarmMarks {}

/**
 * A post of n words divides its sum by the root of n and this many words more, so that long posts do not fire for their
 * length and short ones not for one word.
 */
const SMOOTHING = 12;
/** Words shown as the evidence of one rule: those that weigh most. */
const MOST_SHOWN = 4;
/** … and at least so much of the weightiest: a person is shown what decided, not the small words that went along. */
const LEAST_SHARE = 0.5;
/** Sets of words of the post as a whole, behind those of rules. */
const WHOLE_SETS = 2;
const NO_WORDS: WeighedWords = { bias: 0, terms: [] };
/** No row. */
const NONE = -1;
const MOST_STAMP = 1 << 29;
/** The sets of weighted words that there can be, as the low bits of an entry; above them its weight in thousandths. */
const SET_BITS = 10;
const MOST_SETS = (1 << SET_BITS) - 1;
const PRECISION = 1000;
/** More than any weight by far, and still within the bits that are left. */
export const MOST_WEIGHT = 2000;
/** A run of entries begins with the number of the bit that they count beside and, above so many bits, how many they are. */
const BESIDE_BITS = 5;
/** The bit of terms that count beside nothing. */
const ALWAYS = 0;
/** Lexicons that weighted terms may count beside: each is a bit. */
export const MOST_BESIDE = 31;
/** Integers of a term found: row, first token, token behind the last. */
const FOUND = 3;
/** What is known of a symbol, in a row: the bits that it stands for, the rows of its stem and of itself (−1 for none), … */
const BESIDE = 0;
const STEM = 1;
const OWN = 2;
/** … the rows of itself as the first and as the last word of a sentence, the number of its stem among those of pairs apart … */
const FIRST = 3;
const LAST = 4;
const APART = 5;
/** … and what it begins. */
const BEGINS = 6;
const SYMBOL_WIDTH = 7;
const PAIR = 1;
const PAIR_APART = 2;
/** Terms of which one token may be the first: itself, its stem, at two edges, and two pairs. */
const MOST_BEGUN = 6;

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
 * speaks only where no pattern of its category has matched at medium or above, slight ones aside.
 */
export class Learned {
  /** What the words of the last post suggest, as logarithms of odds: of risk by category, of high, and of any alarm. */
  readonly risk = new Float64Array(CATEGORIES.length);
  severity = 0;
  alarm = 0;
  /** The category that the words sound most like, where no pattern at medium or above has matched; else −1. */
  speaker = -1;
  /** What of `risk` is there without any word. */
  readonly biases = new Float64Array(CATEGORIES.length);

  private readonly rules: readonly WeighedRule[];
  private readonly severityWords: WeighedWords | undefined;
  private readonly alarmWords: AlarmingWords | undefined;
  /** Of each owner of a hit: the bit of the category for which it speaks, 0 if it is weak evidence. */
  private readonly speaksFor: Int32Array;
  /** Of each symbol what is asked of every token, see `BESIDE`. */
  private readonly known: Int32Array;
  /** Where the runs of entries of each row begin in `entries`; they end where the next row's begin. */
  private readonly rowFrom: Int32Array;
  private readonly entries: Int32Array;
  /** The row of two words in a row, and of two stems with a word between. */
  private readonly pairs: PairTable;
  private readonly pairsApart: PairTable;
  /** The last post that held each row's term, and each symbol. */
  private readonly seen: Int32Array;
  private readonly seenSymbol: Int32Array;
  private readonly sums: Float64Array;
  private stamp = 0;
  /** The terms of the post, each where it first stands. */
  private found = new Int32Array(256 * FOUND);
  private count = 0;
  /** The bits of the post's words. */
  private beside = 0;

  constructor(
    rules: readonly WeighedRule[],
    { severity, alarm }: { severity: WeighedWords | undefined; alarm: AlarmingWords | undefined },
    speaksFor: Int32Array,
    symbols: number,
  ) {
    this.rules = rules;
    this.severityWords = severity;
    this.alarmWords = alarm;
    this.speaksFor = speaksFor;
    if (rules.length + WHOLE_SETS > MOST_SETS) throw new Error('safetier: too many rules of weighted words');
    const all = [...rules, severity ?? NO_WORDS, alarm ?? NO_WORDS];
    this.sums = new Float64Array(all.length);
    const known = (this.known = new Int32Array(symbols * SYMBOL_WIDTH));
    for (let symbol = 0; symbol < symbols; symbol++)
      for (const slot of [STEM, OWN, FIRST, LAST, APART]) known[symbol * SYMBOL_WIDTH + slot] = NONE;
    const pairsApart = new Map<number, number>();
    const stemsApart = new Map<readonly number[], number>();
    const numberOf = (stem: readonly number[]): number => {
      const number = stemsApart.get(stem) ?? stemsApart.size;
      stemsApart.set(stem, number);
      for (const symbol of stem) known[symbol * SYMBOL_WIDTH + APART] = number;
      return number;
    };
    const pairs = new Map<number, number>();
    const stems = new Map<string, number>();
    const besides = new Map<readonly number[], number>();
    const bitOf = (words: readonly number[] | undefined): number => {
      if (words === undefined) return ALWAYS;
      let bit = besides.get(words);
      if (bit === undefined) {
        bit = ALWAYS + 1 + besides.size;
        besides.set(words, bit);
        for (const symbol of words) known[symbol * SYMBOL_WIDTH + BESIDE]! |= 1 << bit;
      }
      return bit;
    };
    // Of each term the row and the bit that it counts beside, and its entry.
    const places: number[] = [];
    const entries: number[] = [];
    let rows = 0;
    all.forEach(({ terms }, rule) => {
      for (const { symbols: term, stem, apart, edge, beside, weight } of terms) {
        const [first, second] = term as [number | undefined, number | undefined];
        if (first === undefined && apart === undefined) continue;
        let row: number;
        if (apart !== undefined) {
          const [one, other] = apart as [readonly number[], readonly number[]];
          const key = numberOf(one) * symbols + numberOf(other);
          for (const symbol of one) known[symbol * SYMBOL_WIDTH + BEGINS]! |= PAIR_APART;
          row = pairsApart.get(key) ?? rows++;
          pairsApart.set(key, row);
        } else if (stem !== undefined) {
          row = stems.get(stem) ?? rows++;
          stems.set(stem, row);
          for (const symbol of term) known[symbol * SYMBOL_WIDTH + STEM] = row;
        } else if (second !== undefined) {
          known[first! * SYMBOL_WIDTH + BEGINS]! |= PAIR;
          const key = first! * symbols + second;
          row = pairs.get(key) ?? rows++;
          pairs.set(key, row);
        } else {
          const slot = first! * SYMBOL_WIDTH + (edge === 'first' ? FIRST : edge === 'last' ? LAST : OWN);
          row = known[slot] === NONE ? rows++ : known[slot]!;
          known[slot] = row;
        }
        places.push((row << BESIDE_BITS) | bitOf(beside));
        entries.push(entryOf(rule, weight));
      }
    });
    for (const { bias, category } of rules) this.biases[category]! += bias;
    this.rowFrom = new Int32Array(rows + 1);
    this.entries = layOut(places, entries, this.rowFrom);
    this.seen = new Int32Array(rows);
    this.seenSymbol = new Int32Array(symbols);
    this.pairs = pairTableOf(pairs, symbols);
    this.pairsApart = pairTableOf(pairsApart, symbols);
  }

  /** Adds up the words of the post; what it suggests is then known, and rules that fire are added to the hits. */
  scan(tokens: Tokens, hits: Hits): void {
    const { rules, sums, severityWords, alarmWords } = this;
    this.risk.fill(0);
    this.severity = 0;
    this.alarm = 0;
    this.speaker = -1;
    // A set without terms still has its bias.
    if ((rules.length === 0 && !severityWords && !alarmWords) || tokens.count === 0) return;
    sums.fill(0);
    this.find(tokens);
    this.addUp();
    const scale = learnedScale(tokens.count);
    const sumOf = (bias: number, set: number): number => bias + (sums[set]! / PRECISION) * scale;
    // Where patterns of the category have spoken, words add nothing: neither to the score, nor to what context took away.
    let spoken = 0;
    for (let k = 0; k < hits.count; k++) spoken |= this.speaksFor[hits.data[k * Hits.WIDTH]!]!;
    if (severityWords) this.severity = sumOf(severityWords.bias, rules.length);
    if (alarmWords) this.alarm = sumOf(alarmWords.bias, rules.length + 1);
    const isLong = tokens.count >= LEAST_WORDS;
    if (spoken === 0 && isLong) this.speaker = this.likeliest(sumOf);
    rules.forEach((marks, rule) => {
      const { bias, category, owner } = marks;
      const own = sumOf(bias, rule);
      this.risk[category]! += own;
      if (!isLong || ((spoken >>> category) & 1) !== 0) return;
      const said = { own, alarm: this.alarm, isLikeliest: category === this.speaker };
      if (wordsSpeak(said, marks, alarmWords)) this.show(rule, owner, hits);
    });
  }

  /** The category that the words sound most like. */
  private likeliest(sumOf: (bias: number, set: number) => number): number {
    let likeliest = -1;
    let most = -Infinity;
    this.rules.forEach(({ bias, category }, rule) => {
      const sum = sumOf(bias, rule);
      if (sum > most) [likeliest, most] = [category, sum];
    });
    return likeliest;
  }

  /** Lists every term of the post once, where it first stands. */
  private find({ symbols, bounds, count }: Tokens): void {
    const { known, seenSymbol, pairs, pairsApart } = this;
    if (++this.stamp > MOST_STAMP) {
      this.seen.fill(0);
      seenSymbol.fill(0);
      this.stamp = 1;
    }
    const { stamp } = this;
    let beside = 1 << ALWAYS;
    this.count = 0;
    if (this.found.length < count * MOST_BEGUN * FOUND)
      this.found = new Int32Array(count * 2 * MOST_BEGUN * FOUND);
    let isFirst = true;
    for (let at = 0; at < count; at++) {
      const symbol = symbols[at]!;
      const row = symbol * SYMBOL_WIDTH;
      const isLast = at + 1 >= count || bounds[at + 1] === BOUND.sentence;
      if (seenSymbol[symbol] !== stamp) {
        seenSymbol[symbol] = stamp;
        beside |= known[row + BESIDE]!;
        if (known[row + STEM] !== NONE) this.note(known[row + STEM]!, at, at + 1);
        if (known[row + OWN] !== NONE) this.note(known[row + OWN]!, at, at + 1);
      }
      if (isFirst && known[row + FIRST] !== NONE) this.note(known[row + FIRST]!, at, at + 1);
      if (isLast && known[row + LAST] !== NONE) this.note(known[row + LAST]!, at, at + 1);
      isFirst = isLast;
      const begins = known[row + BEGINS]!;
      if (begins === 0 || isLast) continue;
      if ((begins & PAIR) !== 0) {
        const pair = pairs.get(symbol, symbols[at + 1]!);
        if (pair >= 0) this.note(pair, at, at + 2);
      }
      if ((begins & PAIR_APART) === 0 || at + 2 >= count || bounds[at + 2] === BOUND.sentence) continue;
      const other = known[symbols[at + 2]! * SYMBOL_WIDTH + APART]!;
      if (other === NONE) continue;
      const pair = pairsApart.get(known[row + APART]!, other);
      if (pair >= 0) this.note(pair, at, at + 3);
    }
    this.beside = beside;
  }

  private note(row: number, start: number, end: number): void {
    if (this.seen[row] === this.stamp) return;
    this.seen[row] = this.stamp;
    const at = this.count++ * FOUND;
    this.found[at] = row;
    this.found[at + 1] = start;
    this.found[at + 2] = end;
  }

  /** Adds the weights of the terms found to the sums of their sets. */
  private addUp(): void {
    const { sums, beside, entries, rowFrom, found, count } = this;
    for (let term = 0; term < count; term++) {
      const row = found[term * FOUND]!;
      for (let k = rowFrom[row]!, end = rowFrom[row + 1]!; k < end;) {
        const run = entries[k++]!;
        const last = k + (run >>> BESIDE_BITS);
        if (((beside >>> (run & MOST_BESIDE)) & 1) !== 0)
          for (; k < last; k++) sums[entries[k]! & MOST_SETS]! += entries[k]! >> SET_BITS;
        k = last;
      }
    }
  }

  private show(rule: number, owner: number, hits: Hits): void {
    const { beside, entries, rowFrom, found } = this;
    const shown: { weight: number; start: number; end: number }[] = [];
    for (let term = 0; term < this.count; term++) {
      const row = found[term * FOUND]!;
      for (let k = rowFrom[row]!, end = rowFrom[row + 1]!; k < end;) {
        const run = entries[k++]!;
        const counts = ((beside >>> (run & MOST_BESIDE)) & 1) !== 0;
        for (const last = k + (run >>> BESIDE_BITS); k < last; k++) {
          const weight = entries[k]! >> SET_BITS;
          if (counts && weight > 0 && (entries[k]! & MOST_SETS) === rule)
            shown.push({ weight, start: found[term * FOUND + 1]!, end: found[term * FOUND + 2]! });
        }
      }
    }
    shown.sort((a, b) => b.weight - a.weight || a.start - b.start);
    // A word may weigh by itself and by its stem: it is shown once.
    const places = new Set<number>();
    for (const { weight, start, end } of shown) {
      if (places.size === MOST_SHOWN || weight < shown[0]!.weight * LEAST_SHARE) break;
      if (places.has(start)) continue;
      places.add(start);
      hits.push(owner, start, end, 0);
    }
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
