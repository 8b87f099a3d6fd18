/** Perturbed examples: what each kind changes, and what is said of the rules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { robustnessText } from '../src/cli/robustness.ts';
import { buildClassifier } from '../src/classifier.ts';
import { PERTURBATIONS, measureRobustness } from '../src/evaluate/index.ts';
import { perturb } from '../src/evaluate/perturb.ts';
import { random } from '../src/evaluate/random.ts';
import type { Assessment, Finding } from '../src/index.ts';
import { packOf, ruleOf } from './support/packs.ts';

const post = fc
  .array(fc.constantFrom('he', 'strangled', "didn't", 'again', 'I’m', 'scared', 'of', 'the', 'ex', 'xx'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));
/** All of the text, or its second half. */
const target = fc.tuple(post, fc.boolean(), fc.integer()).map(([text, half, seed]) => ({
  text,
  start: half ? Math.floor(text.length / 2) : 0,
  end: text.length,
  seed,
}));
const perturbed = (
  kind: (typeof PERTURBATIONS)[number],
  { seed, ...place }: { seed: number; text: string; start: number; end: number },
) => perturb(kind, { ...place, next: random(seed) });

describe('a perturbation', () => {
  it.each(PERTURBATIONS)('of %s is the same for the same seed, and no text without a change', (kind) => {
    fc.assert(
      fc.property(target, (one) => {
        const text = perturbed(kind, one);
        expect(perturbed(kind, one)).toBe(text);
        expect(text).not.toBe(one.text);
      }),
    );
  });

  it.each(['typos', 'elongation', 'leet', 'homoglyphs', 'zero-width'] as const)(
    'of %s changes one word, inside the stretch',
    (kind) => {
      fc.assert(
        fc.property(target, (one) => {
          const text = perturbed(kind, one);
          if (text === undefined) return;
          expect(text.startsWith(one.text.slice(0, one.start))).toBe(true);
          const [before, after] = [one.text.split(' '), text.split(' ')];
          expect(after).toHaveLength(before.length);
          expect(after.filter((word, k) => word !== before[k])).toHaveLength(1);
        }),
      );
    },
  );

  it('leaves what can be taken back', () => {
    fc.assert(
      fc.property(target, (one) => {
        expect(perturbed('case', one)?.toLowerCase() ?? one.text.toLowerCase()).toBe(one.text.toLowerCase());
        expect(perturbed('zero-width', one)?.replace(/[\u200B-\u200D\u2060\uFEFF]/gu, '') ?? one.text).toBe(
          one.text,
        );
        expect(perturbed('apostrophes', one) ?? one.text.replace(/['’]/gu, '')).toBe(
          one.text.replace(/['’]/gu, ''),
        );
        expect((perturbed('spacing', one) ?? one.text).replace(/[ .-]/gu, '')).toBe(
          one.text.replace(/ /gu, ''),
        );
        expect(perturbed('homoglyphs', one)?.length ?? one.text.length).toBe(one.text.length);
      }),
    );
  });

  it('has nothing to do where there is nothing to change', () => {
    const none = { text: 'he 12', start: 0, end: 5, seed: 1 };
    for (const kind of ['apostrophes', 'typos', 'elongation', 'leet', 'homoglyphs', 'zero-width'] as const)
      expect(perturbed(kind, none)).toBeUndefined();
  });
});

describe('robustness', () => {
  const TEXTS = ["he strangled me and didn't stop", 'strangled again'];
  const findingOf = (text: string, parts: Partial<Finding> = {}): Finding => ({
    ...classifier.classify('he strangled').findings[0]!,
    spans: [{ start: 0, end: text.length, text }],
    ...parts,
  });
  const classifier = buildClassifier({ packs: [packOf({ rules: [ruleOf('neck', ['strangled'])] })] }, []);
  /** Fires as told; on the texts themselves the rule always fires. */
  const told = (findings: (text: string) => Finding[]) => ({
    classify: (text: string): Assessment => ({
      ...classifier.classify(text),
      findings: TEXTS.includes(text) ? [findingOf(text)] : findings(text),
    }),
  });
  const shareOf = (findings: (text: string) => Finding[]): number => {
    const { met, of } = measureRobustness([{ rule: 'conduct/neck', texts: TEXTS }], told(findings));
    expect(of).toBeGreaterThan(20);
    return met / of;
  };

  it('is whole where the rule still fires, or its category at its tier, and nothing otherwise', () => {
    expect(shareOf((text) => [findingOf(text)])).toBe(1);
    expect(shareOf((text) => [findingOf(text, { rule: 'conduct/other' })])).toBe(1);
    expect(shareOf((text) => [findingOf(text, { rule: 'conduct/other', tier: 'medium' })])).toBe(0);
    expect(shareOf((text) => [findingOf(text, { rule: 'bullying/other', category: 'bullying' })])).toBe(0);
    expect(shareOf(() => [])).toBe(0);
  });

  it('adds up over rules, the worst first, and is the same for a rule in whatever company', () => {
    const rules = [
      { rule: 'conduct/neck', texts: TEXTS },
      { rule: 'conduct/silent', texts: ['nothing'] },
    ];
    const both = measureRobustness(rules, classifier, { seed: 5 });
    const alone = measureRobustness(rules.slice(0, 1), classifier, { seed: 5 });
    expect(both.rules).toEqual(alone.rules);
    expect(both.untested).toEqual(['conduct/silent']);
    const [own] = both.rules;
    expect({ met: both.met, of: both.of, kinds: both.kinds }).toEqual({
      met: own!.met,
      of: own!.of,
      kinds: own!.kinds,
    });
    const kinds = Object.values(own!.kinds);
    expect(kinds.reduce((sum, { of }) => sum + of, 0)).toBe(own!.of);
    // A pack without spelling files reads through disguises, and through no slip.
    expect(own!.kinds.case.met).toBe(own!.kinds.case.of);
    expect(own!.kinds.homoglyphs.met).toBe(own!.kinds.homoglyphs.of);
    expect(own!.kinds['zero-width'].met).toBe(own!.kinds['zero-width'].of);
    expect(own!.kinds.typos.met).toBeLessThan(own!.kinds.typos.of);
    expect(own!.lost.find(({ kind }) => kind === 'typos')).toBeDefined();
    expect(measureRobustness(rules, classifier, { seed: 6 })).not.toEqual(both);
  });

  it('is shown with the worst rules and what they lost', () => {
    const rules = [
      { rule: 'conduct/neck', texts: TEXTS },
      { rule: 'conduct/silent', texts: ['nothing'] },
    ];
    expect(robustnessText(measureRobustness(rules, classifier), 1)).toMatchInlineSnapshot(`
      "per cent of perturbed examples on which the rule, or one of its category and tier, still fires

                               apos-
                                tro-          elon-         homo-  zero-  spa-
                    all  case   phes  typos  gation  leet  glyphs  width  cing
      all rules      83   100    100      0     100   100     100    100   100
      conduct/neck   83   100    100      0     100   100     100    100   100

      conduct/neck lost
        typos  “he strangle me and didn't stop”

      1 rule not tested: no example fires, or none can be written otherwise

      37 variants of the examples of 1 rule"
    `);
  });
});
