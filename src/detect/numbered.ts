import type { DetailKind } from '../model/detail.ts';
import type { Source } from './detector.ts';
import { type Candidate, type Place, placesOf } from './finder.ts';
import type { Need } from './needs.ts';

/** A number that only the words before it make a detail: what it is called, and what it may look like. */
interface Named {
  kind: DetailKind;
  called: string;
  /** Of what it is called the words of which one must stand in the post. */
  words: string;
  shape?: string;
}

/** Letters, digits, hyphens and what masks a part of it; at least one digit. */
/** Or digits in groups, the first of them short. */
const CODE =
  "(?:\\d{2,3}(?:[ -]\\d{2,4}){2,4}|(?=[#*'xX\\w-]{0,24}\\d)[#*]?'?[a-z0-9][\\w-]{3,24}(?: \\d{2,6}){0,6}(?: \\d(?=$|[.,!?]| x))?)";

const NAMED: readonly Named[] = [
  {
    kind: 'card',
    called: 'card|visa|mastercard|amex',
    words: 'card visa mastercard amex',
    shape: '(?:(?:\\d[ -]?){11,18}\\d|(?:[x*]{4}[ -]?){2,3}\\d{4}|\\d{4}\\*{4,12}\\d{4})',
  },
  {
    kind: 'passport',
    called: 'passport(?: id)?',
    words: 'passport',
    shape: `(?:[a-z]{3} \\d{6,9}|${CODE})`,
  },
  {
    kind: 'postcode',
    called: '(?:zip|postal) ?code|zip|post ?code',
    words: 'zip zipcode postal postcode post',
    shape: '(?:\\d{5}(?:-\\d{4})?|\\d{4})(?! (?:people|times|houses|homes|pounds|miles|lottery|votes))',
  },
  {
    kind: 'driving-licence',
    called: "(?:driver'?s?|driving) licen[cs]e(?: id| data)?|licen[cs]e|dl",
    words: 'licence license dl',
    shape: '(?:dl:)?(?=[\\w-]{0,20}\\d)[a-z0-9][\\w-]{5,24}',
  },
  {
    kind: 'medical-id',
    called: '(?:patient|mrn|medical record|medical file|hospital|chi|medicare|medicaid|pid)(?: id)?(?: mrn)?',
    words: 'patient mrn medical hospital chi medicare medicaid pid',
  },
  {
    kind: 'medical-id',
    called: '(?:health )?insurance(?: policy| code| id)?|policy ?holder(?: id)?|nhs',
    words: 'insurance policy policyholder nhs',
  },
  {
    kind: 'national-id',
    called:
      'tin|itin|atin|tax ?id|tax file|tfn|utr|pan(?: card)?|aadhaa?r|voter(?: id)?|national (?:id|insurance)|ssn|social security|sin|pps|ni|nino|(?:suspect )?identification|alien registration|visa|brp|employee id|tribal id|(?:student|employee|staff|member)(?: id)|id',
    words:
      'tin itin atin tax tfn utr pan aadhaar aadhar voter national ssn social sin pps ni nino identification registration visa brp id',
  },
  {
    kind: 'bank-account',
    called: 'accounts?|acc(?:t|num)?|a/c|routing|iban|bank account|swift|bic|bsb|sort code|transit|upi',
    words: 'account accounts acc acct routing iban swift bic bsb sort transit upi',
    shape:
      "(?:[a-z]{2}\\d{2}(?: [\\da-z]{1,30}){1,8}|(?=[*'\\w-]{0,30}\\d)[*']?[a-z0-9][\\w-]{2,30}(?: \\d{2,4}){0,8})",
  },
  {
    kind: 'vehicle-plate',
    called: '(?:number|licen[cs]e|reg(?:istration)?|car) ?plates?|rego|reg|plates?',
    words: 'plate plates numberplate rego reg',
    shape: '(?=[a-z -]{0,4}\\d)(?=[\\d -]{0,4}[a-z])[a-z0-9]{1,4}[ -]?[a-z0-9]{2,4}',
  },
  {
    kind: 'handle',
    called: 'user ?(?:id|name)|login',
    words: 'user username userid login',
    shape: '[a-z_][\\w.-]{3,30}|\\d{4,12}',
  },
];

const JOIN =
  '(?: (?:numbers?|num|no|nr|id|code|details|information|card|like|with|for verification purposes|ending(?: with| in)?|of mine))*\\.?(?: (?:is|was|are|of|reads|says|:|=|#))?[ :=(#\'"]{0,3}';

/** Words of the match that say it is about somebody’s number, not about a number of something else. */
const NOT_A_PERSONS = /\b(?:order|tracking|parcel|flight|invoice|booking|ticket|serial|model|case ref)\b/;

/** Older plates of the UK, those of the states of Australia and of the US. */
const PLATE =
  /^(?:[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3} ?[a-z]?|\d{1,3} ?[a-z]{3}|\d[a-z]{3} ?\d{3}|[a-z]{3}[ -]?\d{4}|[a-z]{2}\d\d ?[a-z]{2,3}|[a-z]{2,3} ?\d\d ?[a-z]{2})$/;

/** No word, and no site where one logs in. */
function isStrange(written: string): boolean {
  return (
    /_|\.\w|[a-z]\d/.test(written) &&
    !/\.(?:com|org|net|uk|ie|eu|io|gov|edu|app|dev|html?|php)$/.test(written)
  );
}

/** One finder for what each such number is called: most posts with a number hold the words for one of them at most. */
export const NUMBERED = NAMED.map(({ kind, called, words, shape = CODE }) => {
  const expression = new RegExp(`\\b(?:${called})\\b${JOIN}(?<![a-z])(?<detail>${shape})(?![\\w])`, 'dg');
  const need: Need = { anyOf: { words: words.split(' ') }, ...(kind === 'handle' ? {} : { digits: true }) };
  return {
    kinds: [kind],
    needs: [need],
    find: ({ plain }: Source): Candidate[] =>
      placesOf(expression, plain).flatMap((place) => candidateOf(kind, place, plain) ?? []),
  };
});

function candidateOf(kind: DetailKind, { start, end, match }: Place, plain: string): Candidate | undefined {
  const written = plain.slice(start, end);
  const quoted = /["']/.test(plain.charAt(start - 1));
  if (!/\d/.test(written) && !(kind === 'handle' && (quoted || isStrange(written)))) return undefined;
  if (NOT_A_PERSONS.test(plain.slice(Math.max(0, match.index - 24), start))) return undefined;
  const digits = written.replaceAll(/\D/g, '').length;
  const named = /\b(?:numbers?|num|no|id|code)\b/.test(plain.slice(match.index, start));
  return {
    kind,
    start,
    end,
    contributions: [
      { cause: 'stands behind the name of such a number', points: 0.45 },
      ...(quoted ? [{ cause: 'in quotation marks', points: 0.1 }] : []),
      ...(named ? [{ cause: 'said to be a number', points: 0.2 }] : []),
      ...(kind === 'handle' && isStrange(written) ? [{ cause: 'is no ordinary word', points: 0.1 }] : []),
      ...(kind === 'vehicle-plate' && PLATE.test(written)
        ? [{ cause: 'letters and digits as on plates', points: 0.2 }]
        : []),
      ...(kind === 'postcode' ? [{ cause: 'as long as such a code', points: 0.2 }] : []),
      ...(digits >= 5 ? [{ cause: 'five digits or more', points: 0.2 }] : []),
      ...(/[a-z]/.test(written) && digits >= 3 ? [{ cause: 'letters and digits', points: 0.1 }] : []),
    ],
  };
}
