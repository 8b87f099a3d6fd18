import { DetailRules } from './detect/detail-rules.ts';
import { Anchors } from './match/anchors.ts';
import { firstsOf } from './match/firsts.ts';
import { type ContextPattern, ContextPatterns, type NearSet } from './match/context-patterns.ts';
import { addShares, shareOf } from './match/frequency.ts';
import { type AlarmingWords, Learned, type WeighedRule, type WeighedWords } from './match/learned.ts';
import { MOST_BESIDE } from './match/weighed-table.ts';
import { readTerms, spellOutTerms, tooManyBesides } from './match/weighed-terms.ts';
import { Lowering } from './match/lower.ts';
import type { Lowered } from './match/lowered.ts';
import { Machine } from './match/machine.ts';
import { type Entry, Matcher } from './match/matcher.ts';
import { PatternError } from './match/pattern.ts';
import { Program } from './match/program.ts';
import type { CategoryPolicy, Cue, Pack, Rule } from './model/pack.ts';
import { CATEGORIES, type Category } from './model/vocabulary.ts';
import { Disguise } from './normalise/disguise.ts';
import { Misspelling } from './normalise/misspelling.ts';
import { readSpelling } from './normalise/spelling.ts';
import { Phrases } from './tokenise/phrases.ts';
import { Tokeniser } from './tokenise/tokenise.ts';
import { Tokens } from './tokenise/tokens.ts';
import { Vocabulary } from './tokenise/vocabulary.ts';
import { expectedOf, isSlight } from './model/expected.ts';
import { ruleName } from './model/rule-name.ts';

export interface CompiledRule {
  rule: Rule;
  near: NearSet;
  unless: NearSet;
  /** Lexicons with weighted terms that its patterns use: the programs of the terms. */
  weighted: { program: number; weight: number; term: string }[];
  /** What a match of the rule adds to the sum of weighted words of its category, and to those of the whole post. */
  says: { risk: number; severity: number; alarm: number };
}

export interface CompiledCue {
  cue: Cue;
  unless: NearSet;
  /** Before these the cue's scope ends. */
  stops: ContextPattern[];
}

/** A pattern that cannot be compiled: which record it belongs to, and what is wrong. */
export interface PatternIssue {
  owner: string;
  pattern: string;
  error: PatternError;
}

/** Everything that is built once per classifier: packs as tables. Building it is the only thing that can fail. */
export interface Engine {
  vocabulary: Vocabulary;
  lowering: Lowering;
  program: Program;
  tokens: Tokens;
  tokeniser: Tokeniser;
  machine: Machine;
  rules: CompiledRule[];
  cues: CompiledCue[];
  categories: Partial<Record<Category, CategoryPolicy>>;
  ruleMatcher: Matcher;
  /** Rules of personal details. */
  details: DetailRules;
  /** Rules of weighted words. */
  learned: Learned;
  cueMatcher: Matcher;
  /** Cues that are looked for in every post, also where no rule fires: content warnings. */
  warningMatcher: Matcher;
  clauseStart: ReadonlySet<number>;
  warnings: { concept: string; program: number }[];
}

/** Lexicons with a meaning to the engine itself. */
const CLAUSE_START = 'clause-start';
const WARNS = 'warns-';

/**
 * Compiles packs (later ones may add to and replace earlier ones) and extra rules into an engine.
 * Never throws: every pattern that cannot be compiled is left out and reported in `issues`.
 */
