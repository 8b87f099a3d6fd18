/** What checks look at: the records of the files with their places, and their patterns as automata. */
import { ANCHOR, ANCHOR_WIDTH, Anchors } from '../../match/anchors.ts';
import { addShares } from '../../match/frequency.ts';
import type { Lowered } from '../../match/lowered.ts';
import { type PatternNode, PatternError, parsePattern } from '../../match/pattern.ts';
import type { Pack, Rule } from '../../model/pack.ts';
import type { Collected, SourcedRule } from '../collect.ts';
import type { Compilation, RuleExamples } from '../compile.ts';
import { type Language, languageOf } from '../language.ts';
import type { Path } from '../locate.ts';
import type { Source } from '../read.ts';
import type { NearRecord } from '../schema.ts';
import { type Automaton, automatonOf } from './automaton.ts';
import { ruleName } from '../../model/rule-name.ts';

/** A pattern of the files. */
export interface LintPattern {
  text: string;
  source: Source;
  path: Path;
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

/** Patterns of which one is enough. */
export interface PatternList {
  patterns: LintPattern[];
  /**
   * Whether it matters where a match begins and ends: always where cues act from there on; where context acts on the
   * match, only if the pattern names a cue itself.
   */
  isPlaced: 'always' | 'cues' | 'never';
}

export class Subject {
  readonly pack: Pack;
  readonly records: Collected;
  readonly language: Language;
  readonly rules: LintRule[];
  /** What rules and cues look for around matches, and what cues are. */
  readonly lists: PatternList[];

  private readonly shares: number[] = [];
  private readonly anchoring = new Anchors(this.shares);

  constructor({ pack, records, examples }: Compilation) {
    this.pack = pack;
    this.records = records;
    this.language = languageOf(pack.spelling, pack);
    const built = new Map(pack.rules.map((rule) => [ruleName(rule), rule]));
    const own = new Map(examples.map((set) => [set.rule, set]));
    this.rules = records.rules.flatMap((sourced) => {
      const name = ruleName({ category: sourced.category, id: sourced.record.id });
      const rule = built.get(name);
      const set = own.get(name);
      return rule && set
        ? [
            {
              rule,
              name,
              sourced,
              examples: set,
              patterns: this.patternsOf(sourced.source, [...sourced.path, 'match'], rule.match),
            },
          ]
        : [];
    });
    this.lists = [
      ...[...records.rules, ...records.groundRules].flatMap(({ source, path, record }) =>
        (['near', 'unless'] as const).flatMap((key) => this.nearLists(source, [...path, key], record[key])),
      ),
      ...records.groundRules.map(({ source, path, record }): PatternList => ({
        patterns: this.patternsOf(source, [...path, 'match'], record.match),
        isPlaced: record.near || record.unless ? 'always' : 'cues',
      })),
      ...records.cues.flatMap(({ source, path, record }): PatternList[] => [
        { patterns: this.patternsOf(source, [...path, 'match'], record.match), isPlaced: 'always' },
        {
          patterns: this.patternsOf(source, [...path, 'stops'], record.stops ?? []),
          isPlaced: 'always',
        },
        ...this.nearLists(source, [...path, 'unless'], record.unless),
      ]),
    ];
  }

  /** Every pattern of the files. */
  get patterns(): LintPattern[] {
    return [...this.rules, ...this.lists].flatMap(({ patterns }) => patterns);
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

  private patternsOf(source: Source, path: Path, texts: readonly string[]): LintPattern[] {
    return texts.flatMap((text, k) => this.patternAt(source, [...path, k], text));
  }

  private patternAt(source: Source, path: Path, text: string): LintPattern[] {
    const node = this.lowered(text);
    if (node === undefined) return [];
    const anchors = this.anchors(node);
    return [{ text, source, path, tree: parsePattern(text), node, automaton: automatonOf(node), anchors }];
  }

  /** The patterns of `near` or `unless`, a list for each window. */
  private nearLists(source: Source, path: Path, records: readonly NearRecord[] = []): PatternList[] {
    const lists = new Map<unknown, LintPattern[]>();
    records.forEach((record, k) => {
      const [text, window, at] =
        typeof record === 'string'
          ? [record, undefined, [...path, k]]
          : [record.match, record.within, [...path, k, 'match']];
      lists.set(window, [...(lists.get(window) ?? []), ...this.patternAt(source, at, text)]);
    });
    return [...lists.values()].map((patterns) => ({ patterns, isPlaced: 'never' }));
  }
}
