import { APOSTROPHE, FIRST_LETTER, FOLD, HYPHEN, SKIP, SPACE, foldAstral } from '../normalise/fold.ts';
import type { Shape, Source } from './detector.ts';

/** A post as detectors read it, and the way back to the positions of the original. */
export class Reading {
  readonly source: Source;
  /** Undefined where every character stands where it stood. */
  private readonly moved: Moved | undefined;

  constructor(source: Source, moved?: Moved) {
    this.source = source;
    this.moved = moved;
  }

  /** Where the detectors' text has what stands at a position of the original. */
  toSource(at: number): number {
    return this.moved ? this.moved.places[at]! : at;
  }

  /** A shape of the detectors' text in positions of the original. */
  toOriginal(shape: Shape): Shape {
    const { moved } = this;
    return moved ? { start: moved.starts[shape.start]!, end: moved.ends[shape.end - 1]! } : shape;
  }
}

/** Where the characters that are left stood, and where each position of the original is now. */
interface Moved {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly places: Int32Array;
}

const BEYOND_ASCII = /[^\0-\x7f]/g;
const MARK = /\p{M}/u;
const KEYCAP = 0x20e3;

/**
 * Takes out what a reader does not see (zero-width characters, combining accents), so that a number stays one whatever
 * was put inside it, and folds look-alikes.
 */
export function readPost(text: string): Reading {
  // Nearly all of a post is ASCII, which folds to small letters: only the characters between are looked at.
  let plain = '';
  let done = 0;
  BEYOND_ASCII.lastIndex = 0;
  while (BEYOND_ASCII.test(text)) {
    const at = BEYOND_ASCII.lastIndex - 1;
    const code = text.charCodeAt(at);
    const kind = FOLD[code]!;
    if (isUnseen(code, kind) || letterOf(text, at) > 0) return withoutUnseen(text);
    plain += text.slice(done, at).toLowerCase() + plainUnit(code, kind, text.charAt(at));
    done = at + 1;
  }
  return new Reading({ text, plain: plain + text.slice(done).toLowerCase() });
}

/** What a reader does not see; the frame of a key (“1️⃣”) among it, which parts words elsewhere. */
function isUnseen(code: number, kind: number): boolean {
  return kind === SKIP || code === KEYCAP;
}

/** The ASCII letter for which a pair of surrogates stands; 0 for any other unit. */
function letterOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const point = code >= 0xd800 && code < 0xdc00 ? text.codePointAt(at)! : 0;
  return point > 0xffff ? foldAstral(point) : 0;
}

/** The same where some characters vanish, or become one of two. */
function withoutUnseen(text: string): Reading {
  let visible = '';
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const places = new Int32Array(text.length + 1);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = FOLD[code]!;
    // What vanishes stands where the next character is.
    places[at] = starts.length;
    if (isUnseen(code, kind)) {
      // An accent, or what makes a key of a digit, goes with the character that it stands on.
      if (ends.length > 0 && MARK.test(text.charAt(at))) ends[ends.length - 1] = at + 1;
      continue;
    }
    const letter = letterOf(text, at);
    starts.push(at);
    if (letter > 0) {
      visible += String.fromCharCode(letter);
      plain += String.fromCharCode(letter);
      at++;
      places[at] = starts.length;
    } else {
      visible += text.charAt(at);
      plain += plainUnit(code, kind, text.charAt(at));
    }
    ends.push(at + 1);
  }
  places[text.length] = starts.length;
  return new Reading({ text: visible, plain }, { starts, ends, places });
}

/** One UTF-16 unit in lower case, look-alikes and full-width characters folded. */
function plainUnit(code: number, kind: number, unit: string): string {
  if (kind >= FIRST_LETTER) return String.fromCharCode(kind);
  if (kind === HYPHEN && code !== 47 && code !== 95 && code !== 92) return '-';
  if (code === 0x2013 || code === 0x2014) return '-';
  if (kind === APOSTROPHE) return "'";
  if (kind === SPACE && code > 0x7f) return ' ';
  return unit;
}
