import type { Contribution } from '../model/assessment.ts';
import type { Shape, Source } from './detector.ts';
import { type Candidate, contextOf, isBehind } from './finder.ts';
import { CONTEXT, ORGANISED, PLACED, RELATION, ROLE, SAYS_NAME, SPEAKS, TITLE } from './name-context.ts';
import { type Word, isInitial, isParticle, wordsOf } from './name-words.ts';
import { WORD, isNameAndWord, isOrdinary, isPlace, isPlainName, kindsOf } from './words.ts';

/** Most words that one name has. */
const LONGEST = 5;

/** Where an address begins behind a name. */
const UNIT = new Set(['apt', 'apartment', 'suite', 'unit', 'flat', 'box', 'po', 'psc']);

/** What says that a name follows is none itself. */
const TITLES = new Set(['mr', 'mrs', 'ms', 'mx', 'dr', 'prof', 'sgt', 'rev', 'pc']);

/**
 * Names of people: introduced as such, known first and last names, and unknown words where a name would stand. Words with a
 * hyphen count as two.
 */
export function findNames(source: Source, leastWords = 1): Candidate[] {
  const words = wordsOf(source.text, source.plain);
  const shouted =
    words.filter(({ upper, capital, plain }) => upper || (capital && plain.length === 1)).length * 2 >
    words.length;
  const found: Candidate[] = [];
  for (let k = 0; k < words.length;) {
    const run = shouted ? 0 : runLength(words, k);
    const alone = run < 2 && leastWords > 1 && !words[k]!.plain.includes('-');
    let candidate: Candidate | undefined;
    if (run === 0) {
      candidate = readSmall(source, words, k, alone);
    } else if (!alone) candidate = readRun(source, words, k, run);
    if (candidate) found.push(candidate);
    k += Math.max(1, run);
  }
  return leastWords > 1 ? found : [...found, ...mentionedAgain(words, found)];
}

/** How many words from here on are written like one name. */
function runLength(words: readonly Word[], at: number): number {
  let end = at;
  while (end < words.length && end - at < LONGEST) {
    const word = words[end]!;
    if (end > at && UNIT.has(word.plain)) break;
    const joined = end === at || (word.joined && !words[end - 1]!.closes);
    if (
      !joined ||
      !(
        word.capital ||
        (end > at && isParticle(word.plain) && words[end + 1]?.capital === true && words[end + 1]!.joined)
      )
    )
      break;
    end++;
  }
  return end - at;
}

/** A run of words with capitals: what of it can be a name, and what speaks for it. */
function readRun(
  source: Source,
  words: readonly Word[],
  from: number,
  length: number,
): Candidate | undefined {
  let first = from;
  let last = from + length - 1;
  const { plain } = source;
  while (
    first < last &&
    isOnlyWord(words[first]!) &&
    !isInitial(words[first + 1]!.plain) &&
    !isIntroduced(plain, words[first]!)
  )
    first++;
  if (
    first === last &&
    isOnlyWord(words[first]!) &&
    !isBehind(TITLE, plain, words[first]!.start) &&
    !isBehind(SAYS_NAME, plain, words[first]!.start)
  )
    return undefined;
  const introduced = isIntroduced(plain, words[first]!);
  // Who has a first name may have any word for a last one.
  const named =
    isPlainName(words[first]?.plain ?? '') ||
    words.slice(first, last).some((part) => isInitial(part.plain)) ||
    introduced ||
    (isNameAndWord(words[first]!.plain) &&
      (isBehind(ROLE, plain, words[first]!.start) ||
        SPEAKS.test(plain.slice(words[last]!.end, words[last]!.end + 40))));
  while (last > first && isOnlyWord(words[last]!) && !(named && last - first < 3)) last--;
  if (last < first) return undefined;
  const parts = words
    .slice(first, last + 1)
    .filter((part) => !isParticle(part.plain) && !isInitial(part.plain));
  if (parts.length === 0 || words[first]!.plain === 'st') return undefined;
  if (parts.every((part) => TITLES.has(part.plain))) return undefined;
  // “User: …” says who speaks.
  if (parts.every(isOnlyWord) && plain.startsWith(':', words[last]!.end)) return undefined;
  const [only] = parts;
  // An abbreviation.
  if (parts.length === 1 && only!.upper && !isPlainName(only!.plain) && !introduced) return undefined;
  const shape = { start: words[first]!.start, end: words[last]!.end };
  const cut = last < from + length - 1;
  const contributions = [...shapeOf(parts, words[first]!), ...contextOf(source, shape, CONTEXT)];
  if (cut) contributions.push({ cause: 'part of a longer title', points: -0.35 });
  if (!named && parts.some(isOnlyWord))
    contributions.push({ cause: 'an ordinary word within', points: -0.3 });
  if (ORGANISED.test(` ${words[last]!.plain}`))
    contributions.push({ cause: 'the name of an organisation', points: -0.6 });
  if (parts.length > 1 && parts.some((part) => part.upper && !isPlainName(part.plain)))
    contributions.push({ cause: 'an abbreviation', points: -0.3 });
  if (parts.length === 1 && first === last && inList(source, words, first, true))
    contributions.push({ cause: 'in a list with a known name', points: 0.3 });
  if (first === last && inFirm(source, words, first))
    contributions.push({ cause: 'one of the last names by which a firm is called', points: -0.8 });
  if (parts.length === 1 && isBrand(source.text.slice(shape.start, shape.end), only!.plain))
    contributions.push({ cause: 'a capital within the word, as brands have', points: -0.3 });
  if (isSomebodyOf(words, first)) contributions.push({ cause: 'what somebody is of', points: -0.3 });
  if (isAlone(source.text, shape)) contributions.push({ cause: 'stands alone on its line', points: 0.1 });
  if (!introduced && parts.every((part) => isPlace(part.plain)))
    contributions.push({ cause: 'the name of a place', points: -0.5 });
  return { kind: 'name', ...shape, contributions };
}

