/** Lint in depth: what each check finds, where exactly, and what it leaves alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sarifOf } from '../src/cli/lint/sarif.ts';
import { buildEngine } from '../src/engine.ts';
import { parsePattern } from '../src/match/pattern.ts';
import {
  LINT_CODES,
  LINT_SAYS,
  type LintCode,
  type RuleFile,
  compilePack,
  lintPack,
} from '../src/rules/index.ts';
import { languageOf } from '../src/rules/language.ts';
import { automatonOf, stands } from '../src/rules/lint/automaton.ts';
import { ROOT } from './support/command.ts';
import { type NaiveToken, naiveEnds } from './support/naive.ts';
import { packOf, ruleOf } from './support/packs.ts';

const shared = ['categories.yaml', 'policy.yaml'].map((name): RuleFile => ({
  path: name,
  text: readFileSync(join(ROOT, 'rules/en', name), 'utf8'),
}));
const file = (path: string, text: string): RuleFile => ({ path, text });

/** A file of one rule whose keys are those given; `match` stands in line 8 on, one pattern a line. */
function ruleFile(
  match: readonly string[],
  keys = '',
  tier = 'high',
  id = 'domestic.physical.one',
): RuleFile {
  return file(
    `${id}.yaml`,
    `kind: rules
category: abuse-disclosure
rules:
  - id: ${id}
    concept: domestic.physical
    tier: ${tier}
    match:
${match.map((pattern) => `      - "${pattern}"`).join('\n')}
    ${keys === '' ? 'sources: [https://example.org/]' : keys}
    fires: ["he hit me", "then he hit me again", "he hit me, twice"]
    quiet: ["he never hit me", "he hit me with his best shot, a song", "nothing at all"]
`,
  );
}

const CUES = file(
  'cues.yaml',
  `kind: cues
cues:
  - id: negated.never
    qualifier: negated
    direction: forward
    scope: 6
    match: ["never", "not"]
    fires: ["he never hit me", "never"]
    quiet: ["he hit me", "always"]
`,
);
const SPELLING = file('spelling.yaml', 'kind: spelling\nspelling: { going to: [gonna] }\n');
const LEXICONS = file(
  'lexicons.yaml',
  `kind: lexicons
lexicons:
  man: { terms: ["he", "him", "my dad", "the old man"] }
  voice-he: { terms: ["he", "him"] }
`,
);

/** What one check finds: `code file:line:column length`. */
function found(code: LintCode | LintCode[], ...files: RuleFile[]): string[] {
  const { problems } = lintPack([...shared, CUES, LEXICONS, SPELLING, ...files], { only: [code].flat() });
  return problems.map((one) => `${one.code} ${one.file}:${one.line}:${one.column} ${one.length}`);
}

