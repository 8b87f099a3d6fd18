import type { Lowered } from '../../match/lowered.ts';
import { stemOf } from '../../match/stem.ts';
import type { Check } from './check.ts';
import { keywordsOf } from './keywords.ts';
import type { LintRule, Subject } from './subject.ts';

/**
 * Rules that speak only where the obvious word of their concept does, in a concept that has no other rule: people who
 * need help most often avoid the word.
 */
export const keywordOnly: Check = {
  codes: ['keyword-only'],
  severity: 'warning',
  run(subject, report) {
    const groups = new Map<string, LintRule[]>();
    for (const one of subject.rules.filter(({ patterns }) => patterns.length > 0)) {
      const key = `${one.rule.category} ${one.rule.concept}`;
      groups.set(key, [...(groups.get(key) ?? []), one]);
    }
    for (const rules of groups.values()) {
      const needing = rules.filter((one) => needsKeyword(one, subject));
      for (const { sourced, rule } of needing)
        report(
          { source: sourced.source, path: [...sourced.path, 'match'] },
          `every pattern needs a keyword of ${rule.concept} (${keywordsIn(rule).join(', ')} …)${needing.length === rules.length ? ', and no other rule does without it' : ''}`,
          'add how it is told by someone who avoids the word',
        );
    }
  },
};

function keywordsIn({ category, concept }: LintRule['rule']): string[] {
  return [...keywordsOf(category, concept)].slice(0, 3);
}

function needsKeyword({ rule, patterns }: LintRule, subject: Subject): boolean {
  const stems = keywordsOf(rule.category, rule.concept);
  if (stems.size === 0) return false;
  // “abusin” is a form of abuse too.
  const isKeyword = (symbol: number): boolean =>
    [subject.word(symbol), `${subject.word(symbol)}g`].some((word) => stems.has(stemOf(word)));
  return patterns.every(({ node }) => needs(node, isKeyword));
}

/** Whether every match holds a word of this kind. */
function needs(node: Lowered, isKeyword: (symbol: number) => boolean): boolean {
  switch (node.kind) {
    case 'class':
      return node.symbols.every(isKeyword);
    case 'lexicon':
      return (
        node.lexicon.singles.every(isKeyword) &&
        node.lexicon.phrases.every((phrase) => phrase.some((set) => set.every(isKeyword)))
      );
    case 'either':
      return node.nodes.every((inner) => needs(inner, isKeyword));
    case 'sequence':
      return node.nodes.some((inner) => needs(inner, isKeyword));
    default:
      return false;
  }
}
