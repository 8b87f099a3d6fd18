import type { Contribution } from '../model/assessment.ts';
import type { DetailKind } from '../model/detail.ts';
import type { Tokens } from '../tokenise/tokens.ts';
import { BUILT_IN, type BuiltIn } from '../tokenise/vocabulary.ts';
import { DETECTORS } from './detect.ts';
import { isDigit, isWord, type Shape, type Source } from './detector.ts';
import { type Candidate, type ContextWords, contextOf } from './finder.ts';
import type { Reading } from './source.ts';

interface Meaning {
  kind: DetailKind;
  shape: Contribution;
  words: readonly ContextWords[];
}

/** Lines that are meant to be found; a number or an address of theirs gives nobody away. */
export const PUBLIC: ContextWords = {
  cause: 'stands beside a public line',
  points: -0.5,
  before:
    /\b(?:helpline|hotline|help line|support line|crisis line|samaritans|childline|citizens advice|customer (?:services?|care|support)|switchboard|reception|surgery|box office|council|police|hospital|clinic|pharmacy|charity|head office|press office|call centre|nhs 111)\b[^.!?\n]{0,30}$/,
  after:
    /^[^.!?\n\w]{0,4}(?:is )?(?:the |our )?(?:office|helpline|hotline|switchboard|reception|box office|customer (?:services?|care))\b/,
};

export const PUBLIC_PLACE: ContextWords = {
  cause: 'a public place stands beside it',
  points: -0.4,
  before:
    /\b(?:shop|store|cafe|restaurant|pub|bar|hotel|museum|library|theatre|cinema|church|office|offices|surgery|station|centre|center|gallery|venue|hall|stadium|court|bank)\b[^.!?\n]{0,20}$/,
};

/** What the shapes that patterns know (`detect.ts`) say of a person. A date or a time says nothing by itself. */
const MEANINGS: Partial<Record<BuiltIn, Meaning>> = {
  phone: {
    kind: 'phone',
    shape: { cause: 'digits grouped like a telephone number', points: 0.7 },
    words: [
      PUBLIC,
      {
        cause: 'a word for a telephone stands before it',
        points: 0.2,
        before:
          /\b(?:call|ring|text|txt|phone|mobile|mob|cell|tel|telephone|whats ?app|my number|(?:his|her) number|landline|reach|contact|fax)\b[^.!?\n]{0,24}$/,
      },
    ],
  },
  card: {
    kind: 'card',
    shape: { cause: 'an issuer’s prefix and a valid check digit', points: 0.8 },
    words: [
      {
        cause: 'a word for a card stands before it',
        points: 0.15,
        before: /\b(?:card|visa|debit|credit|amex|mastercard|pan)\b/,
      },
    ],
  },
  iban: {
    kind: 'bank-account',
    shape: { cause: 'the length of its country and a valid remainder (mod 97)', points: 0.95 },
    words: [],
  },
  'sort-code': {
    kind: 'bank-account',
    shape: { cause: 'six digits in pairs', points: 0.6 },
    words: [
      {
        cause: 'a word for a bank account stands before it',
        points: 0.3,
        before: /\b(?:sort|account|acc|acct|a\/c|bank|pay)\b/,
      },
    ],
  },
  'national-id': {
    kind: 'national-id',
    shape: { cause: 'shaped like a number by which a state knows a person', points: 0.75 },
    words: [
      {
        cause: 'the number is named',
        points: 0.2,
        before: /\b(?:ni|nino|national insurance|nhs|ssn|social security|pps)\b/,
      },
    ],
  },
  postcode: {
    kind: 'postcode',
    shape: { cause: 'a postcode of a real area', points: 0.8 },
    words: [PUBLIC, PUBLIC_PLACE],
  },
  ip: {
    kind: 'ip-address',
    shape: { cause: 'shaped like an IP address', points: 0.8 },
    words: [
      {
        cause: 'an address of any home network, or of none',
        points: -0.6,
        at: /^(?:10|127|0|255|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./,
      },
    ],
  },
  wallet: {
    kind: 'crypto-wallet',
    shape: { cause: 'shaped like the address of a wallet', points: 0.85 },
    words: [],
  },
  mac: { kind: 'mac-address', shape: { cause: 'six octets', points: 0.8 }, words: [] },
  coordinates: { kind: 'location', shape: { cause: 'coordinates', points: 0.85 }, words: [] },
  plate: { kind: 'vehicle-plate', shape: { cause: 'shaped like a number plate', points: 0.75 }, words: [] },
};

/** The shapes that patterns know, read at the start of each word. */
export function findShaped(source: Source): Candidate[] {
  const { plain } = source;
  const found: Candidate[] = [];
  for (let at = 0; at < plain.length;) {
    const code = plain.charCodeAt(at);
    if (!isWord(code)) {
      at++;
      continue;
    }
    const shape = shapeAt(source, at);
    if (shape?.meaning) found.push(candidateOf(shape.meaning, shape, source));
    const next = shape ? shape.end : at + 1;
    at = Math.max(next, at + 1);
    while (at < plain.length && isWord(plain.charCodeAt(at))) at++;
  }
  return found;
}

/** The same where the detectors merged them into tokens already. */
export function shapesOf(reading: Reading, { symbols, starts, ends, count }: Tokens): Candidate[] {
  const found: Candidate[] = [];
  for (let at = 0; at < count; at++) {
    if (symbols[at]! >= BUILT_IN.length) continue;
    const meaning = MEANINGS[BUILT_IN[symbols[at]!]!];
    if (!meaning) continue;
    const shape = { start: reading.toSource(starts[at]!), end: reading.toSource(ends[at]!) };
    found.push(candidateOf(meaning, shape, reading.source));
  }
  return found;
}

function candidateOf({ kind, shape, words }: Meaning, { start, end }: Shape, source: Source): Candidate {
  return { kind, start, end, contributions: [shape, ...contextOf(source, { start, end }, words)] };
}

function shapeAt(source: Source, at: number): (Shape & { meaning: Meaning | undefined }) | undefined {
  const begins = isDigit(source.plain.charCodeAt(at)) ? 'letter' : 'digit';
  for (const detector of DETECTORS) {
    if (detector.begins === begins) continue;
    const shape = detector.find(source, at);
    if (shape) return { ...shape, meaning: MEANINGS[detector.kind] };
  }
  return undefined;
}
