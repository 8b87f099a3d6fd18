/** Rules of weighted words: the sum that decides, what is shown, and what such a rule may never do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnedScale } from '../src/match/learned.ts';
import type { Impression, Pack, Rule } from '../src/model/pack.ts';
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

  it('that count beside a lexicon that is not there are named, not thrown over', () => {
    expect(() => classifierOf([['@nowhere ash~', 5]], 0, 1)).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ code: 'bad-pattern', path: 'weighted words' })],
      }),
    );
  });

  it('are qualified by context like any match', () => {
    const cues = [cueOf('negated', ['never'])];
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('an ash').tier).toBe('medium');
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('never an ash').tier).toBe('none');
  });

  it('of the bundled packs are never high, alone or all together, however severe they sound', () => {
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
    const sets = [...en.rules.map(({ learned }) => learned), en.impression?.risk, en.impression?.severity];
    for (const set of sets)
      for (const [name] of set?.terms ?? [])
        expect(name).toMatch(/^(?:@voice-[a-z]+ )?(?:[a-z]+(?: [a-z]+)?|[a-z]+~)$/u);
  });
});

describe('the impression of a whole post', () => {
  const marks = { forms: [], speaks: 2, doubts: -1, raises: 3, lowers: -2 };
  const none = { bias: 0, terms: [] };
  const impressionOf = (risk: [string, number][], severity: [string, number][]): Impression => ({
    ...marks,
    risk: { bias: 0, terms: risk },
    severity: { bias: 0, terms: severity },
  });
  const sumOf = (weights: [string, number][], post: readonly (readonly string[])[]): number => {
    const found = termsIn(post);
    return (
      weights.reduce((all, [name, value]) => all + (found.has(name) ? value : 0), 0) *
      learnedScale(post.flat().length)
    );
  };
  const tierOf = (
    impression: Impression,
    rule: Partial<Rule>,
    doubted: 'keep' | 'lower',
    text: string,
  ): string => {
    const pack = packOf({ impression, rules: [ruleOf('sign', ['oak'], rule)] });
    pack.categories.conduct!.doubted = doubted;
    return buildClassifier({ packs: [pack] }, []).classify(text).tier;
  };

  it('drops, lowers and raises what patterns found, by its sums', () => {
    fc.assert(
      fc.property(
        terms,
        terms,
        sentences,
        fc.constantFrom('medium', 'high'),
        fc.boolean(),
        fc.constantFrom('keep', 'lower'),
        (risks, severities, post, tier, faint, doubted) => {
          const all = [...post, ['oak']];
          const risk = sumOf(risks, all);
          const severity = sumOf(severities, all);
          // Floating point decides at the very mark.
          for (const [sum, mark] of [
            [risk, marks.doubts],
            [severity, marks.raises],
            [severity, marks.lowers],
          ] as const)
            fc.pre(Math.abs(sum - mark) > 1e-9);
          const doubtful = risk < marks.doubts;
          const mild = severity < marks.lowers;
          const expected = {
            high: faint && (doubtful || mild) ? 'medium' : 'high',
            medium:
              doubtful && faint
                ? 'none'
                : doubtful && doubted === 'lower'
                  ? 'low'
                  : severity >= marks.raises
                    ? 'high'
                    : 'medium',
          }[tier];
          const text = all.map((words) => words.join(' ')).join('. ');
          const rule = { tier, weight: tier === 'high' ? 4 : 2, faint } as const;
          expect(tierOf(impressionOf(risks, severities), rule, doubted, text)).toBe(expected);
        },
      ),
    );
  });

  it('does not raise what context has lowered', () => {
    const impression = impressionOf([], [['ash', 40]]);
    const pack = packOf({
      impression,
      rules: [ruleOf('sign', ['oak'], { tier: 'medium', weight: 2, qualifiers: { negated: 'lower' } })],
      cues: [cueOf('negated', ['never'])],
    });
    const classifier = buildClassifier({ packs: [pack] }, []);
    expect(classifier.classify('ash oak').tier).toBe('high');
    expect(classifier.classify('ash never oak').tier).toBe('low');
  });

  it('lets the strongest rule of weighted words speak alone, and no rule before the mark', () => {
    const words = (id: string, category: 'bullying' | 'grooming', value: number): Rule => ({
      ...ruleOf(id, [], { tier: 'medium', weight: 1, category }),
      learned: { bias: 0, from: 0, terms: [['ash', value]] },
    });
    const pack = (speaks: number): Pack =>
      packOf({
        impression: { ...marks, speaks, raises: -9, risk: none, severity: none },
        rules: [words('weaker', 'bullying', 5), words('stronger', 'grooming', 9)],
      });
    const verdict = (speaks: number) => buildClassifier({ packs: [pack(speaks)] }, []).classify('ash');
    expect(verdict(0).reported).toEqual(['grooming']);
    // Severe as it sounds, words alone are not high.
    expect(verdict(0).tier).toBe('medium');
    expect(verdict(9).tier).toBe('none');
  });

  it('is named where it took a faint sign away', () => {
    const pack = packOf({
      impression: impressionOf([['ash', -40]], []),
      rules: [ruleOf('sign', ['oak'], { faint: true, tier: 'medium', weight: 2 })],
    });
    const { nearMisses } = buildClassifier({ packs: [pack] }, []).explain('ash oak');
    expect(nearMisses).toMatchObject([{ rule: 'conduct/sign', because: 'words', span: { text: 'oak' } }]);
  });
});
