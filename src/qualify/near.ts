import type { CompiledNear, ContextPattern, Engine, NearSet } from '../engine.ts';
import type { Window } from '../model/pack.ts';
import { windowAround } from './reach.ts';

/** Answers “does this pattern stand near that match?”, post-wide answers remembered for the length of a post. */
export class Nearby {
  private readonly engine: Engine;
  private readonly inPost = new Map<number, boolean>();
  /** Tokens of the window under way that one of the patterns could begin at. */
  private readonly candidates: number[] = [];

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Forgets the last post. */
  reset(): void {
    if (this.inPost.size > 0) this.inPost.clear();
  }

  /** The first of the patterns that stands near the match [start, end), if any. */
  find({ patterns, firsts, crosses }: NearSet, start: number, end: number): CompiledNear | undefined {
    let within: Window | undefined;
    let last = 0;
    for (const pattern of patterns) {
      if (pattern.within === 'post') {
        if (this.inWholePost(pattern)) return pattern;
        continue;
      }
      // Most patterns of a set share their window: its tokens are sifted once.
      if (pattern.within !== within) {
        within = pattern.within;
        last = this.sift(firsts, within, crosses, start, end);
      }
      for (const at of this.candidates) if (this.stands(pattern, at, last)) return pattern;
    }
    return undefined;
  }

  /** Whether one of the patterns begins in [from, to), wherever it ends. */
  begins(patterns: readonly ContextPattern[], from: number, to: number): boolean {
    for (const pattern of patterns)
      for (let at = from; at < to; at++) if (this.stands(pattern, at, Infinity)) return true;
    return false;
  }

  private sift(firsts: number, within: Window, crosses: boolean, start: number, end: number): number {
    const { engine, candidates } = this;
    const { symbols } = engine.tokens;
    const { classes } = engine.program;
    const [from, to] = windowAround(engine, within, crosses, start, end);
    candidates.length = 0;
    for (let at = from; at < to; at++)
      if (firsts < 0 || classes.has(firsts, symbols[at]!)) candidates.push(at);
    return to;
  }

  private inWholePost(pattern: CompiledNear): boolean {
    let known = this.inPost.get(pattern.program);
    if (known === undefined) {
      known = this.begins([pattern], 0, this.engine.tokens.count);
      this.inPost.set(pattern.program, known);
    }
    return known;
  }

  private stands({ program, firsts }: ContextPattern, at: number, last: number): boolean {
    const { machine, tokens } = this.engine;
    return (
      (firsts < 0 || this.engine.program.classes.has(firsts, tokens.symbols[at]!)) &&
      machine.matches(program, at) &&
      machine.end <= last
    );
  }
}
