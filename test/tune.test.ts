/** `safetier tune`: what it replays is what the classifier says, targets are reached or refused, files keep their comments. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildClassifier } from '../src/classifier.ts';
import { random } from '../src/evaluate/random.ts';
import { en } from '../src/generated/en.ts';
import type { LearningPost } from '../src/learn/posts.ts';
import type { Pack } from '../src/model/pack.ts';
import { CATEGORIES } from '../src/model/vocabulary.ts';
import { editYaml } from '../src/tune/edit.ts';
import { Replay, recordPosts } from '../src/tune/replay.ts';
import { splitSeeded } from '../src/tune/split.ts';
import { isWanted, readTarget } from '../src/tune/target.ts';
import { ROOT, run } from './support/command.ts';
import { linesOf, plantedPosts, writeSmallPack } from './support/planted.ts';
import { readRows } from './support/rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'safetier-tune-'));
const path = (name: string): string => join(folder, name);

/** “lantern” alone gives 6 / √26, about 1.2: far from the mark. */
const LEARNED = `# Words of the lantern board.
kind: "learned"
category: grooming   # the only one

learned:
  - id: learned.words
    concept: unspecified
    tier: medium
    weight:   1
    sources: ['test']
    learned-from: { data: "these tests" }   # by hand
    bias: 0
    # how sure it must be
    from:   2.0     # too high
    doubts: -20
    terms: { "lantern": 6, 'marmalade': -6 } # two words
    fires: ["lantern lantern lantern lantern lantern lantern", "a lantern then a lantern or two", "one more lantern for the old road"]
    quiet:
      - a walk in the rain with tea
      - tea with dinner
      - marmalade and a lantern in the garden
`;

beforeAll(() => writeFileSync(path('posts.jsonl'), linesOf(plantedPosts({ each: 80 }))));
afterAll(() => rmSync(folder, { recursive: true }));

function packAt(name: string, learned = LEARNED): string {
  const at = path(name);
  mkdirSync(at, { recursive: true });
  writeSmallPack(at);
  writeFileSync(join(at, 'learned.yaml'), learned);
  return at;
}
const tuneArgs = (pack: string, target: string, ...more: string[]): string[] => [
  ...['tune', path('posts.jsonl'), '--rules', pack, '--target', target],
  ...more,
];

describe('the replay', () => {
  const posts: LearningPost[] = [
    ...readRows(join(ROOT, 'fixtures/corpus/train/writer-a.jsonl')).slice(0, 150),
    ...readRows(join(ROOT, 'fixtures/corpus/train/writer-s.jsonl')).slice(0, 150),
  ].map((row) => ({ ...row, source: 'x', writer: 'x', whole: true }));

  /** Every number that tuning may move, moved at random. */
  function shaken(seed: number): Pack {
    const next = random(seed);
    const pack = structuredClone(en);
    for (const rule of pack.rules) {
      if (rule.learned) {
        rule.learned.from += next() * 3 - 1.5;
        rule.learned.doubts = (rule.learned.doubts ?? 0) + next() * 4 - 2;
      } else {
        rule.weight = Math.max(0.5, rule.weight + Math.round(next() * 4 - 2) / 2);
        if (rule.tier === 'high' && next() < 0.3) rule.faint = next() < 0.5;
      }
    }
    pack.impression!.raises += next() * 2 - 1;
    pack.impression!.lowers += next() * 2 - 1;
    pack.policy!.thresholds.medium += next() * 0.2 - 0.1;
    pack.policy!.thresholds.report += next() * 0.3;
    for (const category of CATEGORIES) pack.categories[category]!.accumulate.points += Math.round(next() * 2);
    return pack;
  }

  it.each([0, 1, 2])('gives the verdicts of the classifier, whatever the numbers (%i)', (seed) => {
    // Recorded with the numbers of the pack as it is; replayed with others.
    const base = structuredClone(en);
    const recorded = recordPosts(posts, base);
    const pack = seed === 0 ? base : shaken(seed);
    const replay = new Replay(pack, pack.policy!);
    const { classify } = buildClassifier({ packs: [pack] }, []);
    const seen = new Set<string>();
    for (const post of recorded) {
      const { tier, reported } = classify(post.row.text);
      const again = replay.verdict(post);
      expect({ tier: again.tier, reported: [...again.reported].sort() }, post.row.text).toEqual({
        tier,
        reported: [...reported].sort(),
      });
      seen.add(tier);
    }
    expect(seen).toEqual(new Set(['none', 'low', 'medium', 'high']));
  });
});

