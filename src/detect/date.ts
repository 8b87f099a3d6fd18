import {
  type Detector,
  endOf,
  isDigit,
  precededBy,
  followedBy,
  type Shape,
  type Source,
} from './detector.ts';

/**
 * Days of the calendar, in digits or with the month in words. Sources: ISO 8601 (2009-03-12), Unicode CLDR date
 * formats of en-GB, en-IE, en-US and en-AU (day first or month first; both are accepted).
 */
export const date: Detector = { kind: 'date', begins: 'either', find };

const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec';
/** Words that may begin a date. */
export const MONTHS: readonly string[] = MONTH.split('|');

const YEAR = "(?:[,.]? ?(?:(?:19|20)\\d\\d|'\\d\\d))";
const DIGITS = /(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)/y;
const ISO = /(?:19|20)\d\d([/.-])(\d{1,2})\1(\d{1,2})/y;
const DAY_FIRST = new RegExp(`(\\d{1,2})(st|nd|rd|th)?(?: of)?[ -]?(${MONTH})(${YEAR}?)`, 'y');
const MONTH_FIRST = new RegExp(`(${MONTH})\\.? (?:the )?(\\d{1,2})(st|nd|rd|th)?(${YEAR}?)`, 'y');
const SAYS_BANK = /\b(?:sort|bank|account|acc|acct|a\/c|transfer|payee)\b\D{0,30}$/;
/** Also verbs: they make a date only with an ordinal or a year. */
const VERBS = new Set(['may', 'march', 'mar']);

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  if ('/.-'.includes(plain.charAt(at - 1) || ' ') && isDigit(plain.charCodeAt(at - 2))) return undefined;
  const end = isDigit(plain.charCodeAt(at))
    ? inDigits(source, at) || dayFirst(source, at)
    : monthFirst(plain, at);
  return end > 0 ? { start: at, end } : undefined;
}

function inDigits(source: Source, at: number): number {
  const { plain } = source;
  DIGITS.lastIndex = at;
  let match = DIGITS.exec(plain);
  if (match && !isDigit(plain.charCodeAt(DIGITS.lastIndex))) {
    const [, first, mark, second, year] = match as unknown as [string, string, string, string, string];
    if (!isDay(Number(first), Number(second)) && !isDay(Number(second), Number(first))) return 0;
    // 1.2.10 is a version; 12-03-09 may be a sort code.
    if (mark === '.' && year.length < 4) return 0;
    const end = endOf(DIGITS, plain, at);
    if (
      mark === '-' &&
      year.length < 4 &&
      (precededBy(SAYS_BANK, source, at) || followedBy(/^\D{1,12}\d{8}\b/, source, end))
    )
      return 0;
    return plain.charAt(end) === mark && isDigit(plain.charCodeAt(end + 1)) ? 0 : end;
  }
  ISO.lastIndex = at;
  match = ISO.exec(plain);
  return match && isDay(Number(match[3]), Number(match[2])) ? endOf(ISO, plain, at) : 0;
}

function dayFirst(source: Source, at: number): number {
  const { plain } = source;
  DAY_FIRST.lastIndex = at;
  const match = DAY_FIRST.exec(plain);
  if (!match || !isDay(Number(match[1]), 1)) return 0;
  const bare = match[2] === undefined && match[4] === '' && !match[0].includes(' of');
  if (bare && VERBS.has(match[3]!)) return 0;
  const end = at + match[0].length;
  if (
    match[4] === '' &&
    followedBy(/^ (?:be|have|not|well|i|you|he|she|we|they)\b/, source, end) &&
    match[3] === 'may'
  )
    return 0;
  return endOf(DAY_FIRST, plain, at);
}

function monthFirst(plain: string, at: number): number {
  MONTH_FIRST.lastIndex = at;
  const match = MONTH_FIRST.exec(plain);
  if (!match || !isDay(Number(match[2]), 1)) return 0;
  if (match[3] === undefined && match[4] === '' && VERBS.has(match[1]!)) return 0;
  return endOf(MONTH_FIRST, plain, at);
}

function isDay(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}