/** Whether the words before it say that a name or a person follows. */
function isIntroduced(plain: string, { start }: Word): boolean {
  return (
    isBehind(TITLE, plain, start) || isBehind(SAYS_NAME, plain, start) || isBehind(RELATION, plain, start)
  );
}

function isOnlyWord({ plain }: Word): boolean {
  return isWordOnly(plain);
}

/** No name at all, but a word. “I’m” and “it’s” are told by what stands before the apostrophe. */
function isWordOnly(plain: string): boolean {
  return isOrdinary(plain.split("'")[0]!) && !isNameAndWord(plain);
}

/** Whether a comma or an “and” is all that parts the word from a known name. */
function inList({ text, plain }: Source, words: readonly Word[], at: number, capital: boolean): boolean {
  const isName = (word: Word | undefined): boolean =>
    word !== undefined &&
    (word.capital || !capital) &&
    (isPlainName(word.plain) || (isNameAndWord(word.plain) && word.capital)) &&
    !ORGANISED.test(plain.slice(word.end, word.end + 24));
  return [at - 1, at + 1].some((k) => {
    const other = words[k];
    if (other === undefined) return false;
    const [left, right] = k < at ? [other, words[at]!] : [words[at]!, other];
    const between = text.slice(left.end, right.start);
    if (between === ', ') return isName(other);
    return other.plain === 'and' && between === ' ' && isName(words[k < at ? at - 2 : at + 2]);
  });
}

/** “Lopez, Santos and Coleman is a …”, “a year at Jones, Mitchell and Williams”: three words that are one thing. */
function inFirm({ text, plain }: Source, words: readonly Word[], at: number): boolean {
  return [at, at - 1, at - 3].some((k) => {
    const [one, two, and, three] = words.slice(Math.max(0, k), k + 4);
    if (k < 0 || !one || !two || !three || and?.plain !== 'and') return false;
    if (!one.capital || !two.capital || !three.capital) return false;
    if (text.slice(one.end, two.start) !== ', ' || !and.joined || !three.joined) return false;
    return (
      isBehind(PLACED, plain, one.start) ||
      /^ (?:is|was) (?:an?|the|my|our)\b/.test(plain.slice(three.end, three.end + 8)) ||
      ORGANISED.test(plain.slice(three.end, three.end + 24))
    );
  });
}

/** “TechBarn”, but not “McKay”, “LaToya” or “MacLeod”. */
function isBrand(written: string, plain: string): boolean {
  return /^\p{Lu}\p{Ll}{2,}\p{Lu}/u.test(written) && !plain.startsWith('mac') && !isPlainName(plain);
}

/** Behind “Jo Bloggs of”: where they are from, or whom they work for. */
function isSomebodyOf(words: readonly Word[], at: number): boolean {
  const [first, last, of] = words.slice(Math.max(0, at - 3), at);
  return (
    of?.plain === 'of' &&
    of.joined &&
    words[at]!.joined &&
    last!.joined &&
    first!.capital &&
    last!.capital &&
    !isWordOnly(last!.plain)
  );
}

function isAlone(text: string, { start, end }: Shape): boolean {
  return (
    /(?:^|\n)[> ]*$/.test(text.slice(Math.max(0, start - 12), start)) &&
    /^ *(?:\n|$)/.test(text.slice(end, end + 12))
  );
}

function shapeOf(parts: readonly Word[], first: Word): Contribution[] {
  const known = parts.filter(({ plain }) => isPlainName(plain)).length;
  const both = parts.filter(({ plain }) => isNameAndWord(plain)).length;
  if (parts.length > 1)
    return [
      { cause: 'words with capitals that stand together', points: 0.3 },
      ...(known > 0 ? [{ cause: 'a known name', points: 0.35 }] : []),
      ...(known === 0 && both > 0 ? [{ cause: 'a name that is also a word', points: 0.25 }] : []),
      ...(known + both === 0 ? [{ cause: 'no known words', points: 0.15 }] : []),
    ];
  const { upper, starts } = first;
  if (known > 0) return [{ cause: 'a known name with a capital', points: upper ? 0.3 : 0.5 }];
  if (both > 0) return [{ cause: 'a name that is also a word, with a capital', points: starts ? 0.25 : 0.4 }];
  return [{ cause: 'an unknown word with a capital', points: upper ? 0.05 : starts ? 0.2 : 0.25 }];
}

