/**
 * Patterns of which one element is missing in a post. For explanations, so it may take its time: patterns are walked as
 * trees, not run as programs.
 */
import { BOUND, FLAG, type Tokens } from '../tokenise/tokens.ts';
import { firstsOf } from './firsts.ts';
import type { Lowering } from './lower.ts';
import { type Lexicon, type Lowered, classOf } from './lowered.ts';
import { MOST_FILLERS } from './machine.ts';
import { parsePattern } from './pattern.ts';

/** One element of a pattern, as it is written and as it is matched. */
export interface Element {
  text: string;
  node: Lowered;
}

/** Words that may stand in the place of a missing element. */
const MOST_INSTEAD = 2;

/** The elements of a pattern from left to right. */
export function elementsOf(pattern: string, lowering: Lowering): Element[] {
  const tree = parsePattern(pattern);
  const nodes = tree.kind === 'sequence' ? tree.nodes : [tree];
  const texts = splitElements(pattern);
  let leading = true;
  return nodes.map((node, k) => {
    const lowered = lowering.part(node);
    const behind = leading && lowered.kind === 'not';
    leading &&= lowered.kind === 'not' || lowered.kind === 'start';
    return { text: texts[k] ?? pattern, node: behind ? { ...lowered, behind } : lowered };
  });
}

/** The strings of the elements: parted by blanks outside of brackets. */
function splitElements(pattern: string): string[] {
  const texts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') depth--;
    else if (depth === 0 && (char === ' ' || char === '\t' || char === '')) {
      if (at > from) texts.push(pattern.slice(from, at));
      from = at + 1;
    }
  }
  return texts;
}

/** Where all other elements stand (tokens, half-open), and what stands in place of the missing one. */
export interface Partial {
  start: number;
  end: number;
  /** Empty where nothing stands there. */
  instead: { start: number; end: number };
}

/** The first place at which all elements but `missing` stand; undefined if there is none in tokens before `most`. */
export function partialMatch(
  elements: readonly Element[],
  missing: number,
  tokens: Tokens,
  most: number,
): Partial | undefined {
  const before = elements.slice(0, missing).map(({ node }) => node);
  const after = elements.slice(missing + 1).map(({ node }) => node);
  const isWord = takesWord(elements[missing]!.node);
  const walk = new Walk(tokens);
  const first = [...before, ...after].find((node) => takesWord(node));
  const begins = first && beginningsOf(first);
  for (let start = 0; start < Math.min(tokens.count, most); start++) {
    if (begins?.has(tokens.symbols[start]!) === false) continue;
    walk.from = start;
    for (const at of walk.row(before, start))
      for (let words = 0; words <= (isWord && before.length > 0 ? MOST_INSTEAD : 0); words++) {
        if (!walk.isOpen(at, words)) break;
        for (const end of walk.row(after, at + words))
          if (end > start)
            return { start, end, instead: insteadOf(tokens, start, at, words, end, before, after) };
      }
  }
  return undefined;
}

/** Words where the element should stand: between its neighbours, or beside them at the ends of a pattern. */
function insteadOf(
  { bounds, count }: Tokens,
  start: number,
  at: number,
  words: number,
  end: number,
  before: readonly Lowered[],
  after: readonly Lowered[],
): Partial['instead'] {
  if (before.every((node) => !takesWord(node)))
    return start > 0 && bounds[start]! < BOUND.clause
      ? { start: start - 1, end: start }
      : { start, end: start };
  if (after.every((node) => !takesWord(node)))
    return end < count && bounds[end]! < BOUND.clause ? { start: end, end: end + 1 } : { start: end, end };
  return { start: at, end: at + words };
}

/** Whether an element stands for words, rather than for a place or a condition. */
export function takesWord({ kind }: Lowered): boolean {
  return kind !== 'start' && kind !== 'end' && kind !== 'not';
}

