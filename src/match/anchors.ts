/**
 * Which words of a pattern to wait for. Each pattern is entered under the rarest symbols, or pairs of neighbouring
 * symbols, one of which every match must contain; so a post costs one or two look-ups a token however many patterns
 * there are, and only patterns whose anchor stands in the post are ever verified.
 */
import { distinct } from './distinct.ts';
import { type Lexicon, type Lowered, classOf } from './lowered.ts';

/**
 * An anchor as integers in a row, of which there are hundreds of thousands: a symbol (or a pair of neighbours; `second` is
 * −1 for a single symbol) with its least and greatest distance in tokens from the start of a match.
 */
export const ANCHOR = { first: 0, second: 1, least: 2, most: 3 } as const;
export const ANCHOR_WIDTH = 4;

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
  anchors: readonly number[];
  checks: Check[];
}

/**
 * A place to wait at: one of `symbols`, or of these with one of `seconds` behind it, or any of several places. Anchors are
 * listed only once a place is chosen: most places are weighed and left.
 */
interface Choice {
  cost: number;
  symbols: readonly number[];
  seconds: readonly number[] | undefined;
  any: readonly Choice[];
  /** How many tokens stand before it in what it was chosen in. */
  least: number;
  most: number;
  /** Positions that it covers in the sequence that it was chosen in: the first and the one behind the last. */
  from: number;
  to: number;
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

/** About how much of all text each symbol makes up. */
export type Shares = readonly number[];

/** The symbols that every match of a part contains one of, the tokens before it, and how common they are. */
interface Required extends Check {
  cost: number;
}

/** Chooses what patterns wait for. What it finds out about lexicons is kept: they stand in hundreds of patterns. */
export class Anchors {
  private readonly shares: Shares;
  private readonly choices = new Map<Lexicon, Choice | undefined>();
  private readonly required = new Map<Lexicon, Required | undefined>();

  constructor(shares: Shares) {
    this.shares = shares;
  }

  of(node: Lowered): Anchoring {
    const parts = node.kind === 'sequence' ? placesOf(node.nodes) : [node];
    const choice = this.chooseIn(parts, true);
    if (!choice) throw new Error('safetier: a pattern without a fixed word passed the compiler');
    const anchors: number[] = [];
    list(choice, 0, 0, anchors);
    return { anchors, checks: this.checksOf(parts, choice, reachOf(anchors)) };
  }

  /** The parts that no match is without, other than those that the anchor covers, placed relative to the anchor. */
  private checksOf(
    parts: readonly Lowered[],
    choice: Choice,
    anchor: { least: number; most: number },
  ): Check[] {
    const found: Required[] = [];
    let least = 0;
    let most = 0;
    parts.forEach((part, k) => {
      const one = k >= choice.from && k < choice.to ? undefined : this.requiredOf(part);
      if (one) {
        const after = k >= choice.to;
        const from = least + one.least - anchor.most;
        const to = most + one.most - anchor.least;
        const cost = one.cost * (to - from + 1);
        if (cost < TOO_COMMON)
          found.push({
            symbols: one.symbols,
            flag: one.flag,
            least: after ? Math.max(1, from) : from,
            most: after ? to : Math.min(-1, to),
            cost,
          });
      }
      least += part.least;
      most += part.most;
    });
    return found.sort((a, b) => a.cost - b.cost).slice(0, MOST_CHECKS);
  }

  /** The symbols of which every match of the node contains at least one, and where in it; undefined if there are none. */
  private requiredOf(node: Lowered): Required | undefined {
    switch (node.kind) {
      case 'flag':
        return { symbols: [], flag: node.mask, least: 0, most: 0, cost: FLAGGED };
      case 'class':
        return { symbols: node.symbols, flag: 0, least: 0, most: 0, cost: this.costOf(node.symbols) };
      case 'lexicon':
        if (!this.required.has(node.lexicon))
          this.required.set(node.lexicon, requiredBy(this.choose(node, false)));
        return this.required.get(node.lexicon);
      default:
        return requiredBy(this.choose(node, false));
    }
  }

  private choose(node: Lowered, pairs: boolean): Choice | undefined {
    switch (node.kind) {
      case 'class':
        return choiceOf(this.costOf(node.symbols), node.symbols);
      case 'lexicon':
        if (!this.choices.has(node.lexicon)) this.choices.set(node.lexicon, this.chooseOf(node.lexicon));
        return this.choices.get(node.lexicon);
      case 'either':
        return anyOf(node.nodes.map((inner) => this.choose(inner, pairs)));
      case 'sequence':
        return this.chooseIn(placesOf(node.nodes), pairs);
      default:
        return undefined;
    }
  }

