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
const URL = symbolOf('url');
const EMAIL = symbolOf('email');
const MENTION = symbolOf('mention');
const COORDINATES = symbolOf('coordinates');
/** What a number says about its words does not hold for the shape that they make up. */
const LOST = FLAG.unknown | FLAG.continued | FLAG.filler | FLAG.digits | FLAG.capitalised;

/**
 * Merges each run of tokens that is a phone number, a postcode, a date and so on into one token of that symbol. The
 * columns are compacted in one pass; every token is tried once, against shapes of bounded length. Called only for a
 * post that has a digit or a link in it. Never throws.
 */
export function detect(text: string, tokens: Tokens): void {
  const reading = readPost(text);
  const { symbols, starts, ends, flags, bounds, count } = tokens;
  let write = 0;
  for (let read = 0; read < count;) {
    const start = starts[read]!;
    if (symbols[read] === URL && isMapLink(text.slice(start, ends[read]).toLowerCase()))
      symbols[read] = COORDINATES;
    const found = mayBegin(reading, tokens, read) ? shapeAt(reading, tokens, read) : undefined;
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
}

interface Found {
  symbol: number;
  start: number;
  end: number;
  /** The token behind the shape. */
  next: number;
}

function shapeAt({ source, toSource, toOriginal }: Reading, tokens: Tokens, at: number): Found | undefined {
  const { starts, ends, count } = tokens;
  const begin = toSource(starts[at]!);
  for (const detector of isDigit(source.plain.charCodeAt(begin)) ? AT_DIGIT : AT_LETTER) {
    const found = detector.find(source, begin);
    if (!found) continue;
    const shape = toOriginal(found);
    let next = at + 1;
    while (next < count && starts[next]! < shape.end) next++;
    // A shape that ends inside a token (a link, a longer word) is none.
    if (ends[next - 1] !== shape.end) continue;
    return { symbol: SYMBOLS.get(detector)!, start: shape.start, end: shape.end, next };
  }
  return undefined;
}

function mayBegin(
  { source: { plain }, toSource }: Reading,
  { symbols, starts, ends, flags }: Tokens,
  at: number,
): boolean {
  if ((flags[at]! & (FLAG.continued | FLAG.emoji)) !== 0) return false;
  const symbol = symbols[at]!;
  if (symbol === URL || symbol === EMAIL || symbol === MENTION) return false;
  const start = toSource(starts[at]!);
  const end = toSource(ends[at]!);
  if (end - start > LONGEST_WORD) return false;
  // A word with digits that was read as a plain word (d1e) is that word, unless it begins like a number.
  const mayHoldDigits = (flags[at]! & FLAG.unknown) !== 0 || isDigit(plain.charCodeAt(start));
  for (let k = start; mayHoldDigits && k < end && k < start + DIGIT_WITHIN; k++)
    if (isDigit(plain.charCodeAt(k))) return true;
  const length = end - start;
  // “B33 8TH”: the first half of a postcode may read as a word (bee), the second begins with a digit.
  if (length <= 4 && (isDigit(plain.charCodeAt(end + 1)) || plain.charCodeAt(end) === 58)) return true;
  if (length > LONGEST_LISTED || length < 2) return false;
  const shape = shapeOf(length, plain.charCodeAt(start), plain.charCodeAt(start + 1));
  return LISTED_SHAPES[shape] === 1 && LISTED.has(plain.slice(start, end));
}

/** −1 for what does not begin with two letters. */
function shapeOf(length: number, first: number, second: number): number {
  if (first < 97 || first > 122 || second < 97 || second > 122) return -1;
  return (length * 26 + first - 97) * 26 + second - 97;
}