describe('patterns that others stand in for', () => {
  const SHADOWS = ['shadowed-pattern', 'duplicate-pattern'] as const;
  const shadows = (...match: string[]): string[] =>
    found([...SHADOWS], ruleFile(match)).map((one) => one.replace('domestic.physical.one.yaml:', ''));

  it.each<[string, string[], string[]]>([
    ['a longer pattern', ['he hit me', 'he hit me again'], ['shadowed-pattern 9:9 17']],
    ['the earlier one too', ['he hit me again', '(he|she) hit me'], ['shadowed-pattern 8:9 17']],
    ['words inside a lexicon', ['@man hit me', 'my dad hit me'], ['shadowed-pattern 9:9 15']],
    [
      'a lexicon inside words',
      ['(he|him|my|the) ..2 hit me', '@voice-he hit me'],
      ['shadowed-pattern 9:9 18'],
    ],
    ['a narrower gap', ['he ..4 hit me', 'he ..2 hit me'], ['shadowed-pattern 9:9 15']],
    ['an optional word', ['he hit me', 'he hit me (again|twice)?'], ['shadowed-pattern 9:9 26']],
    ['the same pattern', ['he hit me', 'he hit me'], ['duplicate-pattern 9:9 11']],
    ['the same words read alike', ['gonna hit me', 'going to hit me'], ['duplicate-pattern 9:9 17']],
    ['the same in another order', ['(he|she) hit', '(she|he) hit'], ['duplicate-pattern 9:9 14']],
    ['only one side of a pair', ['(he|she) (hit|kicked) me', 'he (hit|bit) me'], []],
    ['a gap that fillers could fill', ['he ..1 me', 'he hit me'], []],
    ['a cue that it names itself', ['want to live', 'do not want to live'], []],
    ['a condition on what follows', ['hit me !again', 'hit me now'], []],
    ['the begin of a sentence', ['^ he hit me', 'he hit me'], ['shadowed-pattern 8:9 13']],
    ['a sentence inside', ['he hit me', '^ he hit me $'], ['shadowed-pattern 9:9 15']],
  ])('%s', (_, match, expected) => expect(shadows(...match)).toEqual(expected));

  it('among what must and must not stand near, where the window is the same', () => {
    const near = (list: string): string[] => found([...SHADOWS], ruleFile(['he hit me'], list));
    expect(near('near: ["old oak", "oak"]')).toEqual(['shadowed-pattern domestic.physical.one.yaml:9:12 9']);
    expect(near('unless: ["oak", { match: "old oak", within: post }]')).toEqual([]);
    expect(near('unless: [{ match: "oak", within: post }, { match: "old oak", within: post }]')).toEqual([
      'shadowed-pattern domestic.physical.one.yaml:9:55 9',
    ]);
  });

  it('among cues only where they begin and end alike', () => {
    const cue = (match: string): string[] =>
      found(
        [...SHADOWS],
        file(
          'more.yaml',
          CUES.text
            .replace('id: negated.never', 'id: negated.more')
            .replace(/match: .*/u, `match: [${match}]`),
        ),
      );
    expect(cue('"did not", "(did|does) not"')).toEqual(['shadowed-pattern more.yaml:7:13 9']);
    expect(cue('"not", "did not"')).toEqual([]);
  });

  it('among ground rules', () => {
    const rule = (match: string): string[] =>
      found(
        [...SHADOWS],
        file(
          'ground.yaml',
          `kind: ground-rules\nground-rules:\n  - id: no-selling\n    says: Nothing is sold.\n    match: [${match}]\n`,
        ),
      );
    expect(rule('"selling my", "selling my bike"')).toEqual(['shadowed-pattern ground.yaml:5:27 17']);
    expect(rule('"selling my", "not selling my"')).toEqual([]);
  });

  it('across rules of a group only from a rule that is worth as much, under no more conditions', () => {
    const weak = (keys: string): RuleFile =>
      ruleFile(['he hit me twice'], keys, 'high', 'domestic.physical.two');
    const strong = ruleFile(['he hit me']);
    const across = (one: RuleFile, other: RuleFile): string[] => found([...SHADOWS], one, other);
    expect(across(strong, weak(''))).toEqual(['shadowed-pattern domestic.physical.two.yaml:8:9 17']);
    expect(across(strong, weak('group: another'))).toEqual([]);
    expect(across(strong, weak('weight: 5'))).toEqual([]);
    expect(across(strong, weak('qualifiers: { past: keep }'))).toEqual([]);
    expect(across(ruleFile(['he hit me'], 'unless: ["cricket"]'), weak(''))).toEqual([]);
    expect(across(ruleFile(['he hit me'], '', 'medium'), weak(''))).toEqual([]);
  });
});

