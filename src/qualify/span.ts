import type { Engine } from '../engine.ts';
import type { Span } from '../model/assessment.ts';

/** The tokens [start, end) of the post that was read last, as positions in its text. */
export function spanOf(engine: Engine, text: string, start: number, end: number): Span {
  const { starts, ends } = engine.tokens;
  const from = starts[start]!;
  const to = ends[end - 1]!;
  return { start: from, end: to, text: text.slice(from, to) };
}
