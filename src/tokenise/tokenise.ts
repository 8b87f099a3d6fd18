import { type Disguise, LONGEST_DISGUISE } from '../normalise/disguise.ts';
import { type Misspelling, SHORTEST } from '../normalise/misspelling.ts';
import {
  APOSTROPHE,
  AT,
  BACKTICK,
  BAR,
  CLAUSE,
  COMMA,
  DISGUISE,
  FIRST_LETTER,
  FOLD,
  HASH,
  HYPHEN,
  NEWLINE,
  QUOTE,
  SENTENCE,
  SKIP,
  SPACE,
  SURROGATE,
  SYMBOL,
  foldAstral,
  foldWord,
} from '../normalise/fold.ts';
import type { Phrases } from './phrases.ts';
import { domainEnd, emailAt, runEnd } from './shapes.ts';
import { FEWEST_SINGLES, joinSpelledOut, spaced } from './spelled-out.ts';
import { BOUND, FLAG, type Tokens } from './tokens.ts';
import { HASH_PRIME, HASH_SEED, UNKNOWN, type Vocabulary, symbolOf } from './vocabulary.ts';

const DIGITS = symbolOf('digits');
const URL = symbolOf('url');
const MENTION = symbolOf('mention');
const EMAIL = symbolOf('email');

/** Words longer than this are never in a rule; their characters are not kept. */
const LONGEST_WORD = 64;
/** A quotation longer than this many tokens is more likely a lost quotation mark. */
const LONGEST_QUOTE = 200;

/** One scan over the text: folds, splits, finds boundaries and resolves every word to its symbol. */
export class Tokeniser {
  private readonly buffer = new Uint16Array(LONGEST_WORD + 2);
  private quoteMarks: number[] = [];
  private readonly schemes: ReadonlySet<number>;
  private readonly vocabulary: Vocabulary;
  private readonly disguise: Disguise;
  private readonly misspelling: Misspelling;
  private readonly phrases: Phrases;

  constructor(vocabulary: Vocabulary, disguise: Disguise, misspelling: Misspelling, phrases: Phrases) {
    this.vocabulary = vocabulary;
    this.disguise = disguise;
    this.misspelling = misspelling;
    this.phrases = phrases;
    this.schemes = new Set(['http', 'https', 'www'].map((word) => vocabulary.intern(word)));
  }

