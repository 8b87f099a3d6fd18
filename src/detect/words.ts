import { names, namesAndWords, ordinary, places } from '../generated/words.ts';
import { basesOf } from './inflection.ts';

/** A set of words that is read when it is first asked: whoever only classifies does not pay for it. */
function lazySet(words: string): (word: string) => boolean {
  let set: ReadonlySet<string> | undefined;
  return (word) => (set ??= new Set(words.split(' '))).has(word);
}

/** Words of everyday posts that the lexicon of compromise leaves out. */
const MORE =
  'i you he she it we they me him her us them my your his its our their this that these those a an the and or but so if is are was were be been am do does did have has had can could will would should may might must not no yes hi hello hey thanks thank please sorry dear mum mam mom dad nan gran auntie aunt uncle mummy daddy god lord lol omg tw cw op dm pm tv ok okay bbc nhs gp uk usa us eu id ids pin bot user name address phone email website mobile office fax info login password username club mx xx ps hobbits blog blogger';

/** A first or last name that is nothing else. */
export const isPlainName = lazySet(names);
/** A name that is also a word (Grace, Jack, Rose). */
export const isNameAndWord = lazySet(namesAndWords);
/** A word of the name of a place, a nationality, a well-known company or team. */
export const isPlace = lazySet(places);
const isBase = lazySet(`${ordinary} ${MORE}`);

/** A word that needs no name to be understood, or a regular form of one. */
export function isOrdinary(word: string): boolean {
  return isBase(word) || basesOf(word).some(isBase);
}
