/** How members are called: parts of the names that they chose. */

const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's' };
/** Parts of names that say nothing of who it is. */
const NO_NAME = new Set(
  'the big lil old new not mum mom mam mummy dad daddy mod mods admin coach mrs girl boy man lad its real just runs plays and for you him her'.split(
    ' ',
  ),
);
/** Beginnings of names are only looked for where there are few members: “lew” for lewis_no7. */
const FEW = 32;

/** “k1eran_v” is called kieran, “lil_mossy” mossy, “Cillo09” cillo. */
export function callsOf(name: string): string[] {
  const parts = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((part) =>
      part.replace(/\d+$/u, '').replaceAll(/(?<=\p{L})\d(?=\p{L})/gu, (digit) => LEET[digit] ?? digit),
    )
    .filter((part) => part.length >= 3 && !NO_NAME.has(part));
  return [...new Set(parts)];
}

export interface Named {
  name: string;
  /** Said to them by the place of the name: with an @, or first or last in the message. */
  isCall: boolean;
}

const WORDS = /[\p{L}\p{N}_.@'’-]+/gu;
/** What may stand at the end of a word that is none of it. */
const LOOSE = ".'’_-";

interface Word {
  plain: string;
  at: number;
  isCapital: boolean;
  isTold: boolean;
}

function wordOf(raw: string, at: number): Word {
  const isTold = raw.startsWith('@');
  const from = isTold ? 1 : 0;
  let to = raw.length;
  while (to > from && LOOSE.includes(raw[to - 1]!)) to--;
  const first = raw.charAt(from);
  let plain = raw.slice(from, to).toLowerCase();
  if (plain.endsWith("'s") || plain.endsWith('’s')) plain = plain.slice(0, -2);
  return { plain, at, isCapital: first !== first.toLowerCase(), isTold };
}

/** The members whom a message names, in the order of its words. */
export function namedIn(
  text: string,
  members: readonly { name: string; calls: readonly string[] }[],
  author: string,
): Named[] {
  // Words in lower case, with their places: members are looked up in them, so that a crowd costs no more than itself.
  const words = new Map<string, Word>();
  const raws = text.match(WORDS) ?? [];
  raws.forEach((raw, at) => {
    const word = wordOf(raw, at);
    if (word.plain.length >= 3 && !words.has(word.plain)) words.set(word.plain, word);
  });
  const beginnings =
    members.length > FEW
      ? []
      : [...words.values()].filter(
          ({ plain, isCapital }) => (plain.length >= 4 || isCapital) && !NO_NAME.has(plain),
        );
  const found: { name: string; at: number; isCall: boolean }[] = [];
  for (const { name, calls } of members) {
    if (name === author) continue;
    const called = calls.find((one) => words.has(one));
    const place =
      words.get(name.toLowerCase()) ??
      (called === undefined
        ? beginnings.find(({ plain }) => calls.some((one) => one.startsWith(plain)))
        : words.get(called));
    if (place)
      found.push({
        name,
        at: place.at,
        isCall: place.isTold || place.at === 0 || place.at === raws.length - 1,
      });
  }
  return found.sort((a, b) => a.at - b.at).map(({ name, isCall }) => ({ name, isCall }));
}