export function buildEngine(pack: Pack): { engine: Engine; issues: PatternIssue[] } {
  const issues: PatternIssue[] = [];
  const vocabulary = new Vocabulary();
  const phrases = new Phrases();
  readSpelling(pack.spelling, vocabulary, phrases);
  for (const filler of pack.fillers) vocabulary.markFiller(filler);
  const lowering = new Lowering(vocabulary, pack, (symbols) => phrases.rewriteSymbols(symbols));
  const program = new Program();
  const tokens = new Tokens();

  const compile = (owner: string, pattern: string): { program: number; node: Lowered } | undefined => {
    try {
      const node = lowering.pattern(pattern);
      addShares(shares, vocabulary.words);
      return { node, program: program.add(node) };
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      issues.push({ owner, pattern, error });
      return undefined;
    }
  };
  const shares: number[] = [];
  const anchors = new Anchors(shares);
  const around = new ContextPatterns(program, compile);
  const entriesOf = (
    owners: readonly { owner: number; name: string; patterns: readonly string[] }[],
  ): Entry[] =>
    owners.flatMap(({ owner, name, patterns }) =>
      patterns.flatMap((pattern) => {
        const one = compile(name, pattern);
        if (!one) return [];
        return [{ owner, program: one.program, firsts: firstsOf(one.node), ...anchors.of(one.node) }];
      }),
    );

  const rules: CompiledRule[] = pack.rules.map((rule) => {
    const owner = ruleName(rule);
    return {
      rule,
      near: around.set(owner, rule.near, true),
      unless: around.set(owner, rule.unless, false),
      weighted: [],
      says: { risk: 0, severity: 0, alarm: 0 },
    };
  });
  const ruleEntries = entriesOf(
    pack.rules.map((rule, owner) => ({ owner, name: ruleName(rule), patterns: rule.match })),
  );
  const cues: CompiledCue[] = pack.cues.map((cue) => ({
    cue,
    unless: around.set(cue.id, cue.unless, false),
    stops: (cue.stops ?? []).flatMap((stop) => around.one(cue.id, stop)),
  }));
  const cueOwners = pack.cues.map((cue, owner) => ({ owner, name: cue.id, patterns: cue.match }));
  const isWarning = ({ owner }: { owner: number }): boolean =>
    pack.cues[owner]!.qualifier === 'content-warning';
  const cueEntries = entriesOf(cueOwners.filter((cue) => !isWarning(cue)));
  const warningEntries = entriesOf(cueOwners.filter(isWarning));

  weighTerms(pack, rules, compile);
  weighMatches(pack, rules);
  const warnings = Object.keys(pack.lexicons)
    .filter((name) => name.startsWith(WARNS))
    .flatMap((name) => {
      const compiled = compile(name, `@${name}`);
      return compiled ? [{ concept: name.slice(WARNS.length), program: compiled.program }] : [];
    });
  const clauseStart = new Set(pack.lexicons[CLAUSE_START] ? lowering.lexicon(CLAUSE_START).singles : []);

  const { learned, severity, alarm } = weighedWords(pack, lowering, vocabulary, (pattern, error) =>
    issues.push({ owner: 'weighted words', pattern, error }),
  );

  const disguise = new Disguise(vocabulary, pack.maskable, shareOf);
  const misspelling = new Misspelling(pack.misspelled?.words ?? [], pack.misspelled?.real ?? []);
  const tokeniser = new Tokeniser(vocabulary, disguise, misspelling, phrases);
  const details = new DetailRules(pack.rules, vocabulary);
  vocabulary.seal();
  program.seal(vocabulary.size);
  const engine: Engine = {
    vocabulary,
    lowering,
    program,
    tokens,
    tokeniser,
    machine: new Machine(program, tokens),
    rules,
    cues,
    categories: Object.fromEntries(
      CATEGORIES.flatMap((id) => (pack.categories[id] ? [[id, pack.categories[id]]] : [])),
    ),
    ruleMatcher: new Matcher(ruleEntries, vocabulary.size, shares),
    details,
    learned: new Learned(
      learned,
      { severity, alarm },
      Int32Array.from(pack.rules, (rule) =>
        rule.learned || rule.tier === 'low' || isSlight(rule) ? 0 : categoryBit(rule.category),
      ),
      vocabulary.size,
    ),
    cueMatcher: new Matcher(cueEntries, vocabulary.size, shares),
    warningMatcher: new Matcher(warningEntries, vocabulary.size, shares),
    clauseStart,
    warnings,
  };
  return { engine, issues };
}

