/** Words as they are misspelled: which known word an unknown one was meant to be. */
import { skeletonOf, soundOf } from './sound.ts';

/** Shortest word that is looked at, and the longest. */
export const SHORTEST = 3;
const LONGEST = 16;
/** Words remembered with what they were read as, before all are forgotten. */
const MOST_REMEMBERED = 4096;

/** Neighbours on the keyboards of English speakers (QWERTY, ISO and ANSI alike). */
const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
/** How far each row stands to the right of the one above, in keys. */
const ROW_SHIFT = [0, 0.25, 0.75];
const NEIGHBOURS = neighbours();

/**
 * What slips cost. The order is that of frequency among misspellings (Damerau 1964: four in five are one wrong, one
 * missing, one additional letter or two swapped; Pollock and Zamora 1984: the first letter is seldom wrong).
 */
const COST = {
  swapped: 1,
  doubled: 1,
  vowel: 1.1,
  dropped: 1.3,
  key: 1.3,
  added: 1.5,
  letter: 2,
  /** More where the first letter is another, but for long words that are among the likeliest. */
  first: 0.6,
  /** Another spelling of the same sound, and more for every letter that differs. */
  sound: 1.1,
  unsounded: 0.2,
  /** No vowel is written at all. */
  skeleton: 1.3,
} as const;
/** Dearest slip in a word of so many letters: short words have more neighbours. */
const MOST_COST = [0, 0, 0, 1.3, 1.3, 1.35, 1.6, 2];
/** Words shorter than this are only read as one of the likeliest. */
const LONG_ENOUGH = 5;
const LIKELIEST = 700;
/** Words written by ear or without vowels have more readings. */
const LIKELY = 2500;
/** Of two that cost about the same, the one that is this many times nearer the top of the list. */
const MUCH_LIKELIER = 3;
const ABOUT = 0.15;
/** Letters that may differ in words of the same sound. */
const MOST_UNSOUNDED = 3;

type Index = Map<string, number[]>;
const NOWHERE: readonly number[] = [];

/**
 * Reads misspelled words: a word that stands neither in a rule nor among the real words, and is one slip away from a word
 * that does, or sounds like one, or is one without its vowels. Candidates are found by leaving out one letter of either
 * side, by sound and by consonants, so the work for a word is bounded by its length.
 */
export class Misspelling {
  private readonly words: readonly string[];
  private readonly real: ReadonlySet<string>;
  private index: { slips: Index; sounds: Index; skeletons: Index } | undefined;
  private readonly remembered = new Map<string, string | undefined>();

  /**
   * @param words what a misspelled word may have been meant to be, the likeliest first
   * @param real words that look like one of these and are not
   */
  constructor(words: readonly string[], real: readonly string[]) {
    this.words = words;
    this.real = new Set(real);
  }

  /** The word that was meant; undefined if none is near, or several are. */
  meant(word: string): string | undefined {
    if (word.length < SHORTEST || word.length > LONGEST || this.words.length === 0) return undefined;
    if (this.real.has(word)) return undefined;
    if (this.remembered.has(word)) return this.remembered.get(word);
    if (this.remembered.size === MOST_REMEMBERED) this.remembered.clear();
    const meant = this.find(word);
    this.remembered.set(word, meant);
    return meant;
  }

  private find(word: string): string | undefined {
    const { words } = this;
    const { slips, sounds, skeletons } = (this.index ??= indexOf(words));
    const most = mostCost(word.length);
    const costs = new Map<number, number>();
    const look = (index: Index, key: string, likely: number, costOf: (at: number) => number): void => {
      for (const at of index.get(key) ?? NOWHERE) {
        if (at >= likely) continue;
        const cost = costOf(at);
        if (cost <= Math.min(most, mostCost(words[at]!.length), costs.get(at) ?? Infinity))
          costs.set(at, cost);
      }
    };
    const isShort = word.length < LONG_ENOUGH;
    const slip = (at: number): number => {
      const cost = slipCost(word, words[at]!);
      const isOther = word.charCodeAt(0) !== words[at]!.charCodeAt(0);
      return isOther && at < LIKELIEST && !isShort ? cost - COST.first : cost;
    };
    for (const key of [word, ...withoutOne(word)]) look(slips, key, isShort ? LIKELIEST : Infinity, slip);
    look(sounds, soundOf(word), LIKELY, (at) => soundCost(word, words[at]!));
    if (!/[aeiou]/u.test(word)) look(skeletons, skeletonOf(word), LIKELY, () => COST.skeleton);
    const least = Math.min(...costs.values());
    const near = [...costs].flatMap(([at, cost]) => (cost < least + ABOUT ? at : [])).sort((a, b) => a - b);
    const [first, second = Infinity] = near as [number | undefined, number | undefined];
    return first !== undefined && (first + 1) * MUCH_LIKELIER <= second + 1 ? words[first] : undefined;
  }
}

