import type { Contribution } from '../model/assessment.ts';
import type { DetailKind } from '../model/detail.ts';
import type { Shape, Source } from './detector.ts';

/** Something that may be a personal detail, in positions of the source. */
export interface Candidate extends Shape {
  readonly kind: DetailKind;
  /** What speaks for it and against it; the sum is the confidence. */
  readonly contributions: readonly Contribution[];
}

/**
 * Finds the details of some kinds in a whole post. Every expression is bounded and every word is looked at a bounded
 * number of times, so that a post is read in linear time whatever it holds.
 */
export type Finder = (source: Source) => Candidate[];

/** Words before or behind a candidate that raise or lower its confidence. */
export interface ContextWords {
  readonly cause: string;
  readonly points: number;
  readonly before?: RegExp;
  readonly after?: RegExp;
}

/** How many characters around a candidate are searched for context words. */
const REACH = 48;

/** The contributions of the words around a shape. */
export function contextOf({ plain }: Source, shape: Shape, words: readonly ContextWords[]): Contribution[] {
  const before = plain.slice(Math.max(0, shape.start - REACH), shape.start);
  const after = plain.slice(shape.end, shape.end + REACH);
  return words
    .filter((one) => one.before?.test(before) === true || one.after?.test(after) === true)
    .map(({ cause, points }) => ({ cause, points }));
}

/** All places where a global expression with a group `detail` (or the whole of it) matches; needs the flag d for the group. */
export function* placesOf(expression: RegExp, text: string): Generator<Shape & { match: RegExpExecArray }> {
  for (const match of text.matchAll(expression)) {
    const [start, end] = match.indices?.groups?.['detail'] ?? [match.index, match.index + match[0].length];
    yield { start, end, match };
  }
}
