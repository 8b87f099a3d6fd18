/**
 * Which words of a pattern to wait for. Each pattern is entered under the rarest symbols, or pairs of neighbouring
 * symbols, one of which every match must contain; so a post costs one or two look-ups a token however many patterns
 * there are, and only patterns whose anchor stands in the post are ever verified.
 */
import { type Lowered, width } from './lower.ts';

/** A symbol (or a pair of neighbours) with its distance in tokens from the start of a match. */
export interface Anchor {
  first: number;
  /** −1 for a single symbol. */
  second: number;
  least: number;
  most: number;
}

interface Choice {
  cost: number;
  anchors: Anchor[];
}

/** Pairs of two classes are entered one by one; more than this would cost more memory than they save time. */
const MOST_PAIRS = 1500;
/** Neighbouring words are more often together than chance has it. */
const ATTRACTION = 12;
/** What an entry costs by itself, so that thousands of pairs do not win over one rare word. */
const ENTRY = 1e-8;

export function anchorsOf(node: Lowered, share: (symbol: number) => number): Anchor[] {
  const choice = choose(node, share);
  if (!choice) throw new Error('safetier: a pattern without a fixed word passed the compiler');
  return choice.anchors;
}

function choose(node: Lowered, share: (symbol: number) => number): Choice | undefined {
  switch (node.kind) {
    case 'class':
      return single(node.symbols, share);
    case 'lexicon': {
      const choices = node.lexicon.phrases.map((phrase) =>
        choose({ kind: 'sequence', nodes: phrase.map((symbols) => ({ kind: 'class', symbols })) }, share),
      );
      if (node.lexicon.singles.length > 0) choices.push(single(node.lexicon.singles, share));
      return union(choices);
    }
    case 'either':
      return union(node.nodes.map((inner) => choose(inner, share)));
    case 'sequence': {
      let best: Choice | undefined;
      let least = 0;
      let most = 0;
      const parts = node.nodes.filter((part) => part.kind !== 'not' && part.kind !== 'start' && part.kind !== 'end');
      parts.forEach((part, k) => {
        for (const choice of [choose(part, share), pair(part, parts[k + 1], share)])
          if (choice && (!best || choice.cost < best.cost)) best = { cost: choice.cost, anchors: shift(choice.anchors, least, most) };
        const w = width(part);
        least += w.least;
        most += w.most;
      });
      return best;
    }
    default:
      return undefined;
  }
}

function single(symbols: readonly number[], share: (symbol: number) => number): Choice {
  let cost = 0;
  for (const symbol of symbols) cost += share(symbol) + ENTRY;
  return { cost, anchors: symbols.map((first) => ({ first, second: -1, least: 0, most: 0 })) };
}

function pair(a: Lowered, b: Lowered | undefined, share: (symbol: number) => number): Choice | undefined {
  if (a.kind !== 'class' || b?.kind !== 'class' || a.symbols.length * b.symbols.length > MOST_PAIRS) return undefined;
  let cost = 0;
  const anchors: Anchor[] = [];
  for (const first of a.symbols)
    for (const second of b.symbols) {
      cost += Math.min(share(first) * share(second) * ATTRACTION, share(first), share(second)) + ENTRY;
      anchors.push({ first, second, least: 0, most: 0 });
    }
  return { cost, anchors };
}

function shift(anchors: readonly Anchor[], least: number, most: number): Anchor[] {
  return anchors.map((anchor) => ({ ...anchor, least: anchor.least + least, most: anchor.most + most }));
}

function union(choices: readonly (Choice | undefined)[]): Choice | undefined {
  let cost = 0;
  const anchors: Anchor[] = [];
  for (const choice of choices) {
    if (!choice) return undefined;
    cost += choice.cost;
    anchors.push(...choice.anchors);
  }
  return choices.length === 0 ? undefined : { cost, anchors };
}
