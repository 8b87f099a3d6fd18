import { BOUND, FLAG, type Tokens } from './tokens.ts';

/** Spelling variants of several words (`sewer slide` → suicide): replaced after the scan. */
export class Phrases {
  private readonly byFirst = new Map<number, { words: readonly number[]; plain: readonly number[] }[]>();

  /** 1 for symbols that begin a phrase. */
  private begins = new Uint8Array(0);

  add(words: readonly number[], plain: readonly number[]): void {
    const first = words[0];
    if (first === undefined) return;
    if (first >= this.begins.length) {
      const larger = new Uint8Array(first + 1024);
      larger.set(this.begins);
      this.begins = larger;
    }
    this.begins[first] = 1;
    const list = this.byFirst.get(first) ?? [];
    list.push({ words, plain });
    list.sort((a, b) => b.words.length - a.words.length);
    this.byFirst.set(first, list);
  }

  rewrite(tokens: Tokens): void {
    if (this.byFirst.size === 0) return;
    const { symbols, bounds } = tokens;
    for (let k = 0; k < tokens.count; k++) {
      const first = symbols[k]!;
      if (first >= this.begins.length || this.begins[first] === 0) continue;
      for (const { words, plain } of this.byFirst.get(first) ?? []) {
        let j = 1;
        while (
          j < words.length &&
          k + j < tokens.count &&
          symbols[k + j] === words[j] &&
          bounds[k + j]! < BOUND.sentence
        )
          j++;
        if (j === words.length) {
          this.pending.push({ from: k, length: words.length, plain });
          k += words.length - 1;
          break;
        }
      }
    }
    if (this.pending.length > 0) this.apply(tokens);
  }

  /** The same for the words of a pattern; where nothing is replaced, the same array. */
  rewriteSymbols(symbols: readonly number[]): readonly number[] {
    if (!symbols.some((symbol) => this.begins[symbol] === 1)) return symbols;
    const out: number[] = [];
    for (let k = 0; k < symbols.length; k++) {
      const found = this.byFirst
        .get(symbols[k]!)
        ?.find(({ words }) => words.every((word, j) => symbols[k + j] === word));
      if (found) {
        out.push(...found.plain);
        k += found.words.length - 1;
      } else out.push(symbols[k]!);
    }
    return out;
  }

  private pending: { from: number; length: number; plain: readonly number[] }[] = [];

  /** Rebuilds the columns once, so that many replacements stay linear. */
  private apply(tokens: Tokens): void {
    const { symbols, starts, ends, flags, bounds, count } = tokens;
    const old = {
      symbols: symbols.slice(0, count),
      starts: starts.slice(0, count),
      ends: ends.slice(0, count),
      flags: flags.slice(0, count),
      bounds: bounds.slice(0, count),
    };
    tokens.count = 0;
    let read = 0;
    const copyTo = (end: number): void => {
      for (; read < end; read++)
        tokens.push(
          old.symbols[read]!,
          old.starts[read]!,
          old.ends[read]!,
          old.flags[read]!,
          old.bounds[read]!,
        );
    };
    for (const { from, length, plain } of this.pending) {
      copyTo(from);
      const end = old.ends[from + length - 1]!;
      plain.forEach((symbol, k) => {
        tokens.push(
          symbol,
          old.starts[from]!,
          end,
          k === 0 ? old.flags[from]! & ~FLAG.filler : FLAG.continued,
          k === 0 ? old.bounds[from]! : BOUND.none,
        );
      });
      read = from + length;
    }
    copyTo(count);
    this.pending = [];
  }
}
