/** A word of a post as names are read: with its capitals. */
export interface Word {
  start: number;
  end: number;
  /** Folded, without a possessive ’s. */
  plain: string;
  /** Begins with a capital. */
  capital: boolean;
  /** All capitals, three letters or more. */
  upper: boolean;
  /** Begins a sentence or a line. */
  starts: boolean;
  /** Only a space (or a hyphen, or the dot of an initial) stands between it and the word before. */
  joined: boolean;
  /** Ends with a possessive ’s. */
  closes: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}'’-]{0,40}/gu;
/** The same in a text without other letters, which is most of them: three times as fast. */
const WORD_IN_ASCII = /[A-Z][A-Z'-]{0,40}/gi;
const BEYOND_ASCII = /[^\0-\x7f]/;
const SPACE = 32;
const APOSTROPHES = "'’";
const CAPITAL = /^\p{Lu}/u;
/** Between two words: a new sentence, line or quotation. */
const STARTS = /[.!?\n:"“>]/u;
const PARTICLES = new Set(
  'de del della di da dos van von der den la le el al bin ibn abu mac mc st o y e'.split(' '),
);

export function isParticle(plain: string): boolean {
  return PARTICLES.has(plain);
}

export function isInitial(plain: string): boolean {
  return plain.length === 1 || (plain.length === 2 && plain.endsWith('-'));
}

export function wordsOf(text: string, plain: string): Word[] {
  const words: Word[] = [];
  const expression = BEYOND_ASCII.test(text) ? WORD : WORD_IN_ASCII;
  let before = 0;
  let last: Word | undefined;
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    const [written] = match;
    const start = match.index;
    const possessive = endsPossessive(written);
    const end = start + written.length - possessive;
    const spaced = start - before === 1 && text.charCodeAt(before) === SPACE;
    const gap = spaced ? ' ' : text.slice(before, start);
    const afterInitial = last !== undefined && isInitial(last.plain);
    const capital = isCapital(written);
    const word = possessive > 0 ? text.slice(start, end) : written;
    last = {
      start,
      end,
      plain: plain.slice(start, end),
      capital,
      upper: (capital || expression === WORD) && isUpper(word),
      starts: last === undefined || (!spaced && !afterInitial && STARTS.test(gap)),
      joined: spaced || (gap === '. ' && afterInitial),
      closes: possessive > 0,
    };
    words.push(last);
    before = start + written.length;
  }
  return words;
}

function isUpper(word: string): boolean {
  return word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** How many characters a possessive ’s takes at the end of a word. */
function endsPossessive(written: string): number {
  const { length } = written;
  if (APOSTROPHES.includes(written.charAt(length - 1))) return 1;
  return written.endsWith('s') && length > 1 && APOSTROPHES.includes(written.charAt(length - 2)) ? 2 : 0;
}

function isCapital(written: string): boolean {
  const code = written.charCodeAt(0);
  return code < 0x80 ? code <= 90 : CAPITAL.test(written);
}
