import type { CompiledNear, ContextPattern, Engine } from '../engine.ts';
import { windowAround } from './reach.ts';

/** Answers “does this pattern stand near that match?”, post-wide answers remembered for the length of a post. */
export class Nearby {
  private readonly engine: Engine;
  private readonly inPost = new Map<number, boolean>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Forgets the last post. */
  reset(): void {
    if (this.inPost.size > 0) this.inPost.clear();
  }

  /** The first of the patterns that stands near the match [start, end), if any. */
  find(patterns: readonly CompiledNear[], start: number, end: number): CompiledNear | undefined {
    for (const pattern of patterns) if (this.stands(pattern, start, end)) return pattern;
    return undefined;
  }

  /** Whether one of the patterns begins in [from, to), wherever it ends. */
  begins(patterns: readonly ContextPattern[], from: number, to: number): boolean {
    return patterns.some((pattern) => this.within(pattern, from, to, Infinity));
  }

  private stands(pattern: CompiledNear, start: number, end: number): boolean {
    if (pattern.within !== 'post') {
      const [from, to] = windowAround(this.engine, pattern.within, start, end);
      return this.within(pattern, from, to, to);
    }
    let known = this.inPost.get(pattern.program);
    if (known === undefined) {
      known = this.within(pattern, 0, this.engine.tokens.count, Infinity);
      this.inPost.set(pattern.program, known);
    }
    return known;
  }

  private within({ program, firsts }: ContextPattern, from: number, to: number, last: number): boolean {
    const { machine, tokens } = this.engine;
    const { classes } = this.engine.program;
    for (let at = from; at < to; at++)
      if ((firsts < 0 || classes.has(firsts, tokens.symbols[at]!)) && machine.matches(program, at) && machine.end <= last) return true;
    return false;
  }
}
