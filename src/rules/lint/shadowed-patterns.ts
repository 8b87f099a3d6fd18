import type { Lowered } from '../../match/lowered.ts';
import type { Rule } from '../../model/pack.ts';
import { rankOf } from '../../model/vocabulary.ts';
import { placeOf } from '../locate.ts';
import { automatonOf, stands } from './automaton.ts';
import type { Check, LintReport } from './check.ts';
import { namedWords, sampleOf } from './words.ts';
import type { LintPattern, LintRule, Subject } from './subject.ts';

/**
 * A pattern that another one of its list, of its rule, or of a stronger rule of its group always stands in for: taking
 * it away changes no verdict.
 */
export const shadowedPatterns: Check = {
  codes: ['shadowed-pattern', 'duplicate-pattern'],
  severity: 'warning',
  run(subject, report) {
    const cueWords = cueWordsOf(subject);
    for (const group of groupsOf(subject.rules))
      compare(
        group.flatMap((owner) =>
          owner.patterns.map((pattern) => ({
            owner,
            pattern,
            anchored: needsSameSpan(owner, pattern, cueWords),
          })),
        ),
        report,
      );
    for (const { patterns, isPlaced } of subject.lists)
      compare(
        patterns.map((pattern) => ({
          owner: undefined,
          pattern,
          anchored: isPlaced === 'always' || (isPlaced === 'cues' && names(pattern, cueWords)),
        })),
        report,
      );
  },
};

interface Compared {
  /** The rule under whose `match` it stands. */
  owner: LintRule | undefined;
  pattern: LintPattern;
  /** Only a match from the same first to the same last word stands in for it. */
  anchored: boolean;
}

/** Of equal patterns the later ones are reported. */
function compare(all: readonly Compared[], report: LintReport): void {
  const gone = new Set<Compared>();
  const byAnchor = new Map<number, Compared[]>();
  for (const one of all)
    for (const anchor of one.pattern.anchors) {
      const list = byAnchor.get(anchor);
      if (list) list.push(one);
      else byAnchor.set(anchor, [one]);
    }
  for (const one of [...all].reverse()) {
    const { pattern, owner, anchored } = one;
    const [first, last] = [sampleOf(pattern.node, 'first'), sampleOf(pattern.node, 'last')];
    const other = [...new Set(first.flatMap((symbol) => byAnchor.get(symbol) ?? []))].find(
      (candidate) =>
        candidate !== one &&
        !gone.has(candidate) &&
        standsInFor(candidate.owner?.rule, owner?.rule) &&
        last.some((symbol) => candidate.pattern.anchors.has(symbol)) &&
        stands(spelledOut(candidate.pattern, pattern), pattern.automaton, anchored),
    );
    if (other === undefined) continue;
    gone.add(one);
    reportShadow(one, other, report);
  }
}

function reportShadow({ pattern, owner }: Compared, other: Compared, report: LintReport): void {
  const line = lineOf(other.pattern);
  const where =
    other.owner === undefined || other.owner === owner
      ? `line ${line}`
      : `line ${line} in ${other.owner.name}`;
  const same =
    stands(spelledOut(pattern, other.pattern), other.pattern.automaton, true) &&
    stands(spelledOut(other.pattern, pattern), pattern.automaton, true);
  if (same)
    report(
      pattern,
      `this pattern reads the same as “${other.pattern.text}” of ${where}`,
      'keep one of the two',
      'duplicate-pattern',
    );
  else
    report(
      pattern,
      `wherever this pattern stands, “${other.pattern.text}” of ${where} stands too`,
      'leave this pattern out, or narrow the other one',
    );
}

/** Rules whose points do not add up. */
function groupsOf(rules: readonly LintRule[]): LintRule[][] {
  const groups = new Map<string, LintRule[]>();
  for (const one of rules) {
    const key = `${one.rule.category} ${one.rule.group}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Whether a finding of `strong` is worth at least as much as one of `weak`, under no further condition. */
function standsInFor(strong: Rule | undefined, weak: Rule | undefined): boolean {
  if (strong === undefined || weak === undefined || strong === weak) return true;
  const blocked = new Set((weak.unless ?? []).map((one) => JSON.stringify(one)));
  return (
    rankOf(strong.tier) >= rankOf(weak.tier) &&
    strong.weight >= weak.weight &&
    strong.concept === weak.concept &&
    strong.reason === weak.reason &&
    strong.near === undefined &&
    strong.voice === weak.voice &&
    (strong.faint !== true || weak.faint === true) &&
    (strong.unless ?? []).every((one) => blocked.has(JSON.stringify(one))) &&
    JSON.stringify(strong.qualifiers ?? {}) === JSON.stringify(weak.qualifiers ?? {})
  );
}

/**
 * A cue that a pattern names does not act on it (“do not want to live”), so a shorter match is no stand-in for one that
 * names a cue; nor is it where the words around a match are counted.
 */
function needsSameSpan({ rule }: LintRule, pattern: LintPattern, cueWords: ReadonlySet<number>): boolean {
  return (
    [...(rule.near ?? []), ...(rule.unless ?? [])].some(({ within }) => typeof within === 'number') ||
    names(pattern, cueWords)
  );
}

function names({ node }: LintPattern, words: ReadonlySet<number>): boolean {
  return namedWords(node).some((symbol) => words.has(symbol));
}

/** Words of which every cue of the context holds one. */
function cueWordsOf(subject: Subject): ReadonlySet<number> {
  const words = new Set<number>();
  for (const text of subject.pack.cues.flatMap(({ match }) => match)) {
    const node = subject.lowered(text);
    if (node) for (const symbol of subject.anchors(node)) words.add(symbol);
  }
  return words;
}

/** The automaton of `whole`, phrases of its lexicons spelled out that may stand in `part` word by word. */
function spelledOut(whole: LintPattern, part: LintPattern): ReturnType<typeof automatonOf> {
  if (!hasPhrases(whole.node)) return whole.automaton;
  const named = new Set(plainWords(part.node));
  return automatonOf(whole.node, ({ phrases }) =>
    phrases.filter((phrase) => phrase.every((set) => set.some((symbol) => named.has(symbol)))),
  );
}

/** Words that a pattern names outside of lexicons with phrases, which are compared as a whole. */
function plainWords(node: Lowered): readonly number[] {
  if (node.kind === 'lexicon') return [];
  if (node.kind === 'either' || node.kind === 'sequence') return node.nodes.flatMap(plainWords);
  return node.kind === 'optional' ? plainWords(node.node) : namedWords(node);
}

function hasPhrases(node: Lowered): boolean {
  if (node.kind === 'either' || node.kind === 'sequence') return node.nodes.some(hasPhrases);
  return node.kind === 'lexicon' || (node.kind === 'optional' && hasPhrases(node.node));
}

function lineOf({ source, path }: LintPattern): number {
  return source.lines.linePos(placeOf(source, path).at).line;
}
