/** Rules of weighted words: the sum that decides, what is shown, and what such a rule may never do. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { LEAST_WORDS, learnedScale } from '../src/match/learned.ts';
import type { Impression, Pack, Rule } from '../src/model/pack.ts';
import { fillTerms, takeTerms } from '../src/model/packed-terms.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';

const WORDS = ['ash', 'birch', 'cedar', 'elm', 'fir'];
const word = fc.constantFrom(...WORDS);
const weight = fc.integer({ min: -8, max: 8 });
const term = fc.oneof(
  word,
  word.map((one) => `^${one}`),
  word.map((one) => `${one}$`),
  fc.tuple(word, word).map((two) => two.join(' ')),
  fc.tuple(word, word).map(([one, other]) => `${one}~ * ${other}~`),
);
const terms = fc
  .uniqueArray(fc.tuple(term, weight), { minLength: 1, maxLength: 12, selector: ([name]) => name })
  .map((all) => all);
const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });

/** The terms of a post by the definition: each once, and no pair over the end of a sentence. Every word is its own stem. */
function termsIn(post: readonly (readonly string[])[]): Set<string> {
  return new Set(
    post.flatMap((words) => [
      ...words,
      `^${words[0]!}`,
      `${words.at(-1)!}$`,
      ...words.slice(1).map((two, k) => `${words[k]!} ${two}`),
      ...words.slice(2).map((two, k) => `${words[k]!}~ * ${two}~`),
    ]),
  );
}

/** The words that a term shows: any word stands for the one between two stems. */
function shownBy(term: string): RegExp {
  const spelled = term.replaceAll(/[~$^]/gu, '').replace('*', '[a-z]+');
  return new RegExp(`^${spelled}$`, 'u');
}

function classifierOf(
  learned: [string, number][],
  bias: number,
  from: number,
  cues = [cueOf('never', ['zz'])],
) {
  const rule = {
    ...ruleOf('words', [], { tier: 'medium', weight: 2 }),
    // Words that stand in no other term are known by being listed.
    learned: { bias, from, terms: learned, forms: WORDS },
  };
  return buildClassifier({ packs: [packOf({ rules: [rule], cues })] }, []);
}

describe('packed terms', () => {
  it('come back as they were, in the order of the alphabet', () => {
    const fine = fc.integer({ min: -9999, max: 9999 }).map((thousandths) => thousandths / 1000);
    const set = fc.uniqueArray(fc.tuple(term, fine), { maxLength: 12, selector: ([name]) => name });
    fc.assert(
      fc.property(fc.array(set, { maxLength: 4 }), fc.option(set, { nil: undefined }), (sets, whole) => {
        const rules = sets.map((own, k) => ({
          ...ruleOf(`words${k}`, []),
          learned: { bias: 0, from: 1, terms: own },
        }));
        const impression: Impression | undefined = whole && {
          forms: [],
          severity: { bias: 0, terms: whole },
          raises: 0,
          lowers: 0,
        };
        const pack = packOf({
          rules: [...rules, ruleOf('pattern', ['ash'])],
          ...(impression && { impression }),
        });
        const termsOf = ({ rules: all, impression: heard }: Pack): unknown[] =>
          [...all.map(({ learned }) => learned), heard?.severity].map((one) =>
            [...(one?.terms ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)),
          );
        const { pack: bare, packed } = takeTerms(pack);
        expect(termsOf(bare).flat()).toEqual([]);
        expect(termsOf(fillTerms(bare, packed))).toEqual(termsOf(pack));
      }),
    );
  });
});

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
        expect(findings.length > 0).toBe(total >= from && shown && post.flat().length >= LEAST_WORDS);
        for (const { spans } of findings)
          for (const span of spans) {
            expect(text.slice(span.start, span.end)).toBe(span.text);
            expect(learned.some(([name, value]) => value > 0 && shownBy(name).test(span.text))).toBe(true);
          }
      }),
    );
  });

  it('show the terms that weigh most', () => {
    const learned: [string, number][] = WORDS.map((name, k) => [name, k + 5]);
    const { findings } = classifierOf(learned, 0, 0).classify('ash birch cedar elm fir zz');
    expect(findings[0]!.spans.map(({ text }) => text)).toEqual(['birch', 'cedar', 'elm', 'fir']);
  });

  it('say nothing where a pattern of the category has matched, but for weak ones', () => {
    const words = {
      ...ruleOf('words', [], { tier: 'medium', weight: 1 }),
      learned: { bias: 0, from: 0, terms: [['ash', 5]] as [string, number][] },
    };
    const rulesOf = (rule: ReturnType<typeof ruleOf>) =>
      buildClassifier({ packs: [packOf({ rules: [words, rule] })] }, [])
        .classify('an ash stood beside an elm')
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
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('at last there was an ash').tier).toBe('medium');
    expect(classifierOf([['ash', 5]], 0, 1, cues).classify('at last there was never an ash').tier).toBe(
      'none',
    );
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
    const sets = [...en.rules.map(({ learned }) => learned), en.impression?.severity];
    for (const set of sets)
      for (const [name] of set?.terms ?? [])
        expect(name).toMatch(
          /^(?:@voice-[a-z]+ [a-z]+~|[a-z]+(?: [a-z]+)?|[a-z]+~|\^[a-z]+|[a-z]+\$|[a-z]+~ \* [a-z]+~)$/u,
        );
  });
});

