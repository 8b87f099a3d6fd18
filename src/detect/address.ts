import type { Source } from './detector.ts';
import { type Candidate, type ContextWords, contextOf, placesOf } from './finder.ts';
import { PUBLIC, PUBLIC_PLACE } from './shaped.ts';

/**
 * Street addresses. Sources: Royal Mail PAF Programmers' Guide and USPS Publication 28 (designators of streets and of
 * units), and the street words of the neighbouring languages that people write addresses in.
 */
const STREET =
  'street|st|str|road|rd|avenue|ave|av|lane|ln|crescent|cres|terrace|gardens|gdns|mews|grove|boulevard|blvd|highway|hwy|parade|esplanade|cottages|villas|bungalows|towers|apartments';
/** Ends of streets that are ordinary words as well: only with capitals, or after a word for where someone lives. */
const ALSO_WORDS =
  'close|drive|dr|walk|court|ct|place|pl|square|sq|rise|hill|estate|quay|row|view|heights|way|green|park|gate|house|flats|loop|circuit|trail|pass|path|vale|wharf|circle|cove|extensions?|streets';
const UNIT = '(?:apt|apartment|flat|unit|suite|ste|psc|cmr|p\\.? ?o\\.? box|box)\\.? ?#?\\d{1,5}[a-z]?';
/** Not the name of a street: “a 10 minute drive”, “2 way street”. */
const NO_NAME =
  /\b(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|miles?|km|metres?|meters?|feet|way|people|times?|th|per|of|on|in|at|the|to|from|for|and|is|was|down|along|past|onto|into|till|until|but|or|because|with|off)\b/;
/** Also “7/12”: the seventh unit of number 12. */
const NUMBER = '(?:\\d{1,4}[a-z]?/)?\\d{1,5}[a-z]?(?:-\\d{1,4}[a-z]?)?';

const NAMED = new RegExp(
  `(?<![\\w.£$€/:-])${NUMBER},? (?<name>(?:[\\w'.]{1,20} ){1,3})(?:${STREET})\\b\\.?(?! (?:price|credit|fighter|food|cred))`,
  'g',
);
const ALSO_NAMED = new RegExp(
  `(?<![\\w.£$€/:-])${NUMBER},? (?<name>(?:[\\w'.]{1,20} ){1,3})(?:${ALSO_WORDS})\\b`,
  'g',
);
const STREET_ALONE = new RegExp(
  `\\b(?:live|lives|living|stay|stays|staying|house|flat|home|moved|moving|address|deliver|based|round|over) (?:is |me )?(?:on|at|in|to|off|down|just off) (?<detail>(?!the |my |a |our |his |her )(?:[a-z'.]{2,20} ){1,2}(?:${STREET}|${ALSO_WORDS}))\\b`,
  'dg',
);
/** “Lives at The Old Forge, Sampleton Lane”: a house with a name in place of a number. */
const HOUSE = new RegExp(
  `\\b(?:[Ll]ives?|[Ll]iving|[Ss]tay(?:s|ing)?|[Aa]ddress is|[Mm]oved (?:in)?to|[Hh]ome is|[Ff]ind (?:me|us|him|her)) (?:at |in |to )?(?<detail>(?:The )?\\p{Lu}[\\p{L}'’]{1,20}(?: \\p{Lu}[\\p{L}'’]{1,20}){0,2}, (?:\\p{Lu}[\\p{L}'’]{1,20} ){1,3}(?:${inAnyCase(`${STREET}|${ALSO_WORDS}`)}))\\b`,
  'dgu',
);
const UNITS = new RegExp(
  `\\b(?:${UNIT}|(?:uss|usns|usnv|uscgc) [^\\s\\d]{2,20}(?=,? ?\\n?[daf]po))(?:,? (?:box|apt) \\d{1,5})?\\b(?:,? ?\\n?[daf]po (?:aa|ae|ap) \\d{5})?`,
  'g',
);
/** How streets abroad end in one word, what stands before their names, and what stands behind them. */
const ABROAD_END =
  'stra(?:ss|ß)e|gasse|gata|gatan|gade|vej|veg|veien|vägen|tie|katu|polku|weg|straat|laan|gatu|allee|platz|damm|brücke|kapu|bulvar[ıi]?';
const ABROAD_BEFORE =
  'rue|via|viale|vicolo|piazza|corso|strada|rua|rúa|avenida|calle|carrer|plaza|paseo|camino|ul|ulica|aleja|bd|chemin|allée|impasse|quai|largo|travessa|str|boul';
