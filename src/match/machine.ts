import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { OP, type Program } from './program.ts';

/** Fillers that may be skipped in one place; keeps verification bounded on hostile text. */
export const MOST_FILLERS = 4;
/** Beyond this many tokens from the start a named filler is not also passed over: bounds the choices. */
const FARTHEST_CHOICE = 24;
/** Choices that one verification may leave open; a pattern has far fewer. */
const STACK = 1 << 14;
/** Longest look behind of a leading `!x`. */
const LONGEST_BEHIND = 4;
/** Places of the two tables below; where two states fall on one place the older is forgotten and worked out again. */
const MEMORY = 1 << 11;
/** Numbers kept of the phrases found in a post before they are forgotten. */
const MOST_FOUND = 1 << 14;

/**
 * Verifies one pattern at one place, by backtracking over the pattern's instructions. Patterns have no unbounded
 * repetition, so a verification takes at most a constant number of steps whatever the text is; a state that failed is
 * remembered, so that patterns with many optional words and gaps do not try it again.
 */
export class Machine {
  /** After a match: the token behind it, and the tokens that the pattern names (bit k: token start + k). */
  end = 0;
  mask = 0;

  private readonly code: Int32Array;
  private readonly program: Program;
  private readonly stack = new Int32Array(STACK);
  private tokens: Tokens;
  /** States (instruction, token) that were taken up, and in which run. */
  private readonly triedState = new Int32Array(MEMORY);
  private readonly triedIn = new Int32Array(MEMORY);
  private runs = 0;
  /** Where the phrases of a lexicon at a token are listed in `found`: their number, then end and mask of each. */
  private readonly foundFor = new Int32Array(MEMORY).fill(-1);
  private readonly foundAt = new Int32Array(MEMORY);
  private readonly foundFrom = new Int32Array(MEMORY);
  private found: number[] = [];
  private version = -1;

  constructor(program: Program, tokens: Tokens) {
    this.program = program;
    this.code = Int32Array.from(program.code);
    this.tokens = tokens;
  }

  /** Whether the pattern at `pattern` matches from token `from` on. */
  matches(pattern: number, from: number): boolean {
    if (this.version !== this.tokens.version || this.found.length > MOST_FOUND) this.forget();
    return this.run(pattern, from, 0);
  }

  private forget(): void {
    this.version = this.tokens.version;
    this.foundFor.fill(-1);
    this.found = [];
  }

  private run(pattern: number, from: number, base: number): boolean {
    const { code, stack, tokens, triedState, triedIn } = this;
    const { symbols, flags, bounds, count } = tokens;
    const { classes, lexicons } = this.program;
    const run = (this.runs = (this.runs + 1) | 0);
    let pc = pattern;
    let at = from;
    let mask = 0;
    let top = base;
    for (;;) {
      let failed = false;
      switch (code[pc]) {
        case OP.match:
          this.end = at;
          this.mask = mask;
          return true;
        case OP.symbol:
        case OP.class:
        case OP.flag: {
          const op = code[pc]!;
          const wanted = code[pc + 1]!;
          let skipped = 0;
          for (;;) {
            if (at >= count || (at > from && bounds[at]! >= BOUND.clause)) {
              failed = true;
              break;
            }
            const symbol = symbols[at]!;
            if (
              op === OP.symbol
                ? symbol === wanted
                : op === OP.class
                  ? classes.holds(wanted, symbol)
                  : (flags[at]! & wanted) !== 0
            )
              break;
            if (at > from && (flags[at]! & FLAG.filler) !== 0 && skipped < MOST_FILLERS) {
              skipped++;
              at++;
            } else {
              failed = true;
              break;
            }
          }
          if (!failed) {
            if (
              (flags[at]! & FLAG.filler) !== 0 &&
              at > from &&
              at - from < FARTHEST_CHOICE &&
              skipped < MOST_FILLERS
            ) {
              // The word is named here and is a filler too: it may also have been passed over.
              stack[top++] = pc;
              stack[top++] = at + 1;
              stack[top++] = mask;
            }
            if (at - from < 32) mask |= 1 << (at - from);
            at++;
            pc += 2;
          }
          break;
        }
        case OP.guard:
          if (this.comes(code[pc + 1]!, at, from)) pc += 2;
          else failed = true;
          break;
        case OP.any:
          if (at >= count || (at > from && bounds[at]! >= BOUND.clause)) failed = true;
          else {
            at++;
            pc++;
          }
          break;
        case OP.gap:
          if (at >= count || bounds[at]! >= BOUND.clause) failed = true;
          else {
            at++;
            pc++;
          }
          break;
        case OP.split:
          stack[top++] = code[pc + 2]!;
          stack[top++] = at;
          stack[top++] = mask;
          pc = code[pc + 1]!;
          break;
        case OP.jump:
          pc = code[pc + 1]!;
          break;
        case OP.notAhead: {
          const length = code[pc + 1]!;
          if (this.stands(pc + 2, at, from, top)) failed = true;
          else pc += 2 + length;
          break;
        }
        case OP.notBehind: {
          const length = code[pc + 1]!;
          if (this.stoodBefore(pc + 2, at, top)) failed = true;
          else pc += 2 + length;
          break;
        }
        case OP.start:
          if (at < count && bounds[at] === BOUND.sentence) pc++;
          else failed = true;
          break;
        case OP.end: {
          let next = at;
          while (next < count && (flags[next]! & FLAG.emoji) !== 0) next++;
          if (next >= count || bounds[next] === BOUND.sentence) pc++;
          else failed = true;
          break;
        }
        case OP.lexicon: {
          const lexicon = code[pc + 1]!;
          let skipped = 0;
          for (;;) {
            if (at >= count || (at > from && bounds[at]! >= BOUND.clause)) break;
            const symbol = symbols[at]!;
            if (lexicons.hasSingle(lexicon, symbol)) {
              stack[top++] = pc + 2;
              stack[top++] = at + 1;
              stack[top++] = at - from < 32 ? mask | (1 << (at - from)) : mask;
            }
            if (lexicons.hasPhrases(lexicon, symbol)) {
              let k = this.phrasesAt(lexicon, at, symbol, top);
              const { found } = this;
              for (const last = k + found[k]! * 2; k < last; k += 2) {
                stack[top++] = pc + 2;
                stack[top++] = found[k + 1]!;
                stack[top++] = at - from < 32 ? mask | (found[k + 2]! << (at - from)) : mask;
              }
            }
            if (at <= from || (flags[at]! & FLAG.filler) === 0 || skipped >= MOST_FILLERS) break;
            skipped++;
            at++;
          }
          failed = true; // the choices are on the stack
          break;
        }
        default:
          throw new Error('safetier: a pattern program is corrupt');
      }
      while (failed) {
        if (top === base) return false;
        mask = stack[--top]!;
        at = stack[--top]!;
        pc = stack[--top]!;
        // What was taken up here before in this run has failed since, whatever words it had named by then.
        const state = pc * 64 + (at - from);
        const place = (state ^ (state >>> 11)) & (MEMORY - 1);
        if (triedIn[place] !== run || triedState[place] !== state) {
          triedIn[place] = run;
          triedState[place] = state;
          failed = false;
        }
      }
    }
  }