describe('the whole post', () => {
  const marks = { forms: WORDS, raises: 3, lowers: -2 };
  const doubts = -1;
  const severityOf = (terms: [string, number][], matches: [string, number][] = []): Impression => ({
    ...marks,
    severity: { bias: 0, terms, matches },
  });
  /** A rule of weighted words that never speaks alone, of the category of the other rules of these tests. */
  const wordsOf = (terms: [string, number][], matches: [string, number][] = []): Rule => ({
    ...ruleOf('words', [], { tier: 'medium', weight: 1 }),
    learned: { bias: 0, from: Infinity, doubts, terms, matches, forms: WORDS },
  });
  const sumOf = (weights: [string, number][], post: readonly (readonly string[])[]): number => {
    const found = termsIn(post);
    return (
      weights.reduce((all, [name, value]) => all + (found.has(name) ? value : 0), 0) *
      learnedScale(post.flat().length)
    );
  };
  const classifierWith = (pack: Partial<Pack>) => buildClassifier({ packs: [packOf(pack)] }, []);

  it('lowers and raises what patterns found, by the sums of its words and rules', () => {
    const says = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        terms,
        terms,
        sentences,
        fc.constantFrom('medium', 'high'),
        fc.boolean(),
        says,
        says,
        (risks, severities, post, tier, faint, saysRisk, saysSeverity) => {
          const all = [...post, ['oak']];
          const risk = sumOf(risks, all) + saysRisk;
          const severity = sumOf(severities, all) + saysSeverity;
          // Floating point decides at the very mark.
          for (const [sum, mark] of [
            [risk, doubts],
            [severity, marks.raises],
            [severity, marks.lowers],
          ] as const)
            fc.pre(Math.abs(sum - mark) > 1e-4);
          const doubted = risk < doubts;
          for (const far of [1, 2]) fc.pre(Math.abs(risk - (doubts - far)) > 1e-4);
          const expected = {
            high: !faint
              ? 'high'
              : risk < doubts - 2
                ? 'low'
                : doubted || severity < marks.lowers
                  ? 'medium'
                  : 'high',
            medium:
              doubted && (faint || risk < doubts - 1)
                ? 'none'
                : doubted
                  ? 'low'
                  : severity >= marks.raises
                    ? 'high'
                    : 'medium',
          }[tier];
          const text = all.map((words) => words.join(' ')).join('. ');
          const rule = { tier, weight: tier === 'high' ? 4 : 2, faint } as const;
          const { classify } = classifierWith({
            impression: severityOf(severities, [['conduct/sign', saysSeverity]]),
            rules: [wordsOf(risks, [['conduct/sign', saysRisk]]), ruleOf('sign', ['oak'], rule)],
          });
          expect(classify(text).tier).toBe(expected);
        },
      ),
    );
  });

  it.each([
    ['severe', 4, 0, 'high'],
    ['neither', 0, 0, 'medium'],
    ['unlikely', 0, -1.5, 'low'],
    ['far from likely', 0, -2.5, 'none'],
  ])('sounds by its bias alone where nothing has a term: %s', (_, severity, risk, tier) => {
    const words = wordsOf([], [['conduct/sign', 0]]);
    const { classify } = classifierWith({
      impression: { ...marks, severity: { bias: severity, terms: [], matches: [['conduct/sign', 0]] } },
      rules: [
        { ...words, learned: { ...words.learned!, bias: risk } },
        ruleOf('sign', ['oak'], { tier: 'medium', weight: 2 }),
      ],
    });
    expect(classify('an oak').tier).toBe(tier);
  });

  it('hears a rule once, and not where context dropped it', () => {
    const { classify } = classifierWith({
      impression: severityOf([], [['conduct/other', 2]]),
      rules: [
        ruleOf('sign', ['oak'], { tier: 'medium', weight: 2 }),
        ruleOf('other', ['elm'], { tier: 'low', weight: 1, qualifiers: { negated: 'drop' } }),
      ],
      cues: [cueOf('negated', ['never'])],
    });
    expect(classify('oak. elm. elm').tier).toBe('medium');
    const severe = classifierWith({
      impression: severityOf([], [['conduct/other', 4]]),
      rules: [
        ruleOf('sign', ['oak'], { tier: 'medium', weight: 2 }),
        ruleOf('other', ['elm'], { tier: 'low', weight: 1, qualifiers: { negated: 'drop' } }),
      ],
      cues: [cueOf('negated', ['never'])],
    });
    expect(severe.classify('oak. elm').tier).toBe('high');
    expect(severe.classify('oak. never elm').tier).toBe('medium');
  });

  it('does not raise what context has lowered', () => {
    const { classify } = classifierWith({
      impression: severityOf([['ash', 40]]),
      rules: [ruleOf('sign', ['oak'], { tier: 'medium', weight: 2, qualifiers: { negated: 'lower' } })],
      cues: [cueOf('negated', ['never'])],
    });
    expect(classify('ash oak').tier).toBe('high');
    expect(classify('ash never oak').tier).toBe('low');
  });

  it('never makes words alone high, severe as they sound', () => {
    const words = (id: string, category: 'bullying' | 'grooming', value: number): Rule => ({
      ...ruleOf(id, [], { tier: 'medium', weight: 1, category }),
      learned: { bias: 0, from: 0, terms: [['ash', value]] },
    });
    const { classify } = classifierWith({
      impression: { ...marks, raises: -9, severity: { bias: 0, terms: [] } },
      rules: [words('one', 'bullying', 5), words('two', 'grooming', 9)],
    });
    const post = 'at last there was one ash';
    expect(classify(post).tier).toBe('medium');
    expect(classify(post).reported.sort()).toEqual(['bullying', 'grooming']);
  });

  it('is named in the contributions of what it lowered, and among the near misses where it dropped it', () => {
    const against = (weight: number) =>
      classifierWith({
        rules: [wordsOf([['ash', weight]]), ruleOf('sign', ['oak'], { tier: 'medium', weight: 2 })],
      });
    expect(against(-40).explain('ash oak').nearMisses).toMatchObject([
      { rule: 'conduct/sign', because: 'words', span: { text: 'oak' } },
    ]);
    const { classify } = against(-12);
    expect(classify('ash oak').findings[0]!.contributions.at(-1)).toEqual({
      cause: 'the whole post does not sound like it',
      points: 1,
    });
  });
});
