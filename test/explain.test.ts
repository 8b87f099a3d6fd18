/** Explanations: the arithmetic adds up, and what was one element short is named with what stood there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationText } from '../src/cli/text/explanation.ts';
import { makePage } from '../src/cli/text/page.ts';
import { type Classifier, buildClassifier } from '../src/classifier.ts';
import type { Pack } from '../src/model/pack.ts';
import { type Tier, higherOf } from '../src/model/vocabulary.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';

const build = (parts: Partial<Pack>): Classifier => buildClassifier({ packs: [packOf(parts)] }, []);
const WEAK = { tier: 'medium', weight: 2, reason: 'uncertain' } as const;

describe('the arithmetic', () => {
  const classifier = build({
    rules: [
      ruleOf('hit', ['hit me'], { group: 'force' }),
      ruleOf('kick', ['kicked me'], { group: 'force', tier: 'medium', weight: 2 }),
      ruleOf('shout', ['shouts'], WEAK),
      ruleOf('slam', ['slams'], WEAK),
      ruleOf('lock', ['locked'], WEAK),
      ruleOf('rude', ['rude'], { tier: 'low', weight: 1, category: 'bullying' }),
    ],
    cues: [cueOf('past', ['once'], { qualifier: 'past' })],
  });

  it('is that of the assessment, whatever the post', () => {
    const words = fc.array(
      fc.constantFrom('hit', 'kicked', 'me', 'shouts', 'slams', 'locked', 'rude', 'once', '.'),
      { maxLength: 14 },
    );
    fc.assert(
      fc.property(words, (parts) => {
        const { assessment, arithmetic } = classifier.explain(parts.join(' '));
        const named = arithmetic.flatMap(({ groups }) =>
          groups.flatMap(({ rule, beside }) => [rule, ...beside]),
        );
        expect(named.sort()).toEqual(assessment.findings.map(({ rule }) => rule).sort());
        expect(arithmetic.reduce<Tier>((tier, one) => higherOf(tier, one.tier), 'none')).toBe(
          assessment.tier,
        );
        for (const { category, groups, points, raw, score, best, tier } of arithmetic) {
          expect(points).toBe(groups.reduce((sum, one) => sum + one.points, 0));
          expect(raw).toBeCloseTo(1 - 2 ** (-points / 2), 3);
          expect(score).toBe(assessment.categories[category]);
          expect(higherOf(best, tier)).toBe(tier);
        }
      }),
    );
  });

  it('says what counts, what a group holds back, and what adds up', () => {
    const { arithmetic } = classifier.explain('he hit me, kicked me, shouts');
    expect(arithmetic).toEqual([
      {
        category: 'conduct',
        groups: [
          { group: 'force', rule: 'conduct/hit', points: 4, beside: ['conduct/kick'] },
          { group: 'shout', rule: 'conduct/shout', points: 2, beside: [] },
        ],
        points: 6,
        best: 'high',
        tier: 'high',
        sounds: 0,
        raw: 0.875,
        band: { from: 0.75, to: 1 },
        // 0.75 + 0.25 × 0.875
        score: 0.9688,
      },
    ]);
    expect(classifier.explain('shouts, slams, locked').arithmetic).toMatchObject([
      { points: 6, best: 'medium', tier: 'high' },
    ]);
  });

  it('is told in words', () => {
    const told = (text: string): string =>
      explanationText(text, classifier.explain(text), [], makePage(false, 100));
    expect(told('he hit me, kicked me, shouts')).toContain(
      '4 (force) + 2 (shout) = 6 points: 1 − 2^(−6/2) = 0.88\n  group force: conduct/hit counts, conduct/kick adds nothing beside it\n',
    );
    expect(told('shouts, slams, locked')).toContain(
      'no finding carries more than medium by itself; together they reach high',
    );
    // Two mediums below the sum that is high: the score stays in the band of medium.
    expect(told('shouts, slams')).toMatch(
      /= 4 points: .* = 0\.75\n {2}0\.45 to 0\.75 is medium: 0\.45 \+ 0\.30 × 0\.75 = 0\.67\n/u,
    );
  });
});

describe('what is one element short', () => {
  const RARE = ['oak', 'ash', 'elm', 'fir', 'yew', 'box'];

  it('is named with the element and with what stands in its place, whichever it is', () => {
    const element = fc.tuple(fc.constantFrom(...RARE), fc.boolean());
    const shape = fc
      .array(element, { minLength: 3, maxLength: 5 })
      .chain((elements) => fc.tuple(fc.constant(elements), fc.nat(elements.length - 1), fc.boolean()));
    fc.assert(
      fc.property(shape, ([elements, missing, replaced]) => {
        const written = elements.map(([word, isGroup], k) =>
          isGroup ? `(${word}${k}|other${k})` : `${word}${k}`,
        );
        const classifier = build({ rules: [ruleOf('tree', [written.join(' ')])] });
        const words = elements.map(([word], k) => `${word}${k}`);
        const whole = words.join(' ');
        expect(classifier.classify(whole).tier).toBe('high');
        expect(classifier.nearMatches(whole)).toEqual([]);
        const text = words
          .flatMap((word, k) => (k !== missing ? [word] : replaced ? ['something'] : []))
          .join(' ');
        const start = words.slice(0, missing).join(' ').length + (missing === 0 ? 0 : 1);
        expect(classifier.nearMatches(text)).toEqual([
          {
            rule: 'conduct/tree',
            category: 'conduct',
            concept: 'concept',
            tier: 'high',
            pattern: written.join(' '),
            wanted: written[missing],
            span: expect.objectContaining({}) as unknown,
            ...(replaced ? { instead: { start, end: start + 9, text: 'something' } } : {}),
          },
        ]);
      }),
      { numRuns: 60 },
    );
  });

  const near = (pattern: string, text: string, parts: object = {}, pack: Partial<Pack> = {}): string[] =>
    build({ rules: [ruleOf('tree', [pattern], parts)], ...pack })
      .nearMatches(text)
      .map(({ wanted, instead, span }) => `${wanted}: ${instead?.text ?? '–'} in ${span.text}`);

  it.each<[string, string, string, string[]]>([
    [
      'across gaps and optional words',
      'oak ..2 ash elm? fir',
      'oak and ash pine',
      ['fir: pine in oak and ash'],
    ],
    ['behind fillers', 'oak ash fir', 'oak just ash pine', ['fir: pine in oak just ash']],
    ['the begin of a sentence', '^ oak ash fir', 'my oak ash fir', ['^: my in oak ash fir']],
    ['a condition that does not hold', 'oak ash fir !elm', 'oak ash fir elm', ['!elm: elm in oak ash fir']],
    ['a lexicon, by its name', 'oak @trees fir', 'oak pine fir', ['@trees: pine in oak pine fir']],
    [
      'two words in place of one',
      'oak ash fir',
      'oak tall pine fir',
      ['ash: tall pine in oak tall pine fir'],
    ],
    ['not across sentences', 'oak ash fir', 'oak. ash pine', []],
    ['not where two are missing', 'oak ash fir', 'oak pine pine', []],
    ['not for words that everybody says', 'to the (oak|ash)', 'to the shop', []],
    ['not for patterns of two', 'oak ash', 'oak pine', []],
  ])('%s', (_, pattern, text, expected) => {
    const pack = { lexicons: { trees: ['ash', 'elm tree'] }, fillers: ['just'] };
    expect(near(pattern, text, {}, pack)).toEqual(expected);
  });

  it('is not named where a condition of the rule fails too, or where the rule matched', () => {
    const unless = [{ match: 'elm', within: 'sentence' as const }];
    expect(near('oak ash fir', 'oak ash pine')).toHaveLength(1);
    expect(near('oak ash fir', 'oak ash pine elm', { unless })).toEqual([]);
    expect(near('oak ash fir', 'oak ash pine', { near: unless })).toEqual([]);
    expect(near('oak ash fir', 'oak ash fir. oak ash pine elm', { unless })).toEqual([]);
  });

  it('is the nearest few, once a rule', () => {
    const rules = Array.from({ length: 9 }, (_, k) =>
      ruleOf(`tree-${k}`, ['oak ash fir', 'oak ash elm yew']),
    );
    const found = build({ rules }).nearMatches('oak ash elm pine');
    expect(found).toHaveLength(5);
    expect(new Set(found.map(({ rule }) => rule)).size).toBe(5);
    // Three of four say more than two of three.
    expect(found.every(({ pattern }) => pattern === 'oak ash elm yew')).toBe(true);
  });

  it('is told in words, long lists cut short', () => {
    const classifier = build({ rules: [ruleOf('tree', ['oak (ash|elm|fir|yew|box|bay) hit me'])] });
    const text = 'the oak pine hit me';
    const told = explanationText(
      text,
      classifier.explain(text),
      classifier.nearMatches(text),
      makePage(false, 100),
    );
    expect(told.slice(told.indexOf('One element short'))).toMatchInlineSnapshot(`
      "One element short
        HIGH    conduct/tree
                “oak pine hit me” at 4–19
                wanted (ash|elm|fir|… 3 more): “pine” stands there, at 8–12
                in the pattern oak (ash|elm|fir|… 3 more) hit me"
    `);
  });

  it('is found in a post of any length, and never throws', () => {
    const classifier = build({ rules: [ruleOf('tree', ['oak ash fir'])] });
    expect(classifier.nearMatches(`oak ash pine ${'word '.repeat(50_000)}`)).toHaveLength(1);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('oak', 'ash', ' ', '.', '\uD800', '\n') }), (text) => {
        for (const { span } of classifier.nearMatches(text))
          expect(text.slice(span.start, span.end)).toBe(span.text);
      }),
    );
  });
});