describe('a target', () => {
  it('is read from words', () => {
    expect(readTarget('high recall 0.95 at 1 per 2,500')).toEqual({
      of: 'high',
      recall: 0.95,
      false: 1,
      per: 2500,
    });
    expect(readTarget(' grooming  recall 80 % at 0.5 per 1000')).toMatchObject({
      of: 'grooming',
      recall: 0.8,
    });
  });

  it.each([
    ['high', /not written like/u],
    ['low recall 0.5 at 1 per 10', /neither high, nor medium/u],
    ['high recall 1.5 at 1 per 10', /recall is more than 0 and at most 1/u],
    ['high recall 0.5 at 10 per 10', /no share of posts/u],
  ])('“%s” is refused with what is wrong', (text, says) => {
    expect(readTarget(text)).toMatch(says);
  });
});

describe('the split', () => {
  it('never parts a source, keeps both kinds on both sides, and follows its seed', () => {
    const posts = plantedPosts();
    const wanted = (post: LearningPost): boolean | undefined => isWanted(post, 'medium');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const { train, heldOut, by } = splitSeeded(posts, wanted, seed);
        expect(by).toBe('source');
        expect([...train, ...heldOut].sort((a, b) => a - b)).toEqual(posts.map((_, k) => k));
        const sources = (part: number[]): Set<string> => new Set(part.map((k) => posts[k]!.source));
        expect([...sources(train)].filter((name) => sources(heldOut).has(name))).toEqual([]);
        for (const part of [train, heldOut])
          expect(new Set(part.map((k) => wanted(posts[k]!)))).toEqual(new Set([true, false]));
        expect(splitSeeded(posts, wanted, seed)).toEqual({
          by,
          train,
          heldOut,
          names: [...sources(heldOut)].sort(),
        });
      }),
    );
  });
});

describe('an edit of YAML', () => {
  it('changes the value, and no other letter', () => {
    expect(editYaml(LEARNED, [{ path: ['learned', 0, 'from'], value: 1.5 }])).toBe(
      LEARNED.replace('from:   2.0     # too high', 'from:   1.5     # too high'),
    );
    const flow = 'a: { low: 0.2,  medium: 0.45 , high: 0.75 } # keep\n';
    expect(editYaml(flow, [{ path: ['a', 'medium'], value: 0.5 }])).toBe(flow.replace('0.45', '0.5'));
  });

  it.each([
    [
      'a block',
      'r:\n  - id: x # name\n    tier: high   # why\n    match: [a]\n',
      'tier: high   # why',
      '\n    faint: true',
    ],
    [
      'a list of flow maps',
      'r:\n  - { id: x, tier: high, match: [a] } # end\n',
      'tier: high',
      ', faint: true',
    ],
    ['a block of Windows', 'r:\r\n  - id: x\r\n    tier: high\r\n', 'tier: high', '\r\n    faint: true'],
    ['the last line', 'r:\n  - id: x\n    tier: high', 'tier: high', '\n    faint: true'],
    [
      'a map with the key behind the dash',
      'r:\n  - tier: high\n    id: x\n',
      'tier: high',
      '\n    faint: true',
    ],
  ])('adds a key that is missing to %s', (_, text, behind, added) => {
    const edited = editYaml(text, [{ path: ['r', 0, 'faint'], value: true }]);
    expect(edited).toBe(text.replace(behind, behind + added));
    expect((parse(edited) as { r: object[] }).r[0]).toMatchObject({ id: 'x', tier: 'high', faint: true });
  });

  it('gives each of many values, in any order', () => {
    const names = ['a', 'b', 'c', 'd'];
    const text = `# top\n${names.map((name) => `${name}:  1 # of ${name}\n`).join('\n')}`;
    fc.assert(
      fc.property(fc.shuffledSubarray(names), fc.integer({ min: -99, max: 99 }), (some, value) => {
        const edited = editYaml(
          text,
          some.map((name) => ({ path: [name], value })),
        );
        expect(parse(edited)).toEqual(
          Object.fromEntries(names.map((name) => [name, some.includes(name) ? value : 1])),
        );
        expect(edited.replaceAll(/: {2}-?\d+/gu, ':  1')).toBe(text);
      }),
    );
  });
});

