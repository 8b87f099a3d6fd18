/**
 * Which words of a pattern to wait for. Each pattern is entered under the rarest symbols, or pairs of neighbouring
 * symbols, one of which every match must contain; so a post costs one or two look-ups a token however many patterns
 * there are, and only patterns whose anchor stands in the post are ever verified.
 */
import { type Lexicon, type Lowered, width } from './lower.ts';

/** A symbol (or a pair of neighbours) with its distance in tokens from the start of a match. */
export interface Anchor {
  first: number;
  /** −1 for a single symbol. */
  second: number;
  least: number;
  most: number;
}

/**
 * What must stand around an anchor before a verification is worth its time: one of the symbols (or a word with the
 * flag), `least` to `most` words behind the anchor's first word, before it where they are negative.
 */
export interface Check {
  symbols: readonly number[];
  /** Used where `symbols` is empty. */
  flag: number;
  least: number;
  most: number;
}

/** Where a pattern is waited for, and what is looked for around it, the rarest first. */
export interface Anchoring {
  anchors: Anchor[];
  checks: Check[];
}

/** A place to wait at. Its anchors are listed only once it is chosen: most places are weighed and left. */
interface Choice {
  cost: number;
  anchors: () => Anchor[];
  /** Positions in the sequence that the anchor covers. */
  parts: readonly number[];
}

/** Pairs of two classes are entered one by one; more than this would cost more memory than they save time. */
const MOST_PAIRS = 1500;
/** Neighbouring words are more often together than chance has it. */
const ATTRACTION = 12;
/** What an entry costs by itself, so that thousands of pairs do not win over one rare word. */
const ENTRY = 1e-8;
const MOST_CHECKS = 3;
/** Words that stand in nearly every window rule nothing out. */
const TOO_COMMON = 0.4;
/** Shares of words with a flag (digits, capitalised, in no rule), by order of magnitude: most flagged words are names and rare words. */
const FLAGGED = 0.1;

type Share = (symbol: number) => number;

/** Lexicons stand in hundreds of patterns; what they are waited for by is worked out once. */
const firstsOfLexicons = new WeakMap<Lexicon, readonly number[]>();
const requiredOfLexicons = new WeakMap<Lexicon, Check & { cost: number }>();
const lexiconChoices = new WeakMap<Lexicon, Choice>();
const classChoices = new WeakMap<readonly number[], Choice>();

export function anchoringOf(node: Lowered, share: Share): Anchoring {
  const parts =
    node.kind === 'sequence'
      ? node.nodes.filter((part) => part.kind !== 'not' && part.kind !== 'start' && part.kind !== 'end')
      : [node];
  const choice = chooseIn(parts, share);
  if (!choice) throw new Error('safetier: a pattern without a fixed word passed the compiler');
  const anchors = choice.anchors();
  return { anchors, checks: checksOf(parts, choice, reachOf(anchors), share) };
}

/** Nearest and farthest distance of anchors from the start of what they were chosen in. */
function reachOf(anchors: readonly Anchor[]): { least: number; most: number } {
  let least = Infinity;
  let most = 0;
  for (const anchor of anchors) {
    least = Math.min(least, anchor.least);
    most = Math.max(most, anchor.most);
  }
  return { least, most };
}

/** The parts that no match is without, other than those that the anchor covers, placed relative to the anchor. */
function checksOf(
  parts: readonly Lowered[],
  choice: Choice,
  anchor: { least: number; most: number },
  share: Share,
): Check[] {
  const found: (Check & { cost: number })[] = [];
  let least = 0;
  let most = 0;
  parts.forEach((part, k) => {
    if (!choice.parts.includes(k)) {
      const one = requiredOf(part, share);
      if (one) {
        const after = k > choice.parts[0]!;
        const from = least + one.least - anchor.most;
        const to = most + one.most - anchor.least;
        found.push({
          symbols: one.symbols,
          flag: one.flag,
          least: after ? Math.max(1, from) : from,
          most: after ? to : Math.min(-1, to),
          cost: one.cost * (to - from + 1),
        });
      }
    }
    const w = width(part);
    least += w.least;
    most += w.most;
  });
  return found
    .filter(({ cost }) => cost < TOO_COMMON)
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_CHECKS)
    .map(({ symbols, flag, least: from, most: to }) => ({ symbols, flag, least: from, most: to }));
}

/** The symbols with which a match can begin; undefined where that may be anything. */
export function firstsOf(node: Lowered): readonly number[] | undefined {
  if (node.kind === 'class') return node.symbols;
  if (node.kind === 'lexicon') return lexiconFirsts(node.lexicon);
  const symbols = new Set<number>();
  return addBeginnings(node, symbols) === 'word' ? [...symbols] : undefined;
}

/** What a node begins with: one of the symbols, anything, or perhaps no word at all, so that what follows it counts. */
type Beginning = 'word' | 'anything' | 'empty';

