import type { BuiltIn } from '../tokenise/vocabulary.ts';

/** A post as detectors read it: `plain` has the same length as `text`, in lower case and with look-alikes folded. */
export interface Source {
  readonly text: string;
  readonly plain: string;
}

/** Half-open UTF-16 positions in the text. */
export interface Shape {
  readonly start: number;
  readonly end: number;
}

/**
 * One shape. `find` is asked at the start of a token and looks at a bounded number of characters, so that a post is
 * read in linear time whatever it holds. `begins` says at which tokens it is asked at all.
 */
export interface Detector {
  readonly kind: BuiltIn;
  readonly begins: 'digit' | 'letter' | 'either';
  find(source: Source, at: number): Shape | undefined;
}

/** How many characters before or behind a shape are searched for words that tell what it is. */
const CONTEXT = 40;

/** Behind these words stands the number of an order or a thing, whatever it looks like and whatever check digit it has. */
export const NUMBER_OF_A_THING =
  /\b(?:order|ref|reference|invoice|tracking|parcel|ticket|isbn|serial|model|case|booking)\b[^a-z0-9]*(?:(?:no|number|num|id|code|is|was)\b[^a-z0-9]*){0,2}$/;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a character of `plain` is a letter or a digit; NaN (past the end) is neither. */
export function isWord(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || code > 0x2bff;
}

/** End of a sticky expression at `at`, provided that no letter or digit follows; 0 if there is none. */
export function endOf(shape: RegExp, plain: string, at: number): number {
  shape.lastIndex = at;
  if (!shape.test(plain)) return 0;
  return isWord(plain.charCodeAt(shape.lastIndex)) ? 0 : shape.lastIndex;
}

/** Whether the words just before `at` match. */
export function precededBy(words: RegExp, { plain }: Source, at: number, reach = CONTEXT): boolean {
  return words.test(plain.slice(Math.max(0, at - reach), at));
}

/** Whether the words just behind `at` match. */
export function followedBy(words: RegExp, { plain }: Source, at: number, reach = CONTEXT): boolean {
  return words.test(plain.slice(at, at + reach));
}