/** Beside “kapu”, which ends words as well. */
const ABROAD_BEHIND = 'utca|út|u(?=\\.)|tér|krt|sokak|caddesi';
/** A street with the words of other languages, the number before or behind. */
const ABROAD = new RegExp(
  `(?<![\\p{L}\\d])(?:\\d{1,6}[\\s,]{1,2})?(?:\\p{L}[\\p{L}.'’-]{1,24} ){0,2}(?:\\p{L}{2,20}(?:${ABROAD_END})|(?:${ABROAD_BEFORE})\\.? (?:\\p{L}[\\p{L}.'’-]{0,24} ?){1,4}|\\p{L}[\\p{L}'’-]{1,24} (?:${ABROAD_BEHIND}|kapu)\\b\\.?) {0,2}\\d{1,5}[a-z]?\\b`,
  'giu',
);
/**
 * What every street abroad has in it, as it is in the folded text: looked for first, because the expression above tries three
 * words at every letter.
 */
const ABROAD_WORD = new RegExp(
  withoutAccents(
    `(?:${ABROAD_END}) {0,2}\\d| (?:${ABROAD_BEHIND}|kapu)\\.? {0,2}\\d|(?<![a-z])(?:${ABROAD_BEFORE})\\.? `,
  ),
);
const CAPITAL = "\\p{Lu}[\\p{L}'’.-]{0,24}";
/** Number, capitals, number: 86036 Alder Mews 1634. */
const BETWEEN_NUMBERS = new RegExp(
  `(?<![\\w.,£$€/:-])\\d{2,6} (?:${CAPITAL} |(?:de|do|da|di|del|von|van|der|la|le) ){1,4}\\d{1,5}[A-Za-z]?\\b(?! ?[%:/])`,
  'gu',
);
const CORNER =
  /\b(?:the )?corner of (?<detail>[\p{L}\d][\p{L}\d.'’ -]{2,40}? and \p{L}[\p{L}\d.'’ ]{2,30}?)(?= *(?:$|[.,!?\n]))/dgimu;
