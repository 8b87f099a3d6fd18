/** Rules of weighted words: the sum that decides, what is shown, and what such a rule may never do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnedScale } from '../src/match/learned.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';

const WORDS = ['ash', 'birch', 'cedar', 'elm', 'fir'];
const word = fc.constantFrom(...WORDS);
const weight = fc.integer({ min: -8, max: 8 });
const term = fc.oneof(
  word,
  fc.tuple(word, word).map((two) => two.join(' ')),
);
const terms = fc
  .uniqueArray(fc.tuple(term, weight), { minLength: 1, maxLength: 12, selector: ([name]) => name })
  .map((all) => all);
const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });

/** The terms of a post by the definition: each once, and no pair over the end of a sentence. */
function termsIn(post: readonly (readonly string[])[]): Set<string> {
  return new Set(
    post.flatMap((words) => [...words, ...words.slice(1).map((two, k) => `${words[k]!} ${two}`)]),
  );
}

function classifierOf(
  learned: [string, number][],
  bias: number,
  from: number,
  cues = [cueOf('never', ['zz'])],
) {
  const rule = {
    ...ruleOf('words', [], { tier: 'medium', weight: 2 }),
    learned: { bias, from, terms: learned },
  };
  return buildClassifier({ packs: [packOf({ rules: [rule], cues })] }, []);
}

describe('weighted words', () => {
  it('fire where the sum of distinct terms, scaled and with the bias, reaches the mark', () => {
    fc.assert(
      fc.property(terms, sentences, weight, weight, (learned, post, bias, from) => {
        const found = termsIn(post);
        const sum = learned.reduce((all, [name, value]) => all + (found.has(name) ? value : 0), 0);
        const total = bias + sum * learnedScale(post.flat().length);
        // Floating point decides at the very mark.
        fc.pre(Math.abs(total - from) > 1e-9);
        const shown = learned.some(([name, value]) => value > 0 && found.has(name));
        const text = post.map((words) => words.join(' ')).join('. ');
        const { findings } = classifierOf(learned, bias, from).classify(text);
        expect(findings.length > 0).toBe(total >= from && shown);
        for (const { spans } of findings)
          for (const span of spans) {
            expect(text.slice(span.start, span.end)).toBe(span.text);
            expect(learned.find(([name]) => name === span.text)![1]).toBeGreaterThan(0);
          }
      }),
    );
  });

  it('show the terms that weigh most', () => {
    const learned: [string, number][] = WORDS.map((name, k) => [name, k + 1]);
    const { findings } = classifierOf(learned, 0, 0).classify('ash birch cedar elm fir');
    expect(findings[0]!.spans.map(({ text }) => text)).toEqual(['birch', 'cedar', 'elm', 'fir']);
  });

  it('say nothing where a pattern of the category has matched, but for weak ones', () => {
    const words = {
      ...ruleOf('words', [], { tier: 'medium', weight: 1 }),
      learned: { bias: 0, from: 0, terms: [['ash', 5]] as [string, number][] },
    };
    const rulesOf = (rule: ReturnType<typeof ruleOf>) =>
      buildClassifier({ packs: [packOf({ rules: [words, rule] })] }, [])
        .classify('an ash and an elm')
        .findings.map((finding) => finding.rule.slice(finding.category.length + 1));
    expect(rulesOf(ruleOf('elm', ['elm'], { tier: 'medium' }))).toEqual(['elm']);
    expect(rulesOf(ruleOf('elm', ['elm'], { tier: 'low', weight: 1 })).sort()).toEqual(['elm', 'words']);
    expect(rulesOf(ruleOf('elm', ['elm'], { tier: 'high', category: 'bullying' })).sort()).toEqual([
      'elm',
      'words',
    ]);
  });

  it('are qualified by context like any match', () => {
    const cues = [cueOf('negated', ['never'])];
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('an ash').tier).toBe('medium');
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('never an ash').tier).toBe('none');
  });

  it('of the bundled packs are never high, alone or all together', () => {
    const learned = en.rules.filter((rule) => rule.learned !== undefined);
    expect(learned.length).toBeGreaterThan(0);
    for (const rule of learned) expect(rule.tier).not.toBe('high');
    const alone = createClassifier({ packs: [{ ...en, rules: learned }] });
    for (const rule of learned) {
      const most = rule
        .learned!.terms.filter(([, value]) => value > 0)
        .slice(0, 40)
        .map(([name]) => name)
        .join('. ');
      expect(alone.classify(most).tier, rule.category).not.toBe('high');
    }
  });

  it('of the bundled packs hold no word that could name a person', () => {
    for (const rule of en.rules)
      for (const [name] of rule.learned?.terms ?? []) expect(name).toMatch(/^[a-z]+(?: [a-z]+)?$/u);
  });
});
