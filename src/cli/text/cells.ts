/** How text stands in the cells of a terminal. */

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Scripts and symbols that take up two cells; emoji in their coloured form are among them. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]|[\p{Emoji_Presentation}\uFE0F]/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const ASCII = /^[\x20-\x7e]*$/u;
/** What could move the cursor, colour the terminal or turn the direction of a line. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** The same text, unit for unit, with nothing in it that a terminal would obey. Line breaks stay. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => {
    if (char === '\n') return char;
    if (char === '\t' || char === '\r') return ' ';
    const code = char.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '�';
  });
}

/** A quotation on one line. */
export function quoted(text: string): string {
  return `“${visible(text).replace(/\s+/gu, ' ')}”`;
}

export interface Grapheme {
  text: string;
  /** Offset in the text that was split. */
  at: number;
  width: number;
}

export function graphemesOf(text: string): Grapheme[] {
  if (ASCII.test(text)) return [...text].map((char, at) => ({ text: char, at, width: 1 }));
  return [...GRAPHEMES.segment(text)].map(({ segment, index }) => ({
    text: segment,
    at: index,
    width: NO_WIDTH.test(segment) ? 0 : WIDE.test(segment) ? 2 : 1,
  }));
}

export function widthOf(text: string): number {
  return ASCII.test(text) ? text.length : graphemesOf(text).reduce((sum, { width }) => sum + width, 0);
}

/** Where lines of at most `width` cells begin and end: at spaces, in words that are too long, and at line breaks. */
export function foldLines(text: string, width: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  for (const paragraph of text.split('\n')) {
    for (const line of foldParagraph(paragraph, width))
      lines.push({ start: start + line.start, end: start + line.end });
    start += paragraph.length + 1;
  }
  return lines;
}

function foldParagraph(text: string, width: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = 0;
  let cells = 0;
  let blank = -1;
  let cellsAtBlank = 0;
  for (const { text: char, at, width: wide } of graphemesOf(text)) {
    if (cells + wide > width && at > start) {
      if (char === ' ') blank = at;
      const end = blank > start ? blank : at;
      lines.push({ start, end });
      cells = blank > start ? cells - cellsAtBlank - 1 : 0;
      start = blank > start ? blank + 1 : at;
      blank = -1;
      if (char === ' ' && start > at) {
        cells = 0;
        continue;
      }
    }
    if (char === ' ') {
      blank = at;
      cellsAtBlank = cells;
    }
    cells += wide;
  }
  return [...lines, { start, end: text.length }];
}

/** Words folded to a width, as strings. */
export function wrap(text: string, width: number): string[] {
  return foldLines(text, width).map(({ start, end }) => text.slice(start, end).trimEnd());
}