  /** The phrases of the lexicon that begin at the token, listed in `found`; worked out once a post. */
  private phrasesAt(lexicon: number, at: number, symbol: number, top: number): number {
    const place = Math.imul(lexicon * 64 + at, 0x9e3779b1) >>> (32 - 11);
    if (this.foundFor[place] === lexicon && this.foundAt[place] === at) return this.foundFrom[place]!;
    const { found } = this;
    const { symbols, flags, bounds, count } = this.tokens;
    const { lexicons } = this.program;
    const { listed } = lexicons;
    const start = found.length;
    found.push(0);
    for (let next = at + 1, skipped = 0; next < count && bounds[next]! < BOUND.clause; next++) {
      const list = lexicons.phrasesFrom(lexicon, symbol, symbols[next]!);
      if (list >= 0)
        for (let k = list + 1, last = list + listed[list]!; k <= last; k++)
          if (this.run(listed[k]!, at, top)) {
            found.push(this.end, this.mask);
            found[start]!++;
          }
      if ((flags[next]! & FLAG.filler) === 0 || ++skipped > MOST_FILLERS) break;
    }
    this.foundFor[place] = lexicon;
    this.foundAt[place] = at;
    this.foundFrom[place] = start;
    return start;
  }

  /** Whether a word of the class is the next one, behind fillers if need be, inside the clause. */
  private comes(wanted: number, at: number, from: number): boolean {
    const { symbols, flags, bounds, count } = this.tokens;
    for (let k = at, skipped = 0; k < count && (k === from || bounds[k]! < BOUND.clause); k++, skipped++) {
      if (this.program.classes.holds(wanted, symbols[k]!)) return true;
      if (k === from || (flags[k]! & FLAG.filler) === 0 || skipped >= MOST_FILLERS) return false;
    }
    return false;
  }

  /** Whether the sub-program matches at `at`, behind fillers if need be, inside the clause. */
  private stands(sub: number, at: number, from: number, top: number): boolean {
    const { flags, bounds, count } = this.tokens;
    for (let k = at, skipped = 0; k < count && skipped <= MOST_FILLERS; k++, skipped++) {
      if (k > from && bounds[k]! >= BOUND.clause) return false;
      if (this.run(sub, k, top)) return true;
      if ((flags[k]! & FLAG.filler) === 0) return false;
    }
    return false;
  }

  /** Whether the sub-program matches so that it ends just before `at`, fillers between them aside. */
  private stoodBefore(sub: number, at: number, top: number): boolean {
    const { flags, bounds } = this.tokens;
    let end = at;
    for (let skipped = 0; ; skipped++) {
      if (end === 0 || bounds[end]! >= BOUND.clause) return false;
      for (let start = end - 1, length = 1; start >= 0 && length <= LONGEST_BEHIND; start--, length++) {
        if (this.run(sub, start, top) && this.end === end) return true;
        if (bounds[start]! >= BOUND.clause) break;
      }
      if ((flags[end - 1]! & FLAG.filler) === 0 || skipped >= MOST_FILLERS) return false;
      end--;
    }
  }
}
