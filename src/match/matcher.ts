import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { ANCHOR, ANCHOR_WIDTH, type Anchoring, type Shares } from './anchors.ts';
import { Checks, looksAhead } from './checks.ts';
import { SymbolClasses } from './classes.ts';
import { Items, farOf, nearOf } from './items.ts';
import { MOST_FILLERS, type Machine } from './machine.ts';
import { Sightings } from './sightings.ts';

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
    if (at === this.data.length) this.data = grown(this.data);
    this.data[at] = owner;
    this.data[at + 1] = start;
    this.data[at + 2] = end;
    this.data[at + 3] = mask;
    this.count++;
  }
}

/** Integers of an event: a token, and the row of what waits for it (or for it and its neighbour). */
const EVENT = 2;
/** Integers of a candidate: its event and its item. */
const CANDIDATE = 2;

/**
 * All patterns of a set, matched in one pass over the tokens to either side. Of most items (items.ts) only their test is
 * ever read: whether their first check holds. Rows are gone through backwards for what must stand behind the anchor, then forwards for what must stand before
 * it, and what is left is verified in order.
 */
export class Matcher {
  private readonly programs: Int32Array;
  private readonly owners: Int32Array;
  /** The class of words that can begin each entry's matches: a cheap refusal before verification. */
  private readonly firsts: Int32Array;
  private readonly classes = new SymbolClasses();
  private readonly before = new Sightings(true);
  private readonly behind = new Sightings(false);
  /** What must stand around the anchor of each entry, the first check left out. */
  private readonly checks = new Checks();
  private readonly moreFrom: Int32Array;
  private readonly more: Int32Array;
  private readonly items: Items;
  /** Where each entry matched last, plus `stamp`, which makes the entries of earlier posts invalid. */
  private readonly lastStart: Int32Array;
  private stamp = 1;
  private nextStamp = 1;
  /** Of the post: the rows that its words are in, in order; and what is left of their items behind, last first. */
  private events = new Int32Array(256 * EVENT);
  private eventCount = 0;
  private candidates = new Int32Array(256 * CANDIDATE);
  private candidateCount = 0;

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
    const firstChecks = entries.map(({ checks: [first] }, k) => {
      const isBehind = first !== undefined && looksAhead(first);
      const check = checksOf[k]![0] ?? -1;
      const want = first ? this.checks.want(check) : 0;
      return { check, isBehind, test: (isBehind ? this.behind : this.before).add(first, want) };
    });
    this.before.seal(symbols);
    this.behind.seal(symbols);
    this.checks.seal();
    this.moreFrom = new Int32Array(entries.length + 1);
    checksOf.forEach(
      (checks, k) => (this.moreFrom[k + 1] = this.moreFrom[k]! + Math.max(0, checks.length - 1)),
    );
    this.more = Int32Array.from(checksOf.flatMap((checks) => checks.slice(1)));
    this.items = new Items(entries, firstChecks, symbols);
  }

  scan(tokens: Tokens, machine: Machine, hits: Hits): void {
    const { count } = tokens;
    this.findEvents(tokens);
    if (this.eventCount === 0) return;
    // Beyond everything that the post before this one may have written.
    this.stamp = this.nextStamp;
    if (this.stamp > MOST_STAMP) {
      this.lastStart.fill(0);
      this.stamp = 1;
    }
    this.nextStamp = this.stamp + count + 1;
    this.checks.read(tokens);
    this.testBackwards(tokens);
    this.testForwards(tokens, machine, hits);
  }

  /** Lists the rows that the post's words and pairs of neighbours are in. */
  private findEvents({ symbols, flags, bounds, count }: Tokens): void {
    const { from, beginsPair, pairs } = this.items;
    this.eventCount = 0;
    for (let at = 0; at < count; at++) {
      const symbol = symbols[at]!;
      if (from[symbol]! < from[symbol + 1]!) this.addEvent(at, symbol);
      if (beginsPair[symbol] === 0) continue;
      // No match crosses a clause.
      for (let next = at + 1, skipped = 0; next < count && bounds[next]! < BOUND.clause; next++) {
        const row = pairs.get(symbol, symbols[next]!);
        if (row >= 0) this.addEvent(at, row);
        if ((flags[next]! & FLAG.filler) === 0 || ++skipped > MOST_FILLERS) break;
      }
    }
  }

  private addEvent(at: number, row: number): void {
    const place = this.eventCount++ * EVENT;
    if (place === this.events.length) this.events = grown(this.events);
    this.events[place] = at;
    this.events[place + 1] = row;
  }

  /** Lists the items whose first check looks behind their anchor and holds. */
  private testBackwards(tokens: Tokens): void {
    const { behind, events } = this;
    const { tests, from: itemsFrom, fromBehind } = this.items;
    const { bounds, count } = tokens;
    this.candidateCount = 0;
    behind.begin(count);
    let event = this.eventCount - 1;
    for (let at = count - 1; at >= 0; at--) {
      for (; event >= 0 && events[event * EVENT] === at; event--) {
        const row = events[event * EVENT + 1]!;
        for (let item = itemsFrom[row + 1]! - 1, first = fromBehind[row]!; item >= first; item--)
          if (behind.holds(tests[item]!)) this.addCandidate(event, item);
      }
      if (event < 0) return;
      if (bounds[at]! >= BOUND.clause) behind.begin(count);
      else behind.mark(tokens, at);
    }
  }

  private addCandidate(event: number, item: number): void {
    const place = this.candidateCount++ * CANDIDATE;
    if (place === this.candidates.length) this.candidates = grown(this.candidates);
    this.candidates[place] = event;
    this.candidates[place + 1] = item;
  }

  /** Verifies these, and in their places the items whose first check looks before their anchor and holds. */
  private testForwards(tokens: Tokens, machine: Machine, hits: Hits): void {
    const { before, events, candidates, eventCount } = this;
    const { tests, from: itemsFrom, fromBehind, order } = this.items;
    const { bounds, count } = tokens;
    let event = 0;
    let candidate = this.candidateCount - 1;
    for (let from = 0; from < count && event < eventCount;) {
      let to = from + 1;
      while (to < count && bounds[to]! < BOUND.clause) to++;
      before.begin(count);
      for (let at = from; at < to; at++) {
        for (; event < eventCount && events[event * EVENT] === at; event++) {
          const row = events[event * EVENT + 1]!;
          for (let item = itemsFrom[row]!, last = fromBehind[row]!; item < last; item++) {
            if (!before.holds(tests[item]!)) continue;
            for (; candidate >= 0 && candidates[candidate * CANDIDATE] === event; candidate--) {
              const other = candidates[candidate * CANDIDATE + 1]!;
              if (order[other]! > order[item]!) break;
              this.verify(other, at, from, to, tokens, machine, hits);
            }
            this.verify(item, at, from, to, tokens, machine, hits);
          }
          for (; candidate >= 0 && candidates[candidate * CANDIDATE] === event; candidate--)
            this.verify(candidates[candidate * CANDIDATE + 1]!, at, from, to, tokens, machine, hits);
        }
        before.mark(tokens, at);
      }
      from = to;
    }
  }

  /** Makes the other checks of the item anchored at `at` in the clause [from, to), and runs its pattern where they hold. */
  private verify(
    item: number,
    at: number,
    from: number,
    to: number,
    tokens: Tokens,
    machine: Machine,
    hits: Hits,
  ): void {
    const { items, moreFrom, more, checks } = this;
    const entry = items.entries[item]!;
    for (let k = moreFrom[entry]!, end = moreFrom[entry + 1]!; k < end; k++)
      if (!checks.stands(more[k]!, at, from, to, tokens)) return;
    const reach = items.reaches[item]!;
    const far = farOf(reach);
    const first = far === 0 ? at : this.reach(tokens, at, far);
    this.verifyFrom(entry, first, at - nearOf(reach), tokens, machine, hits);
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

function grown(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