describe('safetier tune', () => {
  const REACHABLE = 'medium recall 0.7 at 100 per 1000';

  it('reaches a target that can be reached, and changes only that line', async () => {
    const pack = packAt('reachable');
    const others = readFileSync(join(pack, 'rules.yaml'), 'utf8');
    const { code, out, err } = await run(tuneArgs(pack, REACHABLE));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('The target is reached, on what was held out as well.');
    const text = readFileSync(join(pack, 'learned.yaml'), 'utf8');
    const from = /^ {4}from: {3}(?<from>[\d.]+) {5}# too high$/mu.exec(text)!.groups!['from']!;
    expect(Number(from)).toBeLessThan(1.2);
    expect(text).toBe(LEARNED.replace('from:   2.0', `from:   ${from}`));
    expect(out).toContain(`learned.yaml:14 grooming/learned.words from: 2 → ${from}`);
    expect(readFileSync(join(pack, 'rules.yaml'), 'utf8')).toBe(others);
    // What was written does what was said.
    const { pack: tuned } = await import('../src/rules/index.ts').then(({ compilePack, loadRuleFiles }) =>
      compilePack(loadRuleFiles([pack])),
    );
    const { classify } = buildClassifier({ packs: [tuned!] }, []);
    const risky = plantedPosts({ each: 80 }).filter(({ present }) => present !== undefined);
    const found = risky.filter(({ text: post }) => classify(post).tier === 'medium').length;
    expect(found / risky.length).toBeGreaterThanOrEqual(0.7);
  });

  it('gives the same for the same seed, and writes nothing when it is dry', async () => {
    const pack = packAt('dry');
    const first = await run(tuneArgs(pack, REACHABLE, '--dry'));
    expect(first.out).toContain('Nothing was written.');
    expect(readFileSync(join(pack, 'learned.yaml'), 'utf8')).toBe(LEARNED);
    expect((await run(tuneArgs(pack, REACHABLE, '--dry'))).out).toBe(first.out);
  });

  it('says so where the target cannot be reached, and writes only with --best', async () => {
    const pack = packAt('unreachable', `\uFEFF${LEARNED}`);
    const target = 'medium recall 0.99 at 60 per 1000';
    const { code, out } = await run(tuneArgs(pack, target));
    expect(code).toBe(1);
    expect(out).toContain('The target cannot be reached with these rules');
    expect(out).toContain('Nothing was written');
    expect(readFileSync(join(pack, 'learned.yaml'), 'utf8')).toBe(`\uFEFF${LEARNED}`);
    const best = await run(tuneArgs(pack, target, '--best'));
    expect(best.code).toBe(1);
    expect(best.out).toMatch(/values? written to 1 file/u);
    const written = readFileSync(join(pack, 'learned.yaml'), 'utf8');
    expect(written).not.toBe(`\uFEFF${LEARNED}`);
    // A byte order mark stays, and so does every line but those of the marks.
    const rest = (text: string): string => text.replace(/^ +(?:from|doubts): .*$/gmu, '');
    expect(rest(written)).toBe(rest(`\uFEFF${LEARNED}`));
  });

  it('moves only what it may', async () => {
    const pack = packAt('kinds');
    const { code, out } = await run(tuneArgs(pack, REACHABLE, '--move', 'weights,thresholds'));
    expect(code).toBe(1);
    expect(out).toContain('nothing to change');
  });

  it.each<[name: string, args: (pack: string) => string[], says: RegExp]>([
    ['a target that is none', (pack) => tuneArgs(pack, 'high'), /not written like “high recall/u],
    ['no rules', () => ['tune', path('posts.jsonl'), '--target', REACHABLE], /--rules/u],
    [
      'a kind of knob that there is not',
      (pack) => tuneArgs(pack, REACHABLE, '--move', 'all'),
      /“all” is none of/u,
    ],
    [
      'a source that there is not',
      (pack) => tuneArgs(pack, REACHABLE, '--held-out', 'w9'),
      /--held-out w9: no post is of this source; there are w0, w1/u,
    ],
    [
      'a target of which the posts say nothing',
      (pack) => tuneArgs(pack, 'high recall 0.5 at 1 per 100'),
      /0 posts that are high/u,
    ],
    [
      'rules that are not there',
      () => tuneArgs(path('nowhere'), REACHABLE),
      /nowhere: there is no such file/u,
    ],
  ])('refuses %s with a message and without a stack', async (_, args, says) => {
    const { code, out, err } = await run(args(packAt('refused')));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(/^\s+at /mu);
  });

  it('refuses rules that are not sound, each mistake with its place', async () => {
    const pack = packAt('unsound', LEARNED.replace('concept: unspecified', 'concept: nothing'));
    const { code, err } = await run(tuneArgs(pack, REACHABLE));
    expect(code).toBe(2);
    expect(err).toMatch(/learned\.yaml:7:\d+ unknown-concept/u);
  });
});
