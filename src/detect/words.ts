import { names, namesAndWords, ordinary, places } from '../generated/words.ts';
import { basesOf } from './inflection.ts';

/** Words of everyday posts that the lexicon of compromise leaves out. */
const MORE =
  'i you he she it we they me him her us them my your his its our their this that these those a an the and or but so if is are was were be been am do does did have has had can could will would should may might must not no yes hi hello hey thanks thank please sorry dear mum mam mom dad nan gran auntie aunt uncle mummy daddy god lord lol omg tw cw op dm pm tv ok okay bbc nhs gp uk usa us eu id ids pin bot user name address phone email website mobile office fax info login password username club mx xx ps hobbits blog blogger';

/** What a word may be, as bits. */
export const WORD = {
  /** A first or last name that is nothing else. */
  name: 1,
  /** A name that is also a word (Grace, Jack, Rose). */
  nameAndWord: 2,
  /** A word of the name of a place, a nationality, a well-known company or team. */
  place: 4,
  /** A word of everyday posts as dictionaries list it. */
  base: 8,
} as const;

/** Read when a word is first asked for: whoever only classifies posts without names does not pay for it. */
let kinds: ReadonlyMap<string, number> | undefined;

function readKinds(): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  const lists = [
    [names, WORD.name],
    [namesAndWords, WORD.nameAndWord],
    [places, WORD.place],
    [`${ordinary} ${MORE}`, WORD.base],
  ] as const;
  for (const [words, bit] of lists)
    for (const word of words.split(' ')) all.set(word, (all.get(word) ?? 0) | bit);
  return all;
}

/** The bits of `WORD` that hold of a word: one look-up for all of them. */
export function kindsOf(word: string): number {
  return (kinds ??= readKinds()).get(word) ?? 0;
}

export function isPlainName(word: string): boolean {
  return (kindsOf(word) & WORD.name) !== 0;
}

export function isNameAndWord(word: string): boolean {
  return (kindsOf(word) & WORD.nameAndWord) !== 0;
}

export function isPlace(word: string): boolean {
  return (kindsOf(word) & WORD.place) !== 0;
}

function isBase(word: string): boolean {
  return (kindsOf(word) & WORD.base) !== 0;
}

/** A word that needs no name to be understood, or a regular form of one. */
export function isOrdinary(word: string): boolean {
  return isBase(word) || basesOf(word).some(isBase);
}
