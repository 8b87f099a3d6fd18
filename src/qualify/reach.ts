import type { Engine } from '../engine.ts';
import type { Scope, Window } from '../model/pack.ts';
import { BOUND } from '../tokenise/tokens.ts';

/** In text without punctuation a “sentence” is at most this many tokens to either side. */
export const WIDEST_SENTENCE = 40;
const WIDEST_NEXT = 70;
const WIDEST_WINDOW = 30;

/** Whether a clause begins at this token: a strong mark, or a comma before a new subject or a conjunction. */
function clauseBegins(engine: Engine, at: number): boolean {
  const { bounds, symbols } = engine.tokens;
  const bound = bounds[at]!;
  return bound >= BOUND.clause || (bound === BOUND.comma && engine.clauseStart.has(symbols[at]!));
}

/** Whether a cue reaches over the tokens [from, to] boundaries: `from` is the token behind the earlier of the two. */
export function reaches(engine: Engine, scope: Scope, from: number, to: number): boolean {
  if (scope === 'post') return true;
  if (scope === 'own') return false;
  const { bounds } = engine.tokens;
  const distance = to - from;
  const most = scope === 'next' ? WIDEST_NEXT : typeof scope === 'number' ? scope : WIDEST_SENTENCE;
  if (distance > most) return false;
  let sentences = 0;
  for (let at = from; at <= to; at++) {
    if (scope === 'clause' ? clauseBegins(engine, at) : bounds[at] === BOUND.sentence) sentences++;
  }
  return sentences <= (scope === 'next' ? 1 : 0);
}

/**
 * The first of the tokens [from, to) that a `near` or `unless` pattern may stand in, around a match that starts at
 * `start`. `crosses`: a number of words is counted over sentences.
 */
export function windowStart(engine: Engine, within: Window, crosses: boolean, start: number): number {
  if (within === 'post') return 0;
  const first = Math.max(0, start - widthOf(within));
  let from = start;
  while (from > first && !stops(engine, within, crosses, from)) from--;
  return from;
}

/** The token behind the last of these, around a match that ends before `end`. */
export function windowEnd(engine: Engine, within: Window, crosses: boolean, end: number): number {
  const { count } = engine.tokens;
  if (within === 'post') return count;
  const last = Math.min(count, end + widthOf(within));
  let to = end;
  while (to < last && !stops(engine, within, crosses, to)) to++;
  return to;
}

function widthOf(within: Window): number {
  return typeof within === 'number' ? within : WIDEST_WINDOW;
}

/** Whether a window ends before the token. */
function stops(engine: Engine, within: Window, crosses: boolean, at: number): boolean {
  if (within === 'clause') return clauseBegins(engine, at);
  return !(crosses && typeof within === 'number') && engine.tokens.bounds[at] === BOUND.sentence;
}
