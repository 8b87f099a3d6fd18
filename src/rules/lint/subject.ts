/** What checks look at: the records of the files with their places, and their patterns as automata. */
import { ANCHOR, ANCHOR_WIDTH, Anchors } from '../../match/anchors.ts';
import { addShares } from '../../match/frequency.ts';
import type { Lexicon, Lowered } from '../../match/lowered.ts';
import { type PatternNode, PatternError, parsePattern } from '../../match/pattern.ts';
import type { Pack, Rule } from '../../model/pack.ts';
import type { Collected, SourcedRule } from '../collect.ts';
import type { Compilation, RuleExamples } from '../compile.ts';
import { type Language, languageOf } from '../language.ts';
import type { Path } from '../locate.ts';
import type { Source } from '../read.ts';
import { type Automaton, automatonOf } from './automaton.ts';

/** A pattern of a rule of the files. */
export interface LintPattern {
  text: string;
  source: Source;
  path: Path;
  /** Undefined only for patterns that do not parse; these are reported elsewhere. */
  tree: PatternNode;
  node: Lowered;
  automaton: Automaton;
  /** Words of which every match holds one. */
  anchors: ReadonlySet<number>;
}

/** A rule that stands in the files, complete. */
export interface LintRule {
  rule: Rule;
  /** `category/id`. */
  name: string;
  sourced: SourcedRule;
  patterns: LintPattern[];
  examples: RuleExamples;
}

export class Subject {
  readonly pack: Pack;
  readonly records: Collected;
  readonly language: Language;
  readonly rules: LintRule[];

  private readonly shares: number[] = [];
  private readonly anchoring = new Anchors(this.shares);

  constructor({ pack, records, examples }: Compilation) {
    this.pack = pack;
    this.records = records;
    this.language = languageOf(pack.spelling, pack);
    const built = new Map(pack.rules.map((rule) => [nameOf(rule), rule]));
    const own = new Map(examples.map((set) => [set.rule, set]));
    this.rules = records.rules.flatMap((sourced) => {
      const name = nameOf({ category: sourced.category, id: sourced.record.id });
      const rule = built.get(name);
      const set = own.get(name);
      return rule && set
        ? [{ rule, name, sourced, examples: set, patterns: this.patternsOf(rule, sourced) }]
        : [];
    });
  }

  /** Share of all words of informal English that are this one. */
  share(symbol: number): number {
    addShares(this.shares, this.language.vocabulary.words);
    return this.shares[symbol] ?? 0;
  }

  /** Words of which every match of a pattern holds one. */
  anchors(node: Lowered): ReadonlySet<number> {
    addShares(this.shares, this.language.vocabulary.words);
    const { anchors } = this.anchoring.of(node);
    return new Set(anchors.filter((_, k) => k % ANCHOR_WIDTH === ANCHOR.first));
  }

  word(symbol: number): string {
    return this.language.vocabulary.words[symbol] ?? '';
  }

  /** A pattern as a tree over symbols; undefined if it cannot be used. */
  lowered(text: string): Lowered | undefined {
    try {
      return this.language.lowering.pattern(text);
    } catch (error) {
      if (error instanceof PatternError) return undefined;
      throw error;
    }
  }

  lexicon(name: string): Lexicon | undefined {
    try {
      return this.language.lowering.lexicon(name);
    } catch (error) {
      if (error instanceof PatternError) return undefined;
      throw error;
    }
  }

  private patternsOf({ match }: Rule, { source, path }: SourcedRule): LintPattern[] {
    return match.flatMap((text, k) => {
      const node = this.lowered(text);
      if (node === undefined) return [];
      return [
        {
          text,
          source,
          path: [...path, 'match', k],
          tree: parsePattern(text),
          node,
          automaton: automatonOf(node),
          anchors: this.anchors(node),
        },
      ];
    });
  }
}

function nameOf({ category, id }: Pick<Rule, 'category' | 'id'>): string {
  return `${category}/${id}`;
}
