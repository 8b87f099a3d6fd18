/** What rules and cues look for around their matches, laid out so that a window of words is gone through once. */
import type { NearPattern, Window } from '../model/pack.ts';
import { union } from './distinct.ts';
import { firstsOf, phraseFirsts } from './firsts.ts';
import type { Lowered } from './lowered.ts';
import type { Program } from './program.ts';

/** A set of symbols of the program, or one of these. */
export const ANYTHING = -1;
const NOTHING = -2;

/** A pattern that is looked for around a match. */
export interface ContextPattern {
  program: number;
  source: string;
  /** Words that are a match by themselves. */
  singles: number;
  /** Words that its other matches begin with. */
  firsts: number;
}

/** Patterns that are looked for in the same window, and the sets of all of them together. */
export interface NearGroup {
  within: Window;
  patterns: readonly ContextPattern[];
  singles: number;
  /** The words of `singles` and those that other matches begin with: a window is searched for both at once. */
  any: number;
}

/** Patterns that are looked for together. */
export interface NearSet {
  groups: readonly NearGroup[];
  /**
   * Whether a number of words is counted over sentences. What a rule needs may stand in the next sentence (run-on posts
   * and careful ones are then treated alike); what speaks against it must not: “Watched a film. I cut myself again.”
   */
  crosses: boolean;
}

interface Known extends ContextPattern {
  single: readonly number[];
  begin: readonly number[] | undefined;
}

/** Compiles context patterns, equal ones once. */
export class ContextPatterns {
  private readonly known = new Map<string, Known>();
  private readonly program: Program;
  private readonly compile: (
    owner: string,
    pattern: string,
  ) => { program: number; node: Lowered } | undefined;

  /** `compile` gives nothing for a pattern that cannot be compiled, and reports it. */
  constructor(
    program: Program,
    compile: (owner: string, pattern: string) => { program: number; node: Lowered } | undefined,
  ) {
    this.program = program;
    this.compile = compile;
  }

  /** The pattern by itself; an empty list if it cannot be compiled. */
  one(owner: string, source: string): Known[] {
    const known = this.known.get(source);
    if (known) return [known];
    const compiled = this.compile(owner, source);
    if (!compiled) return [];
    const { single, begin } = beginningsOf(compiled.node);
    const fresh = {
      program: compiled.program,
      source,
      single,
      begin,
      singles: this.setOf(single),
      firsts: this.setOf(begin),
    };
    this.known.set(source, fresh);
    return [fresh];
  }

  set(owner: string, patterns: readonly NearPattern[] | undefined, crosses: boolean): NearSet {
    const byWindow = new Map<Window, Known[]>();
    for (const { match, within } of patterns ?? []) {
      const group = byWindow.get(within) ?? [];
      group.push(...this.one(owner, match));
      byWindow.set(within, group);
    }
    return {
      crosses,
      groups: [...byWindow].map(([within, group]) => ({
        within,
        patterns: group,
        singles: this.setOf(union(group.map(({ single }) => single))),
        any: this.setOf(
          group.some(({ begin }) => begin === undefined)
            ? undefined
            : union(group.flatMap(({ single, begin }) => [single, begin ?? []])),
        ),
      })),
    };
  }

  private setOf(symbols: readonly number[] | undefined): number {
    if (symbols === undefined) return ANYTHING;
    return symbols.length > 0 ? this.program.classes.add(symbols) : NOTHING;
  }
}

/** The words that match a pattern by themselves, and those that its other matches begin with (undefined: anything). */
function beginningsOf(node: Lowered): { single: readonly number[]; begin: readonly number[] | undefined } {
  switch (node.kind) {
    case 'class':
      return { single: node.symbols, begin: [] };
    case 'lexicon':
      return {
        single: node.lexicon.singles,
        begin: phraseFirsts(node.lexicon),
      };
    case 'either': {
      const parts = node.nodes.map(beginningsOf);
      return {
        single: union(parts.map(({ single }) => single)),
        begin: parts.some(({ begin }) => begin === undefined)
          ? undefined
          : union(parts.map(({ begin }) => begin ?? [])),
      };
    }
    default:
      return { single: [], begin: firstsOf(node) };
  }
}