  read(original: string, tokens: Tokens): void {
    const text = original.includes('\u00e2\u20ac') ? mended(original) : original;
    tokens.reset();
    this.quoteMarks.length = 0;
    const { vocabulary, buffer } = this;
    const length = text.length;
    let bound: number = BOUND.sentence;
    let quotedLine = 0;
    let spoiler = 0;
    let singles = 0;
    let firstSingle = 0;
    let at = 0;
    while (at < length) {
      const code = text.charCodeAt(at);
      let kind = FOLD[code]!;
      if (kind < FIRST_LETTER && kind !== SURROGATE) {
        switch (kind) {
          case SPACE:
          case SKIP:
          case HYPHEN:
          case BACKTICK:
          case APOSTROPHE:
            if (kind === APOSTROPHE) this.singleQuote(text, at, tokens.count);
            at++;
            continue;
          case NEWLINE: {
            let lines = 0;
            while (at < length && (FOLD[text.charCodeAt(at)] === NEWLINE || text.charCodeAt(at) === 32)) {
              if (
                text.charCodeAt(at) === 10 ||
                (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) !== 10)
              )
                lines++;
              at++;
            }
            bound = Math.max(bound, lines > 1 ? BOUND.sentence : BOUND.comma);
            quotedLine = text.charCodeAt(at) === 62 ? FLAG.quoted : 0;
            continue;
          }
          case SENTENCE: {
            const from = at;
            let question = false;
            while (at < length && FOLD[text.charCodeAt(at)] === SENTENCE) {
              if (text.charCodeAt(at) === 63) question = true;
              at++;
            }
            if (code === 33 && this.startDisguise(text, from, tokens, bound)) {
              at = tokens.ends[tokens.count - 1]!;
              bound = BOUND.none;
              continue;
            }
            const dots = code === 46 || code === 0x2026;
            if (dots && !question && (at - from > 1 || code === 0x2026)) bound = Math.max(bound, BOUND.comma);
            else bound = BOUND.sentence;
            if (question && tokens.count > 0) tokens.flags[tokens.count - 1]! |= FLAG.question;
            continue;
          }
          case CLAUSE:
            if (code === 62 && (at === 0 || FOLD[text.charCodeAt(at - 1)] === NEWLINE))
              quotedLine = FLAG.quoted;
            bound = Math.max(bound, code === 58 ? BOUND.comma : BOUND.clause);
            at++;
            continue;
          case COMMA:
            bound = Math.max(bound, BOUND.comma);
            at++;
            continue;
          case QUOTE:
            bound = Math.max(bound, BOUND.comma);
            this.quoteMarks.push(tokens.count);
            at++;
            continue;
          case BAR:
            if (text.charCodeAt(at + 1) === 124) {
              spoiler ^= FLAG.spoiler;
              at += 2;
            } else at++;
            continue;
          case AT: {
            const end = runEnd(text, at + 1);
            if (this.startDisguise(text, at, tokens, bound)) {
              at = tokens.ends[tokens.count - 1]!;
            } else if (end > at + 1) {
              tokens.push(MENTION, at, end, 0, bound);
              at = end;
            } else {
              at++;
              continue;
            }
            bound = BOUND.none;
            continue;
          }
          case DISGUISE:
            if (this.startDisguise(text, at, tokens, bound)) {
              at = tokens.ends[tokens.count - 1]!;
              bound = BOUND.none;
            } else at++;
            continue;
          case SYMBOL: {
            const symbol = vocabulary.get(text.charAt(at));
            if (symbol !== UNKNOWN) {
              tokens.push(symbol, at, at + 1, FLAG.emoji | FLAG.filler, bound);
              bound = BOUND.none;
            }
            at++;
            continue;
          }
          default: // HASH: the words of a hashtag are read as words
            at++;
            continue;
        }
      }
      // A word: letters and digits of any script, apostrophes between letters, zero-width characters inside.
      const start = at;
      let hash = HASH_SEED;
      let count = 0;
      let previous = 0;
      let run = 0;
      let shape = 0; // 1 letters, 2 digits, 4 a character three times in a row, 8 not plain
      let apostrophe = -1;
      let end = at;
      for (;;) {
        if (kind >= FIRST_LETTER) {
          if (count < LONGEST_WORD) buffer[count] = kind;
          count++;
          hash = Math.imul(hash ^ kind, HASH_PRIME);
          if (kind === previous) {
            if (++run === 2) shape |= 4;
          } else {
            run = 0;
            previous = kind;
          }
          shape |= kind > 57 ? 1 : 2;
          end = ++at;
        } else if (kind === SKIP) at++;
        else if (kind === APOSTROPHE) {
          if (at + 1 >= length || FOLD[text.charCodeAt(at + 1)]! < FIRST_LETTER || count === 0) break;
          if (apostrophe < 0) apostrophe = count;
          at++;
        } else if (kind === SURROGATE) {
          const point = text.codePointAt(at)!;
          const letter = point > 0xffff ? foldAstral(point) : 0;
          if (letter === 0) break;
          if (count < LONGEST_WORD) buffer[count] = letter;
          count++;
          hash = Math.imul(hash ^ letter, HASH_PRIME);
          previous = letter;
          shape |= letter > 57 ? 1 : 2;
          at += 2;
          end = at;
        } else break;
        if (at >= length) break;
        kind = FOLD[text.charCodeAt(at)]!;
      }
      if (count === 0) {
        // A surrogate that is no letter: an emoji, or a lone half.
        const point = text.codePointAt(at)!;
        const width = point > 0xffff ? 2 : 1;
        const symbol = vocabulary.get(String.fromCodePoint(point));
        if (symbol !== UNKNOWN) {
          tokens.push(symbol, at, at + width, FLAG.emoji | FLAG.filler, bound);
          bound = BOUND.none;
        }
        at += width;
        continue;
      }
      let flags = quotedLine | spoiler;
      // Capital, then small: a whole word (or post) in capitals says nothing about names.
      if (bound < BOUND.sentence && count > 1 && code >= 65 && code <= 90 && text.charCodeAt(start + 1) > 90)
        flags |= FLAG.capitalised;

      // Signs right behind a letter may mask the next one; an @ or a dot there may make an address.
      const next = at < length ? kind : SPACE;
      if (next === AT || next === DISGUISE || next === BAR || (next === SENTENCE && at + 1 < length)) {
        const special = this.special(text, start, at, next, tokens, bound, flags);
        if (special > at) {
          at = special;
          bound = BOUND.none;
          singles = 0;
          continue;
        }
        if (special < 0) {
          // A dot between letters or digits without spaces (a.m., 3.5, d.i.e) is no end of a sentence.
          at++;
          this.word(text, start, end, hash, count, shape, apostrophe, tokens, flags, bound);
          bound = BOUND.none;
          if (count === 1) {
            if (singles++ === 0) firstSingle = tokens.count - 1;
          } else singles = 0;
          continue;
        }
      }
      const before = tokens.count;
      if (count === 1) {
        if (singles > 0 && !spaced(text, tokens.ends[before - 1]!, start)) {
          joinSpelledOut(text, tokens, firstSingle, singles, this.disguise);
          singles = 0;
        }
        this.word(text, start, end, hash, count, shape, apostrophe, tokens, flags, bound);
        if (singles++ === 0) firstSingle = tokens.count - 1;
      } else {
        if (singles >= FEWEST_SINGLES) joinSpelledOut(text, tokens, firstSingle, singles, this.disguise);
        singles = 0;
        this.word(text, start, end, hash, count, shape, apostrophe, tokens, flags, bound);
        const symbol = tokens.symbols[tokens.count - 1]!;
        if (this.schemes.has(symbol) && (text.startsWith('://', at) || text.charCodeAt(at) === 46)) {
          tokens.count = before;
          at = runEnd(text, at);
          tokens.push(URL, start, at, flags, bound);
          tokens.anyDigits = true;
        }
      }
      bound = BOUND.none;
    }
    if (singles >= FEWEST_SINGLES) joinSpelledOut(text, tokens, firstSingle, singles, this.disguise);
    if (this.quoteMarks.length > 0) this.markQuotes(tokens);
    this.phrases.rewrite(tokens);
    const { symbols, flags: marks } = tokens;
    for (let k = 0, { filler } = vocabulary; k < tokens.count; k++)
      if (filler[symbols[k]!] === 1) marks[k]! |= FLAG.filler;
  }

  /** Resolves one word and appends it. */
  private word(
    text: string,
    start: number,
    end: number,
    hash: number,
    count: number,
    shape: number,
    apostrophe: number,
    tokens: Tokens,
    flags: number,
    bound: number,
  ): void {
    const { vocabulary, buffer } = this;
    let symbol: number = UNKNOWN;
    if (count <= vocabulary.longest) {
      if (apostrophe > 0) symbol = this.withApostrophe(count, apostrophe);
      if (symbol === UNKNOWN) symbol = vocabulary.find(buffer, count, hash);
    }
    if (symbol === UNKNOWN) {
      if (shape === 2) {
        tokens.anyDigits = true;
        tokens.push(DIGITS, start, end, flags | FLAG.digits, bound);
        return;
      }
      if (this.runTogether(text, start, end, tokens, flags, bound)) return;
      const plain = this.unlike(text, start, end, count, shape) ?? this.misspelled(count, shape, flags);
      if (plain) {
        this.pushAll(plain, start, end, flags, bound, tokens);
        return;
      }
      if (shape === 3 && this.numberAndUnit(text, start, end, count, tokens, flags, bound)) return;
      if ((shape & 2) !== 0) tokens.anyDigits = true;
      tokens.push(UNKNOWN, start, end, flags | FLAG.unknown, bound);
      return;
    }
    if ((shape & 2) !== 0) {
      tokens.anyDigits = true;
      if (shape === 2) flags |= FLAG.digits;
    }
    const expansion = vocabulary.expansions[symbol];
    if (expansion === undefined) tokens.push(symbol, start, end, flags, bound);
    else this.pushAll(expansion, start, end, flags, bound, tokens);
  }

  private pushAll(
    symbols: readonly number[],
    start: number,
    end: number,
    flags: number,
    bound: number,
    tokens: Tokens,
  ): void {
    for (let k = 0; k < symbols.length; k++)
      tokens.push(
        symbols[k]!,
        start,
        end,
        k === 0 ? flags : flags | FLAG.continued,
        k === 0 ? bound : BOUND.none,
      );
  }

  /** A contraction by its spelling with the apostrophe, else the word before a possessive ’s. */
  private withApostrophe(count: number, apostrophe: number): number {
    if (count > LONGEST_WORD) return UNKNOWN;
    const { vocabulary, buffer } = this;
    const word = String.fromCharCode(...buffer.subarray(0, count));
    const spelled = vocabulary.get(`${word.slice(0, apostrophe)}'${word.slice(apostrophe)}`);
    if (spelled !== UNKNOWN) return spelled;
    if (apostrophe === count - 1 && word.endsWith('s')) return vocabulary.get(word.slice(0, apostrophe));
    return UNKNOWN;
  }

  /** `SuicideRecently I`, `dieI'm`: a title run into the text behind it, the space lost on the way. */
  private runTogether(
    text: string,
    start: number,
    end: number,
    tokens: Tokens,
    flags: number,
    bound: number,
  ): boolean {
    let at = start + 1;
    while (at < end && !(isSmall(text.charCodeAt(at - 1)) && isCapital(text.charCodeAt(at)))) at++;
    if (at >= end || end - start > LONGEST_WORD) return false;
    const parts = [this.known(text.slice(start, at)), this.known(text.slice(at, end))];
    if (parts.some((part) => part === undefined)) return false;
    this.pushAll(parts[0]!, start, at, flags, bound, tokens);
    this.pushAll(parts[1]!, at, end, flags, BOUND.sentence, tokens);
    return true;
  }

  /** The symbols of a word as written, if a rule knows it. */
  private known(word: string): readonly number[] | undefined {
    const { vocabulary } = this;
    const folded = foldWord(word);
    const id = vocabulary.get(folded) || vocabulary.get(folded.replaceAll("'", ''));
    return id === UNKNOWN ? undefined : (vocabulary.expansions[id] ?? [id]);
  }

  /** `50kg`, `13yo`: a number and a known word are two tokens. */
  private numberAndUnit(
    text: string,
    start: number,
    end: number,
    count: number,
    tokens: Tokens,
    flags: number,
    bound: number,
  ): boolean {
    const { vocabulary, buffer } = this;
    let digits = 0;
    while (digits < count && buffer[digits]! <= 57) digits++;
    // Characters that vanish inside would put the two parts out of step with the text.
    if (digits === 0 || digits > 4 || count > LONGEST_WORD || end - start !== count) return false;
    const unit = vocabulary.get(String.fromCharCode(...buffer.subarray(digits, count)));
    if (unit === UNKNOWN) return false;
    const number = vocabulary.get(text.slice(start, start + digits));
    tokens.anyDigits = true;
    tokens.push(number === UNKNOWN ? DIGITS : number, start, start + digits, flags | FLAG.digits, bound);
    this.pushAll(vocabulary.expansions[unit] ?? [unit], start + digits, end, flags, BOUND.none, tokens);
    return true;
  }

  /** A word in no rule: is it one that was stretched, leeted, or a hashtag of several? */
  private unlike(
    text: string,
    start: number,
    end: number,
    count: number,
    shape: number,
  ): readonly number[] | undefined {
    if (count > LONGEST_DISGUISE) return undefined;
    if ((shape & 4) !== 0 && shape !== 6) {
      const plain = this.disguise.streeetched(String.fromCharCode(...this.buffer.subarray(0, count)));
      if (plain) return plain;
    }
    if ((shape & 3) === 3) {
      const plain = this.disguise.signs(text.slice(start, end));
      if (plain) return plain;
    }
    if (start > 0 && FOLD[text.charCodeAt(start - 1)] === HASH)
      return this.disguise.joined(String.fromCharCode(...this.buffer.subarray(0, count)));
    return undefined;
  }

  /** A word in no rule, in letters only and no name: which one was meant? */
  private misspelled(count: number, shape: number, flags: number): readonly number[] | undefined {
    if ((shape & 3) !== 1 || count < SHORTEST || count > LONGEST_DISGUISE || (flags & FLAG.capitalised) !== 0)
      return undefined;
    const meant = this.misspelling.meant(String.fromCharCode(...this.buffer.subarray(0, count)));
    return meant === undefined ? undefined : this.known(meant);
  }

  /**
   * What follows a word without a space: `@` (e-mail), `.` (domain), or a sign that may mask a letter. Returns the
   * end of the token that it pushed, −1 for a dot that ends no sentence, and 0 where there is nothing special.
   */
  private special(
    text: string,
    start: number,
    at: number,
    kind: number,
    tokens: Tokens,
    bound: number,
    flags: number,
  ): number {
    const code = text.charCodeAt(at);
    const after = FOLD[text.charCodeAt(at + 1)] ?? SPACE;
    if (kind === SENTENCE && code === 46) {
      if (after < FIRST_LETTER) return 0;
      const email = emailAt(text, start);
      if (email > 0) {
        tokens.push(EMAIL, start, email, flags, bound);
        return email;
      }
      const domain = domainEnd(text, start);
      if (domain > 0) {
        tokens.push(URL, start, domain, flags, bound);
        tokens.anyDigits = true;
        return domain;
      }
      const shortBefore = at - start === 1;
      const afterNext = FOLD[text.charCodeAt(at + 2)] ?? SPACE;
      const digits = FOLD[text.charCodeAt(at - 1)]! <= 57 && after <= 57;
      return digits || (shortBefore && (afterNext < FIRST_LETTER || at + 2 >= text.length)) ? -1 : 0;
    }
    if (kind === AT) {
      const email = emailAt(text, start);
      if (email > 0) {
        tokens.push(EMAIL, start, email, flags, bound);
        return email;
      }
    }
    if (kind === SENTENCE && (code !== 33 || after < FIRST_LETTER)) return 0;
    if (after < FIRST_LETTER && after !== DISGUISE && after !== AT && code !== 42 && code !== 36) return 0;
    return this.disguised(text, start, tokens, bound, flags);
  }

  /** A sign at the start of a word: `$uicide`, `@buse`, `*uck`. */
  private startDisguise(text: string, at: number, tokens: Tokens, bound: number): boolean {
    if ((FOLD[text.charCodeAt(at + 1)] ?? SPACE) < FIRST_LETTER) return false;
    return this.disguised(text, at, tokens, bound, 0) > 0;
  }

  private disguised(text: string, start: number, tokens: Tokens, bound: number, flags: number): number {
    let end = start;
    while (end < text.length && end - start <= LONGEST_DISGUISE) {
      const kind = FOLD[text.charCodeAt(end)]!;
      if (
        kind >= FIRST_LETTER ||
        kind === DISGUISE ||
        kind === AT ||
        kind === BAR ||
        kind === APOSTROPHE ||
        kind === SKIP ||
        text.charCodeAt(end) === 33
      )
        end++;
      else break;
    }
    while (end > start && text.charCodeAt(end - 1) === 33) end--;
    if (end - start > LONGEST_DISGUISE) return 0;
    const plain = this.disguise.signs(text.slice(start, end));
    if (!plain) return 0;
    this.pushAll(plain, start, end, flags, bound, tokens);
    return end;
  }

  /** 'Quoted' words between single quotation marks, told from apostrophes by the space before or behind. */
  private singleQuote(text: string, at: number, token: number): void {
    const before = at === 0 ? SPACE : (FOLD[text.charCodeAt(at - 1)] ?? SPACE);
    const after = FOLD[text.charCodeAt(at + 1)] ?? SPACE;
    if (before < FIRST_LETTER && after >= FIRST_LETTER) this.quoteMarks.push(-token - 1);
    else if (after < FIRST_LETTER && this.quoteMarks.some((mark) => mark < 0)) this.quoteMarks.push(token);
  }

  private markQuotes(tokens: Tokens): void {
    const marks = this.quoteMarks;
    for (let k = 0; k + 1 < marks.length;) {
      const open = marks[k]! < 0 ? -marks[k]! - 1 : marks[k]!;
      const close = marks[k + 1]! < 0 ? -marks[k + 1]! - 1 : marks[k + 1]!;
      if (close > open && close - open <= LONGEST_QUOTE) {
        for (let token = open; token < close && token < tokens.count; token++)
          tokens.flags[token]! |= FLAG.quoted;
        k += 2;
      } else k++;
    }
  }
}

function isSmall(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** UTF-8 punctuation that was read as Windows-1252 on its way here, a frequent damage: as the signs it was, in place. */
const DAMAGED: readonly (readonly [damaged: RegExp, sign: string])[] = [
  [/\u00e2\u20ac[\u2122\u02dc]/gu, "\u200b\u200b'"],
  [/\u00e2\u20ac[\u0153\u009d\u201d]/gu, '"\u200b\u200b'],
  [/\u00e2\u20ac\u00a6/gu, '\u2026\u200b\u200b'],
];

/** The text with damaged punctuation mended, position for position. */
function mended(text: string): string {
  let out = text;
  for (const [damaged, sign] of DAMAGED) out = out.replaceAll(damaged, sign);
  return out;
}
