import type { CompiledNear, Engine } from '../engine.ts';
import { windowAround } from './reach.ts';

/** Answers “does this pattern stand near that match?”, post-wide answers remembered for the length of a post. */
export class Nearby {
  private readonly engine: Engine;
  private readonly inPost = new Map<number, boolean>();

  constructor(engine: Engine) {
    this.engine = engine;
  }

  reset(): void {
    if (this.inPost.size > 0) this.inPost.clear();
  }

  /** The first of the patterns that stands near the match [start, end), if any. */
  find(patterns: readonly CompiledNear[], start: number, end: number): CompiledNear | undefined {
    return patterns.find((pattern) => this.stands(pattern, start, end));
  }

  private stands({ program, within }: CompiledNear, start: number, end: number): boolean {
    if (within === 'post') {
      let known = this.inPost.get(program);
      if (known === undefined) {
        known = this.within(program, 0, this.engine.tokens.count);
        this.inPost.set(program, known);
      }
      return known;
    }
    const [from, to] = windowAround(this.engine, within, start, end);
    return this.within(program, from, to);
  }

  private within(program: number, from: number, to: number): boolean {
    const { machine } = this.engine;
    for (let at = from; at < to; at++) if (machine.matches(program, at) && machine.end <= to) return true;
    return false;
  }
}
