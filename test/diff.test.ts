/** Two versions of a pack side by side: which posts changed, which rule did it, and the contract of the command. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeText, summaryText } from '../src/cli/diff/text.ts';
import { makePage } from '../src/cli/text/page.ts';
import { type Classifier, buildClassifier } from '../src/classifier.ts';
import { type DiffSummary, DiffTally, type PostChange, changeOf } from '../src/evaluate/index.ts';
import type { Pack } from '../src/model/pack.ts';
import { ROOT, run } from './support/command.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';

const WEAK = { tier: 'medium', weight: 2, reason: 'uncertain' } as const;
const BASE: Partial<Pack> = {
  rules: [
    ruleOf('hit', ['he hit me']),
    ruleOf('shout', ['he shouts'], WEAK),
    ruleOf('rude', ['so rude'], { tier: 'low', weight: 1, category: 'bullying' }),
  ],
  fillers: ['never'],
};
const build = (parts: Partial<Pack>): Classifier => buildClassifier({ packs: [packOf(parts)] }, []);
const base = build(BASE);
/** The change of one text when the base becomes `parts`. */
function change(text: string, parts: Partial<Pack>, stated: object = {}): PostChange | undefined {
  return changeOf({ id: 'a', text, ...stated }, base, build({ ...BASE, ...parts }));
}

describe('the change of a post', () => {
  it('is nothing between a pack and itself, whatever the text', () => {
    const words = fc.array(fc.constantFrom('he', 'hit', 'me', 'shouts', 'so', 'rude', 'never', '.', '😭'));
    const again = build(BASE);
    fc.assert(
      fc.property(words, (parts) => {
        expect(changeOf({ id: 'a', text: parts.join(' ') }, base, again)).toBeUndefined();
      }),
    );
  });

  it('names the finding that is new, with the tier it has', () => {
    const rules = [...BASE.rules!, ruleOf('kick', ['he kicked'])];
    expect(change('he kicked me and he shouts', { rules })).toMatchObject({
      base: { tier: 'medium' },
      head: { tier: 'high' },
      gained: [],
      lost: [],
      rules: [
        { rule: 'conduct/kick', change: 'new', base: 'none', head: 'high', spans: [{ start: 0, end: 9 }] },
      ],
    });
  });

  it('says what took a finding away, where the rule still matches', () => {
    expect(change('he never hit me', { cues: [cueOf('negated.never', ['never'])] })).toMatchObject({
      base: { tier: 'high' },
      head: { tier: 'none' },
      lost: ['conduct'],
      rules: [{ change: 'gone', base: 'high', nearMiss: { because: 'negated', detail: 'negated.never' } }],
    });
  });

  it('names no rule that changed without doing anything to the verdict', () => {
    const rules = [...BASE.rules!.slice(0, 1), ruleOf('loud', ['shouts'], WEAK)];
    expect(change('he shouts', { rules })).toBeUndefined();
    // The rule of bullying goes, and the change of conduct's rules has no part in it.
    expect(change('he shouts, so rude', { rules })?.rules).toMatchObject([
      { rule: 'bullying/rude', change: 'gone' },
    ]);
  });

  it('names weaker evidence that added up', () => {
    const rules = BASE.rules!.map((rule) => (rule.id === 'shout' ? { ...rule, weight: 3.9 } : rule));
    const more = ruleOf('slam', ['slams doors'], WEAK);
    const categories = { ...packOf().categories };
    categories.conduct = { ...categories.conduct!, accumulate: { to: 'high', points: 5 } };
    const [low, high] = [
      build({ categories, rules: [...BASE.rules!, more] }),
      build({ categories, rules: [...rules, more] }),
    ];
    expect(changeOf({ id: 'a', text: 'he shouts and he slams doors' }, low, high)).toMatchObject({
      base: { tier: 'medium' },
      head: { tier: 'high' },
      rules: [{ rule: 'conduct/shout', change: 'score', base: 'medium', head: 'medium' }],
    });
  });

  it('has no rule where the thresholds did it', () => {
    const policy = packOf().policy!;
    const head = { policy: { ...policy, thresholds: { ...policy.thresholds, report: 0.6 } } };
    expect(change('he shouts', head)).toMatchObject({ lost: ['conduct'], rules: [] });
  });

  it('says whether what the row states is met now', () => {
    const rules = BASE.rules!.slice(1);
    const stated = (tiers: string[]): unknown => change('he hit me', { rules }, { tiers })?.stated;
    expect([stated(['none']), stated(['high']), stated(['low'])]).toEqual(['mended', 'broken', 'as before']);
    expect(change('he hit me', { rules })).not.toHaveProperty('stated');
  });
});

