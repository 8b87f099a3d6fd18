import type { Contribution } from '../model/assessment.ts';
import type { Shape, Source } from './detector.ts';
import { type Candidate, type ContextWords, contextOf } from './finder.ts';
import { type Word, isInitial, isParticle, wordsOf } from './name-words.ts';
import { isNameAndWord, isOrdinary, isPlace, isPlainName } from './words.ts';

/** Most words that one name has. */
const LONGEST = 5;

/** Where an address begins behind a name. */
const UNIT = new Set(['apt', 'apartment', 'suite', 'unit', 'flat', 'box', 'po', 'psc']);

const TITLE =
  /\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sgt|sergeant|officer|detective|inspector|pc|judge|justice|sir|dame|lady|rev|father|sister|nurse|coach|sensei)\.? $/;
const SAYS_NAME =
  /(?:\b(?:names?|name's|surname|(?:first|last|full|maiden|middle|real|given|family) name)(?:(?: on| of| in| for) (?:the|my|this|your|his|her) \w+)?(?: (?:is|was|to|it to))?\s{0,6}[:?=-]?\s{1,6}(?:(?:user|customer|client|caller|me|answer): )?|\b(?:called|named|known as|call me|calls me|calling myself|goes by|go by|signed|(?:it's|is|booked|filed) under|account to|correct it to|change it to) |\bname['’"s]{0,3}:\s{0,6})$/;
const I_AM =
  /\b(?:i am|i'm|im|this is|it's|its|it is|me is|je suis|yours|regards|sincerely|love|cheers|from|- )[, ]?\s{0,2}$/;
const RELATION =
  /\b(?:my|our|his|her|their|your|the|an?) (?:(?:late|ex|best|little|big|older|younger|old|new|step|own|first|great) )?(?:husband|wife|partner|boyfriend|girlfriend|ex|son|daughter|stepson|stepdaughter|kid|child|baby|brother|sister|cousin|mate|friend|bestie|boss|manager|colleague|neighbour|neighbor|teacher|tutor|landlord|mum|mom|mam|mother|dad|father|nan|gran|grandad|grandmother|grandfather|aunt|auntie|uncle|niece|nephew|girl|boy|lad|bf|gf|hubby|fella|coach|social worker|doctor|therapist|counsellor|student|pupil|client|patient|employee|tenant|applicant|holder|owner|user|customer|recipient|member|resident|individual|victim|suspect|policyholder|administrator|developer|executive|guardian|regular|commenter|producer|director|assistant to|lover)(?: is| was|,| called| named|:)? $/;
const ROLE =
  /\b(?:husband|wife|employee|applicant|customer|client|patient|user|member|resident|individual|recipient|holder|owner|policyholder|executive|developer|administrator|manager|adjuster|agent|producer|commenter|director|singer|actor|actress|author|writer|guardian|name|contact|billing address|address|guarantor|witness|defendant|claimant|student|pupil|tenant|officer|contractor)s?:?\s{1,6}$/;
const BEFORE =
  /\b(?:says|said|by|to|and|with|for|against|about|regarding|between|starring|features|add|adding|including|of|belonging to|linked to|under|heard|asked|told|thank|thanks|hi|hello|hey|dear|early|meet|met|love|miss|between him and|via|cc|attn) $/;
const SPEECH =
  /\b(?:says|said|told|asked|(?:shouted|laughed|yelled|screamed|swore|smiled|looked) at|said .{1,24} to|by|starring|hi|hello|hey|dear|regards,?|love,?) $/;
const SPEAKS =
  /^(?:, the [\w -]{2,40},)?,? (?:said|says|told|tells|asked|shouted|explained|points|wrote|writes|speaks?|lives?|lived|is from|comes from|moved|uploaded|attached|submitted|recorded|noted|confirmed|discovered|loves|hates|thinks|spent|went|uses)\b/;
const MADE_UP =
  /\b(?:reading|re-?read|play(?:ing|s)? as|watch(?:ed|ing)|adverts?|character(?: of)?|cosplay(?:ing)?|dress(?:ed|ing)? up as)\b[^.!?]{0,24}$/;
const OWNED = /\p{L}{2}['’]s $/u;
const ACTS =
  /^,? (?:say|is|was|were|has|had|will|used|wants|knows|came|got|gets|and i|accidentally|who|of|for)\b/;
const OWNS = /^['’]s? /;
const PLACED =
  /\b(?:in|(?<!shouted |laughed |yelled |screamed |swore |smiled |looked |mad |angry )at|near|towards?|visit(?:ed|ing)?|originally from|back to|lives? in|moved to|trip to|based in|between the|the) $/;
const ORGANISED =
  /^,? (?:inc|ltd|llc|plc|investments|industries|media|news|health|care|foundation|trust|corp|corporation|company|co|group|bank|holdings|associates|partners|solutions|technologies|systems|services|insurance|institute|university|college|school|academy|primary|hospital|clinic|club|union|council|department|team|fc|united|city|rovers|street|st|road|rd|avenue|ave|lane|close|drive|dr|park|square|gardens|house|court|station|island|bay|river|county|village|town|day|award|prize|effect|syndrome|disease)\b/;

const CONTEXT: readonly ContextWords[] = [
  { cause: 'a title stands before it', points: 0.45, before: TITLE },
  { cause: 'it is said to be a name', points: 0.55, before: SAYS_NAME },
  { cause: 'somebody says who they are', points: 0.25, before: I_AM },
  { cause: 'a person of somebody’s life stands before it', points: 0.35, before: RELATION },
  { cause: 'a role of a person stands before it', points: 0.25, before: ROLE },
  { cause: 'words that go with a person stand before it', points: 0.15, before: BEFORE },
  { cause: 'somebody says or does something to them', points: 0.3, before: SPEECH },
  { cause: 'does what only a person does', points: 0.35, after: SPEAKS },
  { cause: 'does what a person does', points: 0.15, after: ACTS },
  { cause: 'the title of something of theirs', points: -0.35, before: OWNED },
  { cause: 'something is said to be theirs', points: 0.15, after: OWNS },
  { cause: 'somebody of a book, a film or a game', points: -0.3, before: MADE_UP },
  { cause: 'words that go with a place stand before it', points: -0.25, before: PLACED },
  { cause: 'the name of an organisation, a place or a thing', points: -0.6, after: ORGANISED },
];

/** Names of people: introduced as such, known first and last names, and unknown words where a name would stand. */
export function findNames(source: Source): Candidate[] {
  const words = wordsOf(source.text, source.plain);
  const shouted = words.filter(({ upper }) => upper).length * 2 > words.length;
  const found: Candidate[] = [];
  for (let k = 0; k < words.length;) {
    const run = shouted ? 0 : runLength(words, k);
    if (run > 0) {
      const candidate = readRun(source, words, k, run);
      if (candidate) found.push(candidate);
    } else {
      const candidate = readSmall(source, words, k);
      if (candidate) found.push(candidate);
    }
    k += Math.max(1, run);
  }
  return [...found, ...mentionedAgain(words, found)];
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
  const before = (k: number): string =>
    source.plain.slice(Math.max(0, words[k]!.start - 48), words[k]!.start);
  const introduced = (k: number): boolean =>
    [TITLE, SAYS_NAME, RELATION].some((said) => said.test(before(k)));
  const strip = ({ plain }: Word): boolean => isWordOnly(plain);
  while (first < last && strip(words[first]!) && !isInitial(words[first + 1]!.plain) && !introduced(first))
    first++;
  if (first === last && strip(words[first]!) && !TITLE.test(before(first)) && !SAYS_NAME.test(before(first)))
    return undefined;
  // Who has a first name may have any word for a last one.
  const named =
    isPlainName(words[first]?.plain ?? '') ||
    words.slice(first, last).some(({ plain }) => isInitial(plain)) ||
    introduced(first) ||
    (isNameAndWord(words[first]!.plain) &&
      (ROLE.test(before(first)) || SPEAKS.test(source.plain.slice(words[last]!.end, words[last]!.end + 40))));
  while (last > first && strip(words[last]!) && !(named && last - first < 3)) last--;
  if (last < first) return undefined;
  const parts = words.slice(first, last + 1).filter(({ plain }) => !isParticle(plain) && !isInitial(plain));
  if (parts.length === 0 || words[first]!.plain === 'st') return undefined;
  // “User: …” says who speaks.
  if (parts.every(strip) && source.plain.startsWith(':', words[last]!.end)) return undefined;
  const [only] = parts;
  // An abbreviation.
  if (parts.length === 1 && only!.upper && !isPlainName(only!.plain) && !introduced(first)) return undefined;
  const shape = { start: words[first]!.start, end: words[last]!.end };
  const cut = last < from + length - 1;
  const contributions = [...shapeOf(parts, words[first]!), ...contextOf(source, shape, CONTEXT)];
  if (cut) contributions.push({ cause: 'part of a longer title', points: -0.35 });
  if (!named && parts.some(strip)) contributions.push({ cause: 'an ordinary word within', points: -0.3 });
  if (ORGANISED.test(` ${words[last]!.plain}`))
    contributions.push({ cause: 'the name of an organisation', points: -0.6 });
  if (parts.length > 1 && parts.some(({ upper, plain }) => upper && !isPlainName(plain)))
    contributions.push({ cause: 'an abbreviation', points: -0.3 });
  if (parts.length === 1 && first === last && inList(source.text, words, first, true))
    contributions.push({ cause: 'in a list with a known name', points: 0.3 });
  if (isAlone(source.text, shape)) contributions.push({ cause: 'stands alone on its line', points: 0.1 });
  if (!introduced(first) && parts.every(({ plain }) => isPlace(plain)))
    contributions.push({ cause: 'the name of a place', points: -0.5 });
  return { kind: 'name', ...shape, contributions };
}

/** No name at all, but a word. “I’m” and “it’s” are told by what stands before the apostrophe. */
function isWordOnly(plain: string): boolean {
  return isOrdinary(plain.split("'")[0]!) && !isNameAndWord(plain);
}

/** Whether a comma or an “and” is all that parts the word from a known name. */
function inList(text: string, words: readonly Word[], at: number, capital: boolean): boolean {
  const isName = (word: Word | undefined): boolean =>
    word !== undefined &&
    (word.capital || !capital) &&
    (isPlainName(word.plain) || (isNameAndWord(word.plain) && word.capital));
  return [at - 1, at + 1].some((k) => {
    const other = words[k];
    if (other === undefined) return false;
    const [left, right] = k < at ? [other, words[at]!] : [words[at]!, other];
    const between = text.slice(left.end, right.start);
    if (between === ', ') return isName(other);
    return other.plain === 'and' && between === ' ' && isName(words[k < at ? at - 2 : at + 2]);
  });
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
  /\b(?:name: {1,6}|my (?:full |real |whole |first )?name(?: is|'s|s)|names|name is|i'?m called|i am called|call me|his name(?: is|'s|s)|her name(?: is|'s|s)|their names?(?: is|'s|s| are)) ?$/;
const RELATED_SMALL =
  /\b(?:i'?m|i am|this is|its me,|it's me,|my (?:\w+ )?(?:husband|wife|partner|boyfriend|girlfriend|son|daughter|brother|sister|friend|mate|ex|boss|cousin|kid|baby|teacher)(?: is)?(?: called| named)?) $/;

/** A name in small letters: only where it is said to be one, or where a known name has a last name behind it. */
function readSmall(source: Source, words: readonly Word[], at: number): Candidate | undefined {
  const word = words[at]!;
  const next = words[at + 1];
  const before = source.plain.slice(Math.max(0, word.start - 40), word.start);
  const known = isPlainName(word.plain);
  if (!known && (isOrdinary(word.plain) || word.plain.length < 2) && !isNameAndWord(word.plain))
    return undefined;
  const said = SAYS_NAME_SMALL.test(before);
  const related = RELATED_SMALL.test(before);
  if (!said && !known && !(related && isNameAndWord(word.plain))) return undefined;
  const surname =
    next?.joined === true &&
    !word.closes &&
    next.plain.length > 2 &&
    !isOrdinary(next.plain) &&
    !isPlace(next.plain)
      ? next
      : undefined;
  const contributions: Contribution[] = [
    known
      ? { cause: 'a known name in small letters', points: 0.3 }
      : { cause: 'an unknown word in small letters', points: 0.1 },
    ...(said ? [{ cause: 'it is said to be a name', points: 0.5 }] : []),
    ...(surname && SPEAKS.test(source.plain.slice(surname.end, surname.end + 24))
      ? [{ cause: 'does what only a person does', points: 0.2 }]
      : []),
    ...(known && inList(source.text, words, at, false)
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
