import {
  type Detector,
  endOf,
  followedBy,
  isDigit,
  precededBy,
  type Shape,
  type Source,
} from './detector.ts';

/**
 * Times of day as people write them. Sources: Unicode CLDR time formats of en-GB and en-US; “half three” for 3.30 is
 * British and Irish (OED, half, P). Scores, ratios and prices stay digits: minutes have two digits, and a dot makes a
 * time only with am/pm or behind a word such as “at”.
 */
export const clock: Detector = { kind: 'clock', begins: 'either', find };

const HOUR_WORD = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve';
const HOUR = `(?:1[0-2]|0?[1-9]|${HOUR_WORD})`;
/** Words that may begin a time. */
export const CLOCK_WORDS: readonly string[] = [...HOUR_WORD.split('|'), 'half', 'quarter', 'twenty'];

const HALVES = `(?:[ap]\\.?m|[ap] m)`;
const COLON = /(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m)?/y;
const MERIDIEM = new RegExp(`(?:1[0-2]|0?[1-9]|${HOUR_WORD})(?:[.:; ]?[0-5]\\d)? ?${HALVES}`, 'y');
const DOTTED = /(?:[01]?\d|2[0-3])\.[0-5][05]/y;
const MILITARY = /(?:[01]\d|2[0-3])[0-5]\d ?h(?:rs)?/y;
const HOURS = /0\d[0-5]\d ?hours/y;
const O_CLOCK = new RegExp(`${HOUR} ?o ?'?clock`, 'y');
const PAST = new RegExp(
  `(?:half past|half|quarter (?:past|to|til|till|of)|(?:five|ten|twenty|5|10|20|25) past) ${HOUR}(?: ?[ap]\\.?m)?`,
  'y',
);
const HALF_WORD = new RegExp(`half (?:${HOUR_WORD})$`);

const SAYS_WHEN =
  /\b(?:at|from|til|till|until|by|around|about|before|after|since|half|to|every day|is|its|it's|@)[ ~]$/;
const QUANTITY =
  /^ ?(?:%|a (?:litre|liter|pint|kilo|go|head)|per |each|of |million|billion|percent|hours?\b|hrs\b|miles?\b|km\b|kg\b|people\b|stars?\b)/;

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  if (isDigit(plain.charCodeAt(at)) && '.:/£$€+'.includes(plain.charAt(at - 1) || ' ')) return undefined;
  let end =
    endOf(MERIDIEM, plain, at) ||
    endOf(COLON, plain, at) ||
    endOf(O_CLOCK, plain, at) ||
    endOf(MILITARY, plain, at) ||
    endOf(HOURS, plain, at);
  if (end > 0)
    return plain.charAt(end) === ':' && isDigit(plain.charCodeAt(end + 1)) ? undefined : { start: at, end };
  end = endOf(PAST, plain, at);
  if (end > 0) {
    const half = HALF_WORD.test(plain.slice(at, end));
    return followedBy(QUANTITY, source, end) || (half && !precededBy(SAYS_WHEN, source, at))
      ? undefined
      : { start: at, end };
  }
  end = endOf(DOTTED, plain, at);
  if (end === 0 || !precededBy(SAYS_WHEN, source, at) || followedBy(QUANTITY, source, end)) return undefined;
  return plain.charAt(end) === '.' && isDigit(plain.charCodeAt(end + 1)) ? undefined : { start: at, end };
}