const SAYS_NAME_SMALL =
  /\b(?:name: {1,6}|my (?:full |real |whole |first )?name(?: is|'s|s)|names|name is|i'?m called|i am called|call me|his name(?: is|'s|s)|her name(?: is|'s|s)|their names?(?: is|'s|s| are)|(?:the|this|that|my|our|his|her) (?:\w+ )?(?:lad|man|guy|bloke|girl|woman|boy|kid|teacher|neighbou?r|person|fella)(?: \w+){0,4} (?:is |was )?(?:called|named)) ?$/;
const RELATED_SMALL =
  /\b(?:i'?m|i am|this is|its me,|it's me,|my (?:\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|son|daughter|brother|sister|friend|mate|ex|boss|cousin|kid|baby|teacher)(?: is)?(?: called| named)?) $/;

/** “its jo bloggs here”; of a word that is no known name only with a second word, or the weather would be one. */
const IT_IS = /\b(?:it'?s|it is|this is) $/;
const ONE_HERE = /^(?: [a-z'-]{2,20})? here\b/;
const TWO_HERE = /^ [a-z'-]{2,20} here\b/;

/** A name in small letters: only where it is said to be one, or where a known name has a last name behind it. */
function readSmall(
  source: Source,
  words: readonly Word[],
  at: number,
  onlyWithLastName: boolean,
): Candidate | undefined {
  const word = words[at]!;
  const kinds = kindsOf(word.plain);
  const known = (kinds & WORD.name) !== 0;
  if ((kinds & (WORD.name | WORD.nameAndWord)) === 0 && (word.plain.length < 2 || isOrdinary(word.plain)))
    return undefined;
  const surname = lastNameOf(words, at);
  if (onlyWithLastName && !surname) return undefined;
  const before = source.plain.slice(Math.max(0, word.start - 40), word.start);
  const after = source.plain.slice(word.end, word.end + 32);
  const said =
    SAYS_NAME_SMALL.test(before) || (IT_IS.test(before) && (known ? ONE_HERE : TWO_HERE).test(after));
  const related = RELATED_SMALL.test(before);
  if (!said && !known && !(related && isNameAndWord(word.plain))) return undefined;
  const contributions: Contribution[] = [
    known
      ? { cause: 'a known name in small letters', points: 0.3 }
      : { cause: 'an unknown word in small letters', points: 0.1 },
    ...(said ? [{ cause: 'it is said to be a name', points: 0.5 }] : []),
    ...(surname && SPEAKS.test(source.plain.slice(surname.end, surname.end + 24))
      ? [{ cause: 'does what only a person does', points: 0.2 }]
      : []),
    ...(known && inList(source, words, at, false)
      ? [{ cause: 'in a list with a known name', points: 0.25 }]
      : []),
    ...(related ? [{ cause: 'a person is introduced', points: 0.25 }] : []),
    ...(surname
      ? [
          {
            cause: 'what may be a last name stands behind it',
            points: isPlainName(surname.plain) ? 0.25 : 0.1,
          },
        ]
      : []),
  ];
  return { kind: 'name', start: word.start, end: (surname ?? word).end, contributions };
}

/** The word behind, if a last name in small letters may be one. */
function lastNameOf(words: readonly Word[], at: number): Word | undefined {
  const next = words[at + 1];
  if (next?.joined !== true || words[at]!.closes || next.plain.length <= 2) return undefined;
  return isOrdinary(next.plain) || isPlace(next.plain) ? undefined : next;
}

/** A part of a name that was found, standing alone elsewhere: “Jo Bloggs … as Bloggs put it”. */
function mentionedAgain(words: readonly Word[], found: readonly Candidate[]): Candidate[] {
  const sure = found.filter(
    ({ contributions }) => contributions.reduce((sum, { points }) => sum + points, 0) >= 0.6,
  );
  if (sure.length === 0) return [];
  const parts = new Set<string>();
  let k = 0;
  for (const { start, end } of sure) {
    while (k < words.length && words[k]!.start < start) k++;
    for (; k < words.length && words[k]!.end <= end; k++)
      if (words[k]!.plain.length > (words[k]!.capital ? 2 : 4)) parts.add(words[k]!.plain);
  }
  return words
    .filter(({ capital, plain }) => parts.has(plain) && (capital || plain.length > 4))
    .map(({ start, end }) => ({
      kind: 'name' as const,
      start,
      end,
      contributions: [{ cause: 'part of a name that stands elsewhere in the post', points: 0.5 }],
    }));
}
