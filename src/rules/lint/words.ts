import type { Lowered } from '../../match/lowered.ts';

/** All words that a pattern names, those of its lexicons among them. */
export function namedWords(node: Lowered): readonly number[] {
  switch (node.kind) {
    case 'class':
      return node.symbols;
    case 'lexicon':
      return [...node.lexicon.singles, ...node.lexicon.phrases.flat(2)];
    case 'either':
    case 'sequence':
      return node.nodes.flatMap(namedWords);
    case 'optional':
      return namedWords(node.node);
    default:
      return [];
  }
}

/** One text that the pattern matches: of alternatives the first, or the last; nothing for what may be missing. */
export function sampleOf(node: Lowered, which: 'first' | 'last'): number[] {
  const pick = <T>(list: readonly T[]): T | undefined => (which === 'first' ? list[0] : list.at(-1));
  switch (node.kind) {
    case 'class':
      return [pick(node.symbols) ?? -1];
    case 'lexicon': {
      const { singles, phrases } = node.lexicon;
      if (singles.length > 0) return [pick(singles)!];
      return (pick(phrases) ?? []).map((set) => pick(set)!);
    }
    case 'either': {
      const one = pick(node.nodes);
      return one ? sampleOf(one, which) : [];
    }
    case 'sequence':
      return node.nodes.flatMap((inner) => sampleOf(inner, which));
    default:
      return [];
  }
}
