/** Files of weighted words: what of their `matches` and `terms` is refused, and where. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { type RuleFile, compilePack } from '../src/rules/index.ts';
import { ROOT } from './support/command.ts';

const rulesOf = (category: string, id: string, word: string): RuleFile => ({
  path: `${category}.yaml`,
  text: `kind: rules
category: ${category}
rules:
  - { id: ${id}, concept: unspecified, tier: medium, match: ["${word}"], fires: [a, b, c], quiet: [d, e, f] }
`,
});
const learnedOf = (matches: string, terms = '{ ash: 2 }'): RuleFile => ({
  path: 'learned.yaml',
  text: `kind: learned
category: grooming
learned:
  - id: learned.words
    concept: unspecified
    tier: medium
    learned-from: { data: these tests }
    bias: -1
    from: 0
    matches:
      ${matches}
    terms: ${terms}
    fires: [a, b, c]
    quiet: [d, e, f]
`,
});
const CATEGORIES: RuleFile = {
  path: 'categories.yaml',
  text: readFileSync(join(ROOT, 'rules/en/categories.yaml'), 'utf8'),
};
const POLICY: RuleFile = {
  path: 'policy.yaml',
  text: readFileSync(join(ROOT, 'rules/en/policy.yaml'), 'utf8'),
};

const problemsOf = (matches: string) =>
  compilePack([
    CATEGORIES,
    rulesOf('grooming', 'secret', 'oak'),
    rulesOf('bullying', 'insult', 'elm'),
    learnedOf(matches),
  ]).problems;

describe('the matches of weighted words', () => {
  it('are rules of their category', () => {
    expect(problemsOf('grooming/secret: 1')).toEqual([]);
  });

  it('that name a rule of another category are refused at their key', () => {
    expect(problemsOf('bullying/insult: 1')).toMatchObject([
      { code: 'rule-of-other-category', file: 'learned.yaml', line: 11, column: 7, length: 15 },
    ]);
  });

  it('that name no rule are refused at their key, with the nearest of the category', () => {
    const problems = problemsOf('grooming/secrat: 1');
    expect(problems).toMatchObject([
      { code: 'unknown-rule', file: 'learned.yaml', line: 11, column: 7, length: 15 },
    ]);
    expect(problems[0]!.hint).toContain('grooming/secret');
  });
});

describe('the terms of weighted words', () => {
  const compiled = (terms: string) =>
    compilePack([
      CATEGORIES,
      POLICY,
      rulesOf('grooming', 'secret', 'oak'),
      learnedOf('grooming/secret: 1', terms),
    ]);

  it.each(['@nowhere', '@nowhere ash~'])('that name a lexicon that is not there are refused: %s', (term) => {
    expect(compiled(`{ "${term}": 1 }`).problems).toMatchObject([
      { code: 'unknown-lexicon', file: 'learned.yaml', line: 12, column: 14 },
    ]);
  });

  it('know the words of their stems by the forms of the file', () => {
    const post = 'they were ambling along for a while';
    const tierWith = (terms: string): string => {
      const { pack } = compiled(terms);
      return buildClassifier({ packs: [pack!] }, []).classify(post).tier;
    };
    expect(tierWith('{ "ambl~": 20 }')).toBe('none');
    expect(tierWith('{ "ambl~": 20 }\n    forms: [ambling]')).toBe('medium');
  });
});
