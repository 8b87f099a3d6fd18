import { CATEGORIES } from '../model/vocabulary.ts';
import { type AlarmMarks, type WordMarks, wordsSpeak } from '../model/words-speak.ts';
import { BOUND, type Tokens } from '../tokenise/tokens.ts';
import { Hits } from './matcher.ts';
import {
  ALWAYS,
  APART,
  BEGINS,
  BESIDE,
  BESIDE_BITS,
  FIRST,
  LAST,
  MOST_BEGUN,
  MOST_BESIDE,
  MOST_SETS,
  NONE,
  OWN,
  PAIR,
  PAIR_APART,
  PRECISION,
  SET_BITS,
  STEM,
  SYMBOL_WIDTH,
  type WeighedTable,
  type Weights,
  weighedTable,
} from './weighed-table.ts';

/** A rule whose evidence is many words together: each adds its weight, and the sum decides. */
export interface WeighedRule extends WordMarks {
  /** The number that its hits carry. */
  owner: number;
  /** The number of its category among all. */
  category: number;
  bias: number;
  terms: Weights;
}

/** Weighted words that say something of the post as a whole; see `Impression` of model/pack.ts. */
export interface WeighedWords {
  bias: number;
  terms: Weights;
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
const MOST_STAMP = 1 << 29;
/** Integers of a term found: row, first token, token behind the last. */
const FOUND = 3;
/** In fewer words than this, words alone say nothing: two or three of them would decide. */
export const LEAST_WORDS = 6;
/** Beyond this many words a sum is divided by the length itself: longer posts than that were hardly learned from. */
const LONG = 50;

/** The root of a length in words that sums of weights are divided by. */
export function rootOf(words: number): number {
  return Math.sqrt(words + SMOOTHING);
}

/** What the sum of the weights of a post of so many words is multiplied by before the bias is added. */
export function learnedScale(words: number): number {
  const root = rootOf(Math.min(words, LONG));
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
  private readonly table: WeighedTable;
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
    this.table = weighedTable(
      [...rules, severity ?? NO_WORDS, alarm ?? NO_WORDS].map(({ terms }) => terms),
      symbols,
    );
    this.sums = new Float64Array(rules.length + WHOLE_SETS);
    for (const { bias, category } of rules) this.biases[category]! += bias;
    this.seen = new Int32Array(this.table.rows);
    this.seenSymbol = new Int32Array(symbols);
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
    this.sumUp(tokens);
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

  /** The sums of the weights of the post's terms in each set, as they stand until the next post; neither scaled nor biased. */
  sumsOf(tokens: Tokens): Float64Array {
    this.sumUp(tokens);
    return this.sums.map((sum) => sum / PRECISION);
  }

  private sumUp(tokens: Tokens): void {
    this.sums.fill(0);
    this.find(tokens);
    this.addUp();
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
    const { seenSymbol } = this;
    const { known, pairs, pairsApart } = this.table;
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
    const { sums, beside, found, count } = this;
    const { entries, rowFrom } = this.table;
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
    const { beside, found } = this;
    const { entries, rowFrom } = this.table;
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
