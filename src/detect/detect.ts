import { FLAG, type Tokens } from '../tokenise/tokens.ts';
import { symbolOf } from '../tokenise/vocabulary.ts';
import { card } from './card.ts';
import { coordinates, isMapLink } from './coordinates.ts';
import { clock, CLOCK_WORDS } from './clock.ts';
import { date, MONTHS } from './date.ts';
import { type Detector, isDigit } from './detector.ts';
import { iban } from './iban.ts';
import { ip } from './ip.ts';
import { mac } from './mac.ts';
import { nationalId } from './national-id.ts';
import { phone } from './phone.ts';
import { plate } from './plate.ts';
import { postcode } from './postcode.ts';
import { sortCode } from './sort-code.ts';
import { type Reading, readPost } from './source.ts';
import { wallet } from './wallet.ts';

/** The first that finds its shape has it: shapes with a check digit or a context word stand before the looser ones. */
export const DETECTORS: readonly Detector[] = [
  mac,
  ip,
  coordinates,
  wallet,
  date,
  clock,
  iban,
  card,
  nationalId,
  sortCode,
  postcode,
  plate,
  phone,
];
const AT_DIGIT = DETECTORS.filter((detector) => detector.begins !== 'letter');
const AT_LETTER = DETECTORS.filter((detector) => detector.begins !== 'digit');
/** All that a short number or a listed word can begin where no digit stands behind it. */
const WHEN: readonly Detector[] = [date, clock];
const NONE: readonly Detector[] = [];
const SYMBOLS = new Map(DETECTORS.map((detector) => [detector, symbolOf(detector.kind)]));

/** Longest single word that begins a shape: the address of a wallet. */
const LONGEST_WORD = 76;
/** A word with a digit among its first characters may be a postcode, a plate or an account; others must be listed. */
const DIGIT_WITHIN = 6;
const LONGEST_LISTED = 9;
const LISTED = new Set([...MONTHS, ...CLOCK_WORDS]);
/** Length and first two letters of the listed words: nearly every other word is told apart by them. */
const LISTED_SHAPES = new Uint8Array((LONGEST_LISTED + 1) * 26 * 26);
for (const word of LISTED) LISTED_SHAPES[shapeOf(word.length, word.charCodeAt(0), word.charCodeAt(1))] = 1;
const SPACE = 32;
const COLON = 58;
const SMALL_A = 97;
const SMALL_O = 111;
const SMALL_Z = 122;
/** Digits of the longest number that may be a year or a time, and that begins nothing longer if a word follows. */
const LONGEST_LONE = 4;
const codesOf = (characters: string): ReadonlySet<number> =>
  new Set([...characters].map((character) => character.charCodeAt(0)));
/** Behind these no shape goes on. */
const ENDS_NUMBER = codesOf(',!?\n"%');
/** How months begin, am and pm, hours and “past”. */
const BEHIND_NUMBER = codesOf([...MONTHS, 'am', 'pm', 'hrs', 'past'].map((word) => word.charAt(0)).join(''));
const URL = symbolOf('url');
const EMAIL = symbolOf('email');
const MENTION = symbolOf('mention');
const COORDINATES = symbolOf('coordinates');
/** What a number says about its words does not hold for the shape that they make up. */
const LOST = FLAG.unknown | FLAG.continued | FLAG.filler | FLAG.digits | FLAG.capitalised;

/**
 * Merges each run of tokens that is a phone number, a postcode, a date and so on into one token of that symbol. The
 * columns are compacted in one pass; every token is tried once, against shapes of bounded length. Called only for a
 * post that has a digit or a link in it. Gives the post as it was read, for who looks for more in it. Never throws.
 */
export function detect(text: string, tokens: Tokens): Reading {
  const reading = readPost(text);
  const { symbols, starts, ends, flags, bounds, count } = tokens;
  let write = 0;
  for (let read = 0; read < count;) {
    const start = starts[read]!;
    if (symbols[read] === URL && isMapLink(text.slice(start, ends[read]).toLowerCase()))
      symbols[read] = COORDINATES;
    const detectors = detectorsAt(reading, tokens, read);
    const found = detectors.length > 0 ? shapeAt(reading, tokens, read, detectors) : undefined;
    let next = read + 1;
    if (!found && write === read) {
      write = read = next;
      continue;
    }
    let flag = flags[read]!;
    symbols[write] = found ? found.symbol : symbols[read]!;
    starts[write] = found ? found.start : start;
    ends[write] = found ? found.end : ends[read]!;
    bounds[write] = bounds[read]!;
    if (found) {
      for (; next < found.next; next++) flag |= flags[next]!;
      flag &= ~LOST;
    }
    flags[write++] = flag;
    read = next;
  }
  tokens.count = write;
  return reading;
}

