import { FLAG, type Tokens } from '../tokenise/tokens.ts';
import type { Check } from './anchors.ts';

const MOST_STAMP = 1 << 29;
/** A test: how far back the sighting may lie, in words, and above so many bits the number of the set. */
const FAR_BITS = 8;
const FARTHEST = (1 << FAR_BITS) - 1;
/** The set that is in sight everywhere. */
const ALWAYS = 0;

/**
 * Where a word of each set was last seen while a post is read in one direction, so that “does one of these words stand
 * within so many words?” is one comparison, whatever the words. Every token marks the sets that its symbol is in.
 */
export class Sightings {
  /** Forwards from the first token, or backwards from the last. */
  private readonly forwards: boolean;
  private readonly setOf = new Map<number, number>();
  private sets: (readonly number[])[] = [[]];
  /** Sets of words with a flag. */
  private readonly flagged: { flag: number; set: number }[] = [];
  /** The sets of each symbol: from where on they are listed. */
  private listFrom = new Int32Array(0);
  private list: Uint16Array | Int32Array = new Uint16Array(0);
  /** The stamp of the place where each set was last seen. */
  private seen = new Int32Array(0);
  /** The stamp of the clause's beginning: what was seen before is out of sight. */
  private clause = 1;
  private words = 0;

  constructor(forwards: boolean) {
    this.forwards = forwards;
  }

  /** The test that `holds` is asked; undefined stands for no condition. `want`: a number for what the check wants. */
  add(check: Check | undefined, want: number): number {
    if (!check) return ALWAYS << FAR_BITS;
    let set = this.setOf.get(want);
    if (set === undefined) {
      set = this.sets.length;
      this.setOf.set(want, set);
      this.sets.push(check.symbols);
      if (check.symbols.length === 0) this.flagged.push({ flag: check.flag, set });
    }
    return (set << FAR_BITS) | Math.min(this.forwards ? -check.least : check.most, FARTHEST);
  }

  /** Called once, when all tests are known. */
  seal(symbols: number): void {
    const { sets } = this;
    const from = (this.listFrom = new Int32Array(symbols + 1));
    for (const set of sets) for (const symbol of set) from[symbol + 1]!++;
    for (let symbol = 0; symbol < symbols; symbol++) from[symbol + 1]! += from[symbol]!;
    const size = from[symbols]!;
    const list = (this.list = sets.length < 0x10000 ? new Uint16Array(size) : new Int32Array(size));
    const next = from.slice();
    sets.forEach((set, id) => {
      for (const symbol of set) list[next[symbol]!++] = id;
    });
    this.seen = new Int32Array(sets.length);
    this.sets = [];
    this.setOf.clear();
  }

  /** Nothing is in sight. `words`: how many will be marked before the next beginning, at most. */
  begin(words: number): void {
    // Fillers before the first word of a clause take a stamp too.
    this.clause += this.words + 2;
    this.words = 0;
    if (this.clause + words > MOST_STAMP) {
      this.seen.fill(0);
      this.clause = 1;
    }
    this.seen[ALWAYS] = MOST_STAMP * 2 - 1;
  }

  /** Whether a word of the set of the test is in sight from the token that is marked next. */
  holds(test: number): boolean {
    const stamp = this.clause + this.words + 1 - (test & FARTHEST);
    return this.seen[test >>> FAR_BITS]! >= (stamp > this.clause ? stamp : this.clause);
  }

  mark({ symbols, flags }: Tokens, at: number): void {
    const { seen, list, listFrom, flagged } = this;
    const symbol = symbols[at]!;
    const isWord = (flags[at]! & FLAG.filler) === 0;
    if (isWord) this.words++;
    const stamp = this.clause + this.words;
    for (let k = listFrom[symbol]!, end = listFrom[symbol + 1]!; k < end; k++) seen[list[k]!] = stamp;
    for (let k = 0; k < flagged.length; k++)
      if ((flags[at]! & flagged[k]!.flag) !== 0) seen[flagged[k]!.set] = stamp;
  }
}
