import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { CATEGORIES, ConfigError, type ConfigCode, createClassifier } from '../src/index.ts';
import { rankOf } from '../src/model/vocabulary.ts';
import { isPlainJson, partsAgree, spansCoverWhatTheySay } from './support/laws.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';
import { readRows } from './support/rows.ts';

const classifier = createClassifier();
const folder = new URL('../fixtures/functional/', import.meta.url);
const posts = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .flatMap((file) => readRows(new URL(file, folder)).map(({ text }) => text));
const post = fc.constantFrom(...posts);

describe('laws of classify', () => {
  it('never throws for any string, and its parts agree', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'grapheme' }),
          fc
            .array(fc.oneof(post, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 4 })
            .map((parts) => parts.join(' ')),
        ),
        (text) => {
          const assessment = classifier.classify(text);
          spansCoverWhatTheySay(text, assessment);
          partsAgree(assessment);
          isPlainJson(assessment);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('holds its laws on every post of the functional suite', () => {
    for (const text of posts) {
      const assessment = classifier.classify(text);
      spansCoverWhatTheySay(text, assessment);
      partsAgree(assessment);
    }
  });

  it('gives the same answer whatever was read before', () => {
    fc.assert(
      fc.property(post, post, (a, b) => {
        const first = classifier.classify(a);
        classifier.classify(b);
        expect(classifier.classify(a)).toEqual(first);
        expect(createdAgain().classify(a)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });

  it('sees the same through upper case, curly apostrophes, zero-width characters and full-width letters', () => {
    const disguises: ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.replaceAll("'", '’'),
      (text) => text.replaceAll(/(?<=[a-z])(?=[a-z])/gu, '\u200b'),
      (text) => text.replaceAll(/[a-z]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ];
    // Letters and plain punctuation only: the shapes of numbers (dates, phones) do not survive characters in between.
    const plain = posts.filter((text) => /^[a-z ,.'?!-]+$/u.test(text) && !/https?:|www|@|\.\w/u.test(text));
    expect(plain.length).toBeGreaterThan(300);
    for (const text of plain) {
      const tier = classifier.classify(text).tier;
      for (const disguise of disguises)
        expect(classifier.classify(disguise(text)).tier, disguise(text)).toBe(tier);
    }
  });

  it('is not slowed by anything: every megabyte is read', () => {
    for (const unit of ['a', 'a.', '"', '🔪', '1', 'i want to die ', 'he never ', 's*', '\ud83d', 'k i l l '])
      expect(classifier.classify(unit.repeat(Math.ceil(300_000 / unit.length)))).toBeDefined();
  });
});

let again: ReturnType<typeof createClassifier> | undefined;
function createdAgain(): ReturnType<typeof createClassifier> {
  return (again ??= createClassifier());
}

describe('laws of scoring', () => {
  const words = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
  const rule = fc.record({
    word: fc.constantFrom(...words),
    tier: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
    weight: fc.double({ min: 0.1, max: 6, noNaN: true }),
    group: fc.constantFrom('a', 'b', 'c'),
    category: fc.constantFrom(...CATEGORIES),
  });

  it('adding a rule of positive weight never lowers a score or a tier', () => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 6 }),
        rule,
        fc.array(fc.constantFrom(...words, 'not'), { maxLength: 8 }),
        (rules, added, text) => {
          const build = (all: typeof rules): ReturnType<typeof buildClassifier> =>
            buildClassifier({}, [
              packOf({
                rules: all.map(({ word, ...parts }, k) => ruleOf(`r${k}`, [word], parts)),
                cues: [cueOf('not', ['not'])],
              }),
            ]);
          const before = build(rules).classify(text.join(' '));
          const after = build([...rules, added]).classify(text.join(' '));
          expect(rankOf(after.tier)).toBeGreaterThanOrEqual(rankOf(before.tier));
          expect(after.score).toBeGreaterThanOrEqual(before.score);
          for (const category of CATEGORIES)
            expect(after.categories[category]).toBeGreaterThanOrEqual(before.categories[category]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('synonyms of one group do not add up, evidence of different groups does', () => {
    const rules = [
      ruleOf('a1', ['alpha'], { tier: 'medium', weight: 2, group: 'a' }),
      ruleOf('a2', ['bravo'], { tier: 'medium', weight: 2, group: 'a' }),
      ruleOf('b', ['charlie'], { tier: 'medium', weight: 2, group: 'b' }),
      ruleOf('c', ['delta'], { tier: 'medium', weight: 2, group: 'c' }),
    ];
    const { classify } = buildClassifier({}, [packOf({ rules })]);
    expect(classify('alpha').score).toBe(classify('alpha bravo alpha').score);
    expect(classify('alpha charlie').score).toBeGreaterThan(classify('alpha').score);
    expect(classify('alpha charlie').tier).toBe('medium');
    expect(classify('alpha charlie delta').tier).toBe('high');
  });
});

describe('qualifiers', () => {
  const build = (
    effect: 'keep' | 'show' | 'lower' | 'medium' | 'low' | 'drop',
  ): ReturnType<typeof buildClassifier> =>
    buildClassifier({}, [
      packOf({
        rules: [
          ruleOf('danger', ['danger'], { qualifiers: { negated: effect } }),
          ruleOf('own', ['not here', 'not ..2 there']),
        ],
        cues: [cueOf('not', ['not'], { stops: ['but'], unless: [{ match: 'not only', within: 1 }] })],
      }),
    ]);

  it.each([
    ['keep', 'high'],
    ['show', 'high'],
    ['lower', 'medium'],
    ['medium', 'medium'],
    ['low', 'low'],
    ['drop', 'none'],
  ] as const)('%s makes a high %s', (effect, tier) => {
    const assessment = build(effect).classify('there is not any danger');
    expect(assessment.tier).toBe(tier);
    if (tier !== 'none')
      expect(assessment.findings[0]?.qualifiers).toMatchObject([
        { qualifier: 'negated', effect, cue: 'not' },
      ]);
  });

  it.each([
    ['not near the danger', 'none'],
    ['not one two three four five six danger', 'high'],
    ['not here. danger', 'high'],
    ['not me but danger', 'high'],
    ['not only danger', 'high'],
    ['danger not', 'high'],
    ['not here', 'high'],
    ['not really there', 'high'],
    ['not danger not here', 'high'],
  ])('scope, stops, exceptions and own words: %s is %s', (text, tier) => {
    expect(build('drop').classify(text).tier).toBe(tier);
  });

  it('explains what it took away', () => {
    const { assessment, nearMisses, cues } = build('drop').explain('there is not any danger');
    expect(assessment.tier).toBe('none');
    expect(nearMisses).toMatchObject([
      {
        rule: 'conduct/danger',
        because: 'negated',
        detail: 'not',
        span: { start: 17, end: 23 },
        at: { start: 9, end: 12 },
      },
    ]);
    expect(cues).toMatchObject([{ cue: 'not', qualifier: 'negated', span: { start: 9, end: 12 } }]);
  });
});

describe('what a service configures', () => {
  it('a codeword is a silent HIGH', () => {
    const { classify } = createClassifier({ codewords: ['Is the blue kettle free?'] });
    expect(classify('hello all, is the blue kettle free').findings[0]).toMatchObject({
      concept: 'codeword',
      tier: 'high',
      reason: 'domestic-abuse',
    });
    expect(classifier.classify('hello all, is the blue kettle free').tier).toBe('none');
  });

  it('watched phrases and ground rules carry their tier', () => {
    const { classify } = createClassifier({
      watch: ['moon cheese', { phrase: 'green door', tier: 'low' }],
      groundRules: [
        { id: 'no-selling', label: 'No selling', match: ['(selling|sell) my ..2 kettle'], tier: 'medium' },
      ],
    });
    expect(classify('I like moon-cheese').tier).toBe('medium');
    expect(classify('behind the green door').tier).toBe('low');
    expect(classify('I am selling my old kettle').findings[0]).toMatchObject({
      rule: 'conduct/service.no-selling',
      concept: 'ground-rule',
      tier: 'medium',
    });
  });

  it('thresholds decide what is reported', () => {
    const rules = [ruleOf('weak', ['alpha'], { tier: 'low', weight: 1 })];
    expect(buildClassifier({}, [packOf({ rules })]).classify('alpha').reported).toEqual(['conduct']);
    expect(
      buildClassifier({ thresholds: { report: 0.5 } }, [packOf({ rules })]).classify('alpha').reported,
    ).toEqual([]);
  });

  it('an on-topic subject is not flagged for being spoken of, danger still is', () => {
    const rules = [ruleOf('talk', ['alpha'], { tier: 'medium', weight: 2 }), ruleOf('danger', ['bravo'])];
    const { classify } = buildClassifier({ onTopic: ['conduct.concept'] }, [packOf({ rules })]);
    expect(classify('alpha').tier).toBe('none');
    expect(classify('alpha bravo').tier).toBe('high');
  });

  it('disabled rules are gone', () => {
    const rules = [ruleOf('one', ['alpha']), ruleOf('two', ['bravo'])];
    expect(buildClassifier({ disable: ['conduct/one'] }, [packOf({ rules })]).classify('alpha').tier).toBe(
      'none',
    );
    expect(buildClassifier({ disable: ['conduct/*'] }, [packOf({ rules })]).classify('bravo').tier).toBe(
      'none',
    );
  });

  it('later packs replace rules of the same id', () => {
    const { classify } = createClassifier({
      packs: [packOf({ rules: [ruleOf('one', ['alpha'])] }), packOf({ rules: [ruleOf('one', ['bravo'])] })],
    });
    expect([classify('alpha').tier, classify('bravo').tier]).toEqual(['none', 'high']);
  });

  it('an anonymous member is answered in the group', () => {
    const text = 'i am going to kill myself tonight';
    const why = (anonymous: boolean): string | undefined =>
      createClassifier({ anonymous })
        .classify(text)
        .actions.find(({ action }) => action === 'respond-to-member')?.why;
    expect(why(true)).toMatch(/cannot be contacted/u);
    expect(why(false)).not.toMatch(/cannot be contacted/u);
  });

  it('names every problem at once, with its path', () => {
    const problems = (() => {
      try {
        createClassifier({
          audience: 'cats' as never,
          watch: ['?!'],
          codewords: [''],
          disable: ['conduct/nothing-such'],
          onTopic: ['weather'],
          thresholds: { low: 0.9 },
          groundRules: [{ id: 'empty', match: [] }],
        });
      } catch (error) {
        if (error instanceof ConfigError) return error.problems;
      }
      return [];
    })();
    expect(problems.map(({ code, path }): [ConfigCode, string] => [code, path]).sort()).toEqual(
      [
        ['unknown-value', 'audience'],
        ['empty-phrase', 'watch[0].phrase'],
        ['empty-phrase', 'codewords[0]'],
        ['unknown-rule', 'disable[0]'],
        ['unknown-topic', 'onTopic[0]'],
        ['bad-threshold', 'thresholds'],
        ['empty-phrase', 'groundRules[0].match'],
      ].sort(),
    );
    expect(() => createClassifier({ groundRules: [{ id: 'x', match: ['(a'] }] })).toThrow(ConfigError);
  });
});
