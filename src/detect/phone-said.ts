import type { Source } from './detector.ts';
import { type Candidate, contextOf, placesOf } from './finder.ts';
import { PUBLIC } from './shaped.ts';

/**
 * Telephone numbers that `phone.ts` does not know by their shape: of countries whose plans are not listed, where words
 * say what they are, and numbers written in words.
 */
const SAID =
  /\b(?:phone|telephone|tel|mobile|mob|cell|fax|landline|whats ?app|(?:my|his|her|registered|contact|phone|mobile) (?:number|num|no)|registered|call|ring|text|txt|messages to|reach (?:me|him|her) (?:on|at))(?: number| no| is| on| at| me| him| her| us| them){0,3}[ :.\n]{1,4}(?<detail>(?:\+|\(|00)?\d(?:[ ().-]{0,3}\d){6,14})(?![\w£$€%]|[.,:/]\d)/dg;
/** What both have in them: few posts do. */
const SEVEN_DIGITS = /\d(?:[ ().-]{0,3}\d){6}/;
const LABELLED =
  /(?<![\w.,/-])(?<detail>(?:\+|\()?\d(?:[ ().-]{0,3}\d){6,14}) {1,2}(?:office|fax|mobile|cell|home|work)\b/dg;
const DIGIT = '(?:(?:zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine|o)(?: hundred)?|\\d)';
const SPOKEN = new RegExp(
  `\\b(?:plus[ ,.-]{1,3})?(?:(?:double|triple|treble)[ -])?${DIGIT}(?:[ ,.-]{1,4}(?:(?:double|triple|treble)[ -])?${DIGIT}){6,16}\\b`,
  'g',
);
const WORDS = /zero|oh|nought|naught|one|two|three|four|five|six|seven|eight|nine/g;
/** Counting, and the beat of a song. */
const IN_ORDER = /one\W+two\W+three\W+four|ten\W+nine\W+eight|five\W+four\W+three\W+two/;

/** Digits beside a word that says what they are. */
export function findSaidPhones(source: Source): Candidate[] {
  const found: Candidate[] = [];
  if (!SEVEN_DIGITS.test(source.plain)) return found;
  for (const { start, end } of placesOf(SAID, source.plain))
    found.push({
      kind: 'phone',
      start,
      end,
      contributions: [
        { cause: 'digits behind a word for a telephone', points: 0.65 },
        ...contextOf(source, { start, end }, [PUBLIC]),
      ],
    });
  for (const { start, end } of placesOf(LABELLED, source.plain))
    found.push({
      kind: 'phone',
      start,
      end,
      contributions: [{ cause: 'digits, and behind them where they ring', points: 0.7 }],
    });
  return found;
}

/** Digits in words. */
export function findSpokenPhones(source: Source): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end, match } of placesOf(SPOKEN, source.plain)) {
    const words = match[0].match(WORDS)?.length ?? 0;
    if (words < 3 || IN_ORDER.test(match[0])) continue;
    const zero = /^(?:plus|oh|o|zero|nought|naught|0)/.test(match[0]);
    found.push({
      kind: 'phone',
      start,
      end,
      contributions: [
        { cause: 'seven digits or more, in words', points: 0.4 },
        ...(zero ? [{ cause: 'begins like a telephone number', points: 0.3 }] : []),
        ...contextOf(source, { start, end }, [
          {
            cause: 'a word for a telephone stands before it',
            points: 0.3,
            before: /\b(?:call|ring|text|phone|mobile|number|cell|whats ?app|digits)\b[^.!?]{0,20}$/,
          },
          PUBLIC,
        ]),
      ],
    });
  }
  return found;
}