describe('one pattern in another', () => {
  const words = ['a', 'b', 'c', 'f'];
  const lexicons = { lex: ['a', 'b c'] };
  const { lowering } = languageOf({}, { lexicons, forms: {} });
  const language = { lexicons, fillers: new Set(['f']) };
  const automaton = (text: string, spelled = true) =>
    automatonOf(lowering.pattern(text), ({ phrases }) => (spelled ? phrases : []));

  const part: fc.Arbitrary<string> = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'c') },
    fc.constantFrom('(a|b)', '(b|c a)', '(a|b c|c)', '@lex', 'c?', '(a b)?', '..1', '..3', '.'),
  );
  const pattern = fc
    .tuple(
      fc.boolean(),
      fc.constantFrom('a', 'b', '@lex', '(a|c)'),
      fc.array(part, { maxLength: 3 }),
      fc.boolean(),
    )
    .map(
      ([start, first, parts, end]) =>
        `${start ? '^ ' : ''}${first} ${parts.join(' ')}`.replace(/(?: +\.\.\d)+ *$/u, '') +
        (end ? ' $' : ''),
    );
  const text = fc.array(
    fc.record({ word: fc.constantFrom(...words), bound: fc.constantFrom(0, 0, 0, 0, 1, 2, 3) }),
    { minLength: 1, maxLength: 9 },
  );

  it('is never claimed of texts in which it does not stand', () => {
    let claimed = 0;
    fc.assert(
      fc.property(
        pattern,
        pattern,
        fc.boolean(),
        fc.array(text, { minLength: 20, maxLength: 20 }),
        (whole, inner, anchored, texts) => {
          if (!stands(automaton(whole), automaton(inner, false), anchored)) return;
          claimed++;
          for (const [first, ...rest] of texts) {
            const tokens: NaiveToken[] = [{ ...first!, bound: 3 }, ...rest];
            for (let at = 0; at < tokens.length; at++)
              for (const end of naiveEnds(inner, tokens, at, language)) {
                const places = anchored ? [at] : tokens.keys();
                const ends = [...places].flatMap((from) =>
                  [...naiveEnds(whole, tokens, from, language)].map((to) => [from, to] as const),
                );
                const inside = ends.some(([from, to]) => (anchored ? to === end : from >= at && to <= end));
                expect(inside, `${whole} in ${inner}: ${JSON.stringify(tokens)}`).toBe(true);
              }
          }
        },
      ),
      { numRuns: 4000, seed: 7 },
    );
    expect(claimed).toBeGreaterThan(100);
  });

  it('holds of every pattern and itself', () => {
    fc.assert(
      fc.property(pattern, (one) => {
        expect(stands(automaton(one, false), automaton(one, false), true)).toBe(true);
      }),
    );
  });
});

describe('alternatives', () => {
  const alternatives = (...match: string[]): string[] =>
    found(['unreachable-alternative', 'read-the-same'], ruleFile(match)).map((one) =>
      one.replace('domestic.physical.one.yaml:', ''),
    );

  it.each<[string, string, string[]]>([
    ['one that a lexicon holds', '(@man|my dad) hit me', ['unreachable-alternative 8:16 6']],
    ['a form of a lemma beside it', '(hits|{hit}) me', ['unreachable-alternative 8:11 4']],
    ['one that several cover together', '(a b|a c|a (b|c)) hit', ['unreachable-alternative 8:19 7']],
    ['inside another group', 'he ((hit|hit)|bit) me', ['unreachable-alternative 8:19 3']],
    ['an optional word too many', '(hit me|hit (me)?) hard', ['unreachable-alternative 8:11 6']],
    [
      'two spellings, beside what stands twice',
      '(gonna|going to) (go|go)',
      ['read-the-same 8:17 8', 'unreachable-alternative 8:31 2'],
    ],
    ['a shorter one before a longer one', '(hit|hit me) hard', []],
    ['the same words elsewhere', '(he|she) and (he|she) hit', []],
    ['what a condition lets through', '(hit|hit !me) hard', []],
  ])('%s', (_, match, expected) => expect(alternatives(match)).toEqual(expected));

  it('says of spellings once a file which they are, and how often', () => {
    const files = [
      file(
        'spelling.yaml',
        'kind: spelling\nspelling: { going to: [gonna], want to: [wanna], do not: [dont] }\n',
      ),
      ruleFile(['he (gonna|going to) hit me', 'he (gonna|going to|wanna|want to) (hit|bite) me']),
      ruleFile(['(dont|do not) hit me'], '', 'high', 'domestic.physical.two'),
    ];
    const { problems } = lintPack([...shared, ...files], { only: ['read-the-same'] });
    expect(problems.map(({ file: path, line, column }) => `${path}:${line}:${column}`)).toEqual([
      'domestic.physical.one.yaml:8:20',
      'domestic.physical.two.yaml:8:16',
    ]);
    expect(problems[0]!.message).toMatch(/3 times: “going to” and “gonna” \(2\), “want to” and “wanna”$/u);
    expect(problems[1]!.message).toMatch(/once: “do not” and “dont”$/u);
  });
});

