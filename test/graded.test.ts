/** Scores order posts inside their tier, and below the tiers, by what the whole post sounds like. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Classifier, buildClassifier } from '../src/classifier.ts';
import { createClassifier } from '../src/index.ts';
import { type Rule, type Thresholds } from '../src/model/pack.ts';
import { CATEGORIES } from '../src/model/vocabulary.ts';
import { bandOf, believed, inBand } from '../src/score/score.ts';
import { packOf, ruleOf } from './support/packs.ts';

const THRESHOLDS: Thresholds = { low: 0.2, medium: 0.45, high: 0.75, report: 0.2 };
const words = ruleOf('words', [], {
  category: 'bullying',
  tier: 'medium',
  weight: 1,
  learned: {
    bias: -3,
    from: 50,
    terms: [
      ['oak', 4],
      ['ash', 2],
      ['elm', -2],
    ],
  },
});
const hit = ruleOf('hit', ['hit'], { category: 'bullying', tier: 'low', weight: 1 });
const build = (rules: Rule[]): Classifier => buildClassifier({ packs: [packOf({ rules })] }, []);
const post = fc
  .array(fc.constantFrom('oak', 'ash', 'elm', 'hit', 'box', 'fir', '.'), { maxLength: 12 })
  .map((parts) => parts.join(' '));

describe('a score', () => {
  const weighed = build([words, hit]);

  it('rises with points and with likelihood, and stays in the band of its tier', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const points = fc.double({ min: 0, max: 40, noNaN: true });
    fc.assert(
      fc.property(
        points,
        points,
        share,
        share,
        fc.constantFrom('none', 'low', 'medium', 'high'),
        (a, b, p, q, tier) => {
          const less = inBand(believed(Math.min(a, b), Math.min(p, q)), tier, THRESHOLDS);
          const more = inBand(believed(Math.max(a, b), Math.max(p, q)), tier, THRESHOLDS);
          const { from, to } = bandOf(tier, THRESHOLDS);
          expect(more).toBeGreaterThanOrEqual(less);
          expect(less).toBeGreaterThanOrEqual(from);
          expect(more).toBeLessThanOrEqual(to);
        },
      ),
    );
  });

  it.each(['', '   ', '…', '\n\n'])('of a post without words is 0: %j', (text) => {
    for (const { classify } of [weighed, createClassifier()]) {
      expect(classify(text).score).toBe(0);
      expect(new Set(Object.values(classify(text).categories))).toEqual(new Set([0]));
    }
  });

  it('is 0 without weighted words and without a finding', () => {
    expect(build([hit]).classify('oak ash elm')).toMatchObject({ tier: 'none', score: 0 });
  });

  it('reports nothing and moves no tier by words below their mark', () => {
    const plain = build([hit]);
    fc.assert(
      fc.property(post, (text) => {
        const [graded, bare] = [weighed.classify(text), plain.classify(text)];
        expect(graded.tier).toBe(bare.tier);
        expect(graded.reported).toEqual(bare.reported);
        expect(graded.score).toBeGreaterThanOrEqual(bare.score);
        if (graded.tier === 'none') expect(graded.score).toBeLessThan(THRESHOLDS.low);
      }),
    );
  });

  it('orders posts by their words, in every tier', () => {
    for (const start of ['box', 'hit']) {
      const scores = ['elm', 'fir', 'ash', 'oak'].map(
        (word) => weighed.classify(`${start} ${word}`).categories.bullying,
      );
      expect(scores).toEqual([...scores].sort((a, b) => a - b));
      expect(new Set(scores).size).toBe(scores.length);
    }
  });
});

describe('the bundled words', () => {
  const classifier = createClassifier();

  it.each([
    'what time does the shop open on sunday?',
    'could you check my order please, it has not come yet',
    'we walked along the canal and had chips on the way home',
  ])('leave an ordinary sentence near 0: %s', (text) => {
    expect(classifier.classify(text)).toMatchObject({ tier: 'none' });
    expect(classifier.classify(text).score).toBeLessThan(0.05);
  });

  it('explain every score to the last digit but rounding', () => {
    for (const text of [
      'he put his hands round my neck again',
      'honestly you lot are so ignorant and pathetic it makes me laugh',
      'nobody would notice if i was gone, what a fucking week',
    ]) {
      const { assessment, arithmetic } = classifier.explain(text);
      const told = new Map(arithmetic.map((one) => [one.category, one]));
      for (const category of CATEGORIES) {
        const one = told.get(category);
        expect(one?.score ?? 0).toBe(assessment.categories[category]);
        if (!one) continue;
        expect(one.raw).toBeCloseTo(believed(one.points, one.sounds), 3);
        expect(one.score).toBeCloseTo(one.band.from + (one.band.to - one.band.from) * one.raw, 3);
      }
    }
  });
});

describe('a faint sign of tier low', () => {
  const scorn = ruleOf('scorn', ['hit'], { category: 'bullying', tier: 'low', weight: 1, faint: true });
  const doubted = { ...words, learned: { ...words.learned!, doubts: -9, bias: -1 } };
  const { classify, explain } = build([doubted, scorn]);

  it('counts only in a post that sounds more like its category than not', () => {
    // The rule itself adds 0.5 to a sum of −1; elm takes more away, two oaks bring enough.
    expect(classify('hit box').tier).toBe('none');
    expect(classify('hit elm').tier).toBe('none');
    expect(classify('hit oak')).toMatchObject({ tier: 'low', reported: ['bullying'] });
    expect(explain('hit elm').nearMisses).toMatchObject([{ rule: 'bullying/scorn', because: 'words' }]);
  });

  it('counts anywhere where no words were learned that could doubt it', () => {
    expect(build([scorn]).classify('hit box').tier).toBe('low');
  });

  it('is never raised, however alarming the post', () => {
    const alarm = { bias: 9, terms: [], matches: [], raises: 0, speaks: 99, doubts: -9 };
    const impression = {
      raises: 99,
      lowers: -99,
      calms: -99,
      forms: [],
      severity: { bias: 0, terms: [], matches: [] },
      alarm,
    };
    const plain = { ...scorn, faint: false };
    const tierOf = (rule: Rule): string =>
      buildClassifier({ packs: [packOf({ rules: [words, rule], impression })] }, []).classify('hit oak').tier;
    expect(tierOf(plain)).toBe('medium');
    expect(tierOf(scorn)).toBe('low');
  });
});

describe('the evidence of weighted words', () => {
  it('is the words that decided, not the small ones that went along', () => {
    const shown = {
      ...words,
      learned: {
        bias: 0,
        from: 0,
        terms: [
          ['oak', 4],
          ['ash', 3],
          ['elm', 1],
        ],
      },
    } as Rule;
    const [finding] = build([shown]).classify('elm box oak fir ash box').findings;
    expect(finding!.spans.map(({ text }) => text)).toEqual(['oak', 'ash']);
  });
});