function addBeginnings(node: Lowered, symbols: Set<number>): Beginning {
  switch (node.kind) {
    case 'class':
      for (const symbol of node.symbols) symbols.add(symbol);
      return 'word';
    case 'lexicon':
      for (const symbol of lexiconFirsts(node.lexicon)) symbols.add(symbol);
      return 'word';
    case 'optional':
      return addBeginnings(node.node, symbols) === 'anything' ? 'anything' : 'empty';
    case 'either': {
      let all: Beginning = 'word';
      for (const part of node.nodes) {
        const one = addBeginnings(part, symbols);
        if (one === 'anything') return one;
        if (one === 'empty') all = one;
      }
      return all;
    }
    case 'sequence':
      for (const part of node.nodes) {
        const one = addBeginnings(part, symbols);
        if (one !== 'empty') return one;
      }
      return 'empty';
    case 'not':
    case 'start':
    case 'end':
      return 'empty';
    case 'flag':
    case 'any':
    case 'gap':
      return 'anything';
  }
}

function lexiconFirsts(lexicon: Lexicon): readonly number[] {
  let known = firstsOfLexicons.get(lexicon);
  if (!known) {
    known = [...new Set([...lexicon.singles, ...lexicon.phrases.flatMap((phrase) => phrase[0] ?? [])])];
    firstsOfLexicons.set(lexicon, known);
  }
  return known;
}

/** The symbols of which every match of the node contains at least one, and where in it; undefined if there are none. */
function requiredOf(node: Lowered, share: Share): (Check & { cost: number }) | undefined {
  if (node.kind === 'flag') return { symbols: [], flag: node.mask, least: 0, most: 0, cost: FLAGGED };
  if (node.kind === 'class')
    return { symbols: node.symbols, flag: 0, least: 0, most: 0, cost: single(node.symbols, share).cost };
  const known = node.kind === 'lexicon' ? requiredOfLexicons.get(node.lexicon) : undefined;
  if (known) return known;
  const choice = choose(node, share, false);
  if (!choice) return undefined;
  const anchors = choice.anchors();
  const required = {
    symbols: [...new Set(anchors.map(({ first }) => first))],
    flag: 0,
    ...reachOf(anchors),
    cost: choice.cost,
  };
  if (node.kind === 'lexicon') requiredOfLexicons.set(node.lexicon, required);
  return required;
}

function choose(node: Lowered, share: Share, pairs: boolean): Choice | undefined {
  switch (node.kind) {
    case 'class':
      return single(node.symbols, share);
    case 'lexicon': {
      const known = lexiconChoices.get(node.lexicon);
      if (known) return known;
      const choices = node.lexicon.phrases.map((phrase) =>
        chooseIn(
          phrase.map((symbols): Lowered => ({ kind: 'class', symbols })),
          share,
          pairs,
        ),
      );
      if (node.lexicon.singles.length > 0) choices.push(single(node.lexicon.singles, share));
      const choice = union(choices);
      if (choice) lexiconChoices.set(node.lexicon, choice);
      return choice;
    }
    case 'either':
      return union(node.nodes.map((inner) => choose(inner, share, pairs)));
    case 'sequence':
      return chooseIn(
        node.nodes.filter((part) => part.kind !== 'not' && part.kind !== 'start' && part.kind !== 'end'),
        share,
        pairs,
      );
    default:
      return undefined;
  }
}

function chooseIn(parts: readonly Lowered[], share: Share, pairs = true): Choice | undefined {
  let best: Choice | undefined;
  let least = 0;
  let most = 0;
  parts.forEach((part, k) => {
    const one = choose(part, share, pairs);
    const from = { least, most };
    if (one && (!best || one.cost < best.cost))
      best = { cost: one.cost, anchors: () => shift(one.anchors(), from), parts: [k] };
    const two = pairs ? pair(part, parts[k + 1], share) : undefined;
    if (two && (!best || two.cost < best.cost))
      best = { cost: two.cost, anchors: () => shift(two.anchors(), from), parts: [k, k + 1] };
    const w = width(part);
    least += w.least;
    most += w.most;
  });
  return best;
}

function single(symbols: readonly number[], share: Share): Choice {
  const known = classChoices.get(symbols);
  if (known) return known;
  let cost = 0;
  for (const symbol of symbols) cost += share(symbol) + ENTRY;
  const choice = {
    cost,
    anchors: () => symbols.map((first) => ({ first, second: -1, least: 0, most: 0 })),
    parts: [],
  };
  classChoices.set(symbols, choice);
  return choice;
}

function pair(a: Lowered, b: Lowered | undefined, share: Share): Choice | undefined {
  if (a.kind !== 'class' || b?.kind !== 'class' || a.symbols.length * b.symbols.length > MOST_PAIRS)
    return undefined;
  let cost = 0;
  for (const first of a.symbols)
    for (const second of b.symbols)
      cost += Math.min(share(first) * share(second) * ATTRACTION, share(first), share(second)) + ENTRY;
  return {
    cost,
    anchors: () =>
      a.symbols.flatMap((first) => b.symbols.map((second) => ({ first, second, least: 0, most: 0 }))),
    parts: [],
  };
}

function shift(anchors: readonly Anchor[], by: { least: number; most: number }): Anchor[] {
  return anchors.map((anchor) => ({
    ...anchor,
    least: anchor.least + by.least,
    most: anchor.most + by.most,
  }));
}

function union(choices: readonly (Choice | undefined)[]): Choice | undefined {
  let cost = 0;
  const all: Choice[] = [];
  for (const choice of choices) {
    if (!choice) return undefined;
    cost += choice.cost;
    all.push(choice);
  }
  return all.length === 0
    ? undefined
    : { cost, anchors: () => all.flatMap((choice) => choice.anchors()), parts: [] };
}
