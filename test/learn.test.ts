/** `safetier learn`: planted answers are found, nothing of one writer is, and the file is a rule file like any other. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildClassifier } from '../src/classifier.ts';
import { categoryFile } from '../src/learn/file.ts';
import { crossValidated } from '../src/learn/figures.ts';
import { foldsOf } from '../src/learn/folds.ts';
import { type JointData, fitJoint, jointSumsUnseen } from '../src/learn/joint.ts';
import { type LearnedCategory, learnCategory } from '../src/learn/learn.ts';
import { BUDGETS } from '../src/learn/marks.ts';
import { minimise } from '../src/learn/minimise.ts';
import { type LearningPost, excerptsOf } from '../src/learn/posts.ts';
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
  terms: 1000,
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
const changeOf = ({ weight, posts }: LearnedCategory['terms'][number]): number =>
  Math.abs(weight) * Math.sqrt(posts);
const weightOf = ({ terms }: LearnedCategory, term: string): number =>
  terms.find((one) => one.term === term)?.weight ?? 0;

describe('what is learned', () => {
  it('is the planted terms, with the right sign', () => {
    const result = learned(plantedPosts());
    for (const term of PLANTED.for) expect(weightOf(result, term), term).toBeGreaterThan(0.5);
    for (const term of PLANTED.against) expect(weightOf(result, term), term).toBeLessThan(-0.5);
    const [strongest] = [...result.terms].sort((a, b) => changeOf(b) - changeOf(a));
    expect(strongest!.term).toMatch(/^lantern|^silver/u);
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
    const result = learned(posts, { classes: [CLASS.lexicon] });
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
    const folds = foldsOf(mixed, by, 1);
    expect(new Set(folds).size).toBeGreaterThan(1);
    const foldOf = new Map<string, number>();
    mixed.forEach((post, k) => {
      expect(foldOf.get(post[by]) ?? folds[k]).toBe(folds[k]);
      foldOf.set(post[by], folds[k]!);
    });
  });

  it('scores posts by a model that knows nothing of their fold', () => {
    const { pack } = compilePack(loadRuleFiles([PACK]));
    const { terms, foldOf, standing, isUnread } = studyOf(posts, pack!, OPTIONS);
    const data: JointData = {
      terms,
      standing,
      isUnread,
      expected: () => 1,
      setOf: () => undefined,
      most: 1000,
    };
    const all = posts.map((_, k) => k);
    const isRisky = (post: number): boolean => posts[post]!.present !== undefined;
    const left = foldOf[0]!;
    const honest = jointSumsUnseen(data, foldOf, all, isRisky);
    const lied = jointSumsUnseen(data, foldOf, all, (post) =>
      foldOf[post] === left ? !isRisky(post) : isRisky(post),
    );
    for (const post of all) if (foldOf[post] === left) expect(lied.sums[post]).toBe(honest.sums[post]);
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

describe('the fit', () => {
  /** Posts of one term each, in sets of which all, half or none are positive; the rule stands where nothing else tells. */
  function fitted(
    rows: readonly { term: number; positive: boolean; set?: string; rule?: boolean }[],
    most = 100,
  ) {
    const data: JointData = {
      terms: {
        names: ['one', 'two', 'three'],
        evidence: [],
        rows: rows.map(({ term }) => Int32Array.of(term)),
        scales: new Float64Array(rows.length).fill(1),
        formsOf: () => [],
      },
      standing: rows.map(({ rule }) => (rule === true ? [{ rule: 'sign' }] : [])),
      isUnread: () => true,
      expected: () => 1,
      setOf: (post) => rows[post]!.set,
      most,
    };
    return fitJoint(
      data,
      rows.map((_, post) => post),
      (post) => rows[post]!.positive,
    );
  }
  const times = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of);

  it('tells what words mean from how a set was gathered', () => {
    const corpus = [...times(50, { term: 0, positive: true }), ...times(50, { term: 1, positive: false })];
    // Of this set nearly all posts are positive, whatever they say.
    const gathered = [...times(90, { term: 1, positive: true }), ...times(90, { term: 2, positive: true })];
    const together = fitted([...corpus, ...gathered]).weights;
    const apart = fitted([...corpus, ...gathered.map((row) => ({ ...row, set: 'gathered' }))]).weights;
    // What tells the posts of the corpus apart is blurred by the set, unless its positives are its own affair.
    expect(apart[0]! - apart[1]!).toBeGreaterThan(together[0]! - together[1]!);
  });

  it('keeps the terms that change most, and lets them take over what went', () => {
    const rows = [
      ...times(60, { term: 0, positive: true }),
      ...times(60, { term: 1, positive: false }),
      ...times(8, { term: 2, positive: true }),
    ];
    const [all, two] = [fitted(rows).weights, fitted(rows, 2).weights];
    expect([...two].map((weight) => weight !== 0)).toEqual([true, true, false]);
    expect(Math.sign(two[0]!)).toBe(Math.sign(all[0]!));
  });

  it('gives sets without positive posts no bias: their words speak against', () => {
    const corpus = [...times(50, { term: 0, positive: true }), ...times(50, { term: 1, positive: false })];
    const { weights } = fitted([...corpus, ...times(40, { term: 2, positive: false, set: 'harmless' })]);
    expect(weights[2]).toBeLessThan(-0.3);
  });

  it('lets no rule speak against anything, however wrong it is', () => {
    const rows = [
      ...times(40, { term: 0, positive: true }),
      ...times(40, { term: 1, positive: false, rule: true }),
    ];
    expect(fitted(rows).says.get('sign')).toBe(0);
  });

  it('trusts a rule more than is expected of it where it is always right', () => {
    const rows = [
      ...times(40, { term: 0, positive: true, rule: true }),
      ...times(40, { term: 0, positive: false }),
    ];
    expect(fitted(rows).says.get('sign')).toBeGreaterThan(1.5);
  });
});

