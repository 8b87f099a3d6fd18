import type { Detail } from '../model/detail.ts';

/** Which detail has which pseudonym. Holds details: keep it no longer than the posts themselves. */
export class Pseudonyms {
  private readonly numbers = new Map<string, number>();
  private readonly last = new Map<string, number>();

  /** `[name 1]`, `[name 2]` …; the same for the same detail, however it is spaced, capitalised or disguised. */
  of({ kind, text }: Pick<Detail, 'kind' | 'text'>): string {
    const key = `${kind} ${text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, '')}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = (this.last.get(kind) ?? 0) + 1;
      this.last.set(kind, number);
      this.numbers.set(key, number);
    }
    return `[${kind} ${number}]`;
  }
}
