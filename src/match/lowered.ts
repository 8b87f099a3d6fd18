/** Patterns as trees over symbols: what lower.ts makes of pattern strings, and program.ts and anchors.ts read. */
import { union } from './distinct.ts';

/** `least` and `most`: how many tokens a node takes up, fillers aside. */
export type Lowered =
  | { kind: 'class'; symbols: readonly number[]; least: 1; most: 1 }
  | { kind: 'flag'; mask: number; least: 1; most: 1 }
  | { kind: 'any'; least: 1; most: 1 }
  | { kind: 'gap'; least: 0; most: number }
  | { kind: 'lexicon'; lexicon: Lexicon; least: number; most: number }
  | { kind: 'not'; node: Lowered; behind: boolean; least: 0; most: 0 }
  | { kind: 'either'; nodes: readonly Lowered[]; least: number; most: number }
  | { kind: 'sequence'; nodes: readonly Lowered[]; least: number; most: number }
  | { kind: 'optional'; node: Lowered; least: 0; most: number }
  | { kind: 'start'; least: 0; most: 0 }
  | { kind: 'end'; least: 0; most: 0 };

export type ClassNode = Lowered & { kind: 'class' };

/** Words in a row, each one of a class. */
export type Phrase = readonly (readonly number[])[];

/** A lexicon's terms as symbols: single words as one class, phrases as sequences of classes. */
export interface Lexicon {
  name: string;
  singles: readonly number[];
  phrases: readonly Phrase[];
  /** Terms with a weight below 1. */
  weighted: readonly { phrase: Phrase; weight: number }[];
}

export function classOf(symbols: readonly number[]): ClassNode {
  return { kind: 'class', symbols, least: 1, most: 1 };
}

export function lexiconNode(lexicon: Lexicon): Lowered {
  let least = Infinity;
  let most = -Infinity;
  const add = (length: number): void => {
    if (length < least) least = length;
    if (length > most) most = length;
  };
  for (const phrase of lexicon.phrases) add(phrase.length);
  if (lexicon.singles.length > 0) add(1);
  return { kind: 'lexicon', lexicon, least, most };
}

/** Sequences inside are taken apart; a sequence of one is that one. */
export function sequenceOf(nodes: readonly Lowered[]): Lowered {
  const flat = nodes.some(({ kind }) => kind === 'sequence')
    ? nodes.flatMap((node) => (node.kind === 'sequence' ? node.nodes : [node]))
    : nodes;
  if (flat.length === 1) return flat[0]!;
  let least = 0;
  let most = 0;
  for (const node of flat) {
    least += node.least;
    most += node.most;
  }
  return { kind: 'sequence', nodes: flat, least, most };
}

/** Alternatives; all that are one word of a class become one class, the last alternative. */
export function eitherOf(nodes: readonly Lowered[]): Lowered {
  const flat = nodes.some(({ kind }) => kind === 'either')
    ? nodes.flatMap((node) => (node.kind === 'either' ? node.nodes : [node]))
    : nodes;
  const classes = flat.filter((node) => node.kind === 'class' && node.symbols.length > 0) as ClassNode[];
  const [first] = classes;
  const all: Lowered[] = flat.filter((node) => node.kind !== 'class');
  if (first) all.push(classes.length === 1 ? first : classOf(union(classes.map(({ symbols }) => symbols))));
  if (all.length === 1) return all[0]!;
  let least = Infinity;
  let most = -Infinity;
  for (const node of all) {
    if (node.least < least) least = node.least;
    if (node.most > most) most = node.most;
  }
  return { kind: 'either', nodes: all, least, most };
}

/** Whether every match of the node holds a word that the pattern names. */
export function hasFixed(node: Lowered): boolean {
  switch (node.kind) {
    case 'class':
    case 'lexicon':
      return true;
    case 'either':
      return node.nodes.every(hasFixed);
    case 'sequence':
      return node.nodes.some(hasFixed);
    default:
      return false;
  }
}
