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
const POSSESSIVE = /['’]s?$/u;
const PARTICLES = new Set(
  'de del della di da dos van von der den la le el al bin ibn abu mac mc st o y e'.split(' '),
);

export function isParticle(plain: string): boolean {
  return PARTICLES.has(plain);
}

export function isInitial(plain: string): boolean {
  return plain.length === 1;
}

export function wordsOf(text: string, plain: string): Word[] {
  const words: Word[] = [];
  let before = 0;
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    const possessive = POSSESSIVE.exec(written);
    const end = start + (possessive?.index ?? written.length);
    const gap = text.slice(before, start);
    const last = words.at(-1);
    const afterInitial = last !== undefined && isInitial(last.plain);
    const word = text.slice(start, end);
    words.push({
      start,
      end,
      plain: plain.slice(start, end),
      capital: /^\p{Lu}/u.test(word),
      upper: word.length > 2 && word === word.toUpperCase() && word !== word.toLowerCase(),
      starts: words.length === 0 || (/[.!?\n:"“>]/u.test(gap) && !afterInitial),
      joined: gap === ' ' || (gap === '. ' && afterInitial),
      closes: possessive !== null,
    });
    before = start + written.length;
  }
  return words;
}
