import type { CompiledCue, Engine } from '../engine.ts';
import type { ContextPattern } from '../match/context-patterns.ts';
import type { Cue, CueKind } from '../model/pack.ts';
import { Hits } from '../match/matcher.ts';
import { BOUND, FLAG } from '../tokenise/tokens.ts';
import type { Nearby } from './near.ts';
import { reaches, WIDEST_SENTENCE } from './reach.ts';

/** A cue that acts on a match; token positions of the cue, or −1 where the place itself says it (quotation marks). */
export interface ActingCue {
  qualifier: CueKind;
  cue: string | undefined;
  start: number;
  end: number;
}

interface FoundCue {
  compiled: CompiledCue;
  start: number;
  end: number;
  /**
   * Kept out by an exception of its own; it then only says what a pattern's own words are. Worked out when the cue is
   * first about to act: most cues of a post never are.
   */
  blocked: boolean | undefined;
}

/** How many cue words around a match are looked at; text has few cues, hostile text many. */
const MOST_CUES = 200;
const FARTHEST = 80;

/** The context cues of one post. Looked for only when some rule fired. */
export class Context {
  private readonly engine: Engine;
  private readonly nearby: Nearby;
  private readonly hits = new Hits();
  /** Cues in order of their first token, those with post scope apart. */
  private local: FoundCue[] = [];
  private wide: FoundCue[] = [];

  constructor(engine: Engine, nearby: Nearby) {
    this.engine = engine;
    this.nearby = nearby;
  }

  /** Finds all cues of the post. */
  read(): void {
    const { engine, hits } = this;
    this.local = [];
    this.wide = [];
    hits.count = 0;
    engine.cueMatcher.scan(engine.tokens, engine.machine, hits);
    const seen = new Set<number>();
    for (let k = 0; k < hits.count; k++) {
      const owner = hits.data[k * Hits.WIDTH]!;
      const start = hits.data[k * Hits.WIDTH + 1]!;
      const end = hits.data[k * Hits.WIDTH + 2]!;
      const compiled = engine.cues[owner]!;
      const wide = compiled.cue.scope === 'post' && compiled.cue.direction === 'both';
      if (wide && seen.has(owner)) continue;
      const found: FoundCue = { compiled, start, end, blocked: undefined };
      if (!wide) this.local.push(found);
      else if (!this.isBlocked(found)) {
        seen.add(owner);
        this.wide.push(found);
      }
    }
    this.local.sort((a, b) => a.start - b.start);
  }

  /** Every cue of the post that was read last, found anew where no rule fired. */
  all(): { cue: Cue; start: number; end: number }[] {
    this.read();
    return [...this.local.filter((found) => !this.isBlocked(found)), ...this.wide].map(
      ({ compiled: { cue }, start, end }) => ({ cue, start, end }),
    );
  }

  /** The cues that act on the match [start, end) with its consumed-mask, each kind once, the nearest first. */
  acting(start: number, end: number, mask: number): ActingCue[] {
    const { tokens } = this.engine;
    const acting = new Map<CueKind, ActingCue & { distance: number }>();
    const own = this.ownKinds(start, end, mask);
    const consider = (found: FoundCue): void => {
      const { compiled, start: from, end: to } = found;
      const kind = compiled.cue.qualifier;
      if (own.has(kind)) return;
      const distance = from >= end ? from - end : start >= to ? start - to : 0;
      const known = acting.get(kind);
      if (known && known.distance <= distance) return;
      if (this.acts(compiled, from, to, start, end) && !this.isBlocked(found))
        acting.set(kind, { qualifier: kind, cue: compiled.cue.id, start: from, end: to, distance });
    };
    for (const found of this.wide) consider(found);
    let looked = 0;
    for (
      let k = this.firstFrom(start - FARTHEST);
      k < this.local.length && looked < MOST_CUES;
      k++, looked++
    ) {
      const found = this.local[k]!;
      if (found.start > end + FARTHEST) break;
      consider(found);
    }
    for (const found of this.local.length > 0 ? this.postForward(start) : []) consider(found);
    if ((tokens.flags[start]! & FLAG.quoted) !== 0 && !acting.has('quoted'))
      acting.set('quoted', { qualifier: 'quoted', cue: undefined, start: -1, end: -1, distance: 0 });
    if (!acting.has('question') && this.inQuestion(end))
      acting.set('question', { qualifier: 'question', cue: undefined, start: -1, end: -1, distance: 0 });
    // What is said to be going on now is not over.
    if (acting.has('present')) {
      acting.delete('past');
      acting.delete('recovery');
      acting.delete('present');
    }
    return [...acting.values()].sort((a, b) => a.distance - b.distance);
  }

  /**
   * The kinds of context that the pattern's own words speak of: such a match is not qualified again in that way. “I do
   * not want to be here” is no more negated by an earlier “not” than by its own.
   */
  private ownKinds(start: number, end: number, mask: number): Set<CueKind> {
    const own = new Set<CueKind>();
    for (let k = this.firstFrom(start); k < this.local.length && this.local[k]!.start < end; k++) {
      const { compiled, start: from, end: to } = this.local[k]!;
      if (to <= end && ownWords(from - start, to - start, mask)) own.add(compiled.cue.qualifier);
    }
    return own;
  }

  private isBlocked(found: FoundCue): boolean {
    return (found.blocked ??= this.nearby.find(found.compiled.unless, found.start, found.end) !== undefined);
  }

  /** Cues of post scope that look one way only, among the first of the post. */
  private postForward(start: number): FoundCue[] {
    return this.local
      .slice(0, MOST_CUES)
      .filter(
        ({ compiled: { cue }, start: from }) =>
          cue.scope === 'post' && (cue.direction === 'forward' ? from < start : from >= start),
      );
  }

  private acts({ cue, stops }: CompiledCue, from: number, to: number, start: number, end: number): boolean {
    if (from < end && to > start) return true;
    const before = to <= start;
    if (before ? cue.direction === 'backward' : cue.direction === 'forward') return false;
    if (!(before ? reaches(this.engine, cue.scope, to, start) : reaches(this.engine, cue.scope, end, from)))
      return false;
    return !this.stopped(stops, before ? to : end, before ? start : from);
  }

  private stopped(stops: readonly ContextPattern[], from: number, to: number): boolean {
    return stops.length > 0 && this.nearby.begins(stops, from, to);
  }

  private inQuestion(end: number): boolean {
    const { flags, bounds, count } = this.engine.tokens;
    for (let at = Math.max(0, end - 1), steps = 0; at < count && steps < WIDEST_SENTENCE; at++, steps++) {
      if (at >= end && bounds[at] === BOUND.sentence) return false;
      if ((flags[at]! & FLAG.question) !== 0) return true;
    }
    return false;
  }

  private firstFrom(token: number): number {
    let low = 0;
    let high = this.local.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.local[middle]!.start < token) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether all words of the cue are written out in the pattern itself: such a pattern already speaks of its context. */
function ownWords(from: number, to: number, mask: number): boolean {
  if (to > 32) return false;
  for (let k = from; k < to; k++) if (((mask >>> k) & 1) === 0) return false;
  return true;
}
