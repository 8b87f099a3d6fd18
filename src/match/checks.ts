import { FLAG, type Tokens } from '../tokenise/tokens.ts';
import type { Check } from './anchors.ts';
import { MOST_FILLERS } from './machine.ts';
import { SymbolClasses } from './program.ts';

/** Groups of symbols are bits of this many integers. */
export const SIGNATURE = 4;
/** The bit that stands for words with a flag: any word may have one. */
const FLAGGED_GROUP = 0;
/** The group of the words that no check asks for. */
const NO_GROUP = SIGNATURE * 32 - 1;
/** Words so common that a group with one of them would stand in every clause. */
const OWN_GROUPS = 40;
/** Tokens of a clause whose places are kept as bits: two integers a group. */
const LONGEST_MAPPED = 64;
const FIRST_SHARED = FLAGGED_GROUP + 1 + OWN_GROUPS;

/** A record: the signature, the handle of the wanted class (or −1 − flags), the direction, the nearest and the farthest word. */
const WANT = SIGNATURE;
const STEP = SIGNATURE + 1;
const NEAR = SIGNATURE + 2;
const FAR = SIGNATURE + 3;
const RECORD = SIGNATURE + 4;

/**
 * What must stand around anchors, equal checks shared. A check is first made on the groups of words that its clause
 * has; only where they allow it are the words looked at. One record fits a line of the cache: on real text a check
 * costs what it takes to fetch it.
 */
export class Checks {
  private readonly ids = new Map<string, number>();
  private readonly all: Check[] = [];
  private readonly wants: number[] = [];
  private readonly classes = new SymbolClasses();
  private groups: Uint8Array = new Uint8Array(0);
  /** The clause that is read: its first token, the groups of its words, and where in it each group stands, as bits. */
  private from = 0;
  private to = 0;
  private readonly clause = new Int32Array(SIGNATURE);
  private readonly places = new Int32Array(SIGNATURE * 32 * 2);
  /** Words before each token of the clause, fillers not counted; and the token of each such word. */
  private readonly wordsBefore = new Uint8Array(LONGEST_MAPPED + 1);
  private readonly tokenOf = new Uint8Array(LONGEST_MAPPED + 1);
  private words = 0;
  records = new Int32Array(0);

