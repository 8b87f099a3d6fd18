import { APOSTROPHE, FIRST_LETTER, FOLD, HYPHEN, SKIP, SPACE, foldAstral } from '../normalise/fold.ts';
import type { Shape, Source } from './detector.ts';

/** A post as detectors read it, and the way back to the positions of the original. */
export interface Reading {
  readonly source: Source;
  /** Where the detectors' text has what stands at a position of the original. */
  readonly toSource: (at: number) => number;
  /** A shape of the detectors' text in positions of the original. */
  readonly toOriginal: (shape: Shape) => Shape;
}

/**
 * Takes out what a reader does not see (zero-width characters, combining accents), so that a number stays one whatever
 * was put inside it, and folds look-alikes.
 */
export function readPost(text: string): Reading {
  if (/^[\0-\x7f]*$/.test(text)) return inPlace(text, text.toLowerCase());
  let visible = '';
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let moved = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = FOLD[code]!;
    if (kind === SKIP) {
      moved = true;
      continue;
    }
    const point = code >= 0xd800 && code < 0xdc00 ? text.codePointAt(at)! : 0;
    const letter = point > 0xffff ? foldAstral(point) : 0;
    starts.push(at);
    if (letter > 0) {
      moved = true;
      visible += String.fromCharCode(letter);
      plain += String.fromCharCode(letter);
      at++;
    } else {
      visible += text.charAt(at);
      plain += plainUnit(code, kind, text.charAt(at));
    }
    ends.push(at + 1);
  }
  return moved ? withPositions(text, { text: visible, plain }, starts, ends) : inPlace(text, plain);
}

function inPlace(text: string, plain: string): Reading {
  return { source: { text, plain }, toSource: (at) => at, toOriginal: (shape) => shape };
}

function withPositions(
  text: string,
  source: Source,
  starts: readonly number[],
  ends: readonly number[],
): Reading {
  const places = new Int32Array(text.length + 1).fill(-1);
  starts.forEach((at, place) => (places[at] = place));
  places[text.length] = starts.length;
  for (let at = text.length - 1; at >= 0; at--) if (places[at]! < 0) places[at] = places[at + 1]!;
  return {
    source,
    toSource: (at) => places[at]!,
    toOriginal: ({ start, end }) => ({ start: starts[start]!, end: ends[end - 1]! }),
  };
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
