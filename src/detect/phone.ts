import {
  type Detector,
  NUMBER_OF_A_THING,
  isDigit,
  isWord,
  precededBy,
  type Shape,
  type Source,
} from './detector.ts';

/**
 * Telephone numbers that a private person can hold. Sources: Ofcom National Telephone Numbering Plan and its numbers
 * for drama use; ComReg numbering conditions; NANPA (and 555-0100 to 0199); ACMA numbering plan; ITU-T E.164 for
 * numbers with a plus. Freephone and service numbers (0800, 0300, 116 123, 1-800 …) belong to helplines and shops and
 * stay digits. So do digits that a word such as “order” or “ref” introduces.
 */
export const phone: Detector = { kind: 'phone', begins: 'either', find };

/** E.164 allows 15 digits; “00” and a bracketed trunk 0 come on top. */
const MOST_DIGITS = 18;
const LONGEST = 40;

const SAID_TO_BE =
  /\b(?:call|ring|text|txt|phone|mobile|mob|cell|tel|telephone|whats ?app|number|num|digits|landline|dial|reach|contact|msg|message|fone)\b.{0,20}$/;

const UK = /^0(?:7\d{9}|1\d{8,9}|2\d{9}|3069990\d{3}|8081570\d{3}|9098790\d{3})$/;
const IRISH_MOBILE = /^08[3-9]\d{7}$/;
const AUSTRALIAN_MOBILE = /^04\d{8}$/;
const INTERNATIONAL =
  /^(?:440?\d{9,10}|1[2-9]\d{9}|610?\d{9}|(?:2[07]|3[0-469]|4[0135-9]|5[1-8]|6[02-6]|[79]\d|8[1246]|(?:2[1-69]|3[578]|42|85|9[679])\d)\d{8,11})$/;
/** A country code of one digit is followed by a group of three; “+5 10 15” is a bonus. */
const INTERNATIONAL_GROUPS = /^(?:1 3 |1\d|[2-9])/;
const AMERICAN = /^1?[2-9]\d{2}[2-9]\d{6}$/;
const TOLL_FREE = /^1?8(?:00|33|44|55|66|77|88)/;
/** Lengths of the groups, for numbers that no prefix tells: IE and AU landlines, NANP. */
const IRISH_GROUPS = /^(?:2 3 4|2 7|3 [2-5] [34]|3 [5-7])$/;
const AUSTRALIAN_GROUPS = /^2 (?:4 4|8)$/;
/** Pairs of digits are a draw of the lottery more often than a number. */
const PAIRS = /^2(?: 2)+$/;
const AMERICAN_GROUPS = /^(?:1 )?(?:3 3 4|3 7|10)$|^1 ?10$/;

interface Groups {
  digits: string;
  lengths: string;
}

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  const { start, plus } = opening(plain, at);
  if (start < 0 || !(isDigit(plain.charCodeAt(at)) || isNought(plain, at))) return undefined;
  let best = 0;
  let digits = '';
  const lengths: number[] = [];
  let length = 0;
  let gap = 0;
  for (let k = at; k < plain.length && k - at < LONGEST; k++) {
    const code = plain.charCodeAt(k);
    const nought = isNought(plain, k);
    if (isDigit(code) || nought) {
      if (gap > 0 && length > 0) {
        lengths.push(length);
        length = 0;
        if (hopeless(digits, lengths)) break;
      }
      gap = 0;
      digits += nought ? '0' : plain.charAt(k);
      length++;
      if (digits.length > MOST_DIGITS) break;
      if (
        !isWord(plain.charCodeAt(k + 1)) &&
        mayEnd(digits, plus) &&
        shaped({ digits, lengths: [...lengths, length].join(' ') }, plus, source, start) &&
        !precededBy(NUMBER_OF_A_THING, source, start)
      )
        best = k + 1;
    } else if (code === 32 || code === 45 || code === 46 || code === 40 || code === 41) {
      if (++gap > 3) break;
    } else break;
  }
  return best > 0 ? { start, end: best } : undefined;
}

/** An “o” that touches a digit, or the “o” before it, is a nought. */
function isNought(plain: string, at: number): boolean {
  if (plain.charCodeAt(at) !== 111) return false;
  const before = plain.charCodeAt(at - 1);
  return before === 111 || isDigit(before) || isDigit(plain.charCodeAt(at + 1));
}

/** Where a number with the digit at `at` begins: its plus sign and its bracket belong to it. −1 after a sign that says it is none. */
function opening(plain: string, at: number): { start: number; plus: boolean } {
  let start = at;
  if (plain.charCodeAt(start - 1) === 40) start--;
  const plus = plain.charCodeAt(start - 1) === 43;
  if (plus) start--;
  const before = plain.charAt(start - 1);
  if (before !== '' && '£$€#'.includes(before)) return { start: -1, plus };
  if (before !== '' && '.-/,'.includes(before) && isWord(plain.charCodeAt(start - 2))) {
    if (before !== '.' || isDigit(plain.charCodeAt(start - 2))) return { start: -1, plus };
  }
  return { start, plus };
}

/** Whether the first groups show that it is a list of numbers: nothing more need be read. */
function hopeless(digits: string, lengths: readonly number[]): boolean {
  if (digits.startsWith('000')) return true;
  return !digits.startsWith('0') && lengths.length === 2 && lengths[0] === 1 && lengths[1]! < 3;
}

/** Whether some number is as long as this: a look before the closer one. */
function mayEnd(digits: string, plus: boolean): boolean {
  const { length } = digits;
  if (plus || digits.startsWith('00')) return length >= 10;
  if (digits.startsWith('0')) return length >= 9 && length <= 11;
  return length === 7 || (length >= 10 && length <= 12);
}

function shaped({ digits, lengths }: Groups, plus: boolean, source: Source, start: number): boolean {
  if (plus) return INTERNATIONAL.test(digits) && INTERNATIONAL_GROUPS.test(lengths);
  if (digits.startsWith('00')) return INTERNATIONAL.test(digits.slice(2));
  const single = /^1(?: 1)*$/.test(lengths);
  if (digits.startsWith('0')) {
    if (IRISH_MOBILE.test(digits) || AUSTRALIAN_MOBILE.test(digits)) return !PAIRS.test(lengths);
    if (UK.test(digits)) return digits.startsWith('07') || !single;
    if (digits.length === 10 && /^0[2378]/.test(digits) && AUSTRALIAN_GROUPS.test(lengths)) return true;
    return /^0(?:1|[2-9][1-9])\d{6,8}$/.test(digits) && digits.length <= 10 && IRISH_GROUPS.test(lengths);
  }
  if (/^55501\d\d$/.test(digits)) return lengths === '3 4';
  if (AMERICAN.test(digits) && !TOLL_FREE.test(digits)) {
    if (/^(?:1 )?3 (?:3 4|7)$/.test(lengths)) return true;
    return AMERICAN_GROUPS.test(lengths) && precededBy(SAID_TO_BE, source, start);
  }
  // 44 7700 900123: a country code that lost its plus.
  return /^(?:447\d{9}|3538[3-9]\d{7}|614\d{8})$/.test(digits);
}
