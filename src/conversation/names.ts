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

/** The members whom a message names, in the order of its words. */
export function namedIn(
  text: string,
  members: readonly { name: string; calls: readonly string[] }[],
  author: string,
): Named[] {
  // Words in lower case, with their places: members are looked up in them, so that a crowd costs no more than itself.
  const words = new Map<string, { at: number; bare: string; isTold: boolean }>();
  const raws = text.split(/[^\p{L}\p{N}_.@'’-]+/u).filter((word) => word !== '');
  raws.forEach((raw, at) => {
    const bare = raw.replace(/^@/u, '').replace(/[.'’_-]+$/u, '');
    const word = bare.toLowerCase().replace(/['’]s$/u, '');
    if (word.length < 3 || words.has(word)) return;
    words.set(word, { at, bare, isTold: raw.startsWith('@') });
  });
  const beginnings =
    members.length > FEW
      ? []
      : [...words].filter(
          ([word, { bare }]) => (word.length >= 4 || /^\p{Lu}/u.test(bare)) && !NO_NAME.has(word),
        );
  const found = members.flatMap(({ name, calls }) => {
    if (name === author) return [];
    const call = [name.toLowerCase(), ...calls].find((one) => words.has(one));
    const place =
      call === undefined
        ? beginnings.find(([word]) => calls.some((one) => one.startsWith(word)))?.[1]
        : words.get(call);
    if (!place) return [];
    return [{ name, at: place.at, isCall: place.isTold || place.at === 0 || place.at === raws.length - 1 }];
  });
  return found.sort((a, b) => a.at - b.at).map(({ name, isCall }) => ({ name, isCall }));
}