describe('the summary', () => {
  const texts = ['he hit me', 'he shouts', 'so rude', 'nothing', 'he kicked me, so rude'];
  const head = build({
    rules: [
      ruleOf('shout', ['he shouts']),
      ruleOf('rude', ['so rude'], { tier: 'low', weight: 1, category: 'bullying' }),
      ruleOf('kick', ['he kicked'], WEAK),
    ],
  });

  it('adds up, whatever posts there were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts)), (some) => {
        const tally = new DiffTally();
        const changes = some.map((text, k) => changeOf({ id: String(k), text }, base, head));
        for (const one of changes) tally.add(one);
        const summary = tally.summary();
        const changed = changes.filter((one) => one !== undefined);
        expect(summary).toMatchObject({ posts: some.length, changed: changed.length });
        expect(summary.raised + summary.lowered + summary.sameTier).toBe(changed.length);
        expect(summary.tiers.reduce((sum, { posts }) => sum + posts, 0)).toBe(changed.length);
        for (const { rule, posts } of summary.rules)
          expect(posts).toBe(changed.filter((one) => one.rules.some((own) => own.rule === rule)).length);
      }),
    );
  });

  it('reads like this', () => {
    const tally = new DiffTally();
    const page = makePage(false, 80);
    const changes = texts.map((text, k) => {
      const one = changeOf({ id: `p${k}`, text, tiers: ['high'] }, base, head);
      tally.add(one);
      return one;
    });
    const shown = changes.flatMap((one) => (one === undefined ? [] : changeText(one, page)));
    expect([...shown, summaryText(tally.summary(), 3, page)].join('\n\n')).toMatchInlineSnapshot(`
      "p0  HIGH → NONE  −conduct  broken
        he hit me
        ━━━━━━━━━
          − conduct/hit (high) “he hit me”

      p1  MEDIUM → HIGH  mended
        he shouts
        ━━━━━━━━━
          ↑ conduct/shout (medium → high) “he shouts”

      p4  LOW → MEDIUM  +conduct
        he kicked me, so rude
        ━━━━━━━━━
          + conduct/kick (medium) “he kicked”

      Summary
      3 posts of 5 changed: 2 up, 1 down, 0 in their categories only
      of what rows state: 1 mended, 1 broken

      tiers          posts
      medium → high      1
      low → medium       1
      high → none        1

      category  gained  lost
      conduct        1     1

      rule           posts  new  gone  raised  lowered  score
      conduct/hit        1    0     1       0        0      0
      conduct/kick       1    1     0       0        0      0
      conduct/shout      1    0     0       1        0      0"
    `);
  });

  it('says so where nothing changed', () => {
    const tally = new DiffTally();
    tally.add(undefined);
    expect(summaryText(tally.summary(), 0, makePage(false, 80))).toBe('no verdict changed in 1 post');
  });
});

describe('safetier diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safetier-diff-'));
  const at = (...names: string[]): string => join(folder, ...names);
  const rulesOf = (tier: string): string => `kind: rules
category: abuse-disclosure
rules:
  - id: domestic.physical.hits-me
    concept: domestic.physical
    tier: ${tier}
    match: ["he hit me"]
    fires: ["he hit me", "then he hit me again", "he hit me, twice"]
    quiet: ["he never hit me", "he hit the ball", "nothing at all"]
`;
  beforeAll(() => {
    for (const [name, tier] of [
      ['before', 'medium'],
      ['after', 'high'],
    ] as const) {
      mkdirSync(at(name));
      for (const file of ['categories.yaml', 'policy.yaml'])
        copyFileSync(join(ROOT, 'rules/en', file), at(name, file));
      writeFileSync(at(name, 'rules.yaml'), rulesOf(tier));
    }
    writeFileSync(
      at('posts.jsonl'),
      '{"id":"one","text":"he hit me","tiers":["high"]}\n{"id":"two","text":"nothing"}\n',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('exits with 1 where a post changed, and gives it in JSON with the rule and a summary', async () => {
    const { code, out, err } = await run([
      ...['diff', at('before'), at('after'), at('posts.jsonl')],
      ...['--format', 'json'],
    ]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { changes, summary } = JSON.parse(out) as { changes: PostChange[]; summary: DiffSummary };
    expect(changes).toMatchObject([
      {
        id: 'one',
        place: `${at('posts.jsonl')}:1`,
        stated: 'mended',
        rules: [{ rule: 'abuse-disclosure/domestic.physical.hits-me', change: 'raised' }],
      },
    ]);
    expect(summary).toMatchObject({ posts: 2, changed: 1, raised: 1, mended: 1, broken: 0 });
    const text = await run(['diff', at('before'), at('after'), at('posts.jsonl'), '--limit', '0']);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^Summary\n1 post of 2 changed: 1 up/u);
    expect(text.out).not.toContain('he hit me');
  });

  it('exits with 0 where none did, in both forms', async () => {
    const same = ['diff', at('after'), at('after'), '-'];
    const input = '{"text":"he hit me"}\n';
    expect(await run(same, input)).toEqual({ code: 0, out: 'no verdict changed in 1 post\n', err: '' });
    const json = await run([...same, '--format', 'json'], input);
    expect(JSON.parse(json.out)).toMatchObject({ changes: [], summary: { posts: 1, changed: 0 } });
  });

  it('takes the bundled pack by name, and options of a service', async () => {
    const input = '{"id":1,"text":"is the blue kettle free"}\n{"id":2,"text":"he strangled me last night"}\n';
    const { code, out } = await run(
      ['diff', at('after'), 'bundled', '-', '--codeword', 'blue kettle', '--format', 'json'],
      input,
    );
    expect(code).toBe(1);
    // The codeword is HIGH in both.
    expect((JSON.parse(out) as { changes: PostChange[] }).changes.map(({ id }) => id)).toEqual(['2']);
  });

  it.each<[string, string[], string, RegExp]>([
    ['rules that are not there', ['nowhere', 'bundled', '-'], '', /nowhere/u],
    ['data that is not there', ['bundled', 'bundled', 'nowhere.jsonl'], '', /nowhere\.jsonl/u],
    ['no posts', [at('after'), at('after'), '-'], '', /no posts to compare/u],
    ['a line that is no row', [at('after'), at('after'), '-'], '{"text":"x"}\n{}\n', /stdin:2/u],
  ])('%s is one clear message and exit code 2', async (_, args, input, message) => {
    const { code, err } = await run(['diff', ...args], input);
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at /mu);
  });
});
