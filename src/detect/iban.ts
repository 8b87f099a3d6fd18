import { type Detector, isDigit, isWord, type Shape, type Source } from './detector.ts';

/** International bank account numbers. Source: ISO 13616 and the SWIFT IBAN registry (length by country, mod 97 = 1). */
export const iban: Detector = { kind: 'iban', begins: 'letter', find };

const LENGTHS: Readonly<Record<string, number>> = {
  gb: 22,
  ie: 22,
  de: 22,
  fr: 27,
  es: 24,
  it: 27,
  nl: 18,
  be: 16,
  pl: 28,
  pt: 25,
  at: 20,
  ch: 21,
  se: 24,
  no: 15,
  dk: 18,
  fi: 18,
  lt: 20,
  lv: 21,
  ee: 20,
  cz: 24,
  sk: 24,
  hu: 28,
  ro: 24,
  bg: 22,
  gr: 27,
  cy: 28,
  mt: 31,
  lu: 20,
  hr: 21,
  si: 19,
  tr: 26,
  ua: 29,
  is: 26,
  ae: 23,
  sa: 24,
  pk: 24,
  il: 23,
  rs: 22,
  al: 28,
  gi: 23,
  li: 21,
  mc: 27,
};

function find({ plain }: Source, at: number): Shape | undefined {
  if (!isDigit(plain.charCodeAt(at + 2)) || !isDigit(plain.charCodeAt(at + 3))) return undefined;
  const length = LENGTHS[plain.slice(at, at + 2)];
  if (length === undefined) return undefined;
  let account = '';
  let end = at;
  while (account.length < length) {
    const code = plain.charCodeAt(end);
    if (isWord(code) && code < 128) account += plain.charAt(end);
    else if ((code !== 32 && code !== 45) || !isWord(plain.charCodeAt(end - 1))) return undefined;
    end++;
  }
  return !isWord(plain.charCodeAt(end)) && mod97(account) === 1 ? { start: at, end } : undefined;
}

/** Remainder of an account number read as digits (a = 10 … z = 35), its first four characters moved to the end. */
export function mod97(account: string): number {
  let rest = 0;
  for (const char of account.slice(4) + account.slice(0, 4)) {
    const value = parseInt(char, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
