/** The words with which a match can begin. */
import { distinct, union } from './distinct.ts';
import type { Lexicon, Lowered } from './lowered.ts';

/** Lexicons stand in hundreds of patterns; what they begin with is worked out once. */
const firstsOfLexicons = new WeakMap<Lexicon, readonly number[]>();

/** The symbols with which a match can begin; undefined where that may be anything. */
export function firstsOf(node: Lowered): readonly number[] | undefined {
  if (node.kind === 'class') return node.symbols;
  if (node.kind === 'lexicon') return lexiconFirsts(node.lexicon);
  const symbols: number[] = [];
  return addBeginnings(node, symbols) === 'word' ? distinct(symbols) : undefined;
}

/** What a node begins with: one of the symbols, anything, or perhaps no word at all, so that what follows it counts. */
type Beginning = 'word' | 'anything' | 'empty';

function addBeginnings(node: Lowered, symbols: number[]): Beginning {
  switch (node.kind) {
    case 'class':
      for (const symbol of node.symbols) symbols.push(symbol);
      return 'word';
    case 'lexicon':
      for (const symbol of lexiconFirsts(node.lexicon)) symbols.push(symbol);
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
    known = union([lexicon.singles, phraseFirsts(lexicon)]);
    firstsOfLexicons.set(lexicon, known);
  }
  return known;
}

/** The words with which its phrases begin. */
export function phraseFirsts({ phrases }: Lexicon): readonly number[] {
  return union(phrases.map((phrase) => phrase[0] ?? []));
}