describe('words that are too common', () => {
  it('make a pattern broad, unless something rarer stands with it or near it', () => {
    expect(found('broad-pattern', ruleFile(['he ..4 her', 'he strangled her', 'he ..2 my throat']))).toEqual([
      'broad-pattern domestic.physical.one.yaml:8:9 12',
    ]);
    expect(found('broad-pattern', ruleFile(['he ..4 her'], 'near: ["throat"]'))).toEqual([]);
  });

  it('make a lexicon of rare words mean little else', () => {
    const lexicon = (terms: string): RuleFile =>
      file('more.yaml', `kind: lexicons\nlexicons:\n  blade:\n    terms: [${terms}]\n`);
    expect(found('broad-term', lexicon('knife, machete, it, dagger, cleaver, razor'))).toEqual([
      'broad-term more.yaml:4:29 2',
    ]);
    expect(found('broad-term', lexicon('knife, machete, dagger, cleaver, razor'))).toEqual([]);
    expect(
      found('broad-term', lexicon('knife, machete, dagger, cleaver, razor, { term: it, weight: 0.5 }')),
    ).toEqual([]);
    // Function words among themselves.
    expect(found('broad-term', lexicon('i, you, he, she, we, they'))).toEqual([]);
  });
});

describe('the biography of a rule', () => {
  const quiet = (examples: string, keys = ''): string[] =>
    found(
      'quiet-of-one-kind',
      file(
        'rules.yaml',
        ruleFile(['he hit me'], keys).text.replace(/quiet: .*\n/u, `quiet: [${examples}]\n`),
      ),
    );

  it('has quiet examples of more than one kind', () => {
    expect(quiet('"he never hit me", "he has not hit me", "never: he hit me"')).toEqual([
      'quiet-of-one-kind rules.yaml:11:5 5',
    ]);
    expect(
      quiet(
        '"at cricket he hit me", "he hit me, cricket again", "cricket: he hit me"',
        'unless: ["cricket"]',
      ),
    ).toEqual(['quiet-of-one-kind rules.yaml:11:5 5']);
    expect(quiet('"he never hit me", "he has not hit me", "a sunny day"')).toEqual([]);
    // Two conditions are two kinds of company.
    expect(
      quiet(
        '"at cricket he hit me", "in the film he hit me", "cricket: he hit me"',
        'unless: ["cricket", "the film"]',
      ),
    ).toEqual([]);
  });

  it('has a source', () => {
    expect(found('missing-sources', ruleFile(['he hit me']))).toEqual([]);
    expect(found('missing-sources', ruleFile(['he hit me'], 'note: without one'))).toEqual([
      'missing-sources domestic.physical.one.yaml:4:9 21',
    ]);
  });

  it('has a weight that goes with its tier', () => {
    const weighs = (weight: number, tier: string): string[] =>
      found('weight-out-of-line', ruleFile(['he hit me'], `weight: ${weight}`, tier));
    expect(weighs(4, 'low')).toEqual(['weight-out-of-line domestic.physical.one.yaml:9:13 1']);
    expect(weighs(1, 'high')).toEqual(['weight-out-of-line domestic.physical.one.yaml:9:13 1']);
    expect([...weighs(1, 'low'), ...weighs(2, 'medium'), ...weighs(4, 'high'), ...weighs(5, 'high')]).toEqual(
      [],
    );
  });

  it('has a weight like its siblings’', () => {
    const siblings = ['b', 'c', 'd'].map((name) =>
      ruleFile(['he hit me'], 'weight: 3', 'high', `domestic.${name}`),
    );
    const own = (weight: number): RuleFile => ruleFile(['he hit me'], `weight: ${weight}`);
    expect(found('weight-out-of-line', own(7), ...siblings)).toEqual([
      'weight-out-of-line domestic.physical.one.yaml:9:13 1',
    ]);
    expect(found('weight-out-of-line', own(6), ...siblings)).toEqual([]);
    expect(found('weight-out-of-line', own(7), ...siblings.slice(1))).toEqual([]);
  });

  it('covers the concepts of its categories', () => {
    const without = found('concept-without-rule', ruleFile(['he hit me']));
    const lines = shared[0]!.text.split('\n');
    const line = lines.findIndex((one) => one.includes('concepts: [domestic.physical'));
    // The one concept that has a rule is not among them, the next one is.
    const at = (concept: string): string =>
      `concept-without-rule categories.yaml:${line + 1}:${lines[line]!.indexOf(concept) + 1} ${concept.length}`;
    expect(without).not.toContain(at('domestic.physical'));
    expect(without).toContain(at('domestic.strangulation'));
    const fewer = shared[0]!.text.replace('passive-wish, ', '');
    const floor = lintPack([file('categories.yaml', fewer)], { only: ['concept-without-rule'] }).problems;
    expect(floor.find(({ message }) => message.includes('does not list'))).toMatchObject({
      code: 'concept-without-rule',
      message: 'self-harm does not list passive-wish',
    });
  });
});