describe('the lowest point', () => {
  it('is where no variable can be moved to gain anything, within its bounds', () => {
    const number = fc.double({ min: -4, max: 4, noNaN: true });
    const row = fc.tuple(number, number, number, number);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), number, (rows, goal) => {
        // Least squares with a penalty: the slope is known, and zero or against a bound at the answer.
        const evaluate = (at: Float64Array, slope: Float64Array): number => {
          slope.forEach((_, k) => (slope[k] = at[k]!));
          let value = at.reduce((all, one) => all + one ** 2 / 2, 0);
          for (const own of rows) {
            const error = own.reduce((all, one, k) => all + one * at[k]!, 0) - goal;
            value += error ** 2 / 2;
            own.forEach((one, k) => (slope[k]! += one * error));
          }
          return value + 1;
        };
        const bounds = { from: 1, to: 3, least: 0, most: 0.5 };
        const at = minimise(new Float64Array(4), { evaluate, bounds, precision: 1e-14, rounds: 2000 });
        const slope = new Float64Array(4);
        evaluate(at, slope);
        for (const k of at.keys()) {
          const isBounded = k >= bounds.from && k < bounds.to;
          if (isBounded) expect(at[k]! >= bounds.least && at[k]! <= bounds.most).toBe(true);
          if (isBounded && at[k] === bounds.least) expect(slope[k]).toBeGreaterThan(-0.01);
          else if (isBounded && at[k] === bounds.most) expect(slope[k]).toBeLessThan(0.01);
          else expect(Math.abs(slope[k]!)).toBeLessThan(0.01);
        }
      }),
    );
  });
});

describe('excerpts', () => {
  const post: LearningPost = {
    id: 'r1',
    text: 'well you daft lump of lard',
    source: 'set',
    writer: 'r1',
    whole: false,
    present: ['bullying'],
    spans: [
      [9, 18],
      [22, 26],
    ],
  };

  it('are what spans mark and what they leave, on either side of the label', () => {
    const [marked, rest] = excerptsOf(post);
    expect(marked).toMatchObject({ text: 'daft lump. lard', present: ['bullying'], writer: 'r1' });
    expect(rest).toMatchObject({ absent: ['bullying'], writer: 'r1' });
    expect(rest!.text.split(/\s+/u).filter(Boolean)).toEqual(['well', 'you', 'of']);
    expect(rest!.present).toBeUndefined();
  });

  it('are none where nothing is marked or stated', () => {
    expect(excerptsOf({ ...post, spans: [] })).toEqual([]);
    const { id, text, source, writer, whole, spans } = post;
    expect(excerptsOf({ id, text, source, writer, whole, spans: spans! })).toEqual([]);
  });

  it('count neither as posts nor for terms', () => {
    const posts = plantedPosts();
    const doubled = [
      ...posts,
      ...posts.map((one) => ({ ...one, id: `${one.id} marked`, text: `${one.text} ostrich`, excerpt: true })),
    ];
    const [result, plain] = [learned(doubled), learned(posts)];
    expect({ posts: result.posts, positives: result.positives }).toEqual({
      posts: plain.posts,
      positives: plain.positives,
    });
    expect(weightOf(result, 'ostrich')).toBe(0);
    const evidence = (of: LearnedCategory): unknown => {
      const { posts: stood, writers } = of.terms.find(({ term }) => term === 'lantern')!;
      return { stood, writers };
    };
    expect(evidence(result)).toEqual(evidence(plain));
  });
});

describe('safetier learn', () => {
  const base = (): string[] => ['learn', path('posts.jsonl'), '--rules', PACK];

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
