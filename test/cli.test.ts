/** The contract of the command line (docs/DESIGN.md): codes, ids, positions and structure, in a process of its own. */
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineSplitter } from '../src/cli/lines.ts';
import { assessmentText } from '../src/cli/text/assessment.ts';
import { foldLines, visible, widthOf } from '../src/cli/text/cells.ts';
import { explanationText } from '../src/cli/text/explanation.ts';
import { makePage } from '../src/cli/text/page.ts';
import { buildClassifier } from '../src/classifier.ts';
import type { Assessment, Explanation } from '../src/index.ts';
import { matchesGlob } from '../src/model/glob.ts';
import { ROOT, collect, run, start } from './support/command.ts';
import { cueOf, packOf, ruleOf } from './support/packs.ts';

const ESC = '\u001B';
/** The last line that a stack trace would have. */
const STACK = /^\s+at .*[:)]/mu;

function jsonLines(text: string): (Assessment & { id?: unknown })[] {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Assessment);
}

const folder = mkdtempSync(join(tmpdir(), 'safetier-cli-'));
const path = (name: string): string => join(folder, name);
const RULES = path('rules');
/** Most runs use a small pack: they start quickly, and the English rules may change as they like. */
const withRules = ['--rules', RULES];

const SOUND_RULES = `kind: rules
category: abuse-disclosure
rules:
  - id: domestic.physical.hits-me
    concept: domestic.physical
    tier: high
    match: ["he hit me"]
    unless: ["cricket"]
    fires: ["he hit me", "then he hit me again", "he hit me, twice"]
    quiet: ["he never hit me", "he hit me at cricket", "nothing at all"]
`;
const CUES = `kind: cues
cues:
  - id: negated.never
    qualifier: negated
    direction: forward
    scope: 6
    match: ["never"]
    fires: ["he never hit me", "never"]
    quiet: ["he hit me", "always"]
`;