describe('identity terms', () => {
  it('are no evidence in the company of function words alone', () => {
    const patterns = [
      '(a|the) gay',
      'he is ..2 (muslim|tall)',
      'gay (scum|rat)',
      '(a|the) (gay|idiot) rat',
      'no gays here',
    ];
    expect(found('identity-as-evidence', ruleFile(patterns))).toEqual([
      'identity-as-evidence domestic.physical.one.yaml:8:9 13',
      'identity-as-evidence domestic.physical.one.yaml:9:9 25',
    ]);
    expect(found('identity-as-evidence', ruleFile(['(a|the) gay'], 'near: ["scum"]'))).toEqual([]);
  });

  it('have no weight that speaks for a risk', () => {
    const learned = file(
      'learned.yaml',
      `kind: learned
category: bullying
learned:
  - id: learned.words
    concept: unspecified
    tier: medium
    learned-from: { data: none }
    bias: -1
    from: 0
    terms:
      scum: 2
      gay~: 1.5
      "@voice-he muslim": 0.5
      jewish: -1
    fires: ["a", "b", "c"]
    quiet: ["a", "b", "c"]
`,
    );
    expect(found('identity-as-evidence', learned)).toEqual([
      'identity-as-evidence learned.yaml:12:7 4',
      'identity-as-evidence learned.yaml:13:7 18',
    ]);
  });
});

describe('keywords', () => {
  it('are not all that a rule knows', () => {
    const code = 'keyword-only';
    expect(found(code, ruleFile(['{abuse} me', 'he is ..2 (violent|abusive)']))).toEqual([
      'keyword-only domestic.physical.one.yaml:7:5 5',
    ]);
    expect(found(code, ruleFile(['{abuse} me', 'he hit me']))).toEqual([]);
    expect(found(code, ruleFile(['(abuse|hit) me']))).toEqual([]);
  });
});

