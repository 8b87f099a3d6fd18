/** What to do about a pattern that cannot be read, and where exactly it goes wrong. */
import type { PatternError } from '../match/pattern.ts';

/** The part of the pattern to point at, and the mend if there is a usual one. */
export function mendOf(error: PatternError, text: string): { at: number; length: number; hint?: string } {
  const { code, at, length } = error;
  const char = text.charAt(at);
  switch (code) {
    case 'pattern-gap': {
      const last = /\.\.\d+(?=\s*$)/u.exec(text);
      const first = /^[\s^]*(\.\.\d+)/u.exec(text);
      const ends = /^\.\.[1-8]$/u.test(text.slice(at, at + 3));
      if (!ends) return { at, length, hint: 'a longer stretch is two patterns: one of them under near' };
      if (first)
        return {
          at: first[0].length - first[1]!.length,
          length: first[1]!.length,
          hint: 'leave the gap out, or put a word before it',
        };
      return last
        ? { at: last.index, length: last[0].length, hint: 'leave the gap out, or put a word after it' }
        : { at, length };
    }
    case 'pattern-unexpected': {
      if (char === '$')
        return { at, length, hint: 'write two patterns: one as it is, one that ends with “$”' };
      if (char === '^')
        return { at, length, hint: 'write two patterns: one as it is, one that begins with “^”' };
      if (char === '?' && /\s/u.test(text.charAt(at - 1)))
        return { at, length, hint: '“?” follows its word at once: write “any? more”' };
      if (char === '?' && /[)}\w]/u.test(text.charAt(at - 1)))
        return { at, length, hint: '“!” takes up no word, so nothing can be missing: leave the “?” out' };
      if (char === '|')
        return {
          at,
          length,
          hint: 'put parentheses round the alternatives, or quote each as a string of its own',
        };
      return { at, length };
    }
    case 'pattern-form': {
      const inner = text.slice(at + 1, at + length - 1);
      const tags = [...inner.matchAll(/:([a-z]+)/gu)].map((match) => match[1]!);
      if (inner.includes('|') && tags.length > 0)
        return {
          at,
          length,
          hint: `the form stands once, at the end: {${inner.replace(/:[a-z]+/gu, '')}:${tags[0]!}}`,
        };
      return { at, length };
    }
    default:
      return { at, length };
  }
}