/** Everything that is weighed. Every word of a stem must be known before the stem is. */
function weighedWords(
  pack: Pack,
  lowering: Lowering,
  vocabulary: Vocabulary,
  report: (term: string, error: PatternError) => void,
): { learned: WeighedRule[]; severity: WeighedWords | undefined; alarm: AlarmingWords | undefined } {
  const rules = pack.rules.flatMap(({ learned, category }, owner) =>
    learned
      ? [
          {
            owner,
            category: CATEGORIES.indexOf(category),
            inAnyCompany: pack.categories[category]?.['in-any-company'] === true,
            ...learned,
          },
        ]
      : [],
  );
  const { impression } = pack;
  const whole = [impression?.severity, impression?.alarm].filter((set) => set !== undefined);
  const sets = readTerms(
    [...rules, ...whole].map(({ terms }) => terms),
    lowering,
  );
  for (const { forms = [] } of [...rules, ...(impression ? [impression] : [])])
    for (const form of forms) lowering.words(form);
  const besides = new Set<string>();
  const spelledOut = spellOutTerms(sets, vocabulary.words, (name, term, isBeside) => {
    try {
      const { singles } = lowering.lexicon(name);
      if (!isBeside) return singles;
      if (!besides.has(name) && besides.size === MOST_BESIDE)
        throw new PatternError('too-many-besides', tooManyBesides(name), 0, name.length + 1);
      besides.add(name);
      return singles;
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      report(term, error);
      return [];
    }
  });
  const learned = rules.map((rule, k) => ({ ...rule, terms: spelledOut[k]! }));
  const [severity = [], alarm = []] = spelledOut.slice(rules.length);
  return {
    learned,
    severity: impression && { bias: impression.severity.bias, terms: severity },
    alarm: impression?.alarm && { ...impression.alarm, terms: alarm },
  };
}

function categoryBit(category: Category): number {
  return 1 << CATEGORIES.indexOf(category);
}

/** Tells each rule what its matches say of the whole post. */
function weighMatches(pack: Pack, rules: readonly CompiledRule[]): void {
  const byName = new Map(rules.map((one) => [ruleName(one.rule), one]));
  const weighed = new Set<CompiledRule>();
  const add = (name: string, kind: 'risk' | 'severity' | 'alarm', weight: number): void => {
    const one = byName.get(name);
    if (!one) return;
    weighed.add(one);
    one.says[kind] += weight;
  };
  for (const { category, learned } of pack.rules)
    for (const [name, weight] of learned?.matches ?? [])
      if (byName.get(name)?.rule.category === category) add(name, 'risk', weight);
  for (const kind of ['severity', 'alarm'] as const)
    for (const [name, weight] of pack.impression?.[kind]?.matches ?? []) add(name, kind, weight);
  // A rule that was not there when weights were learned says what its tier lets expect.
  for (const one of rules) {
    if (one.rule.learned || weighed.has(one)) continue;
    const { category: risk, severity, alarm } = expectedOf(one.rule);
    one.says = { risk, severity, alarm };
  }
}

/** Links each rule to the weighted terms of the lexicons that its patterns name. */
function weighTerms(
  pack: Pack,
  rules: CompiledRule[],
  compile: (owner: string, pattern: string) => { program: number } | undefined,
): void {
  const weightedTerms = new Map<string, { program: number; weight: number; term: string }[]>();
  for (const [name, terms] of Object.entries(pack.lexicons)) {
    const weighted = terms.flatMap((entry) => {
      if (typeof entry === 'string' || entry[1] >= 1) return [];
      const compiled = compile(name, entry[0]);
      return compiled ? [{ program: compiled.program, term: entry[0], weight: entry[1] }] : [];
    });
    if (weighted.length > 0) weightedTerms.set(name, weighted);
  }
  if (weightedTerms.size === 0) return;
  for (const compiled of rules)
    for (const [name, weighted] of weightedTerms)
      if (compiled.rule.match.some((pattern) => names(pattern, name))) compiled.weighted.push(...weighted);
}

/** Whether a pattern names the lexicon. */
function names(pattern: string, lexicon: string): boolean {
  return pattern.includes(`@${lexicon}`) && new RegExp(`@${lexicon}(?![a-z0-9-])`, 'u').test(pattern);
}