  private chooseOf({ singles, phrases }: Lexicon): Choice | undefined {
    const choices = phrases.map((phrase) => this.chooseIn(phrase.map(classOf), true));
    if (singles.length > 0) choices.push(choiceOf(this.costOf(singles), singles));
    return anyOf(choices);
  }

  private chooseIn(parts: readonly Lowered[], pairs: boolean): Choice | undefined {
    let best: Choice | undefined;
    let cost = Infinity;
    let least = 0;
    let most = 0;
    for (let k = 0; k < parts.length; k++) {
      const part = parts[k]!;
      if (part.kind === 'class') {
        const one = this.costOf(part.symbols);
        if (one < cost) {
          cost = one;
          best = { ...choiceOf(one, part.symbols), least, most, from: k, to: k + 1 };
        }
        const next = parts[k + 1];
        if (pairs && next?.kind === 'class' && part.symbols.length * next.symbols.length <= MOST_PAIRS) {
          const two = this.costOfPairs(part.symbols, next.symbols, cost);
          if (two < cost) {
            cost = two;
            best = { ...choiceOf(two, part.symbols), seconds: next.symbols, least, most, from: k, to: k + 2 };
          }
        }
      } else {
        const one = this.choose(part, pairs);
        if (one && one.cost < cost) {
          cost = one.cost;
          best = { ...one, least: one.least + least, most: one.most + most, from: k, to: k + 1 };
        }
      }
      least += part.least;
      most += part.most;
    }
    return best;
  }

  private costOf(symbols: readonly number[]): number {
    const { shares } = this;
    let cost = 0;
    for (let k = 0; k < symbols.length; k++) cost += shares[symbols[k]!]! + ENTRY;
    return cost;
  }

  /** Stops once it is clear that the pairs cost more than `enough`. */
  private costOfPairs(firsts: readonly number[], seconds: readonly number[], enough: number): number {
    const { shares } = this;
    let cost = 0;
    for (let j = 0; j < firsts.length && cost < enough; j++) {
      const first = shares[firsts[j]!]!;
      for (let k = 0; k < seconds.length; k++) {
        const second = shares[seconds[k]!]!;
        cost += Math.min(first * second * ATTRACTION, first, second) + ENTRY;
      }
    }
    return cost;
  }
}

/** What of a sequence takes up words or may. */
function placesOf(nodes: readonly Lowered[]): readonly Lowered[] {
  return nodes.filter(({ kind }) => kind !== 'not' && kind !== 'start' && kind !== 'end');
}

/** A place at the start of what it was chosen in. */
function choiceOf(cost: number, symbols: readonly number[], any: readonly Choice[] = NONE): Choice {
  return { cost, symbols, seconds: undefined, any, least: 0, most: 0, from: 0, to: 0 };
}

const NONE: readonly never[] = [];

function anyOf(choices: readonly (Choice | undefined)[]): Choice | undefined {
  let cost = 0;
  for (const choice of choices) {
    if (!choice) return undefined;
    cost += choice.cost;
  }
  return choices.length === 0 ? undefined : choiceOf(cost, NONE, choices as readonly Choice[]);
}

/** Appends the anchors of a place that stands `least` to `most` tokens behind the start. */
function list(choice: Choice, least: number, most: number, anchors: number[]): void {
  const { symbols, seconds } = choice;
  const from = least + choice.least;
  const to = most + choice.most;
  for (const first of symbols)
    if (seconds) for (const second of seconds) anchors.push(first, second, from, to);
    else anchors.push(first, -1, from, to);
  for (const one of choice.any) list(one, from, to, anchors);
}

function requiredBy(choice: Choice | undefined): Required | undefined {
  if (!choice) return undefined;
  const anchors: number[] = [];
  list(choice, 0, 0, anchors);
  return {
    symbols: distinct(anchors.filter((_, k) => k % ANCHOR_WIDTH === ANCHOR.first)),
    flag: 0,
    ...reachOf(anchors),
    cost: choice.cost,
  };
}

/** Nearest and farthest distance of anchors from the start of what they were chosen in. */
function reachOf(anchors: readonly number[]): { least: number; most: number } {
  let least = Infinity;
  let most = 0;
  for (let k = 0; k < anchors.length; k += ANCHOR_WIDTH) {
    least = Math.min(least, anchors[k + ANCHOR.least]!);
    most = Math.max(most, anchors[k + ANCHOR.most]!);
  }
  return { least, most };
}
