import type { DetailKind } from '../model/detail.ts';
import type { Source } from './detector.ts';
import { type Candidate, placesOf } from './finder.ts';

/** A number that only the words before it make a detail: what it is called, and what it may look like. */
interface Named {
  kind: DetailKind;
  called: string;
  shape?: string;
}

/** Letters, digits, hyphens and what masks a part of it; at least one digit. */
const CODE = "(?=[#*'xX\\w-]{0,24}\\d)[#*]?'?[a-z0-9][\\w-]{3,24}(?: \\d{2,6}){0,6}";

const NAMED: readonly Named[] = [
  {
    kind: 'card',
    called: 'card|visa|mastercard|amex',
    shape: '(?:(?:\\d[ -]?){11,18}\\d|(?:[x*]{4}[ -]?){2,3}\\d{4}|\\d{4}\\*{4,12}\\d{4})',
  },
  { kind: 'passport', called: 'passport(?: id)?' },
  {
    kind: 'driving-licence',
    called: "(?:driver'?s?|driving) licen[cs]e(?: id| data)?|licen[cs]e|dl",
    shape: '(?:dl:)?(?=[\\w-]{0,20}\\d)[a-z0-9][\\w-]{5,24}',
  },
  {
    kind: 'medical-id',
    called: '(?:patient|mrn|medical record|medical file|hospital|chi|medicare|medicaid|pid)(?: id)?(?: mrn)?',
  },
  { kind: 'medical-id', called: '(?:health )?insurance(?: policy| code| id)?|policy ?holder(?: id)?|nhs' },
  {
    kind: 'national-id',
    called:
      'tin|itin|atin|tax ?id|tax file|tfn|utr|pan(?: card)?|aadhaa?r|voter(?: id)?|national (?:id|insurance)|ssn|social security|sin|pps|ni|nino|(?:suspect )?identification|alien registration|visa|brp|employee id|tribal id|(?:student|employee|staff|member)(?: id)|id',
  },
  {
    kind: 'bank-account',
    called: 'accounts?|acc(?:t|num)?|a/c|routing|iban|bank account|swift|bic|bsb|sort code|transit|upi',
    shape:
      "(?:[a-z]{2}\\d{2}(?: [\\da-z]{1,30}){1,8}|(?=[*'\\w-]{0,30}\\d)[*']?[a-z0-9][\\w-]{2,30}(?: \\d{2,4}){0,8})",
  },
  {
    kind: 'vehicle-plate',
    called: '(?:number|licen[cs]e|reg(?:istration)?|car) ?plate|rego|reg',
    shape: '[a-z0-9]{2,4}[ -]?[a-z0-9]{2,4}',
  },
  { kind: 'handle', called: 'user ?(?:id|name)|login', shape: '[a-z_][\\w.-]{3,30}|\\d{4,12}' },
];

const JOIN =
  '(?: (?:numbers?|num|no|nr|id|code|details|information|card|like|with|for verification purposes|ending(?: with| in)?|of mine))*\\.?(?: (?:is|was|are|of|reads|says|:|=|#))?[ :=(#\'"]{0,3}';

const EXPRESSIONS = NAMED.map(({ kind, called, shape = CODE }) => ({
  kind,
  expression: new RegExp(`\\b(?:${called})\\b${JOIN}(?<![a-z])(?<detail>${shape})(?![\\w])`, 'dgi'),
}));

/** Words of the match that say it is about somebody’s number, not about a number of something else. */
const NOT_A_PERSONS = /\b(?:order|tracking|parcel|flight|invoice|booking|ticket|serial|model|case ref)\b/;

/** No word, and no site where one logs in. */
function isStrange(written: string): boolean {
  return (
    /_|\.\w|[a-z]\d/.test(written) &&
    !/\.(?:com|org|net|uk|ie|eu|io|gov|edu|app|dev|html?|php)$/.test(written)
  );
}

export function findNumbered({ plain }: Source): Candidate[] {
  const found: Candidate[] = [];
  for (const { kind, expression } of EXPRESSIONS)
    for (const { start, end, match } of placesOf(expression, plain)) {
      const written = plain.slice(start, end);
      const quoted = /["']/.test(plain.charAt(start - 1));
      if (!/\d/.test(written) && !(kind === 'handle' && (quoted || isStrange(written)))) continue;
      if (NOT_A_PERSONS.test(plain.slice(Math.max(0, match.index - 24), start))) continue;
      const digits = written.replaceAll(/\D/g, '').length;
      const named = /\b(?:numbers?|num|no|id|code)\b/.test(plain.slice(match.index, start));
      found.push({
        kind,
        start,
        end,
        contributions: [
          { cause: 'stands behind the name of such a number', points: 0.45 },
          ...(quoted ? [{ cause: 'in quotation marks', points: 0.1 }] : []),
          ...(named ? [{ cause: 'said to be a number', points: 0.2 }] : []),
          ...(kind === 'handle' && isStrange(written) ? [{ cause: 'is no ordinary word', points: 0.1 }] : []),
          ...(digits >= 5 ? [{ cause: 'five digits or more', points: 0.2 }] : []),
          ...(/[a-z]/.test(written) && digits >= 3 ? [{ cause: 'letters and digits', points: 0.1 }] : []),
        ],
      });
    }
  return found;
}
