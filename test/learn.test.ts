/** `safetier learn`: planted answers are found, nothing of one writer is, and the file is a rule file like any other. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { categoryFile } from '../src/learn/file.ts';
import { fit, scoresUnseen } from '../src/learn/fit.ts';
import { crossValidated } from '../src/learn/figures.ts';
import { foldsOf } from '../src/learn/folds.ts';
import { type LearnedCategory, learnCategory } from '../src/learn/learn.ts';
import { BUDGETS } from '../src/learn/marks.ts';
import type { LearningPost } from '../src/learn/posts.ts';
import { weighRules } from '../src/learn/second-step.ts';
import { type LearnOptions, studyOf } from '../src/learn/study.ts';
import { compilePack, loadRuleFiles } from '../src/rules/index.ts';
import { run } from './support/command.ts';
import { CLASS, HABIT, NAME, PLANTED, linesOf, plantedPosts, writeSmallPack } from './support/planted.ts';

const folder = mkdtempSync(join(tmpdir(), 'safetier-learn-'));
const path = (name: string): string => join(folder, name);
const PACK = path('pack');

beforeAll(() => {
  writeSmallPack(PACK);
  writeFileSync(path('posts.jsonl'), linesOf(plantedPosts()));
});
afterAll(() => rmSync(folder, { recursive: true }));

const OPTIONS: LearnOptions = {
  seed: 1,
  l1: 0.5,
  foldsBy: 'writer',
  budgets: BUDGETS,
  read: new Set(),
  beside: [],
  classes: [],
  formsApart: false,
};

function learned(posts: readonly LearningPost[], options: Partial<LearnOptions> = {}): LearnedCategory {
  const { pack } = compilePack(loadRuleFiles([PACK]));
  return learnCategory(studyOf(posts, pack!, { ...OPTIONS, ...options }), 'grooming', 'learned.words');
}
const weightOf = ({ terms }: LearnedCategory, term: string): number =>
  terms.find((one) => one.term === term)?.weight ?? 0;

describe('what is learned', () => {
  it('is the planted terms, with the right sign', () => {
    const result = learned(plantedPosts());
    for (const term of PLANTED.for) expect(weightOf(result, term), term).toBeGreaterThan(0.5);
    for (const term of PLANTED.against) expect(weightOf(result, term), term).toBeLessThan(-0.5);
    const strongest = result.terms.slice(0, 4).map(({ term }) => term);
    expect(strongest).toContain('lantern');
    expect(result.figures.all.area).toBeGreaterThan(0.95);
  });

  it('is no habit of one writer and no name', () => {
    for (const { term } of learned(plantedPosts()).terms) {
      expect(term).not.toContain(HABIT);
      expect(term).not.toContain(HABIT.slice(0, -1));
      expect(term).not.toContain(NAME);
    }
  });

  it('tells on how many posts by how many writers each term stood', () => {
    const posts = plantedPosts();
    const term = learned(posts).terms.find((one) => one.term === 'lantern');
    const holding = posts.filter(({ text }) => text.includes('lantern'));
    expect(term).toMatchObject({
      posts: holding.length,
      writers: new Set(holding.map(({ writer }) => writer)).size,
    });
  });

  it('can be a lexicon, whose words are each too rare', () => {
    const posts = plantedPosts({ each: 40 });
    const result = learned(posts, { classes: [CLASS.lexicon], l1: 1 });
    expect(weightOf(result, `@${CLASS.lexicon}`)).toBeGreaterThan(0.5);
    // The core counts each word of the lexicon, as learning did.
    const { pack } = compilePack(loadRuleFiles([PACK]));
    const rule = {
      ...pack!.rules[0]!,
      id: 'words',
      match: [],
      learned: { bias: 0, from: 1, terms: [[`@${CLASS.lexicon}`, 10]] as [string, number][] },
    };
    const { classify } = buildClassifier({ packs: [{ ...pack!, rules: [rule] }] }, []);
    const spans = classify('tea with a hammer and a chisel on the table').findings[0]?.spans;
    expect(spans?.map(({ text }) => text)).toEqual(['hammer', 'chisel']);
    expect(classify('tea with a spoon and a fork on the table').tier).toBe('none');
  });

  it('is the same for the same seed, to the byte', () => {
    const file = (): string =>
      categoryFile(learned(plantedPosts()), { provenance: { seed: 1 }, sources: ['posts.jsonl'] });
    expect(file()).toBe(file());
  });

  it('never takes an example from rows that are not labelled whole', () => {
    const posts = plantedPosts().map((post, k) => ({ ...post, whole: k % 3 !== 0 }));
    const { fires, quiet } = learned(posts);
    expect(fires.length).toBeGreaterThan(0);
    const whole = new Set(posts.filter((post) => post.whole).map(({ text }) => text));
    for (const text of [...fires, ...quiet]) expect(whole).toContain(text);
  });
});

describe('cross-validation', () => {
  const posts = plantedPosts();

  it.each(['writer', 'source'] as const)('leaves out each %s whole', (by) => {
    const mixed = posts.map((post, k) => ({ ...post, source: `s${k % 5}` }));
    const folds = foldsOf(mixed, by);
    expect(new Set(folds).size).toBeGreaterThan(1);
    const foldOf = new Map<string, number>();
    mixed.forEach((post, k) => {
      expect(foldOf.get(post[by]) ?? folds[k]).toBe(folds[k]);
      foldOf.set(post[by], folds[k]!);
    });
  });

  it('scores posts by a model that knows nothing of their fold', () => {
    const { pack } = compilePack(loadRuleFiles([PACK]));
    const { terms, foldOf } = studyOf(posts, pack!, OPTIONS);
    const all = posts.map((_, k) => k);
    const isRisky = (post: number): boolean => posts[post]!.present !== undefined;
    const left = foldOf[0]!;
    const honest = scoresUnseen(terms, foldOf, all, isRisky, OPTIONS);
    const lied = scoresUnseen(
      terms,
      foldOf,
      all,
      (post) => (foldOf[post] === left ? !isRisky(post) : isRisky(post)),
      OPTIONS,
    );
    for (const post of all) if (foldOf[post] === left) expect(lied[post]).toBe(honest[post]);
    expect(fit(terms, all, isRisky, OPTIONS)).toEqual(fit(terms, all, isRisky, OPTIONS));
  });

  it('has the area that counting pairs gives', () => {
    const seen = fc.record({
      sum: fc.integer({ min: -3, max: 3 }),
      positive: fc.boolean(),
      source: fc.constant('s'),
    });
    fc.assert(
      fc.property(fc.array(seen, { minLength: 2, maxLength: 30 }), (all) => {
        const [yes, no] = [true, false].map((positive) => all.filter((one) => one.positive === positive));
        fc.pre(yes!.length > 0 && no!.length > 0);
        let won = 0;
        for (const a of yes!) for (const b of no!) won += a.sum > b.sum ? 1 : a.sum === b.sum ? 0.5 : 0;
        expect(crossValidated(all).all.area).toBeCloseTo(won / (yes!.length * no!.length), 10);
      }),
    );
  });
});

describe('the second step', () => {
  it('lies where no weight can be moved to gain anything', () => {
    const post = fc.record({
      positive: fc.boolean(),
      sum: fc.double({ min: -4, max: 4, noNaN: true }),
      rules: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(post, { minLength: 12, maxLength: 60 }), (posts) => {
        // Where a line parts the posts, the odds have no bounds.
        const mixed = [...posts, ...posts.map((one) => ({ ...one, positive: !one.positive }))];
        const { factor, bias, says } = weighRules(
          mixed.map((_, k) => k),
          (k) => mixed[k]!.positive,
          Float64Array.from(mixed, ({ sum }) => sum),
          mixed.map(({ rules }) => rules.map((rule) => ({ rule }))),
          () => 1,
        );
        const errors = mixed.map(({ positive, sum, rules }) => {
          const odds = bias + factor * sum + rules.reduce((all, rule) => all + says.get(rule)!, 0);
          return 1 / (1 + Math.exp(-odds)) - Number(positive);
        });
        const slope = (of: (one: (typeof mixed)[number]) => number): number =>
          mixed.reduce((all, one, k) => all + errors[k]! * of(one), 0);
        expect(Math.abs(slope(() => 1))).toBeLessThan(0.02);
        expect(Math.abs(slope(({ sum }) => sum))).toBeLessThan(0.02);
        for (const [rule, weight] of says) {
          const gradient = weight - 1 + slope(({ rules }) => Number(rules.some((one) => one === rule)));
          expect(weight).toBeGreaterThanOrEqual(0);
          if (weight === 0) expect(gradient).toBeGreaterThan(-0.02);
          else expect(Math.abs(gradient)).toBeLessThan(0.02);
        }
      }),
    );
  });
});

describe('safetier learn', () => {
  const base = (): string[] => ['learn', path('posts.jsonl'), '--rules', PACK, '--l1', '0.5'];

  it('writes a rule file that lint and test accept and whose rule fires', async () => {
    const out = path('learned.yaml');
    const { code, out: text, err } = await run([...base(), '--category', 'grooming', '--out', out]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(text).toMatch(/writer not seen +posts +positive +area +AUPRC +F1/u);
    expect(text).toMatch(/^w3 /mu);
    expect(text).toContain('lantern');
    const file = readFileSync(out, 'utf8');
    expect(file).toMatch(/^ +"lantern": [\d.]+ # \d+\/6$/mu);
    expect(file).toMatch(/data"?: "posts.jsonl"/u);
    expect((await run(['lint', PACK, out, '--only', 'none'])).code).toBe(0);
    expect((await run(['test', PACK, out])).code).toBe(0);
    const post = 'then the silver bell and a lantern was in the garden with the rain and tea';
    const verdict = await run(['classify', '--rules', PACK, '--rules', out, '--output', 'json'], post);
    expect(JSON.parse(verdict.out)).toMatchObject({
      tier: 'medium',
      findings: [{ rule: 'grooming/learned.words' }],
    });
  });

  it('writes nothing when it is dry', async () => {
    const out = path('dry.yaml');
    const { code } = await run([...base(), '--category', 'grooming', '--out', out, '--dry']);
    expect({ code, written: existsSync(out) }).toEqual({ code: 0, written: false });
  });

  it.each<[name: string, args: () => string[], says: RegExp]>([
    ['nothing to learn', base, /give --category/u],
    ['no data', () => ['learn', '--category', 'grooming', '--rules', PACK], /no data/u],
    [
      'a category that there is not',
      () => [...base(), '--category', 'gromming'],
      /“gromming”: did you mean “?grooming/u,
    ],
    [
      'a lexicon that there is not',
      () => [...base(), '--category', 'grooming', '--classes', 'tolls'],
      /“tolls”: did you mean “?tools/u,
    ],
    [
      'too few posts of the category',
      () => [...base(), '--category', 'bullying'],
      /0 posts carry bullying, 360 do not/u,
    ],
    [
      'a file for several',
      () => [...base(), '--category', 'grooming,bullying', '--out', path('one.yaml')],
      /must name a folder/u,
    ],
    [
      'a file of another kind in the way',
      () => [...base(), '--category', 'grooming', '--out', join(PACK, 'rules.yaml')],
      /something else than a file of kind learned/u,
    ],
    ['a share of more than one', () => [...base(), '--alone', '2'], /share between 0 and 1/u],
    [
      'a file that is not there',
      () => ['learn', path('none.jsonl'), '--rules', PACK, '--category', 'grooming'],
      /none\.jsonl: there is no such file/u,
    ],
  ])('refuses %s with a message and without a stack', async (_, args, says) => {
    const { code, out, err } = await run(args());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(/^\s+at /mu);
  });

  it('refuses posts of one writer: none could be left out', async () => {
    writeFileSync(path('one.jsonl'), linesOf(plantedPosts({ writers: 1 })));
    const { code, err } = await run(['learn', path('one.jsonl'), '--rules', PACK, '--category', 'grooming']);
    expect(code).toBe(2);
    expect(err).toMatch(/all posts are of one writer \(“w0”\)/u);
  });
});