/** Said to be an address: whatever capitals and numbers follow (`endOfSaid` sees to the capitals). */
const SAID = new RegExp(
  `(?:\\b(?<called>address|adress|addy)(?: (?:with|to|is|linked to my credit card to))?\\s{0,5}[:=]?|\\b(?:live|lives|lived|located|return|sent|arrived|delivered|station is|post it|send it|moved|credit card|following\\?|same:)(?: to| at| on| in)?)\\s{1,6}(?=${NUMBER}\\b|[a-z\\x80-\\uffff])`,
  'g',
);
/** How far an address said to be one goes: words with capitals, numbers, and what joins them. */
const GOES_ON =
  /^(?:[\p{Lu}\d][\p{L}\d'’.#/-]{0,24}|(?:de|do|da|di|del|von|van|der|den|la|le|el|of|and|af|nan)(?= ))(?:, ?\n ?|[ ,]{1,2}|\n ?)?/u;
const ENDS_OPEN = /(?:[\s,.]{1,4}(?:de|do|da|di|del|von|van|der|den|la|le|el|of|and|af|nan))*[\s,.]{0,4}$/u;
const MOST_PARTS = 14;
/** Lines of capitals and numbers under an address: the town, the country, the code. */
const BLOCK = /^(?:\n[> ,]*(?:[\p{Lu}\d][\p{L}\d'’-]*|nan)(?: [\p{Lu}\d][\p{L}\d'’-]*){0,4},?(?=\n|$)){1,4}/u;
/** What may follow a street: the town, the code, the unit. */
const REST = new RegExp(
  `^(?:,? ?\\n? ?(?:${inAnyCase(UNIT)}|(?:near|in) (?=\\p{Lu})))?(?:(?:, ?\\n? ?|\\n ?| )(?:\\p{Lu}[\\p{L}'’-]{1,20}(?: \\p{Lu}[\\p{L}'’-]{1,20}){0,2}(?=[,\\n.]|$| \\d)|(?:\\d{4,6}|[A-Za-z]{1,2}\\d[\\dA-Za-z]? ?\\d[A-Za-z]{2})\\b)){0,3}`,
  'u',
);

const AT_HOME: ContextWords = {
  cause: 'words for where somebody lives stand before it',
  points: 0.3,
  before:
    /\b(?:live|lives|living|lived|stay|stays|staying|address|addy|home|house|flat|moved|moving|deliver|delivered|post it|send it|sent|located|return|arrived|come to|round to|over to|come (?:round|over)|pop (?:round|over)|statement|is at|are at|am at|we're at|find (?:me|him|her|us|them))\b[^.!?]{0,32}$/,
};

/** The small letters of an expression outside classes and escapes as small or capital ones. */
function inAnyCase(words: string): string {
  return words.replaceAll(/\\.|\[[^\]]*\]|[a-z]/g, (part) =>
    part === '[a-z]' ? '[A-Za-z]' : part.length > 1 ? part : `[${part}${part.toUpperCase()}]`,
  );
}

/** The letters of an expression as they are in the folded text. */
function withoutAccents(words: string): string {
  return words.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i');
}

export function findAddresses(source: Source): Candidate[] {
  const { text, plain } = source;
  const found: Candidate[] = [];
  const add = (start: number, end: number, cause: string, points: number, extend = true): void => {
    const rest = extend ? (REST.exec(text.slice(end, end + 80))?.[0].length ?? 0) : 0;
    const shape = { start, end };
    found.push({
      kind: 'address',
      start,
      end: end + rest,
      contributions: [{ cause, points }, ...contextOf(source, shape, [AT_HOME, PUBLIC, PUBLIC_PLACE])],
    });
  };
  for (const { start, end, match } of placesOf(NAMED, plain))
    if (!NO_NAME.test(match.groups!['name']!))
      add(start, end, 'a number, a name and a word for a street', 0.75);
  for (const { start, end, match } of placesOf(ALSO_NAMED, plain)) {
    if (NO_NAME.test(match.groups!['name']!)) continue;
    const capitals = /^\S+ \p{Lu}/u.test(text.slice(start, end));
    add(
      start,
      end,
      capitals ? 'a number and the name of a street, with capitals' : 'a number and what may be a street',
      capitals ? 0.6 : 0.3,
    );
  }
  for (const { start, end, match } of placesOf(STREET_ALONE, plain))
    if (!NO_NAME.test(match[0].slice(match[0].lastIndexOf(' ', match[0].length - 12))))
      add(start, end, 'a street, and words for where somebody lives', 0.35);
  for (const { start, end } of placesOf(HOUSE, text))
    add(start, end, 'a house by its name, its street, and words for where somebody lives', 0.4);
  for (const { start, end } of placesOf(UNITS, plain))
    add(start, end, 'the number of a flat, a unit or a box', 0.5);
  if (ABROAD_WORD.test(plain))
    for (const { start, end } of placesOf(ABROAD, text)) add(start, end, 'a street with its number', 0.65);
  for (const { start, end } of placesOf(BETWEEN_NUMBERS, text))
    add(start, end, 'a name between two numbers', 0.6);
  if (plain.includes('corner of'))
    for (const { start, end } of placesOf(CORNER, text))
      add(start, end, 'the corner of two streets', 0.55, false);
  for (const { end: start, match } of placesOf(SAID, plain)) {
    const end = endOfSaid(text, start);
    if (/\d/.test(text.slice(start, end)) && /[ \n]/.test(text.slice(start, end)))
      add(start, end, 'said to be an address', match.groups!['called'] === undefined ? 0.35 : 0.45, false);
  }
  return merged(found, text);
}

/** Parts of one address that overlap or touch, as one. */
function merged(parts: Candidate[], text: string): Candidate[] {
  const all: Candidate[] = [];
  for (const part of parts.sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (!last || !/^[\s,>.]{0,4}$/.test(text.slice(last.end, part.start))) all.push(part);
    else all[all.length - 1] = { ...surer(last, part), start: last.start, end: Math.max(last.end, part.end) };
  }
  return all.map((one) => ({
    ...one,
    end: one.end + (BLOCK.exec(text.slice(one.end, one.end + 120))?.[0].length ?? 0),
  }));
}

function surer(a: Candidate, b: Candidate): Candidate {
  const sum = ({ contributions }: Candidate): number =>
    contributions.reduce((total, { points }) => total + points, 0);
  return sum(a) >= sum(b) ? a : b;
}

/** Where an address that begins at `start` ends: before the first word in small letters, or at the end of a sentence. */
function endOfSaid(text: string, start: number): number {
  let end = start;
  for (let part = 0; part < MOST_PARTS; part++) {
    const match = GOES_ON.exec(text.slice(end, end + 32));
    if (!match || match[0] === '') break;
    end += match[0].length;
    // A number that ends a sentence ends it however short it is: “I sent 300. Then …”.
    if (/[.!?]\s?$/u.test(match[0]) && (match[0].length > 5 || /^\d/u.test(match[0]))) break;
  }
  // A word that joins belongs to it only with what it joins: “14 Sampleton Road and”.
  return start + text.slice(start, end).replace(ENDS_OPEN, '').length;
}