/** Walks trees over the tokens of a post; a match begins at `from`. */
class Walk {
  from = 0;
  private readonly tokens: Tokens;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
  }

  /** Whether so many words from `at` on lie inside the clause. */
  isOpen(at: number, words: number): boolean {
    for (let k = at; k < at + words; k++) if (!this.inside(k)) return false;
    return true;
  }

  /** All ends of the nodes in a row. */
  row(nodes: readonly Lowered[], at: number): number[] {
    let places = [at];
    for (const node of nodes) {
      const next =
        places.length === 1 ? this.ends(node, places[0]!) : places.flatMap((place) => this.ends(node, place));
      places = next.length > 1 ? [...new Set(next)] : next;
      if (places.length === 0) break;
    }
    return places;
  }

  private ends(node: Lowered, at: number): number[] {
    const { symbols, flags } = this.tokens;
    switch (node.kind) {
      case 'class':
        return this.named(at, (k) => (holds(node.symbols, symbols[k]!) ? [k + 1] : []));
      case 'flag':
        return this.named(at, (k) => ((flags[k]! & node.mask) !== 0 ? [k + 1] : []));
      case 'lexicon':
        return this.named(at, (k) => this.terms(node.lexicon, k));
      case 'any':
        return this.inside(at) ? [at + 1] : [];
      case 'gap': {
        const places = [at];
        for (let k = at; k < at + node.most && this.inside(k); k++) places.push(k + 1);
        return places;
      }
      case 'either':
        return node.nodes.flatMap((inner) => this.ends(inner, at));
      case 'sequence':
        return this.row(node.nodes, at);
      case 'optional':
        return [at, ...this.ends(node.node, at)];
      case 'not':
        return (node.behind ? this.stoodBefore(node.node, at) : this.ends(node.node, at).length > 0)
          ? []
          : [at];
      case 'start':
        return this.tokens.bounds[at] === BOUND.sentence ? [at] : [];
      case 'end':
        return at >= this.tokens.count || this.tokens.bounds[at] === BOUND.sentence ? [at] : [];
    }
  }

  /** A word that is named: fillers may stand before it. */
  private named(at: number, take: (k: number) => number[]): number[] {
    const found: number[] = [];
    for (let k = at, skipped = 0; this.inside(k) && skipped <= MOST_FILLERS; k++, skipped++) {
      found.push(...take(k));
      if (k === this.from || (this.tokens.flags[k]! & FLAG.filler) === 0) break;
    }
    return found;
  }

  private terms({ singles, phrases }: Lexicon, at: number): number[] {
    const symbol = this.tokens.symbols[at]!;
    return [
      ...(holds(singles, symbol) ? [at + 1] : []),
      ...phrases.flatMap((phrase) => (phrase[0]!.includes(symbol) ? this.row(phrase.map(classOf), at) : [])),
    ];
  }

  private stoodBefore(node: Lowered, at: number): boolean {
    const { from } = this;
    for (let start = Math.max(0, at - MOST_FILLERS); start < at; start++) {
      this.from = start;
      const stood = this.ends(node, start).includes(at);
      this.from = from;
      if (stood) return true;
    }
    return false;
  }

  private inside(at: number): boolean {
    const { bounds, count } = this.tokens;
    return at < count && (at === this.from || bounds[at]! < BOUND.clause);
  }
}

const beginnings = new WeakMap<Lowered, ReadonlySet<number> | null>();

/** The words that an element begins with; undefined where that may be anything. */
function beginningsOf(node: Lowered): ReadonlySet<number> | undefined {
  let known = beginnings.get(node);
  if (known === undefined) {
    const firsts = firstsOf(node);
    known = firsts === undefined ? null : new Set(firsts);
    beginnings.set(node, known);
  }
  return known ?? undefined;
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

/** Long lists of symbols are those of lexicons, which many patterns share. */
function holds(symbols: readonly number[], symbol: number): boolean {
  if (symbols.length < 8) return symbols.includes(symbol);
  let set = sets.get(symbols);
  if (!set) sets.set(symbols, (set = new Set(symbols)));
  return set.has(symbol);
}
