import type { Engine } from '../engine.ts';
import { ANYTHING, type ContextPattern, type NearGroup, type NearSet } from '../match/context-patterns.ts';
import { windowAround } from './reach.ts';

/** Answers “does this pattern stand near that match?”, post-wide answers remembered for the length of a post. */
export class Nearby {
  private readonly engine: Engine;
  private readonly inPost = new Map<NearGroup, ContextPattern | undefined>();
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
    for (const group of groups) {
      const found =
        group.within === 'post'
          ? this.inWholePost(group)
          : this.between(group, ...windowAround(this.engine, group.within, crosses, start, end));
      if (found) return found;
    }
    return undefined;
  }

  /** Whether one of the patterns begins in [from, to), wherever it ends. */
  begins(patterns: readonly ContextPattern[], from: number, to: number): boolean {
    for (const pattern of patterns)
      for (let at = from; at < to; at++) if (this.stands(pattern, at, Infinity)) return true;
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

  private between(group: NearGroup, from: number, to: number): ContextPattern | undefined {
    const { candidates } = this;
    const { symbols } = this.engine.tokens;
    candidates.length = 0;
    for (let at = from; at < to; at++) {
      const symbol = symbols[at]!;
      if (this.holds(group.singles, symbol))
        return group.patterns.find(({ singles }) => this.holds(singles, symbol));
      if (this.holds(group.firsts, symbol)) candidates.push(at);
    }
    if (candidates.length > 0)
      for (const pattern of group.patterns)
        for (const at of candidates) if (this.stands(pattern, at, to)) return pattern;
    return undefined;
  }

  private stands({ program, singles, firsts }: ContextPattern, at: number, last: number): boolean {
    const { machine, tokens } = this.engine;
    const symbol = tokens.symbols[at]!;
    return (
      this.holds(singles, symbol) ||
      (this.holds(firsts, symbol) && machine.matches(program, at) && machine.end <= last)
    );
  }

  private holds(set: number, symbol: number): boolean {
    return set >= 0 ? this.engine.program.classes.has(set, symbol) : set === ANYTHING;
  }
}
