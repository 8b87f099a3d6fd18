import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { BUILT_IN, type Vocabulary, symbolOf } from '../tokenise/vocabulary.ts';
import type { Need } from './needs.ts';

/** Two words in a row with capitals. */
const CAPITALS = 1;
/** What may have a digit: a number, an unknown word, a link, a shape. */
const DIGITS = 2;
const FIRST_WORDS = 4;
/** Words stand beside digits in the same or the next stretch of so many tokens: numbers follow soon upon what they are called. */
const STRETCH = 16;
const BUILT_INS = BUILT_IN.length;
/** Tokens before and behind an open stretch that are read as well: what speaks for a detail, or is the rest of it. */
const REACH = 12;
/** And so many more up to the start or the end of a sentence. */
const TO_SENTENCE = 12;

/** Tokens of a post, half-open. */
export interface Part {
  from: number;
  to: number;
}

const NO_PARTS: readonly Part[] = [];

/** A need as bits of a stretch. */
interface Bits {
  bit: number;
  digits: boolean;
}

/**
 * Which parts of a post a finder has to read: the stretches whose words meet one of its needs, with what stands around them.
 * A post is read in one pass, whatever the number of finders.
 */
export class Stretches {
  private readonly needs: readonly (readonly Bits[])[];
  /** Of each symbol the bits of the needs that it meets. */
  private readonly meets: Int32Array;
  /** Of each stretch of the last post what stands in it. */
  private bits = new Int32Array(64);
  private count = 0;
  private all = 0;
  private tokens: Tokens | undefined;

  /**
   * @param finders the needs of each finder
   * @param vocabulary one that knows all its words but those of the needs, which are added
   */
  constructor(finders: readonly (readonly Need[])[], vocabulary: Vocabulary) {
    const bitsOf = new Map<number, number>();
    let next = FIRST_WORDS;
    this.needs = finders.map((needs) =>
      needs.map(({ digits, capitals, anyOf }) => {
        let bit = (capitals === true ? CAPITALS : 0) | (digits === true ? DIGITS : 0);
        if (anyOf) {
          if (next <= 0) throw new Error('finders have more needs of words than a number has bits');
          for (const symbol of symbolsOf(anyOf, vocabulary))
            bitsOf.set(symbol, (bitsOf.get(symbol) ?? 0) | next);
          bit |= next;
          next *= 2;
        }
        return { bit, digits: digits === true };
      }),
    );
    this.meets = new Int32Array(vocabulary.size);
    for (const [symbol, met] of bitsOf) this.meets[symbol] = met;
  }

  /** Looks at the words of a post. */
  read(text: string, tokens: Tokens): void {
    const { meets } = this;
    const { symbols, starts, flags, count, anyDigits } = tokens;
    this.tokens = tokens;
    this.count = Math.ceil(count / STRETCH);
    if (this.count > this.bits.length) this.bits = new Int32Array(this.count * 2);
    this.all = 0;
    for (let at = 0, stretch = 0; at < count; stretch++) {
      let here = 0;
      for (const end = Math.min(count, at + STRETCH); at < end; at++) {
        const symbol = symbols[at]!;
        const flag = flags[at]!;
        here |= meets[symbol]!;
        if ((flag & FLAG.capitalised) !== 0 && capitalsEnd(tokens, at)) here |= CAPITALS;
        if (anyDigits && isNumber(symbol, flag, text.charCodeAt(starts[at]!))) here |= DIGITS;
      }
      this.bits[stretch] = here;
      this.all |= here;
    }
  }

  /** The parts that a finder has to read of the post that was read last, in order and apart. */
  partsFor(finder: number): readonly Part[] {
    const needs = this.needs[finder]!;
    for (const { bit } of needs) if ((this.all & bit) === bit) return this.open(needs);
    return NO_PARTS;
  }

  private open(needs: readonly Bits[]): Part[] {
    const { bits } = this;
    const parts: Part[] = [];
    for (let stretch = 0; stretch < this.count; stretch++)
      for (const { bit, digits } of needs) {
        const before = digits && stretch > 0 ? bits[stretch - 1]! : 0;
        if (((before | bits[stretch]!) & bit) !== bit) continue;
        this.add(parts, digits && stretch > 0 ? stretch - 1 : stretch, stretch + 1);
      }
    return parts;
  }

  /** Adds the stretches with their surroundings, as one with the part before if they touch. */
  private add(parts: Part[], first: number, end: number): void {
    const { bounds, count } = this.tokens!;
    let from = Math.max(0, first * STRETCH - REACH);
    const last = parts.at(-1);
    for (let most = TO_SENTENCE; most > 0 && from > 0 && bounds[from] !== BOUND.sentence; most--) from--;
    let to = Math.min(count, end * STRETCH + REACH);
    for (let most = TO_SENTENCE; most > 0 && to < count && bounds[to] !== BOUND.sentence; most--) to++;
    if (last && last.to >= from) {
      last.to = Math.max(last.to, to);
      last.from = Math.min(last.from, from);
    } else parts.push({ from, to });
  }
}

/** A number, whatever is behind it (3b), an unknown word, which may have one within, or a shape or a link. */
function isNumber(symbol: number, flag: number, first: number): boolean {
  return symbol < BUILT_INS || (flag & FLAG.digits) !== 0 || (first >= 48 && first <= 57);
}

/** The first word of a sentence has a capital anyway, so it is not flagged; neither is an initial. */
function mayBeName({ flags, bounds }: Tokens, at: number): boolean {
  return (flags[at]! & FLAG.capitalised) !== 0 || at === 0 || bounds[at] === BOUND.sentence;
}

/** Whether a word with a capital stands behind another one. */
function capitalsEnd(tokens: Tokens, at: number): boolean {
  if (at === 0) return false;
  const initial = at > 1 && tokens.starts[at - 1]! + 1 === tokens.ends[at - 1];
  return mayBeName(tokens, at - 1) || (initial && mayBeName(tokens, at - 2));
}

function symbolsOf(
  { words = [], shapes = [] }: NonNullable<Need['anyOf']>,
  vocabulary: Vocabulary,
): number[] {
  return [
    ...shapes.map(symbolOf),
    // A word that is read as another (`fb`) stands in the post as that one; what is read as several could be any talk.
    ...words.flatMap((word) => {
      const symbol = vocabulary.intern(word);
      const read = vocabulary.expansions[symbol] ?? [];
      return read.length === 1 ? [symbol, ...read] : [symbol];
    }),
  ];
}
