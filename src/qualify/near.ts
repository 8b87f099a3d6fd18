import type { CompiledNear, Engine } from '../engine.ts';
import { Hits } from '../match/matcher.ts';
import { windowAround } from './reach.ts';

/** Where a context pattern stands in the post: first tokens in rising order, and the tokens behind the last. */
interface Places {
  starts: number[];
  ends: number[];
}

/** Answers “does this pattern stand near that match?”. All context patterns are matched in one pass, when first asked. */
export class Nearby {
  private readonly engine: Engine;
  private readonly hits = new Hits();
  private readonly places = new Map<number, Places>();
  private read = false;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Forgets the last post. */
  reset(): void {
    this.read = false;
    if (this.places.size > 0) this.places.clear();
  }

  /** The first of the patterns that stands near the match [start, end), if any. */
  find(patterns: readonly CompiledNear[], start: number, end: number): CompiledNear | undefined {
    return patterns.find(({ pattern, within }) => {
      const places = this.placesOf(pattern);
      if (!places) return false;
      const [from, to] = windowAround(this.engine, within, start, end);
      for (let k = firstAtLeast(places.starts, from); k < places.starts.length && places.starts[k]! < to; k++) if (places.ends[k]! <= to) return true;
      return false;
    });
  }

  /** Whether one of the patterns begins in [from, to). */
  begins(patterns: readonly number[], from: number, to: number): boolean {
    return patterns.some((pattern) => {
      const starts = this.placesOf(pattern)?.starts;
      return starts !== undefined && (starts[firstAtLeast(starts, from)] ?? to) < to;
    });
  }

  private placesOf(pattern: number): Places | undefined {
    if (!this.read) this.readPost();
    return this.places.get(pattern);
  }

  private readPost(): void {
    const { engine, hits, places } = this;
    this.read = true;
    hits.count = 0;
    engine.contextMatcher.scan(engine.tokens, engine.machine, hits);
    const found = Array.from({ length: hits.count }, (_, k) => k * Hits.WIDTH).sort((a, b) => hits.data[a + 1]! - hits.data[b + 1]!);
    for (const at of found) {
      const pattern = hits.data[at]!;
      let known = places.get(pattern);
      if (!known) {
        known = { starts: [], ends: [] };
        places.set(pattern, known);
      }
      known.starts.push(hits.data[at + 1]!);
      known.ends.push(hits.data[at + 2]!);
    }
  }
}

/** Index of the first value that is at least `wanted`, in a rising list. */
function firstAtLeast(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
