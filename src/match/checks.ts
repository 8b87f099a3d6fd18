import { FLAG, type Tokens } from '../tokenise/tokens.ts';
import type { Check, Shares } from './anchors.ts';
import { union } from './distinct.ts';
import { MOST_FILLERS } from './machine.ts';
import { SymbolClasses } from './classes.ts';

/** Groups of symbols are bits of this many integers. */
const SIGNATURE = 4;
/** The group that stands for words with a flag: any word may have one. */
const FLAGGED_GROUP = 0;
/** The group of the words that no check asks for. */
const NO_GROUP = SIGNATURE * 32 - 1;
/** Words so common that a group with one of them would stand in every clause. */
const OWN_GROUPS = 40;
const FIRST_SHARED = FLAGGED_GROUP + 1 + OWN_GROUPS;

/**
 * A check as integers in a row: its window, the handle of the wanted class (or −1 − flags), its signature. Matchers keep
 * copies of the first check of each pattern beside its anchors.
 */
const WINDOW = 0;
const WANT = 1;
const GROUPS = 2;
export const CHECK_WIDTH = GROUPS + SIGNATURE;

/** A window: whose signature tells first about it, the nearest token and the farthest word, each of them below 64. */
const NEAR_BITS = 2;
const FAR_BITS = 8;
const DISTANCE = 63;
/** More than there are distances, in either direction. */
const WINDOWS = 1024;
/** Signatures of the text around an anchor: of the words behind it, before it, and of its clause, to either side. */
const AHEAD = 0;
const BEHIND = 1;
const CLAUSE_AHEAD = 2;
const CLAUSE_BEHIND = 3;
/** A word and the fillers that may be skipped before it: on text of nothing but fillers a window still ends. */
const TOKENS_A_WORD = 1 + MOST_FILLERS;
/** Words to either side that the first two cover. */
const SURROUNDINGS = 8;

/**
 * What must stand around anchors, equal checks shared. A check is first made on the groups of words that the clause
 * or the words around have, then on the group of each word in its window; only where they allow it are words looked up.
 */
export class Checks {
  /** By what is wanted and the window. */
  private readonly ids = new Map<number, number>();
  private readonly all: Check[] = [];
  private readonly wants: number[] = [];
  private readonly classes = new SymbolClasses();
  private groups: Uint8Array = new Uint8Array(0);
  /** Of the post: the group of each token, the words before it (fillers not counted), and the token of each word. */
  private groupAt = new Uint8Array(512);
  private wordsBefore = new Int32Array(512 + 1);
  private tokenOf = new Int32Array(512);
  private words = 0;
  /** The clause that is read, and the groups of its words. */
  private from = 0;
  private to = 0;
  /** The anchor that is asked about. */
  private at = 0;
  /** The signatures of the surroundings, one behind the other. */
  private readonly around = new Int32Array(4 * SIGNATURE);
  rows = new Int32Array(0);