describe('lexicons beside which weighted words count', () => {
  const learned = (terms: string): RuleFile =>
    file(
      'learned.yaml',
      `kind: learned\ncategory: bullying\nlearned:\n  - id: learned.words\n    concept: unspecified\n    tier: medium\n    learned-from: { data: none }\n    bias: -1\n    from: 0\n    terms:\n${terms}\n    fires: ["a", "b", "c"]\n    quiet: ["a", "b", "c"]\n`,
    );

  it('are known, or the term is named with its place', () => {
    const { pack, problems } = compilePack([
      ...shared,
      LEXICONS,
      learned('      "@voice-he hit~": 1\n      "@voice-hee hit~": 1'),
    ]);
    expect(pack).toBeUndefined();
    expect(problems).toMatchObject([
      { code: 'unknown-lexicon', file: 'learned.yaml', line: 12, column: 7, hint: 'did you mean @voice-he?' },
    ]);
  });

  const names = Array.from({ length: 32 }, (_, k) => `voice-${k}`);

  it('are no more than fit', () => {
    const lexicons = file(
      'more.yaml',
      `kind: lexicons\nlexicons:\n${names.map((name) => `  ${name}: { terms: [he] }`).join('\n')}\n`,
    );
    const terms = (count: number): RuleFile =>
      learned(
        names
          .slice(0, count)
          .map((name) => `      "@${name} hit": 1`)
          .join('\n'),
      );
    expect(compilePack([...shared, lexicons, terms(31)]).problems).toEqual([]);
    expect(compilePack([...shared, lexicons, terms(32)]).problems).toMatchObject([
      { code: 'too-many-besides', severity: 'error', file: 'learned.yaml', line: 42, column: 7 },
    ]);
  });

  it('are refused with a code in a pack that was made otherwise', () => {
    const terms = names.map((name): [string, number] => [`@${name} hit`, 1]);
    const pack = packOf({
      lexicons: Object.fromEntries(names.map((name) => [name, ['he']])),
      rules: [{ ...ruleOf('words', []), learned: { bias: 0, from: 0, terms } }],
    });
    expect(buildEngine(pack).issues.map(({ pattern, error }) => [pattern, error.code])).toEqual([
      ['@voice-31 hit', 'too-many-besides'],
    ]);
  });
});

describe('the codes', () => {
  it('are all described in docs/lint.md', () => {
    const [docs = ''] = readFileSync(join(ROOT, 'docs/lint.md'), 'utf8').split('## What it finds');
    const listed = [...docs.matchAll(/^\| `([a-z-]+)` /gmu)].map((match) => match[1]);
    expect(listed).toEqual(LINT_CODES);
  });

  it('point alternatives out where they stand', () => {
    const text = 'he ( hit |bit)? me';
    const node = parsePattern(text);
    const group =
      node.kind === 'sequence' && node.nodes[1]?.kind === 'optional' ? node.nodes[1].node : undefined;
    expect(group).toMatchObject({ kind: 'either', starts: [4, 10, 14] });
  });
});

describe('SARIF', () => {
  const { problems } = lintPack(
    [...shared, ruleFile(['he hit me', 'he hit me']), file('a b.yaml', 'kind: x')],
    {
      only: ['duplicate-pattern'],
    },
  );
  const log = sarifOf(problems, '1.2.3');

  it('has what SARIF 2.1.0 requires', () => {
    expect(log).toMatchObject({ version: '2.1.0', runs: [{ tool: { driver: { name: 'safetier' } } }] });
    const [{ tool, results = [] }] = log.runs as [(typeof log.runs)[0]];
    const ids = tool.driver.rules!.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(results).toHaveLength(problems.length);
    results.forEach((result, k) => {
      expect(ids[result.ruleIndex!]).toBe(result.ruleId);
      expect(['error', 'warning']).toContain(result.level);
      expect(result.message.text).toContain(problems[k]!.message);
      const { artifactLocation, region } = result.locations![0]!.physicalLocation!;
      expect(() => new URL(artifactLocation!.uri!, 'file:///')).not.toThrow();
      expect(artifactLocation!.uri).not.toMatch(/[\s\\]/u);
      expect(region!.startLine).toBe(problems[k]!.line);
      expect(region!.endColumn! - region!.startColumn!).toBe(problems[k]!.length);
    });
  });

  it('says of each check what it looks for', () => {
    const rule = log.runs[0]!.tool.driver.rules!.find(({ id }) => id === 'duplicate-pattern');
    expect(rule?.shortDescription?.text).toBe(LINT_SAYS['duplicate-pattern']);
  });
});
