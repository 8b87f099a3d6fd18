/**
 * The fold table: one look-up per UTF-16 unit says what the unit is to the tokeniser. Values of 48 and above are the
 * folded letter or digit itself; the small values are the kinds of other characters.
 */
export const SPACE = 0;
export const SKIP = 1;
export const NEWLINE = 2;
export const SENTENCE = 3;
export const CLAUSE = 4;
export const COMMA = 5;
export const APOSTROPHE = 6;
export const QUOTE = 7;
export const AT = 8;
export const HASH = 9;
/** Signs that stand for letters or mask them inside a word: `$ ! * | + €` and the like. */
export const DISGUISE = 10;
export const HYPHEN = 11;
export const SURROGATE = 12;
/** Symbols of the basic plane that can be emoji. */
export const SYMBOL = 13;
export const BACKTICK = 14;
export const BAR = 15;
/** The first value that is a folded letter or digit. */
export const FIRST_LETTER = 48;

/** Look-alikes of Latin letters in other scripts, after the Unicode confusables table, letters people really swap. */
const LOOK_ALIKES: readonly (readonly [letter: string, others: string])[] = [
  ['a', 'аɑαΑАᎪᴀ'],
  ['b', 'ЬВΒьᏏƅʙβ'],
  ['c', 'сСϲϹᏟⅽᴄ'],
  ['d', 'ԁⅾᎠԀᴅ'],
  ['e', 'еЕΕҽᎬєЄᴇε'],
  ['f', 'ϝғҒꜰ'],
  ['g', 'ɡԍᏀɢ'],
  ['h', 'һНΗнᎻʜ'],
  ['i', 'іІΙιıɩӏⅰӀɪ'],
  ['j', 'јЈϳᴊ'],
  ['k', 'κкКΚᏦᴋ'],
  ['l', 'ⅼᏞʟ'],
  ['m', 'мМΜⅿᎷᴍ'],
  ['n', 'пոΝηɴ'],
  ['o', 'оОοΟσօᴏ'],
  ['p', 'рРρΡᏢᴘ'],
  ['q', 'ԛ'],
  ['r', 'гᏒʀ'],
  ['s', 'ѕЅᏚꜱς'],
  ['t', 'тТΤτᎢᴛ'],
  ['u', 'υսʋᴜ'],
  ['v', 'ѵνⅴᴠ'],
  ['w', 'ԝωѡᴡ'],
  ['x', 'хХχΧⅹ'],
  ['y', 'уУүγΥҮʏ'],
  ['z', 'ᴢΖᏃ'],
];

/** Latin letters that no decomposition takes to ASCII. */
const LATIN: readonly (readonly [string, string])[] = [
  ['o', 'øØ'],
  ['l', 'łŁ'],
  ['d', 'đĐð'],
  ['h', 'ħĦ'],
  ['t', 'ŧŦ'],
  ['i', 'ı'],
];

function buildFold(): Uint16Array {
  const table = new Uint16Array(65536);
  const set = (chars: string, value: number): void => {
    for (const char of chars) table[char.charCodeAt(0)] = value;
  };
  // Letters of any script stay as they are, lower case; accents are taken off where NFKD gives an ASCII base. Only the
  // alphabets below U+2500 have either; Hangul and Han stay untouched.
  const letter = /[\p{L}\p{N}]/u;
  for (let code = 0x80; code < 0x2500; code++) {
    const char = String.fromCharCode(code);
    if (!letter.test(char)) continue;
    const base = char.normalize('NFKD').toLowerCase();
    const first = base.charCodeAt(0);
    table[code] = first < 0x80 && letter.test(base.charAt(0)) ? first : char.toLowerCase().charCodeAt(0);
  }
  for (const [from, to] of [
    [0x2c00, 0x2dff],
    [0x3041, 0x318f],
    [0x3400, 0x9fff],
    [0xa000, 0xd7ff],
    [0xf900, 0xfdff],
    [0xfe70, 0xfefc],
  ] as const)
    for (let code = from; code <= to; code++) table[code] = code;
  for (let code = 48; code <= 57; code++) table[code] = code;
  for (let code = 97; code <= 122; code++) table[code] = table[code - 32] = code;
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = table[code - 0xfee0] ?? SPACE;
  for (const [to, others] of [...LOOK_ALIKES, ...LATIN]) set(others, to.charCodeAt(0));
  for (let code = 0x24b6; code <= 0x24cf; code++) table[code] = 97 + code - 0x24b6;
  for (let code = 0x24d0; code <= 0x24e9; code++) table[code] = 97 + code - 0x24d0;
  // Zero-width characters, soft hyphen, variation selectors, direction marks and combining accents vanish.
  for (const [from, to] of [
    [0x300, 0x36f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x2064],
    [0xfe00, 0xfe0f],
  ] as const)
    for (let code = from; code <= to; code++) table[code] = SKIP;
  set('\u00ad\ufeff\u034f\u061c\u180e', SKIP);
  for (let code = 0x2190; code < 0x2c00; code++) if (table[code] === SPACE) table[code] = SYMBOL;
  set('\n\r\u2028\u2029', NEWLINE);
  set('.!?…。！？', SENTENCE);
  set(';:()[]{}—–:<>\u2022', CLAUSE);
  set(',،，', COMMA);
  set("'’‘ʼ`´′＇", APOSTROPHE);
  set('`', BACKTICK);
  set('"“”«»„‟', QUOTE);
  set('@＠', AT);
  set('#＃', HASH);
  set('$*+€£^%~=&', DISGUISE);
  set('|', BAR);
  set('-_/\\‐‑', HYPHEN);
  for (let code = 0xd800; code <= 0xdfff; code++) table[code] = SURROGATE;
  return table;
}

export const FOLD: Uint16Array = buildFold();

/** Folds a supplementary code point: mathematical and enclosed letters become ASCII, everything else is 0. */
export function foldAstral(codePoint: number): number {
  if (codePoint >= 0x1d400 && codePoint <= 0x1d7ff) {
    const base = String.fromCodePoint(codePoint).normalize('NFKD').toLowerCase().charCodeAt(0);
    return base < 0x80 ? base : (FOLD[base] ?? 0);
  }
  if (codePoint >= 0x1f130 && codePoint <= 0x1f189)
    return 97 + ((codePoint - 0x1f130) % 32 < 26 ? (codePoint - 0x1f130) % 32 : 0);
  return 0;
}

/** Cuts at spaces and hyphens, as the tokeniser does; what it cuts may be empty. */
export function splitHyphens(text: string): string[] {
  let spaced = text;
  for (let i = 0; i < text.length; i++)
    if (FOLD[text.charCodeAt(i)] === HYPHEN) spaced = `${spaced.slice(0, i)} ${spaced.slice(i + 1)}`;
  return spaced.split(' ');
}

/** Folds a word of a pattern or a lexicon in the same way as a token of a post; apostrophes are kept as `'`. */
export function foldWord(word: string): string {
  let plain = 0;
  while (plain < word.length && FOLD[word.charCodeAt(plain)] === word.charCodeAt(plain)) plain++;
  // Most words are folded already.
  if (plain === word.length) return word;
  let out = '';
  for (let i = 0; i < word.length; i++) {
    const value = FOLD[word.charCodeAt(i)] ?? SPACE;
    if (value >= FIRST_LETTER) out += String.fromCharCode(value);
    else if (value === APOSTROPHE) out += "'";
    else if (value !== SKIP) out += word.charAt(i);
  }
  return out;
}