/** The word with each of its letters left out, of equal neighbours one. */
function withoutOne(word: string): string[] {
  const out: string[] = [];
  for (let k = 0; k < word.length; k++)
    if (word.charCodeAt(k) !== word.charCodeAt(k - 1)) out.push(word.slice(0, k) + word.slice(k + 1));
  return out;
}

function mostCost(length: number): number {
  return MOST_COST[Math.min(length, MOST_COST.length - 1)]!;
}

function indexOf(words: readonly string[]): { slips: Index; sounds: Index; skeletons: Index } {
  const index = { slips: new Map() as Index, sounds: new Map() as Index, skeletons: new Map() as Index };
  const add = (to: Index, key: string, at: number): void => {
    const before = to.get(key);
    if (before) before.push(at);
    else to.set(key, [at]);
  };
  words.forEach((word, at) => {
    if (word.length < SHORTEST) return;
    for (const key of [word, ...withoutOne(word)]) add(index.slips, key, at);
    if (at >= LIKELY) return;
    add(index.sounds, soundOf(word), at);
    add(index.skeletons, skeletonOf(word), at);
  });
  return index;
}

/** What it costs to write `written` for a word of the same sound. */
function soundCost(written: string, meant: string): number {
  const letters = unlike(written, meant);
  return letters > MOST_UNSOUNDED ? Infinity : COST.sound + COST.unsounded * (letters - 1);
}

/** Letters to change, add or drop to make one word of the other (Levenshtein 1966). */
function unlike(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length]!;
}

/** What the one slip costs that makes `meant` into `written`; Infinity if it takes more than one. */
export function slipCost(written: string, meant: string): number {
  const longest = Math.max(written.length, meant.length);
  if (longest - Math.min(written.length, meant.length) > 1 || written === meant) return Infinity;
  let from = 0;
  while (from < longest && written.charCodeAt(from) === meant.charCodeAt(from)) from++;
  const first = from === 0 ? COST.first : 0;
  const rest = (word: string, at: number): string => word.slice(at);
  if (written.length > meant.length) {
    if (rest(written, from + 1) !== rest(meant, from)) return Infinity;
    return written.charAt(from) === written.charAt(from - 1) ? COST.doubled : COST.added + first;
  }
  if (written.length < meant.length) {
    if (rest(written, from) !== rest(meant, from + 1)) return Infinity;
    const letter = meant.charAt(from);
    if (letter === meant.charAt(from - 1)) return COST.doubled;
    return (isVowel(letter) ? COST.vowel : COST.dropped) + first;
  }
  const [wrong, right] = [written.charAt(from), meant.charAt(from)];
  if (rest(written, from + 1) === rest(meant, from + 1)) {
    const cost =
      isVowel(wrong) && isVowel(right)
        ? COST.vowel
        : NEIGHBOURS.get(right)!.has(wrong)
          ? COST.key
          : COST.letter;
    return cost + first;
  }
  const swapped = written.charAt(from + 1) === right && meant.charAt(from + 1) === wrong;
  return swapped && rest(written, from + 2) === rest(meant, from + 2) ? COST.swapped + first : Infinity;
}

function isVowel(letter: string): boolean {
  return 'aeiouy'.includes(letter);
}

function neighbours(): Map<string, Set<string>> {
  const keys = KEY_ROWS.flatMap((row, y) => [...row].map((key, x) => ({ key, x: x + ROW_SHIFT[y]!, y })));
  return new Map(
    keys.map(({ key, x, y }) => [
      key,
      new Set(
        keys.flatMap((other) => (Math.abs(other.x - x) <= 1 && Math.abs(other.y - y) <= 1 ? other.key : [])),
      ),
    ]),
  );
}
