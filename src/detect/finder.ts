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
 * number of times, so that a post is read in linear time whatever it holds. Details of fewer words than `leastWords` it may
 * leave out.
 */
export type Finder = (source: Source, leastWords?: number) => Candidate[];

/** Words before or behind a candidate that raise or lower its confidence. */
export interface ContextWords {
  readonly cause: string;
  readonly points: number;
  readonly before?: RegExp;
  /** Words right before it, as a look behind (sticky): quicker than `before`, which searches. */
  readonly behind?: RegExp;
  readonly after?: RegExp;
  /** Of the shape itself. */
  readonly at?: RegExp;
}

/** How many characters around a candidate are searched for context words. */
const REACH = 48;

/** The contributions of the words around a shape. */
export function contextOf({ plain }: Source, shape: Shape, words: readonly ContextWords[]): Contribution[] {
  const before = plain.slice(Math.max(0, shape.start - REACH), shape.start);
  const after = plain.slice(shape.end, shape.end + REACH);
  const itself = plain.slice(shape.start, shape.end);
  return words
    .filter(
      (one) =>
        (one.behind !== undefined && isBehind(one.behind, plain, shape.start)) ||
        one.before?.test(before) === true ||
        one.after?.test(after) === true ||
        one.at?.test(itself) === true,
    )
    .map(({ cause, points }) => ({ cause, points }));
}

/** Whether a look behind (sticky) holds at a place. */
export function isBehind(words: RegExp, plain: string, at: number): boolean {
  words.lastIndex = at;
  return words.test(plain);
}

/** A place where an expression matches. */
export interface Place extends Shape {
  readonly match: RegExpExecArray;
}

/**
 * All places where a global expression with a group `detail` (or the whole of it) matches; needs the flag d for the group. Not by
 * `matchAll`, which copies the expression for each of the many short texts.
 */
export function placesOf(expression: RegExp, text: string): Place[] {
  const places: Place[] = [];
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    const [start, end] = match.indices?.groups?.['detail'] ?? [match.index, match.index + match[0].length];
    places.push({ start, end, match });
    if (match[0] === '') expression.lastIndex++;
  }
  return places;
}

/** One way in which a detail is told. */
export interface Phrase {
  /** Global, over the folded text; what a group `detail` covers is the detail, else the whole match. */
  readonly expression: RegExp;
  readonly cause: string;
  readonly points: number;
  readonly context?: readonly ContextWords[];
  /** Over the text with its capitals instead. */
  readonly asWritten?: boolean;
  /** A look at what was matched that no expression can take, e.g. a check digit. */
  readonly holds?: (detail: string) => boolean;
}

/** A finder for details that are told in set ways. */
export function finderOf(kind: DetailKind, phrases: readonly Phrase[]): Finder {
  return (source) =>
    phrases.flatMap(({ expression, cause, points, context = [], asWritten, holds }) => {
      const text = asWritten === true ? source.text : source.plain;
      return placesOf(expression, text)
        .filter(({ start, end }) => end > start && holds?.(text.slice(start, end)) !== false)
        .map(({ start, end }) => ({
          kind,
          start,
          end,
          contributions: [{ cause, points }, ...contextOf(source, { start, end }, context)],
        }));
    });
}
