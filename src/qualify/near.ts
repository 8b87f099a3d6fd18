import type { Engine } from '../engine.ts';
import { ANYTHING, type ContextPattern, type NearGroup, type NearSet } from '../match/context-patterns.ts';
import { windowEnd, windowStart } from './reach.ts';

/** Answers “does this pattern stand near that match?”, post-wide answers remembered for the length of a post. */
export class Nearby {
  private readonly engine: Engine;
  private readonly inPost = new Map<NearGroup, ContextPattern | undefined>();
  /** Of each group: which of its patterns, in their order, can begin with a symbol; worked out when it first comes up. */
  private readonly beginnings = new Map<NearGroup, Map<number, readonly number[]>>();
  /** Tokens of the window under way that one of the patterns could begin at. */
  private readonly candidates: number[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Forgets the last post. */
  reset(): void {
    if (this.inPost.size > 0) this.inPost.clear();
  }

  /** One of the patterns that stands near the match [start, end), if any does. */
  find({ groups, crosses }: NearSet, start: number, end: number): ContextPattern | undefined {
    for (let k = 0; k < groups.length; k++) {
      const group = groups[k]!;
      const { within } = group;
      const found =
        within === 'post'
          ? this.inWholePost(group)
          : this.between(
              group,
              windowStart(this.engine, within, crosses, start),
              windowEnd(this.engine, within, crosses, end),
            );
      if (found) return found;
    }
    return undefined;
  }

  /** Whether one of the patterns begins in [from, to), wherever it ends. */
  begins(patterns: readonly ContextPattern[], from: number, to: number): boolean {
    const { machine, tokens } = this.engine;
    for (const { singles, firsts, program } of patterns)
      for (let at = from; at < to; at++) {
        const symbol = tokens.symbols[at]!;
        if (this.holds(singles, symbol) || (this.holds(firsts, symbol) && machine.matches(program, at)))
          return true;
      }
    return false;
  }

  private inWholePost(group: NearGroup): ContextPattern | undefined {
    let known = this.inPost.get(group);
    if (known === undefined && !this.inPost.has(group)) {
      known = this.between(group, 0, this.engine.tokens.count);
      this.inPost.set(group, known);
    }
    return known;
  }

  /** The first of the group's patterns that stands in [from, to); one that is a single word is found before others. */
  private between(group: NearGroup, from: number, to: number): ContextPattern | undefined {
    const { candidates } = this;
    const { machine, tokens } = this.engine;
    const { patterns, singles } = group;
    candidates.length = 0;
    for (let at = this.next(group.any, from, to); at < to; at = this.next(group.any, at + 1, to)) {
      const symbol = tokens.symbols[at]!;
      if (this.holds(singles, symbol)) return patterns.find((one) => this.holds(one.singles, symbol));
      candidates.push(at);
    }
    if (candidates.length === 0) return undefined;
    let first = patterns.length;
    for (let k = 0; k < candidates.length; k++) {
      const at = candidates[k]!;
      const beginning = this.beginning(group, tokens.symbols[at]!);
      for (let j = 0; j < beginning.length && beginning[j]! < first; j++)
        if (machine.matches(patterns[beginning[j]!]!.program, at) && machine.end <= to) first = beginning[j]!;
    }
    return patterns[first];
  }

  private beginning(group: NearGroup, symbol: number): readonly number[] {
    let known = this.beginnings.get(group);
    if (!known) {
      known = new Map<number, readonly number[]>();
      this.beginnings.set(group, known);
    }
    let own = known.get(symbol);
    if (!own) {
      own = group.patterns.flatMap(({ firsts }, k) => (this.holds(firsts, symbol) ? k : []));
      known.set(symbol, own);
    }
    return own;
  }

  /** The first token of [from, to) whose word is in the set; `to` if none is. */
  private next(set: number, from: number, to: number): number {
    const { tokens, program } = this.engine;
    if (set >= 0) return program.classes.seek(program.classes.handle(set), tokens.symbols, from, to);
    return set === ANYTHING ? from : to;
  }

  private holds(set: number, symbol: number): boolean {
    return set >= 0 ? this.engine.program.classes.has(set, symbol) : set === ANYTHING;
  }
}
