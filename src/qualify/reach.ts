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
 * The tokens [from, to) that a `near` or `unless` pattern may stand in, around the match [start, end). `crosses`: a
 * number of words is counted over sentences.
 */
export function windowAround(
  engine: Engine,
  within: Window,
  crosses: boolean,
  start: number,
  end: number,
): [from: number, to: number] {
  const { bounds, count } = engine.tokens;
  if (within === 'post') return [0, count];
  const most = typeof within === 'number' ? within : WIDEST_WINDOW;
  const stops = (at: number): boolean =>
    within === 'clause'
      ? clauseBegins(engine, at)
      : !(crosses && typeof within === 'number') && bounds[at] === BOUND.sentence;
  let from = start;
  for (let steps = 0; from > 0 && steps < most && !stops(from); steps++) from--;
  let to = end;
  for (let steps = 0; to < count && steps < most && !stops(to); steps++) to++;
  return [from, to];
}