  add(check: Check): number {
    const want = check.symbols.length > 0 ? this.classes.add(check.symbols) : -1 - check.flag;
    const key = (want * WINDOWS + check.least) * WINDOWS + check.most;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.all.length;
      this.ids.set(key, id);
      this.all.push(check);
      this.wants.push(want);
    }
    return id;
  }

  get size(): number {
    return this.all.length;
  }

  /** Called once, when all checks are known. `uses`: how many anchors each of them belongs to. */
  seal(uses: readonly number[], symbols: number, shares: Shares): void {
    this.groups = groupSymbols(this.all, this.wants, uses, symbols, shares);
    this.rows = new Int32Array(this.all.length * CHECK_WIDTH);
    const { rows, groups } = this;
    this.classes.seal();
    const rowOfWant = new Map<number, number>();
    this.all.forEach((check, id) => {
      const row = id * CHECK_WIDTH;
      const ahead = check.most > 0;
      const near = ahead ? check.least : -check.most;
      const far = ahead ? check.most : -check.least;
      rows[row + WINDOW] =
        (ahead ? AHEAD : BEHIND) |
        (far > SURROUNDINGS ? CLAUSE_AHEAD : 0) |
        (Math.min(near, DISTANCE) << NEAR_BITS) |
        (Math.min(far, DISTANCE) << FAR_BITS);
      rows[row + WANT] = this.wants[id]! < 0 ? this.wants[id]! : this.classes.handle(this.wants[id]!);
      const same = rowOfWant.get(this.wants[id]!);
      if (same !== undefined) {
        rows.copyWithin(row + GROUPS, same + GROUPS, same + CHECK_WIDTH);
        return;
      }
      rowOfWant.set(this.wants[id]!, row);
      if (check.symbols.length === 0) addGroup(rows, row + GROUPS, FLAGGED_GROUP);
      for (const symbol of check.symbols) addGroup(rows, row + GROUPS, groups[symbol]!);
    });
    this.all.length = this.wants.length = 0;
    this.ids.clear();
  }

  /** The post that is asked about from now on. */
  read({ symbols, flags, count }: Tokens): void {
    if (count > this.groupAt.length) {
      const size = 1 << (32 - Math.clz32(count));
      this.groupAt = new Uint8Array(size);
      this.wordsBefore = new Int32Array(size + 1);
      this.tokenOf = new Int32Array(size);
    }
    const { groups, groupAt, wordsBefore, tokenOf } = this;
    let words = 0;
    for (let at = 0; at < count; at++) {
      groupAt[at] = groups[symbols[at]!]!;
      wordsBefore[at] = words;
      if ((flags[at]! & FLAG.filler) === 0) tokenOf[words++] = at;
    }
    wordsBefore[count] = words;
    this.words = words;
  }

  /** The clause of it that is asked about: tokens [from, to). */
  enter(from: number, to: number): void {
    const { around, groupAt } = this;
    around.fill(0);
    for (let at = from; at < to; at++) addGroup(around, CLAUSE_AHEAD * SIGNATURE, groupAt[at]!);
    addGroup(around, CLAUSE_AHEAD * SIGNATURE, FLAGGED_GROUP);
    around.copyWithin(CLAUSE_BEHIND * SIGNATURE, CLAUSE_AHEAD * SIGNATURE, CLAUSE_BEHIND * SIGNATURE);
    this.from = from;
    this.to = to;
  }

  /** The anchor in it that is asked about. */
  anchor(at: number): void {
    const { around, groupAt, wordsBefore, from, to } = this;
    this.at = at;
    around.fill(0, 0, CLAUSE_AHEAD * SIGNATURE);
    addGroup(around, AHEAD * SIGNATURE, FLAGGED_GROUP);
    addGroup(around, BEHIND * SIGNATURE, FLAGGED_GROUP);
    const last = wordsBefore[at + 1]! + SURROUNDINGS;
    const behind = Math.min(to, at + 1 + SURROUNDINGS * TOKENS_A_WORD);
    for (let k = at + 1; k < behind && wordsBefore[k]! < last; k++)
      addGroup(around, AHEAD * SIGNATURE, groupAt[k]!);
    const first = wordsBefore[at]! - SURROUNDINGS;
    const ahead = Math.max(from, at - SURROUNDINGS * TOKENS_A_WORD);
    for (let k = at - 1; k >= ahead && wordsBefore[k]! >= first; k--)
      addGroup(around, BEHIND * SIGNATURE, groupAt[k]!);
  }

  /** Whether what the check at `row` wants stands in its window around the anchor; fillers on the way are not counted. */
  stands(rows: Int32Array, row: number, tokens: Tokens): boolean {
    const { around } = this;
    const signature = (rows[row + WINDOW]! & 3) * SIGNATURE;
    return (
      ((rows[row + GROUPS]! & around[signature]!) |
        (rows[row + GROUPS + 1]! & around[signature + 1]!) |
        (rows[row + GROUPS + 2]! & around[signature + 2]!) |
        (rows[row + GROUPS + 3]! & around[signature + 3]!)) !==
        0 && this.standsInWindow(rows, row, tokens)
    );
  }

  private standsInWindow(rows: Int32Array, row: number, { symbols, flags }: Tokens): boolean {
    const { at } = this;
    const window = rows[row + WINDOW]!;
    const near = (window >>> NEAR_BITS) & DISTANCE;
    const far = window >>> FAR_BITS;
    let first: number;
    let last: number;
    if ((window & BEHIND) === 0) {
      const word = this.wordsBefore[at + 1]! + far - 1;
      first = at + near;
      last = Math.min(
        word < this.words ? this.tokenOf[word]! : this.to,
        this.to - 1,
        at + far * TOKENS_A_WORD,
      );
    } else {
      const word = this.wordsBefore[at]! - far;
      first = Math.max(word < 0 ? 0 : this.tokenOf[word]!, this.from, at - far * TOKENS_A_WORD);
      last = at - near;
    }
    const want = rows[row + WANT]!;
    const { groupAt } = this;
    if (want < 0) {
      for (let k = first; k <= last; k++) if ((flags[k]! & (-1 - want)) !== 0) return true;
      return false;
    }
    for (let k = first; k <= last; k++) {
      const group = groupAt[k]!;
      if (
        ((rows[row + GROUPS + (group >>> 5)]! >>> (group & 31)) & 1) !== 0 &&
        this.classes.holds(want, symbols[k]!)
      )
        return true;
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
  wants: readonly number[],
  uses: readonly number[],
  symbols: number,
  shares: Shares,
): Uint8Array {
  const groups = new Uint8Array(symbols).fill(NO_GROUP);
  const sets = new Map(checks.map((check, k) => [wants[k]!, check.symbols]));
  const asked = [...union([...sets.values()])];
  asked.sort((a, b) => shares[b]! - shares[a]! || a - b);
  asked.slice(0, OWN_GROUPS).forEach((symbol, k) => (groups[symbol] = FLAGGED_GROUP + 1 + k));
  let next = 0;
  const counts = new Uint32Array(NO_GROUP);
  const order = checks.map((_, k) => k).sort((a, b) => uses[b]! - uses[a]! || a - b);
  for (const check of order) {
    // Equal sets in other windows are grouped already.
    const set = sets.get(wants[check]!);
    if (!set?.length) continue;
    sets.delete(wants[check]!);
    counts.fill(0);
    let free = 0;
    // The group that most are in; of several, the one that comes first.
    let known = 0;
    for (const symbol of set) {
      const group = groups[symbol]!;
      if (group === NO_GROUP) free++;
      else if (group >= FIRST_SHARED) counts[group]!++;
    }
    if (free === 0) continue;
    for (const symbol of set) {
      const group = groups[symbol]!;
      if (group !== NO_GROUP && counts[group]! > counts[known]!) known = group;
    }
    const group = counts[known]! >= free ? known : FIRST_SHARED + (next++ % (NO_GROUP - FIRST_SHARED));
    for (const symbol of set) if (groups[symbol] === NO_GROUP) groups[symbol] = group;
  }
  return groups;
}

function addGroup(signatures: Int32Array, row: number, group: number): void {
  signatures[row + (group >>> 5)]! |= 1 << (group & 31);
}
