import type { Hits } from '../match/matcher.ts';
import type { DetailKind } from '../model/detail.ts';
import type { Rule } from '../model/pack.ts';
import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { BUILT_IN, type Vocabulary, symbolOf } from '../tokenise/vocabulary.ts';
import { type FinderEntry, FINDERS, detailsOf } from './find-details.ts';
import type { Need } from './needs.ts';

interface Wanted {
  /** The number that its hits carry. */
  owner: number;
  kind: DetailKind;
  from: number;
  words: number;
}

interface Guarded {
  entry: FinderEntry;
  /** By need of the finder: the bits of what must stand, and whether beside digits. */
  needs: { bit: number; digits: boolean }[];
}

/** Two words in a row with capitals. */
const CAPITALS = 1;
/** A token with a digit, a link, or a shape that has some. */
const DIGITS = 2;
const FIRST_WORDS = 4;
/** Words stand beside digits in the same or the next stretch of so many tokens: numbers follow soon upon what they are called. */
const STRETCH = 16;

/**
 * Rules whose evidence is a personal detail. Finders look only at posts whose words tell that there may be something to find,
 * and only those finders whose kinds some rule asks for.
 */
export class DetailRules {
  private readonly wanted: readonly Wanted[];
  private readonly finders: readonly Guarded[];
  /** Of each symbol the bits of the needs that it meets. */
  private readonly meets: Int32Array;

  /** @param vocabulary one that knows all its words but those of the needs, which are added */
  constructor(rules: readonly Rule[], vocabulary: Vocabulary) {
    this.wanted = rules.flatMap(({ details = [] }, owner) =>
      details.map(({ kind, from, words = 1 }) => ({ owner, kind, from, words })),
    );
    const kinds = new Set(this.wanted.map(({ kind }) => kind));
    const bitsOf = new Map<number, number>();
    let next = FIRST_WORDS;
    this.finders = FINDERS.filter((entry) => entry.kinds.some((kind) => kinds.has(kind))).map((entry) => ({
      entry,
      needs: entry.needs.map(({ digits, capitals, anyOf }: Need) => {
        let bit = capitals === true ? CAPITALS : 0;
        if (anyOf) {
          for (const symbol of symbolsOf(anyOf, vocabulary))
            bitsOf.set(symbol, (bitsOf.get(symbol) ?? 0) | next);
          bit |= next;
          next *= 2;
        }
        return { bit, digits: digits === true };
      }),
    }));
    this.meets = new Int32Array(vocabulary.size);
    for (const [symbol, met] of bitsOf) this.meets[symbol] = met;
  }

  /** Adds a hit for each detail that a rule asks for. */
  scan(text: string, tokens: Tokens, hits: Hits): void {
    if (this.finders.length === 0 || tokens.count === 0) return;
    const open = this.openTo(tokens);
    if (open.length === 0) return;
    for (const { kind, start, end, confidence } of detailsOf(text, open)) {
      const first = tokenAt(tokens.ends, tokens.count, start + 1);
      const behind = tokenAt(tokens.starts, tokens.count, end);
      for (const { owner, kind: asked, from, words } of this.wanted)
        if (kind === asked && confidence >= from && behind - first >= words && behind > first)
          hits.push(owner, first, behind, 0);
    }
  }

  /** The finders that may find something among these words. */
  private openTo({ symbols, starts, ends, flags, bounds, count, anyDigits }: Tokens): FinderEntry[] {
    const { meets } = this;
    // The first word of a sentence has a capital anyway, so it is not flagged; neither is an initial.
    const mayBeName = (at: number): boolean =>
      (flags[at]! & FLAG.capitalised) !== 0 || at === 0 || bounds[at] === BOUND.sentence;
    const capitalsEnd = (at: number): boolean => {
      if (at === 0 || (flags[at]! & FLAG.capitalised) === 0) return false;
      const initial = at > 1 && starts[at - 1]! + 1 === ends[at - 1];
      return mayBeName(at - 1) || (initial && mayBeName(at - 2));
    };
    let anywhere = 0;
    let besideDigits = 0;
    // What stands in the last stretch and in this one.
    let before = 0;
    let here = 0;
    for (let at = 0; at < count; at++) {
      if (at % STRETCH === 0) {
        before = here;
        here = 0;
      }
      here |= meets[symbols[at]!]!;
      if (capitalsEnd(at)) here |= CAPITALS;
      if (anyDigits && ((flags[at]! & FLAG.digits) !== 0 || symbols[at]! < BUILT_IN.length)) here |= DIGITS;
      anywhere |= here;
      if (((before | here) & DIGITS) !== 0) besideDigits |= before | here;
    }
    return this.finders
      .filter(({ needs }) =>
        needs.some(({ bit, digits }) => ((digits ? besideDigits : anywhere) & bit) === bit),
      )
      .map(({ entry }) => entry);
  }
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

/** The first of the rising positions that is not below `at`. */
function tokenAt(positions: Int32Array, count: number, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