beforeAll(() => {
  mkdirSync(RULES);
  for (const name of ['categories.yaml', 'policy.yaml'])
    copyFileSync(join(ROOT, 'rules/en', name), join(RULES, name));
  writeFileSync(join(RULES, 'rules.yaml'), SOUND_RULES);
  // “he never hit me” is one match of the rule as well: never is a filler here.
  writeFileSync(join(RULES, 'spelling.yaml'), 'kind: spelling\nfillers: ["never", "just"]\n');
  writeFileSync(join(RULES, 'cues.yaml'), CUES);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('classify, NDJSON', () => {
  it('gives one assessment a line, in order, with its id', async () => {
    const texts = ['he hit me', '', 'nothing', 'wir fühlen 😭 das \u2028 he hit me', 'he never hit me'];
    const ids = ['a', 7, null, { nested: ['ß'] }, 'a'];
    const lines = texts.map((text, k) => JSON.stringify({ id: ids[k], text }));
    const input = [...lines, '{"id": 12345678901234567890,"text":"x"}', '{"text":"no id"}', ''].join('\n');
    const { code, out, err } = await run(['classify', '--input', 'ndjson', ...withRules], input);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answers = jsonLines(out);
    expect(answers).toHaveLength(7);
    expect(answers.slice(0, 5).map(({ id }) => id)).toEqual(ids);
    expect(answers.slice(0, 5).map(({ tier }) => tier)).toEqual(['high', 'none', 'none', 'high', 'none']);
    expect(answers[3]!.findings[0]!.spans).toEqual([{ start: 20, end: 29, text: 'he hit me' }]);
    // All digits of an id, and none where there is none.
    expect(out.split('\n')[5]).toMatch(/^\{"id":12345678901234567890,"tier"/u);
    expect(out.split('\n')[6]).toMatch(/^\{"tier"/u);
  });

  it('accepts a byte order mark and CRLF, reports bad lines by number, goes on, and exits with 2', async () => {
    const lines = [
      '\uFEFF{"id":1,"text":"he hit me"}',
      'no json, and he hit me',
      '',
      '  ',
      '{"id":2}',
      '{"id":3,"text":null}',
      '[1]',
      '{"id":4,"text":"he hit me"}',
      '{"id":5,"text":"cut off',
      '{"id":6,"text":"he hit me"}',
    ];
    const { code, out, err } = await run(['classify', '--input', 'ndjson', ...withRules], lines.join('\r\n'));
    expect(code).toBe(2);
    expect(jsonLines(out).map(({ id, tier }) => [id, tier])).toEqual([
      [1, 'high'],
      [4, 'high'],
      [6, 'high'],
    ]);
    expect([...err.matchAll(/stdin:(\d+):/gu)].map((match) => Number(match[1]))).toEqual([2, 5, 6, 7, 9]);
    expect(err).not.toContain('hit me');
    expect(err).not.toMatch(STACK);
  });

  it('knows NDJSON by the ending of the file, and reads a line of megabytes', async () => {
    const file = path('posts.ndjson');
    const long = `${'nothing to see. '.repeat(150_000)}he hit me`;
    writeFileSync(
      file,
      `${JSON.stringify({ id: 1, text: long })}\n${JSON.stringify({ id: 2, text: 'x' })}\n`,
    );
    const { code, out } = await run(['classify', file, ...withRules]);
    expect(code).toBe(0);
    const [first, second] = jsonLines(out);
    expect(first!.findings[0]!.spans[0]!.end).toBe(long.length);
    expect(second!.id).toBe(2);
  });

  it('prints the other forms too', async () => {
    const input = '{"id":"first","text":"he hit me"}\n{"id":"second","text":"x"}\n';
    const json = await run(['classify', '--input', 'ndjson', '--output', 'json', ...withRules], input);
    expect((JSON.parse(json.out) as { id: string }[]).map(({ id }) => id)).toEqual(['first', 'second']);
    const text = await run(['classify', '--input', 'ndjson', '--output', 'text', ...withRules], input);
    expect(text.out.indexOf('first')).toBeLessThan(text.out.indexOf('HIGH'));
    expect(text.out.indexOf('second')).toBeLessThan(text.out.indexOf('NONE'));
  });

  it('streams in little memory, and reads no faster than its reader', async () => {
    const child = start(['classify', '--input', 'ndjson', ...withRules], ['--max-old-space-size=256']);
    const post =
      'we went to the shop and then he hit me and nothing else was said about it by anyone '.repeat(4);
    const count = Math.ceil((16 * 1024 * 1024) / (post.length + 25));
    const err = collect(child.stderr!);
    let fed = 0;
    const feed = async (): Promise<void> => {
      while (fed < count) {
        const part = Array.from(
          { length: Math.min(500, count - fed) },
          (_, k) => `{"id":${fed + k},"text":"${post}"}\n`,
        );
        if (!child.stdin!.write(part.join(''))) await once(child.stdin!, 'drain');
        fed += part.length;
      }
      child.stdin!.end();
    };
    const feeding = feed();
    await once(child.stdout!, 'readable');
    for (let before = -1; before < fed;) {
      before = fed;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(fed).toBeLessThan(count / 2);

    const closed = once(child, 'close');
    let lines = 0;
    let bytes = 0;
    for await (const chunk of child.stdout!) {
      const part = chunk as Buffer;
      bytes += part.length;
      for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++;
    }
    await feeding;
    const [code] = (await closed) as [number | null];
    expect({ code, err: await err, lines }).toEqual({ code: 0, err: '', lines: count });
    expect(bytes).toBeGreaterThan(30 * 1024 * 1024);
  });

  it('ends quietly when the reader goes away', async () => {
    const child = start(['classify', '--input', 'ndjson', ...withRules]);
    const err = collect(child.stderr!);
    const line = `${JSON.stringify({ id: 1, text: 'he hit me. '.repeat(50) })}\n`;
    child.stdin!.on('error', () => undefined);
    for (let k = 0; k < 2000; k++) child.stdin!.write(line);
    child.stdin!.end();
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, err: await err }).toEqual({ code: 0, err: '' });
  });
});

describe('classify, one text', () => {
  it('judges by the bundled pack', async () => {
    const file = path('post.txt');
    writeFileSync(file, '\uFEFFhe put his hands round my neck again\n');
    const { code, out, err } = await run(['classify', file, '--output', 'json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const assessment = JSON.parse(out) as Assessment;
    expect(assessment.tier).toBe('high');
    expect(assessment.findings[0]!.spans[0]!.text).toContain('hands');
  });

  it('prints text for people, without colours where there is no terminal', async () => {
    const { code, out } = await run(['classify', ...withRules], 'he hit me\nand left');
    expect(code).toBe(0);
    expect(out).not.toContain(ESC);
    expect(out).toMatch(/^HIGH {2}0\.94/u);
    expect(out).toContain('domestic.physical.hits-me');
    expect(out).toContain('escalate-to-safeguarding-lead');
    expect(out.split('\n').slice(2, 5)).toEqual(['  he hit me', `  ${'━'.repeat(9)}`, '  and left']);
  });

  it('takes the options of a service', async () => {
    const config = path('options.yaml');
    writeFileSync(
      config,
      'anonymous: true\ncodewords: ["blue kettle"]\nwatch: [{ phrase: "old mill", tier: low }]\n',
    );
    const given = [
      '--config',
      config,
      '--codeword',
      'green kettle',
      '--on-topic',
      'conduct',
      '--audience',
      'adults',
    ];
    const input = [
      'any blue kettle left?',
      'any green kettle left?',
      'at the old mill',
      'at the new mill',
    ].map((text) => `${JSON.stringify({ text })}\n`);
    const { out } = await run(['classify', '--input', 'ndjson', ...given, ...withRules], input.join(''));
    expect(jsonLines(out).map(({ tier }) => tier)).toEqual(['high', 'high', 'none', 'none']);
  });
});

describe.concurrent('bad usage', () => {
  const broken = path('broken.yaml');
  const cases: [string, string[], RegExp][] = [
    ['a file that is not there', ['classify', 'nowhere.txt'], /nowhere\.txt/u],
    ['a directory', ['classify', folder], /directory/u],
    ['an unknown option', ['classify', '--outptu', 'json'], /--outptu[\s\S]*--output/u],
    ['a wrong choice', ['classify', '--output', 'xml'], /xml/u],
    ['an unknown command', ['clasify'], /clasify[\s\S]*classify/u],
    ['an unknown topic', ['classify', '--on-topic', 'gardening', ...withRules], /onTopic\[0\]/u],
    [
      'options that are wrong',
      ['classify', '--config', broken],
      /broken\.yaml:1:11 [\s\S]*broken\.yaml:2:1 [\s\S]*codewords/u,
    ],
    ['rules that are broken', ['classify', '--rules', broken], /broken\.yaml:1:1 /u],
    ['rules that are not there', ['lint', 'nowhere'], /nowhere/u],
    ['a check that is not there', ['lint', RULES, '--only', 'broad-patern'], /broad-pattern/u],
    ['a glob without rules', ['test', RULES, '--rule', 'domestic.physical.hit-me'], /hits-me/u],
  ];
  beforeAll(() => writeFileSync(broken, 'audience: kids\ncodeword: [a]\n'));

  it.each(cases)('%s is one clear message and exit code 2', async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/^safetier: /u);
    expect(err).not.toMatch(STACK);
    expect(err).not.toContain(ESC);
  });

  it('no command at all shows the help on stderr', async () => {
    const { code, out, err } = await run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: safetier');
  });
});

describe('explain', () => {
  it('joins its words and says what nearly fired', async () => {
    const { code, out } = await run([
      'explain',
      'he',
      'never',
      'hit',
      'me',
      '--output',
      'json',
      ...withRules,
    ]);
    expect(code).toBe(0);
    const { assessment, nearMisses, cues } = JSON.parse(out) as Explanation;
    expect(assessment.tier).toBe('none');
    expect(nearMisses).toMatchObject([
      {
        rule: 'abuse-disclosure/domestic.physical.hits-me',
        because: 'negated',
        detail: 'negated.never',
        span: { start: 0, end: 15 },
        at: { start: 3, end: 8 },
      },
    ]);
    expect(cues).toMatchObject([{ cue: 'negated.never', span: { start: 3, end: 8 } }]);
  });

  it('reads stdin and shows the arithmetic, the rule’s own conditions and the positions', async () => {
    const { code, out } = await run(['explain', '-', ...withRules], 'he hit me. then he hit me at cricket');
    expect(code).toBe(0);
    expect(out).not.toContain(ESC);
    expect(out).toContain('4 points');
    expect(out).toContain('2^(−4/2) = 0.75');
    expect(out).toContain('16–25');
    expect(out).toMatch(/cricket .*\(unless\)/u);
  });
});

describe('lint', () => {
  it('passes sound files, whatever the checks find, unless told to be strict', async () => {
    const { code, out } = await run(['lint', RULES, '--format', 'json']);
    expect(code).toBe(0);
    const { problems, ...counts } = JSON.parse(out) as { problems: { code: string; severity: string }[] };
    expect(counts).toMatchObject({ files: 5, errors: 0, warnings: problems.length });
    // The one rule has no sources, and the categories have concepts without a rule.
    expect(problems.filter((one) => one.code !== 'concept-without-rule')).toMatchObject([
      { code: 'missing-sources', severity: 'warning', line: 4 },
    ]);
    const strict = await run(['lint', RULES, '--strict', '--only', 'missing-sources']);
    expect(strict.code).toBe(1);
    expect(strict.out).toContain('rules.yaml:4:9 warning missing-sources');
    expect(await run(['lint', RULES, '--strict', '--only', 'none'])).toMatchObject({
      code: 0,
      out: '5 files: no errors\n',
    });
  });

  it('shows the first findings of each check and counts them all', async () => {
    const { out } = await run(['lint', RULES]);
    const found = Number(/^concept-without-rule +warning +(\d+) +10$/mu.exec(out)?.[1]);
    expect(found).toBeGreaterThan(100);
    expect(out.match(/ warning concept-without-rule /gu)).toHaveLength(10);
    const all = await run(['lint', RULES, '--only', 'concept-without-rule']);
    expect(all.out.match(/ warning concept-without-rule /gu)).toHaveLength(found);
  });

  it('writes SARIF', async () => {
    const { code, out } = await run(['lint', RULES, '--format', 'sarif', '--only', 'missing-sources']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'missing-sources', level: 'warning' }] }],
    });
  });

  it('gives every problem with code and place, and exits with 1', async () => {
    const folder = path('wrong');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'a.yaml'),
      SOUND_RULES.replace('tier: high', 'tier: hihg').replace('"he hit me"', '"he (hit me"'),
    );
    const { code, out } = await run(['lint', RULES, folder, '--only', 'none', '--format', 'json']);
    expect(code).toBe(1);
    const { problems } = JSON.parse(out) as { problems: { code: string; line: number; file: string }[] };
    expect(problems.map(({ code, line }) => [code, line])).toContainEqual(['unknown-value', 6]);
    expect(problems.every(({ file }) => file.endsWith('a.yaml'))).toBe(true);
    // The older name of --format.
    expect(await run(['lint', RULES, folder, '--only', 'none', '--output', 'json'])).toMatchObject({ out });
    const text = await run(['lint', RULES, folder, '--only', 'none']);
    expect(text.code).toBe(1);
    expect(text.out).toContain('a.yaml:6:');
  });
});

