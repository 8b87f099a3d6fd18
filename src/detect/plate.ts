import { type Detector, endOf, followedBy, precededBy, type Shape, type Source } from './detector.ts';

/**
 * Number plates of the current UK format and of the Irish one. Sources: DVLA INF104 (two letters, two digits, three
 * letters; no I, Q or Z where they are not used) and the Irish vehicle registration (year, county, number). Kept
 * narrow: capitals, or a word that speaks of a car near it.
 */
export const plate: Detector = { kind: 'plate', begins: 'either', find };

const UK = /[a-hj-prstv-y][a-hj-pr-y]\d\d ?[a-hj-pr-z]{3}/y;
const IRISH =
  /(?:1[3-9]|2\d)[12]-(?:ce|cn|cw|c|dl|[dg]|ke|kk|ky|ld|lh|lk|lm|ls|l|mh|mn|mo|oy|rn|so|ts|t|wd|wh|wx|ww|w)-\d{1,6}/y;
/** Codes of the same shape that no car has. */
const NO_CAR =
  /\b(?:flight|room|course|module|model|version|order|ref|reference|part)\b\W{0,3}(?:no|number|code)?\W{0,3}$/;
const CAR =
  /\b(?:reg|rego|registration|plates?|number ?plates?|car|van|truck|lorry|vehicle|drives?|driving|parked|bmw|audi|golf|corsa|fiesta|focus|transit|motor|taxi|jeep|merc)\b/;
/** Three letters that are a word, behind a code such as “mk14”. */
const WORDS = new Set(
  'and the was for but his her she has had not you are can get got all now who out our day one two see say did her him how its may new old use way let put try ask'.split(
    ' ',
  ),
);

function find(source: Source, at: number): Shape | undefined {
  const { text, plain } = source;
  let end = endOf(IRISH, plain, at);
  if (end > 0) return { start: at, end };
  end = endOf(UK, plain, at);
  if (end === 0 || precededBy(NO_CAR, source, at)) return undefined;
  const written = text.slice(at, end);
  if (written === written.toUpperCase()) return { start: at, end };
  if (WORDS.has(plain.slice(end - 3, end)) && written.includes(' ')) return undefined;
  return precededBy(CAR, source, at) || followedBy(CAR, source, end) ? { start: at, end } : undefined;
}
