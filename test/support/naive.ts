import { type PatternNode, parsePattern } from '../../src/match/pattern.ts';

/** A word of a test text with the mark that stands before it. */
export interface NaiveToken {
  word: string;
  /** 0 nothing, 1 comma, 2 clause, 3 sentence. */
  bound: number;
}

export interface NaiveLanguage {
  lexicons: Record<string, string[]>;
  fillers: ReadonlySet<string>;
}

const MOST_FILLERS = 4;

/**
 * The oracle: reads docs/rule-language.md literally and slowly. All ends of all matches of a pattern from one token,
 * without programs, anchors or tables. It knows words, groups, lexicons of words and phrases, optional parts, gaps,
 * `.`, `^`, `$` and `!`.
 */
export function naiveEnds(
  pattern: string,
  tokens: readonly NaiveToken[],
  from: number,
  language: NaiveLanguage,
): Set<number> {
  const ends = (node: PatternNode, at: number): number[] => {
    switch (node.kind) {
      case 'word':
        return step(at, node.text);
      case 'lexicon':
        return (language.lexicons[node.name] ?? []).flatMap((term) =>
          term.split(' ').reduce((places, word) => places.flatMap((place) => step(place, word)), [at]),
        );
      case 'either':
        return node.nodes.flatMap((inner) => ends(inner, at));
      case 'sequence':
        return node.nodes.reduce(
          (places, inner) => [...new Set(places.flatMap((place) => ends(inner, place)))],
          [at],
        );
      case 'optional':
        return [at, ...ends(node.node, at)];
      case 'any':
        return at < tokens.length && (at === from || tokens[at]!.bound < 2) ? [at + 1] : [];
      case 'gap': {
        const places = [at];
        for (let k = 0; k < node.most && at + k < tokens.length && tokens[at + k]!.bound < 2; k++)
          places.push(at + k + 1);
        return places;
      }
      case 'not':
        return stands(node.node, at) ? [] : [at];
      case 'start':
        return tokens[at]?.bound === 3 ? [at] : [];
      case 'end':
        return at >= tokens.length || tokens[at]!.bound === 3 ? [at] : [];
      case 'lemma':
        throw new Error('the oracle knows no lemmas');
    }
  };
  const step = (at: number, word: string): number[] => {
    const found: number[] = [];
    for (let k = at; k <= at + MOST_FILLERS && k < tokens.length; k++) {
      if (k > from && tokens[k]!.bound >= 2) break;
      if (tokens[k]!.word === word) found.push(k + 1);
      if (k === from || !language.fillers.has(tokens[k]!.word)) break;
    }
    return found;
  };
  // Words only, in the tests: at this place or, at the very start of a pattern, just before it.
  const stands = (node: PatternNode, at: number): boolean => {
    const words = node.kind === 'either' ? node.nodes : [node];
    const is = (k: number): boolean =>
      words.some((one) => one.kind === 'word' && one.text === tokens[k]?.word);
    if (at === from) {
      for (let k = at; k > 0 && tokens[k]!.bound < 2 && at - k <= MOST_FILLERS; k--) {
        if (is(k - 1)) return true;
        if (!language.fillers.has(tokens[k - 1]!.word)) return false;
      }
      return false;
    }
    for (let k = at; k < tokens.length && k <= at + MOST_FILLERS && tokens[k]!.bound < 2; k++) {
      if (is(k)) return true;
      if (!language.fillers.has(tokens[k]!.word)) return false;
    }
    return false;
  };
  return new Set(ends(parsePattern(pattern), from));
}