describe('test', () => {
  it('passes the examples of the bundled pack, every one', async () => {
    const { code, out } = await run(['test', '--output', 'json']);
    expect(JSON.parse(out)).toMatchObject({ failures: [], problems: [] });
    expect(code).toBe(0);
  }, 120_000);

  it('passes examples that hold', async () => {
    const { code, out } = await run(['test', RULES, '--output', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      categories: [
        { category: 'abuse-disclosure', rules: 1, examples: 6, failures: 0 },
        { category: 'cues', rules: 1, examples: 4, failures: 0 },
      ],
      failures: [],
      problems: [],
    });
  });

  it('says of each failure where it stands and what was found instead', async () => {
    const folder = path('failing');
    mkdirSync(folder);
    for (const name of ['categories.yaml', 'policy.yaml', 'spelling.yaml'])
      copyFileSync(join(RULES, name), join(folder, name));
    writeFileSync(
      join(folder, 'cues.yaml'),
      CUES.replace('"always"', '"not never"').replace('"never"]\n    quiet', '"no such"]\n    quiet'),
    );
    const rules = SOUND_RULES.replace(
      'fires: [',
      'fires:\n      - "he never hit me"\n      - "he hits us"\n      - "',
    )
      .replace('"", ', '"')
      .replace('quiet: [', 'quiet: ["he hit me then", ');
    writeFileSync(
      join(folder, 'rules.yaml'),
      rules.replace(/- ""he hit me", "then he hit me again", "he hit me, twice"\]/u, '- "he hit me"'),
    );
    writeFileSync(join(folder, 'z.yaml'), 'kind: rulez\n');
    const { code, out } = await run(['test', folder, '--output', 'json']);
    expect(code).toBe(1);
    const { failures, problems } = JSON.parse(out) as {
      failures: Record<string, unknown>[];
      problems: { code: string }[];
    };
    expect(problems.map((problem) => problem.code)).toEqual(['unknown-kind']);
    expect(failures).toMatchObject([
      {
        kind: 'rule',
        expected: 'fires',
        text: 'he never hit me',
        line: 10,
        nearMiss: { because: 'negated' },
      },
      { kind: 'rule', expected: 'fires', text: 'he hits us', line: 11, found: [] },
      { kind: 'rule', expected: 'quiet', text: 'he hit me then', line: 13, found: [{ tier: 'high' }] },
      { kind: 'cue', rule: 'negated.never', expected: 'fires', text: 'no such', line: 8 },
      { kind: 'cue', rule: 'negated.never', expected: 'quiet', text: 'not never', line: 9, cue: 'never' },
    ]);
    const text = await run(['test', folder, '--category', 'cues']);
    expect(text.code).toBe(1);
    expect(text.out).toContain('cues.yaml:8:');
    expect(text.out).not.toContain('rules.yaml:');
  });

  it('says how examples do that are written otherwise, the same for the same seed', async () => {
    const args = ['test', RULES, '--perturb', '--format', 'json'];
    const { code, out } = await run([...args, '--seed', '3']);
    expect(code).toBe(0);
    const results = JSON.parse(out) as { seed: number; rules: { rule: string; of: number }[] };
    expect(results).toMatchObject({
      seed: 3,
      problems: [],
      untested: [],
      rules: [{ rule: 'abuse-disclosure/domestic.physical.hits-me' }],
    });
    expect((await run([...args, '--seed', '3'])).out).toBe(out);
    expect((await run(['test', RULES, '--perturb'])).out).toMatch(/^hits-me$/mu);
  });

  it('runs a selection', async () => {
    const one = await run(['test', RULES, '--rule', 'domestic.*', '--output', 'json']);
    expect(JSON.parse(one.out)).toMatchObject({ categories: [{ category: 'abuse-disclosure', rules: 1 }] });
  });
});

describe.concurrent('help', () => {
  it.each([[[]], [['classify']], [['explain']], [['lint']], [['test']], [['evaluate']], [['diff']]])(
    '%j --help shows examples on 80 columns',
    async (command) => {
      const { code, out, err } = await run([...command, '--help']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out.match(/^ {2}\$ .*safetier /gmu)?.length).toBeGreaterThanOrEqual(2);
      expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('--version is the version of the package', async () => {
    const { version } = (await import('../package.json', { with: { type: 'json' } })).default;
    expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('lines', () => {
  it('are the same however the input is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '\u2028', '😭') })),
        (parts) => {
          const splitter = new LineSplitter();
          const lines = [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()];
          const whole = parts.join('').split('\n');
          if (whole[whole.length - 1] === '') whole.pop();
          expect(lines).toEqual(whole.map((text, k) => ({ number: k + 1, text: text.replace(/\r$/u, '') })));
        },
      ),
    );
  });
});

describe('text for people', () => {
  const pack = packOf({
    rules: [ruleOf('hit', ['he hit me']), ruleOf('wide', ['他 打 我'], { tier: 'low', weight: 1 })],
    cues: [cueOf('never', ['never'])],
    fillers: ['never'],
  });
  const classifier = buildClassifier({ packs: [pack] }, []);
  const render = (text: string, colours: boolean, columns: number): string =>
    explanationText(text, classifier.explain(text), classifier.nearMatches(text), makePage(colours, columns));
  const plain = (text: string): string =>
    text
      .split(ESC)
      .map((part, k) => (k === 0 ? part : part.replace(/^\[\d+m/u, '')))
      .join('');

  it('never passes on what a terminal would obey', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            'a',
            ' ',
            ESC,
            '\u0007',
            '\u009B',
            '\u202E',
            '\uD800',
            '\n',
            '\t',
            '[31m',
            'he hit me ',
          ),
        }),
        (text) => {
          expect(visible(text)).toHaveLength(text.length);
          expect(render(text, false, 80)).not.toMatch(/[^\P{C}\n]/u);
        },
      ),
    );
  });

  it('stays within the width, with and without colours', () => {
    const words = fc.array(
      fc.constantFrom(
        'he hit me',
        'he never hit me',
        'and',
        'x'.repeat(120),
        '😭',
        '中文字幕',
        '.',
        '\n',
        'a longer way of saying nothing at all',
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(words, fc.boolean(), fc.integer({ min: 40, max: 120 }), (parts, colours, columns) => {
        for (const line of plain(render(parts.join(' '), colours, columns)).split('\n'))
          expect(widthOf(line)).toBeLessThanOrEqual(Math.min(columns, 100));
      }),
      // Every kind of mark in one legend, on the narrowest page.
      { examples: [[['he hit me', 'he never hit me'], false, 40]] },
    );
  });

  it('folds without losing anything but the blanks at the folds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'bb', ' ', '\n', '中', '😭') }),
        fc.integer({ min: 2, max: 12 }),
        (text, width) => {
          const lines = foldLines(text, width);
          let at = 0;
          for (const { start, end } of lines) {
            expect(text.slice(at, start).trim()).toBe('');
            expect(widthOf(text.slice(start, end).trimEnd())).toBeLessThanOrEqual(width);
            at = end;
          }
          expect(at).toBe(text.length);
        },
      ),
    );
  });

  it('marks the evidence cell by cell under the line, or underlines it', () => {
    const text = '😭 中 he hit me';
    const assessment = classifier.classify(text);
    const [, , post, marks] = assessmentText(text, assessment, makePage(false, 80)).split('\n');
    expect(post).toBe(`  ${text}`);
    expect(marks).toBe(`${' '.repeat(2 + 6)}${'━'.repeat(9)}`);
    expect(assessmentText(text, assessment, makePage(true, 80)).split('\n')[2]).toContain(`${ESC}[4m`);
  });

  it('shows of a long post what is around the evidence', () => {
    const filler = 'Nothing happened on that day. '.repeat(200);
    const shown = render(`${filler}Then he hit me twice. ${filler}`, false, 80);
    expect(shown).toContain('  Then he hit me twice.\n');
    expect(shown.length).toBeLessThan(1500);
    expect(shown.match(/characters …\]/gu)).toHaveLength(2);
  });
});

describe('globs', () => {
  it.each([
    ['a.b', 'a.b', true],
    ['a.b', 'a.bc', false],
    ['*', '', true],
    ['a.*', 'a.b/c', true],
    ['*.me', 'hits.me', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
  ])('%s and %s: %s', (glob, id, matches) => expect(matchesGlob(glob, id)).toBe(matches));
});