interface Found {
  symbol: number;
  start: number;
  end: number;
  /** The token behind the shape. */
  next: number;
}

function shapeAt(
  reading: Reading,
  { starts, ends, count }: Tokens,
  at: number,
  detectors: readonly Detector[],
): Found | undefined {
  const begin = reading.toSource(starts[at]!);
  for (const detector of detectors) {
    const found = detector.find(reading.source, begin);
    if (!found) continue;
    const shape = reading.toOriginal(found);
    let next = at + 1;
    while (next < count && starts[next]! < shape.end) next++;
    // A shape that ends inside a token (a link, a longer word) is none.
    if (reading.toSource(ends[next - 1]!) !== found.end) continue;
    return { symbol: SYMBOLS.get(detector)!, start: shape.start, end: shape.end, next };
  }
  return undefined;
}

/** The detectors that may find something at a token. test/detect.test.ts holds that no other does. */
function detectorsAt(
  reading: Reading,
  { symbols, starts, ends, flags }: Tokens,
  at: number,
): readonly Detector[] {
  if ((flags[at]! & (FLAG.continued | FLAG.emoji)) !== 0) return NONE;
  const symbol = symbols[at]!;
  if (symbol === URL || symbol === EMAIL || symbol === MENTION) return NONE;
  const { plain } = reading.source;
  const start = reading.toSource(starts[at]!);
  const end = reading.toSource(ends[at]!);
  const length = end - start;
  if (length > LONGEST_WORD) return NONE;
  if (isDigit(plain.charCodeAt(start))) return detectorsOfNumber(plain, start);
  // A word with digits that was read as a plain word (d1e) is that word.
  if ((flags[at]! & FLAG.unknown) !== 0)
    for (let k = start; k < end && k < start + DIGIT_WITHIN; k++)
      if (isDigit(plain.charCodeAt(k))) return AT_LETTER;
  // “B33 8TH”: the first half of a postcode may read as a word (bee), the second begins with a digit. A driver number begins
  // with five letters of a name.
  const digitBehind = isDigit(plain.charCodeAt(end + 1));
  if ((length <= 5 && digitBehind) || (length <= 4 && plain.charCodeAt(end) === COLON)) return AT_LETTER;
  if (length > LONGEST_LISTED || length < 2) return NONE;
  const shape = shapeOf(length, plain.charCodeAt(start), plain.charCodeAt(start + 1));
  if (LISTED_SHAPES[shape] !== 1 || !LISTED.has(plain.slice(start, end))) return NONE;
  return digitBehind || isDigit(plain.charCodeAt(end)) ? AT_LETTER : WHEN;
}

/**
 * Most numbers of a post are a few digits and then a word, or the end of a sentence: no shape begins there but a date or a
 * time, and none of those but before the letters of `BEHIND_NUMBER`.
 */
function detectorsOfNumber(plain: string, start: number): readonly Detector[] {
  let end = start + 1;
  while (isDigit(plain.charCodeAt(end))) end++;
  if (end - start > LONGEST_LONE) return AT_DIGIT;
  if (end === plain.length || ENDS_NUMBER.has(plain.charCodeAt(end))) return NONE;
  if (plain.charCodeAt(end) !== SPACE) return AT_DIGIT;
  const behind = plain.charCodeAt(end + 1);
  // An “o” may be a nought.
  if (behind < SMALL_A || behind > SMALL_Z || behind === SMALL_O) return AT_DIGIT;
  return BEHIND_NUMBER.has(behind) ? WHEN : NONE;
}

/** −1 for what does not begin with two letters. */
function shapeOf(length: number, first: number, second: number): number {
  if (first < 97 || first > 122 || second < 97 || second > 122) return -1;
  return (length * 26 + first - 97) * 26 + second - 97;
}
