/** Words that are spelled out letter by letter: `k i l l`, `d.i.e`, `s u i c i d e`. */
import { type Disguise, LONGEST_DISGUISE } from '../normalise/disguise.ts';
import { COMMA, FOLD, HYPHEN, SKIP, foldAstral } from '../normalise/fold.ts';
import { BOUND, FLAG, type TokenRow, type Tokens } from './tokens.ts';

/** How many single letters in a row make a spelled-out word, and how far apart they may stand. */
export const FEWEST_SINGLES = 3;
const WIDEST_SPACING = 3;
/** Longest word that is looked for among spelled-out letters. */
const LONGEST_SPELLED = 14;

/** A part of a spelled-out run: a word of several letters, or one letter that stays what it was. */
interface Piece {
  length: number;
  symbols: readonly number[] | undefined;
}

/** Single letters in a row: replaces those that spell known words. */
export function joinSpelledOut(
  text: string,
  tokens: Tokens,
  first: number,
  singles: number,
  disguise: Disguise,
): void {
  // Each letter may have been read as a word (u → you), so letters are taken from the text by position.
  const letters: { code: number; start: number; end: number; token: number }[] = [];
  for (let k = first; k < tokens.count && letters.length < singles; k++) {
    if ((tokens.flags[k]! & FLAG.continued) !== 0) continue;
    const start = tokens.starts[k]!;
    const point = text.codePointAt(start)!;
    letters.push({
      code: point > 0xffff ? foldAstral(point) : FOLD[point]!,
      start,
      end: tokens.ends[k]!,
      token: k,
    });
  }
  const tail = letters.length === 0 ? tokens.count : afterToken(tokens, letters[letters.length - 1]!.token);
  const rest: TokenRow[] = [];
  for (let k = tail; k < tokens.count; k++) rest.push(tokens.row(k));
  const out: TokenRow[] = [];
  let changed = false;
  for (let from = 0; from < letters.length; from += LONGEST_DISGUISE) {
    const window = letters.slice(from, from + LONGEST_DISGUISE);
    const pieces =
      window.length < FEWEST_SINGLES
        ? undefined
        : spelledWords(window.map((l) => String.fromCharCode(l.code)).join(''), disguise);
    if (!pieces) {
      const lastToken = afterToken(tokens, window[window.length - 1]!.token);
      for (let k = window[0]!.token; k < lastToken; k++) out.push(tokens.row(k));
      continue;
    }
    changed = true;
    let letter = 0;
    for (const piece of pieces) {
      const start = window[letter]!.start;
      const end = window[letter + piece.length - 1]!.end;
      const token = window[letter]!.token;
      if (!piece.symbols) for (let k = token; k < afterToken(tokens, token); k++) out.push(tokens.row(k));
      piece.symbols?.forEach((symbol, k) =>
        out.push([
          symbol,
          start,
          end,
          k === 0 ? tokens.flags[token]! & ~(FLAG.unknown | FLAG.filler) : FLAG.continued,
          letter === 0 && k === 0 ? tokens.bounds[token]! : BOUND.none,
        ]),
      );
      letter += piece.length;
    }
  }
  if (!changed) return;
  tokens.count = first;
  for (const row of [...out, ...rest]) tokens.push(...row);
}

function afterToken(tokens: Tokens, token: number): number {
  let k = token + 1;
  while (k < tokens.count && (tokens.flags[k]! & FLAG.continued) !== 0) k++;
  return k;
}

/** The cheapest split of spelled-out letters into words, the longest of those, single letters left over; at least one real word. */
function spelledWords(letters: string, disguise: Disguise): Piece[] | undefined {
  const best: ({ cost: number; squares: number; pieces: Piece[] } | undefined)[] = [
    { cost: 0, squares: 0, pieces: [] },
  ];
  for (let end = 1; end <= letters.length; end++)
    for (let start = Math.max(0, end - LONGEST_SPELLED); start < end; start++) {
      const before = best[start];
      if (!before) continue;
      const length = end - start;
      const symbols = length === 1 ? undefined : disguise.spelled(letters.slice(start, end));
      if (length > 1 && symbols === undefined) continue;
      const cost = before.cost + (length === 1 ? 2 : 1);
      // Of splits into as many words, the one with the longest: “ending it”, not “endin git”.
      const squares = before.squares + length * length;
      const here = best[end];
      if (here && (here.cost < cost || (here.cost === cost && here.squares >= squares))) continue;
      best[end] = { cost, squares, pieces: [...before.pieces, { length, symbols }] };
    }
  const found = best[letters.length]?.pieces;
  return found?.some((piece) => piece.length >= FEWEST_SINGLES) ? found : undefined;
}

/** Whether what stands between two letters is how people space out a word: `k i l l`, `k.i.l.l`, `k - i - l - l`. */
export function spaced(text: string, from: number, to: number): boolean {
  if (to - from > WIDEST_SPACING) return false;
  for (let at = from; at < to; at++) {
    const kind = FOLD[text.charCodeAt(at)]!;
    if (kind !== HYPHEN && kind !== SKIP && kind !== COMMA && !' \t.·•*|~'.includes(text.charAt(at)))
      return false;
  }
  return true;
}
