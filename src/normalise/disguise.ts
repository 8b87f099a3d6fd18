import type { Vocabulary } from '../tokenise/vocabulary.ts';
import { foldWord } from './fold.ts';

/** Digits and signs that stand for letters; where one stands for two letters, both are tried in turn. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'il',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '6': 'g',
  '7': 't',
  '8': 'b',
  '9': 'g',
  $: 's',
  '@': 'a',
  '!': 'il',
  '|': 'li',
  '+': 't',
  '€': 'e',
  '£': 'l',
  '(': 'c',
  '&': 'a',
};
const MASKS = '*#^%~=';
/** Longest disguised token that is looked at; keeps the work per character bounded. */
export const LONGEST_DISGUISE = 40;
/** Two ambiguous signs give four readings; more are not tried. */
const MOST_READINGS = 8;
/** Words in which fewer than half of the letters show must be this long, and a third must show. */
const LONG_LEET = 5;
/** A letter that is often double (soon, see) is only taken for one where that word is so much more frequent. */
const FAR_MORE = 20;

const NO_WORDS = { likely: [], others: [] };

/**
 * Reads words that were made unlike themselves. All of this is off the fast path: the tokeniser calls it only for a
 * token that stands in no rule and looks disguised. Every method returns symbols, or nothing where no word fits.
 */
export class Disguise {
  private readonly vocabulary: Vocabulary;
  private readonly maskable: readonly string[];
  private readonly share: (word: string) => number;
  private byLength: Map<number, { likely: string[]; others: string[] }> | undefined;

  /**
   * @param maskable words that a mask most likely stands for, ahead of all others
   * @param share about how much of all text a word makes up
   */
  constructor(vocabulary: Vocabulary, maskable: readonly string[], share: (word: string) => number) {
    this.vocabulary = vocabulary;
    this.maskable = maskable;
    this.share = share;
  }

  /** `sooo` → so, `diiiie` → die, `killl` → kill: runs of three and more become two, then one, then all runs one. */
  streeetched(word: string): readonly number[] | undefined {
    if (word.length > LONGEST_DISGUISE) word = word.replace(/(.)\1{2,}/gu, '$1$1');
    if (word.length > LONGEST_DISGUISE) return undefined;
    const double = word.replace(/(.)\1{2,}/gu, '$1$1');
    const single = word.replace(/(.)\1{2,}/gu, '$1');
    const [longer, shorter] = [this.word(double), this.word(single)];
    // `meeee` is me, not mee; `soooon` is soon, not son.
    if (longer && shorter) return this.share(single) > FAR_MORE * this.share(double) ? shorter : longer;
    return longer ?? shorter ?? this.word(double.replace(/(.)\1+/gu, '$1'));
  }

  /** Letters of which some may be digits or signs, as the words that they spell. */
  spelled(letters: string): readonly number[] | undefined {
    return this.word(letters) ?? (/\d/u.test(letters) ? this.leet(letters) : undefined);
  }

  /** A token with digits or signs in it: leet and masks. `raw` is the original text. */
  signs(raw: string): readonly number[] | undefined {
    if (raw.length > LONGEST_DISGUISE || raw.length < 2) return undefined;
    return this.masked(raw) ?? this.leet(raw);
  }

  /** Spaced or joined words (`killmyself`): a split into known words that covers everything, the fewest words first. */
  joined(word: string): readonly number[] | undefined {
    if (word.length > LONGEST_DISGUISE || word.length < 3) return undefined;
    const best: (number[] | undefined)[] = [[]];
    for (let end = 1; end <= word.length; end++) {
      for (let start = Math.max(0, end - 14); start < end; start++) {
        const before = best[start];
        if (before === undefined || before.length >= 8) continue;
        const piece = word.slice(start, end);
        if (piece.length < 2 && piece !== 'i') continue;
        const symbols = this.word(piece);
        if (symbols === undefined) continue;
        const here = best[end];
        if (here === undefined || before.length + symbols.length < here.length)
          best[end] = [...before, ...symbols];
      }
    }
    return best[word.length];
  }

  private leet(raw: string): readonly number[] | undefined {
    // Mostly letters, or it is a quantity (900k) or a name (b2b2c).
    let letters = 0;
    for (const char of raw) if (!(char in LEET)) letters++;
    if (letters * 2 < raw.length && (raw.length < LONG_LEET || letters * 3 < raw.length)) return undefined;
    let readings = [''];
    for (const char of raw.toLowerCase()) {
      const letters = LEET[char] ?? (char >= 'a' && char <= 'z' ? char : foldWord(char));
      if (letters === '') continue;
      const next: string[] = [];
      for (const reading of readings)
        for (const letter of letters.length > 1 && readings.length * 2 > MOST_READINGS
          ? letters.charAt(0)
          : letters)
          next.push(reading + letter);
      if (next.length === 0) return undefined;
      readings = next;
    }
    for (const reading of readings) {
      const symbols =
        this.word(reading) ?? (/(.)\1\1/u.test(reading) ? this.streeetched(reading) : undefined);
      if (symbols) return symbols;
    }
    return undefined;
  }

  private masked(raw: string): readonly number[] | undefined {
    const lower = foldWord(raw.toLowerCase());
    if (![...lower].some((char) => MASKS.includes(char))) return undefined;
    const letters = [...lower].filter((char) => !MASKS.includes(char)).length;
    // A first letter must show (f***), or else most of the word (*uck): **Note** and *or* are emphasis.
    if (letters < 1 || (MASKS.includes(lower.charAt(0)) && letters < 2 * (lower.length - letters)))
      return undefined;
    const fits = (candidate: string): boolean => {
      let k = 0;
      while (k < lower.length && (MASKS.includes(lower.charAt(k)) || lower.charAt(k) === candidate.charAt(k)))
        k++;
      return k === lower.length;
    };
    const same = this.ofLength(lower.length);
    const likely = same.likely.find(fits);
    if (likely !== undefined) return this.word(likely);
    // Other words only where most of their letters show.
    if (letters * 2 <= lower.length) return undefined;
    const others = same.others.filter(fits).sort((a, b) => this.share(b) - this.share(a));
    return others[0] === undefined ? undefined : this.word(others[0]);
  }

  private ofLength(length: number): { likely: readonly string[]; others: readonly string[] } {
    if (!this.byLength) {
      this.byLength = new Map();
      const of = (word: string): { likely: string[]; others: string[] } => {
        let own = this.byLength!.get(word.length);
        if (!own) this.byLength!.set(word.length, (own = { likely: [], others: [] }));
        return own;
      };
      for (const word of this.maskable) of(word).likely.push(word);
      for (const word of this.vocabulary.words) if (/^[a-z]+$/u.test(word)) of(word).others.push(word);
    }
    return this.byLength.get(length) ?? NO_WORDS;
  }

  private word(word: string): readonly number[] | undefined {
    const id = this.vocabulary.get(word);
    if (id === 0) return undefined;
    return this.vocabulary.expansions[id] ?? [id];
  }
}