  add(check: Check): number {
    const want = check.symbols.length > 0 ? this.classes.add(check.symbols) : -1 - check.flag;
    const key = `${want} ${check.least} ${check.most}`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.all.length;
      this.ids.set(key, id);
      this.all.push(check);
      this.wants.push(want);
    }
    return id;
  }

  /** Called once, when all checks are known. `uses`: how many anchors each of them belongs to. */
  seal(uses: readonly number[], symbols: number, share: (symbol: number) => number): void {
    this.groups = groupSymbols(this.all, uses, symbols, share);
    this.records = new Int32Array(this.all.length * RECORD);
    const { records, groups } = this;
    this.classes.seal(symbols);
    this.all.forEach((check, id) => {
      const row = id * RECORD;
      if (check.symbols.length === 0) addGroup(records, row, FLAGGED_GROUP);
      for (const symbol of check.symbols) addGroup(records, row, groups[symbol]!);
      const ahead = check.most > 0;
      records[row + WANT] = this.wants[id]! < 0 ? this.wants[id]! : this.classes.handle(this.wants[id]!);
      records[row + STEP] = ahead ? 1 : -1;
      records[row + NEAR] = ahead ? check.least : -check.most;
      records[row + FAR] = ahead ? check.most : -check.least;
    });
    this.all.length = this.wants.length = 0;
    this.ids.clear();
  }

  /** Copies the check's signature; it can then be asked for with `allows` without fetching the check. */
  copySignature(id: number, to: Int32Array, at: number): void {
    to.set(this.records.subarray(id * RECORD, id * RECORD + SIGNATURE), at);
  }

  /** The clause that is asked about from now on: tokens [from, to). */
  enter({ symbols, flags }: Tokens, from: number, to: number): void {
    const { clause, groups, places, wordsBefore, tokenOf } = this;
    // Only the places of groups that the clause before this one had are taken back.
    for (let word = 0; word < SIGNATURE; word++)
      for (let left = clause[word]!; left !== 0; left &= left - 1) {
        const group = word * 32 + 31 - Math.clz32(left & -left);
        places[group * 2] = places[group * 2 + 1] = 0;
      }
    clause.fill(0);
    addGroup(clause, 0, FLAGGED_GROUP);
    this.from = from;
    this.to = to;
    const mapped = Math.min(to, from + LONGEST_MAPPED);
    let words = 0;
    for (let at = from; at < mapped; at++) {
      const group = groups[symbols[at]!]!;
      const place = at - from;
      addGroup(clause, 0, group);
      places[group * 2 + (place >>> 5)]! |= 1 << (place & 31);
      wordsBefore[place] = words;
      if ((flags[at]! & FLAG.filler) === 0) tokenOf[words++] = place;
    }
    wordsBefore[mapped - from] = words;
    this.words = words;
    for (let at = mapped; at < to; at++) addGroup(clause, 0, groups[symbols[at]!]!);
  }

  /** Whether the clause has a word of one of the groups of the signature at `row`. */
  allows(signatures: Int32Array, row: number): boolean {
    const { clause } = this;
    return (
      ((signatures[row]! & clause[0]!) |
        (signatures[row + 1]! & clause[1]!) |
        (signatures[row + 2]! & clause[2]!) |
        (signatures[row + 3]! & clause[3]!)) !==
      0
    );
  }

  /** Whether what the check wants stands in its window around the token `at`; fillers on the way are not counted. */
  stands(id: number, at: number, tokens: Tokens): boolean {
    const { records } = this;
    const row = id * RECORD;
    if (!this.allows(records, row)) return false;
    const want = records[row + WANT]!;
    if (want < 0 || this.to - this.from > LONGEST_MAPPED) return this.walk(row, at, tokens);
    const { clause, places } = this;
    let low = 0;
    let high = 0;
    for (let word = 0; word < SIGNATURE; word++)
      for (let left = records[row + word]! & clause[word]!; left !== 0; left &= left - 1) {
        const group = word * 32 + 31 - Math.clz32(left & -left);
        low |= places[group * 2]!;
        high |= places[group * 2 + 1]!;
      }
    const { wordsBefore, tokenOf, words } = this;
    const place = at - this.from;
    const near = records[row + NEAR]!;
    const far = records[row + FAR]!;
    let first = place + near;
    let last = this.to - this.from - 1;
    if (records[row + STEP]! > 0) {
      const word = wordsBefore[place + 1]! + far - 1;
      if (word < words) last = tokenOf[word]!;
    } else {
      const word = wordsBefore[place]! - far;
      first = word < 0 ? 0 : tokenOf[word]!;
      last = place - near;
    }
    const { symbols } = tokens;
    if (first < 32)
      for (let left = low & (-1 << first); left !== 0; left &= left - 1) {
        const k = 31 - Math.clz32(left & -left);
        if (k > last) return false;
        if (this.classes.holds(want, symbols[this.from + k]!)) return true;
      }
    if (last >= 32)
      for (let left = first > 32 ? high & (-1 << (first - 32)) : high; left !== 0; left &= left - 1) {
        const k = 63 - Math.clz32(left & -left);
        if (k > last) return false;
        if (this.classes.holds(want, symbols[this.from + k]!)) return true;
      }
    return false;
  }

  /** The same, word by word: for words with a flag, and for clauses too long to be mapped. */
  private walk(row: number, at: number, { symbols, flags }: Tokens): boolean {
    const { records, from, to } = this;
    const want = records[row + WANT]!;
    const step = records[row + STEP]!;
    const near = records[row + NEAR]!;
    const far = records[row + FAR]!;
    let words = 1;
    let fillers = 0;
    for (let k = at + step; k >= from && k < to && words <= far; k += step) {
      const flag = flags[k]!;
      if (
        (k - at) * step >= near &&
        (want < 0 ? (flag & (-1 - want)) !== 0 : this.classes.holds(want, symbols[k]!))
      )
        return true;
      // On text of nothing but fillers the way still ends.
      if ((flag & FLAG.filler) === 0 || ++fillers > (far + 1) * MOST_FILLERS) words++;
    }
    return false;
  }
}

/**
 * Puts every symbol into one of a few groups so that the symbols of a check fall into as few as possible: the most used
 * checks claim a group each, later ones join the group that most of their symbols are in already. The most common words
 * have groups of their own, and words of no check share the one group that no check asks for.
 */
function groupSymbols(
  checks: readonly Check[],
  uses: readonly number[],
  symbols: number,
  share: (symbol: number) => number,
): Uint8Array {
  const groups = new Uint8Array(symbols).fill(NO_GROUP);
  const asked = [...new Set(checks.flatMap((check) => check.symbols))];
  asked.sort((a, b) => share(b) - share(a) || a - b);
  asked.slice(0, OWN_GROUPS).forEach((symbol, k) => (groups[symbol] = FLAGGED_GROUP + 1 + k));
  let next = 0;
  const order = checks.map((_, k) => k).sort((a, b) => (uses[b] ?? 0) - (uses[a] ?? 0) || a - b);
  for (const check of order) {
    const set = checks[check]!.symbols;
    const counts = new Map<number, number>();
    let free = 0;
    for (const symbol of set) {
      const group = groups[symbol]!;
      if (group === NO_GROUP) free++;
      else if (group >= FIRST_SHARED) counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    if (free === 0) continue;
    const [known, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    const group = count >= free ? known : FIRST_SHARED + (next++ % (NO_GROUP - FIRST_SHARED));
    for (const symbol of set) if (groups[symbol] === NO_GROUP) groups[symbol] = group;
  }
  return groups;
}

function addGroup(signatures: Int32Array, row: number, group: number): void {
  signatures[row + (group >>> 5)]! |= 1 << (group & 31);
}
