/** Ways in which people write the same thing otherwise, in haste or in hiding; seeded, so that a run can be repeated. */

/** What a perturbation works on: the text, and the stretch of it that should be hit. */
interface Target {
  text: string;
  start: number;
  end: number;
  /** A number from 0 to below 1. */
  next: () => number;
}

/** The text otherwise, or undefined where there is nothing to change. */
type Perturbation = (target: Target) => string | undefined;

const SHORTEST = 4;
/** Neighbours on the keyboard, of the keys that are hit most. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'sq',
  e: 'wr',
  i: 'uo',
  o: 'ip',
  u: 'yi',
  t: 'ry',
  n: 'bm',
  s: 'ad',
  r: 'et',
  l: 'k',
  d: 'sf',
  h: 'gj',
  m: 'n',
  k: 'lj',
};
const LEET: Readonly<Record<string, string>> = { a: '4@', e: '3', i: '1!', o: '0', s: '5$', t: '7' };
const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
};
const ZERO_WIDTH = ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'];

export const PERTURBATIONS = [
  'case',
  'apostrophes',
  'typos',
  'elongation',
  'leet',
  'homoglyphs',
  'zero-width',
  'spacing',
] as const;
export type PerturbationKind = (typeof PERTURBATIONS)[number];

const PERTURBED: Readonly<Record<PerturbationKind, Perturbation>> = {
  /** All capitals, a capital at each word, or in turns. */
  case: ({ text, next }) => {
    const forms = [
      text.toUpperCase(),
      text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
      [...text].map((char, k) => (k % 2 === 0 ? char.toLowerCase() : char.toUpperCase())).join(''),
    ];
    return pick(forms, next);
  },
  apostrophes: ({ text }) => text.replace(/['’]/gu, ''),
  /** One letter dropped, doubled, swapped with the next, or hit beside; never the first. */
  typos: (target) =>
    inWord(target, (word) => {
      const at = 1 + Math.floor(target.next() * (word.length - 1));
      const [before, char, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
      const beside = pick([...(NEIGHBOURS[char.toLowerCase()] ?? char)], target.next);
      return pick(
        [
          before + after,
          before + char + char + after,
          after === '' ? before + char + char : before + after.charAt(0) + char + after.slice(1),
          before + beside + after,
        ],
        target.next,
      );
    }),
  elongation: (target) =>
    inWord(target, (word) => {
      const places = [...word.matchAll(/[aeiouy]|.$/giu)].map(({ index }) => index);
      const at = pick(places, target.next);
      return (
        word.slice(0, at) + word.charAt(at).repeat(3 + Math.floor(target.next() * 4)) + word.slice(at + 1)
      );
    }),
  leet: (target) => inWord(target, (word) => replaced(word, LEET, target.next)),
  homoglyphs: (target) => inWord(target, (word) => replaced(word, HOMOGLYPHS, target.next)),
  'zero-width': (target) =>
    inWord(target, (word) => {
      const at = 1 + Math.floor(target.next() * (word.length - 1));
      return word.slice(0, at) + pick(ZERO_WIDTH, target.next) + word.slice(at);
    }),
  /** The letters of a word apart, or the blanks between all words doubled. */
  spacing: (target) =>
    target.next() < 1 / 3
      ? target.text.replace(/ /gu, '  ')
      : inWord(target, (word) => [...word].join(pick([' ', '.', '-'], target.next))),
};

/** The text with one perturbation inside the stretch; undefined where that changes nothing. */
export function perturb(kind: PerturbationKind, target: Target): string | undefined {
  const text = PERTURBED[kind](target);
  return text === target.text ? undefined : text;
}

/** Changes one word of at least four letters inside the stretch. */
function inWord(
  { text, start, end, next }: Target,
  change: (word: string) => string | undefined,
): string | undefined {
  const words = [...text.slice(start, end).matchAll(/\p{L}+/gu)].filter(([word]) => word.length >= SHORTEST);
  if (words.length === 0) return undefined;
  const match = pick(words, next);
  const [word] = match;
  const at = start + match.index;
  const changed = change(word);
  return changed === undefined ? undefined : text.slice(0, at) + changed + text.slice(at + word.length);
}

/** One to three letters replaced by one that looks like it; undefined where none can be. */
function replaced(
  word: string,
  by: Readonly<Record<string, string>>,
  next: () => number,
): string | undefined {
  const places = [...word].flatMap((char, k) => (by[char.toLowerCase()] === undefined ? [] : [k]));
  if (places.length === 0) return undefined;
  const chosen = new Set(Array.from({ length: 3 }, () => pick(places, next)));
  return [...word]
    .map((char, k) => (chosen.has(k) ? pick([...by[char.toLowerCase()]!], next) : char))
    .join('');
}

function pick<T>(list: readonly T[], next: () => number): T {
  return list[Math.floor(next() * list.length)]!;
}
