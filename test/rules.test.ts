import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PROBLEM_CODES,
  type Pack,
  type Problem,
  type RuleFile,
  compilePack,
  formatProblem,
  formsOf,
  rulesJsonSchema,
} from '../src/rules/index.ts';
import { lemmaOf } from '../src/rules/forms.ts';

const CATEGORIES = `kind: categories
categories:
  bullying:
    title: insults
    reasons: { high: harm-to-others, medium: uncertain, low: somewhat-inappropriate }
    accumulate: { to: medium, points: 3 }
    qualifiers: { negated: drop, hypothetical: lower, question: keep, past: keep, third-person: show, perpetrator: show, quoted: show, condemned: drop, fiction: drop, education: drop, idiom: drop, recovery: show, support: drop, content-warning: show, banter: low }
    concepts: [insult, threat, exclusion]
`;
const LEXICONS = `kind: lexicons
lexicons:
  partner:
    terms: ["{husband}", "my ex", { term: him, weight: 0.5 }]
  insulter:
    terms: ["@partner", "(he|she)"]
`;
const RULES = `kind: rules
category: bullying
rules:
  - id: insult.plain
    concept: insult
    tier: medium
    match: ["@insulter ..2 {insult} me"]
    near: ["{shout}"]
    unless: [{ match: "in jest", within: post }, "as a joke"]
    qualifiers: { past: low }
    fires: [he insulted me, she insults me, my ex insulted me]
    quiet: ["he sang", "they insulted him", "it was an insult"]
  - id: threat.plain
    concept: threat
    tier: high
    weight: 3
    group: threats
    match: ["i will {hit:base} you"]
    fires: [a, b, c]
    quiet: [d, e, f]
`;
const CUES = `kind: cues
cues:
  - id: negated.never
    qualifier: negated
    direction: forward
    scope: 6
    stops: ["@insulter"]
    match: [never]
    unless: ["never (stop|stopped)"]
    fires: [he never hit me, never once]
    quiet: [he never stopped, nothing]
`;
const SPELLING = `kind: spelling
spelling:
  suicide: [sewerslide, SUICDE]
  kill myself: [kms]
masked: [fuck, strangle, "{hit}"]
fillers: [just]
`;

function files(...texts: string[]): RuleFile[] {
  return texts.map((text, k) => ({ path: `${k}.yaml`, text }));
}

function packOf(...texts: string[]): Pack {
  const { pack, problems } = compilePack(files(...texts));
  expect(problems.map(formatProblem)).toEqual([]);
  return pack!;
}

/** Where a stretch of a file stands, found by what stands there: [line, column, length], counted from 1. */
function placeOf(text: string, needle: string, part = needle): [number, number, number] {
  const found = text.indexOf(needle);
  if (found < 0 || text.includes(needle, found + 1))
    throw new Error(`“${needle}” must stand once in the file`);
  const at = found + needle.indexOf(part);
  const before = text.slice(0, at).split('\n');
  return [before.length, before.at(-1)!.length + 1, part.length];
}

function seen({ code, line, column, length }: Problem): unknown[] {
  return [code, line, column, length];
}

describe('a sound pack', () => {
  const pack = packOf(CATEGORIES, LEXICONS, RULES, CUES, SPELLING);

  it('fills in defaults', () => {
    const [insult, threat] = pack.rules;
    expect(insult).toEqual({
      id: 'insult.plain',
      category: 'bullying',
      concept: 'insult',
      tier: 'medium',
      reason: 'uncertain',
      weight: 2,
      group: 'insult',
      match: ['@insulter ..2 {insult} me'],
      near: [{ match: '{shout}', within: 'sentence' }],
      unless: [
        { match: 'in jest', within: 'post' },
        { match: 'as a joke', within: 'sentence' },
      ],
      qualifiers: { past: 'low' },
    });
    expect(threat).toMatchObject({ reason: 'harm-to-others', weight: 3, group: 'threats' });
    expect(pack.cues[0]!.unless).toEqual([{ match: 'never (stop|stopped)', within: 3 }]);
  });

  it('keeps terms with their weight and the forms of every lemma', () => {
    expect(pack.lexicons['partner']).toEqual(['{husband}', 'my ex', ['him', 0.5]]);
    expect(Object.keys(pack.forms)).toEqual(['hit', 'husband', 'insult', 'shout']);
    expect(pack.forms['insult']!.past).toEqual(['insulted']);
  });

  it('is named by the options where no file names it', () => {
    const named = compilePack(files(CATEGORIES), { name: 'ours', version: '2.0.0', language: 'en-IE' }).pack;
    expect(named).toMatchObject({ name: 'ours', version: '2.0.0', language: 'en-IE' });
    expect(pack).toMatchObject({ name: 'custom', version: '0.0.0', language: 'en' });
  });

  it('lists the examples of every rule and cue with their places', () => {
    const { examples } = compilePack(files(CATEGORIES, LEXICONS, RULES, CUES));
    expect(examples.map(({ rule, kind, file, line }) => [rule, kind, file, line])).toEqual([
      ['bullying/insult.plain', 'rule', '2.yaml', 4],
      ['bullying/threat.plain', 'rule', '2.yaml', 13],
      ['negated.never', 'cue', '3.yaml', 3],
    ]);
    const [line, column] = placeOf(RULES, '"they insulted him"');
    expect(examples[0]!.quiet[1]).toEqual({ text: 'they insulted him', line, column });
  });

  it('is the same for files in any order, and plain JSON', () => {
    const shuffled = files(CATEGORIES, LEXICONS, RULES, CUES, SPELLING).reverse();
    expect(JSON.stringify(compilePack(shuffled).pack)).toBe(JSON.stringify(pack));
    expect(JSON.parse(JSON.stringify(pack))).toEqual(pack);
  });
});

describe('a pack with mistakes', () => {
  const rules = `kind: rules
category: bullying
colour: red
rules:
  - id: one
    concept: insult
    tier: hihg
    match: ["@partnr hit me", "{hit me", "a ..12 b"]
    fires: [a, b]
    quiet: [a, b, no]
  - id: two
    concept: insullt
    tier: low
    reason: domestic-abuse
    nots: why
    match: ['it''s @nobody here', "\\u0061 \\"b\\" ..0 c", x ? y]
    unless: [{ match: "..3 fine", within: 99 }]
    qualifiers: { negatd: drop, past: vanish }
    fires: [a, 13, null, true]
    quiet: [a, b, 1.5]
  - concept: threat
    tier: low
    match: []
    fires: [a, b, c]
    quiet: [a, b, c]
  - id: one
    concept: threat
    tier: low
    match: ["(x|y) {face:past} z"]
    fires: [a, b, c]
    quiet: [a, b, c]
  - id: two
    concept: threat
    tier: low
    reason: unsure
    match: "not a list"
    fires: [a, b, c]
    quiet: [a, b, c]
`;
  const lexicons = `kind: lexicons
lexicons:
  here:
    terms: ["@there", "{threw}", word]
  there:
    terms: ["@here"]
  partner: { terms: [] }
`;
  const { pack, problems } = compilePack([
    ...files(CATEGORIES),
    { path: '1.yaml', text: lexicons },
    { path: '2.yaml', text: rules },
  ]);
  const expected: [string, string, string?][] = [
    ['unknown-key', 'colour'],
    ['unknown-value', 'hihg'],
    ['unknown-lexicon', '@partnr'],
    ['pattern-unclosed', '"{hit me"', '{'],
    ['pattern-gap', '..12'],
    ['too-few-examples', 'fires: [a, b]', 'fires'],
    ['not-a-string', 'b, no]', 'no'],
    ['unknown-concept', 'insullt'],
    ['reason-for-tier', 'domestic-abuse'],
    ['unknown-key', 'nots'],
    ['unknown-lexicon', '@nobody'],
    ['pattern-gap', '..0'],
    ['pattern-unexpected', 'x ? y', '?'],
    ['pattern-gap', '..3 fine', '..3'],
    ['wrong-type', '99'],
    ['unknown-qualifier', 'negatd'],
    ['unknown-effect', 'vanish'],
    ['not-a-string', '13'],
    ['not-a-string', 'null'],
    ['not-a-string', 'true'],
    ['not-a-string', '1.5'],
    ['missing-key', 'concept: threat\n    tier: low\n    match: []', 'concept: threat'],
    ['empty-list', 'match: []', 'match'],
    ['pattern-form', 'face'],
    ['unknown-reason', 'unsure'],
    ['wrong-type', '"not a list"'],
  ];

  it('gives no pack', () => expect(pack).toBeUndefined());

  it('reports every mistake of every file, with code, line and column', () => {
    const found = problems.filter(({ file }) => file === '2.yaml').map(seen);
    const wanted = expected.map(([code, needle, part]) => [code, ...placeOf(rules, needle, part)]);
    for (const one of wanted) expect(found).toContainEqual(one);
    expect(found).toHaveLength(wanted.length);
  });

  it('reports the lexicons too, circles once', () => {
    expect(
      problems.filter(({ file }) => file === '1.yaml').map(({ code, severity }) => [code, severity]),
    ).toEqual([
      ['unknown-lemma', 'warning'],
      ['circular-lexicon', 'error'],
      ['empty-list', 'error'],
    ]);
  });

  it('sorts by file and place', () => {
    const places = problems.map(({ file, line, column }) => [file, line, column] as const);
    const sorted = [...places].sort((a, b) =>
      a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2],
    );
    expect(places).toEqual(sorted);
  });

  it('uses only codes of the closed list', () => {
    for (const { code } of problems) expect(PROBLEM_CODES).toContain(code);
  });

  it('builds what is sound when it is asked to be lenient', () => {
    const lenient = compilePack(
      [...files(CATEGORIES, LEXICONS), { path: '2.yaml', text: RULES }, { path: '3.yaml', text: rules }],
      { lenient: true },
    );
    expect(lenient.pack!.rules.map(({ id }) => id)).toEqual(['insult.plain', 'threat.plain']);
    expect(lenient.problems.length).toBeGreaterThan(10);
  });
});

describe('single mistakes', () => {
  const only = (...texts: string[]): unknown[] =>
    compilePack(files(...texts)).problems.map(({ code, line, column }) => [code, line, column]);

  it.each([
    ['nothing in the file', '# empty\n', [['yaml-syntax', 1, 1]]],
    ['a reserved sign', 'kind: lexicons\nlexicons:\n  a: { terms: [@b] }\n', [['yaml-syntax', 3, 16]]],
    ['two documents', 'kind: lexicons\nlexicons: {}\n---\nkind: cues\n', [['yaml-syntax', 3, 1]]],
    ['no map', '- a\n', [['wrong-type', 1, 1]]],
    ['no kind', 'rules: []\n', [['missing-key', 1, 1]]],
    ['an unknown kind', 'kind: ruels\n', [['unknown-kind', 1, 7]]],
    ['an unknown category', 'kind: categories\ncategories:\n  buling: {}\n', [['unknown-category', 3, 3]]],
    [
      'a lexicon name with a dot',
      'kind: lexicons\nlexicons:\n  a.b: { terms: [x] }\n',
      [['wrong-type', 3, 3]],
    ],
    [
      'a lexicon twice in a file',
      'kind: lexicons\nlexicons:\n  a: { terms: [x] }\n  a: { terms: [y] }\n',
      [['duplicate-key', 4, 3]],
    ],
    [
      'a gap in a term',
      'kind: lexicons\nlexicons:\n  a: { terms: [x ..2 y] }\n',
      [['pattern-unexpected', 3, 16]],
    ],
    [
      'a colon that makes a map',
      'kind: lexicons\nlexicons:\n  a:\n    terms:\n      - x: y\n',
      [
        ['missing-key', 5, 9],
        ['unknown-key', 5, 9],
      ],
    ],
    ['an old boolean', 'kind: spelling\nspelling:\n  yes: [yep]\n', [['not-a-string', 3, 3]]],
    [
      'an override of nothing',
      'kind: pack\nname: a\nversion: "1"\nlanguage: en\noverride: [{ id: a/b, tier: low }]\n',
      [['bad-extends', 5, 1]],
    ],
    [
      'a version that is a number',
      'kind: pack\nname: a\nversion: 1.0\nlanguage: en\n',
      [['not-a-string', 3, 10]],
    ],
  ])('%s', (_, text, wanted) => expect(only(text)).toEqual(wanted));

  it('a rule or cue or lexicon in two files', () => {
    expect(only(CATEGORIES, LEXICONS, RULES, RULES, CUES, CUES, LEXICONS)).toEqual([
      ['duplicate-id', 4, 9],
      ['duplicate-id', 13, 9],
      ['duplicate-id', 3, 9],
      ['duplicate-lexicon', 3, 3],
      ['duplicate-lexicon', 5, 3],
    ]);
  });

  it('points into folded, escaped and doubled quotes', () => {
    const text = `kind: lexicons
lexicons:
  a:
    terms:
      - "\\x61 \\"b\\" @gone c"
      - 'it''s ''so'' @gone'
      - "folded
         here @gone"
      - >-
        block @gone
`;
    const gone = [...text.matchAll(/@gone/gu)].slice(0, 3).map(({ index }) => {
      const before = text.slice(0, index).split('\n');
      return ['unknown-lexicon', before.length, before.at(-1)!.length + 1];
    });
    expect(only(text)).toEqual([...gone, ['unknown-lexicon', 9, 9]]);
  });
});

describe('formatProblem', () => {
  it('shows the line, a caret under the wrong part and the mend', () => {
    const { problems } = compilePack(files(CATEGORIES, LEXICONS.replace('"my ex"', '"my ex", "@insultr"')));
    expect(problems.map(formatProblem)).toEqual([
      [
        '1.yaml:4:36 unknown-lexicon there is no lexicon “insultr”',
        '    terms: ["{husband}", "my ex", "@insultr", { term: him, weight: 0.5 }]',
        '                                   ^^^^^^^^',
        '    did you mean @insulter?',
      ].join('\n'),
    ]);
  });

  it('keeps the caret under the wrong part of a long line', () => {
    const long = `"${'word '.repeat(200)}@partnr ${'word '.repeat(200)}"`;
    const { problems } = compilePack(
      files(LEXICONS, `kind: lexicons\nlexicons:\n  a: { terms: [${long}] }\n`),
    );
    const [, shown = '', caret = ''] = formatProblem(problems[0]!).split('\n');
    expect(shown.length).toBeLessThan(130);
    expect(shown.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('@partnr');
  });

  it.each([
    ['concept: insult', 'concept: insuIt', 'insult'],
    ['tier: medium', 'tier: meduim', 'medium'],
    ['qualifiers:', 'qualifers:', 'qualifiers'],
    ['past: low', 'pats: low', 'past'],
  ])('asks whether %s was meant by %s', (right, wrong, meant) => {
    const { problems } = compilePack(files(CATEGORIES, LEXICONS, RULES.replace(right, wrong)));
    expect(problems.map(({ hint }) => hint)).toEqual([`did you mean “${meant}”?`]);
  });
});

describe('extends', () => {
  const base: Pack = { ...packOf(CATEGORIES, LEXICONS, RULES, CUES, SPELLING), name: 'en' };
  const head = 'kind: pack\nname: ours\nversion: 1.0.0\nlanguage: en\nextends: en\n';
  const extended = (text: string, ...more: string[]): ReturnType<typeof compilePack> =>
    compilePack(files(head + text, ...more), { base });

  it('takes everything over', () => {
    expect(extended('').pack).toEqual({ ...base, name: 'ours', version: '1.0.0' });
  });

  it('changes one rule, and only what is stated', () => {
    const { pack, problems } = extended(
      'override:\n  - id: bullying/insult.plain\n    unless: ["in fun"]\n    qualifiers: { quoted: drop }\n',
    );
    expect(problems).toEqual([]);
    expect(pack!.rules[0]).toEqual({
      ...base.rules[0],
      unless: [{ match: 'in fun', within: 'sentence' }],
      qualifiers: { past: 'low', quoted: 'drop' },
    });
    expect(pack!.rules[1]).toEqual(base.rules[1]);
  });

  it('takes reason and weight along when the tier changes', () => {
    const { pack } = extended('override: [{ id: bullying/insult.plain, tier: high }]\n');
    expect(pack!.rules[0]).toMatchObject({ tier: 'high', reason: 'harm-to-others', weight: 4 });
  });

  it('disables by id and by glob', () => {
    expect(extended('disable: [bullying/threat.plain, negated.never]\n').pack).toMatchObject({
      rules: [{ id: 'insult.plain' }],
      cues: [],
    });
    expect(extended('disable: ["bullying/*"]\n').pack!.rules).toEqual([]);
    expect(extended('disable: ["*.plain"]\n').pack).toMatchObject({ rules: [], cues: base.cues });
  });

  it('adds rules that use the lexicons of the base, and terms to them', () => {
    const more = RULES.replaceAll('.plain', '.ours');
    const { pack, problems } = extended(
      '',
      more,
      'kind: lexicons\nlexicons:\n  partner: { terms: [our lad] }\n',
    );
    expect(problems).toEqual([]);
    expect(pack!.rules.map(({ id }) => id)).toEqual([
      'insult.plain',
      'threat.plain',
      'insult.ours',
      'threat.ours',
    ]);
    expect(pack!.lexicons['partner']).toEqual(['{husband}', 'my ex', ['him', 0.5], 'our lad']);
  });

  it('refuses what changes nothing', () => {
    const text =
      'disable: [bullying/none]\noverride:\n  - { id: bullying/insult.plan, tier: low }\n  - { id: bullying/threat.plain, match: ["@none"] }\n';
    const { problems } = extended(text);
    const wanted = [
      ['disable-without-target', 'bullying/none'],
      ['override-without-target', 'bullying/insult.plan'],
      ['unknown-lexicon', '@none'],
    ].map(([code, needle]) => [code, ...placeOf(head + text, needle!)]);
    expect(problems.map(seen)).toEqual(wanted);
    expect(problems[1]!.hint).toContain('bullying/insult.plain');
  });

  it('refuses a base that is not there', () => {
    expect(compilePack(files(head), {}).problems.map(seen)).toEqual([['bad-extends', 5, 10, 2]]);
    expect(
      compilePack(files(head.replace('extends: en', 'extends: de')), { base }).problems.map(seen),
    ).toEqual([['bad-extends', 5, 10, 2]]);
  });

  it('turns ground rules into rules of conduct', () => {
    const conduct = CATEGORIES.replace('bullying', 'conduct').replace(
      '[insult, threat, exclusion]',
      '[ground-rule]',
    );
    const text =
      'kind: ground-rules\nground-rules:\n  - { id: no-selling, says: Nothing is sold here., match: ["{sell} my"] }\n';
    expect(packOf(conduct, text).rules).toMatchObject([
      {
        id: 'ground-rule.no-selling',
        category: 'conduct',
        concept: 'ground-rule',
        tier: 'low',
        reason: 'somewhat-inappropriate',
        note: 'Nothing is sold here.',
      },
    ]);
  });
});

describe('forms', () => {
  it.each([
    ['hit', 'hits', 'hit', 'hitting'],
    ['cut', 'cuts', 'cut', 'cutting'],
    ['beat', 'beats', 'beat beaten', 'beating'],
    ['strangle', 'strangles', 'strangled', 'strangling'],
    ['choke', 'chokes', 'choked', 'choking'],
    ['lie', 'lies', 'lied lay lain', 'lying'],
    ['die', 'dies', 'died', 'dying'],
    ['tie', 'ties', 'tied', 'tying'],
    ['shoot', 'shoots', 'shot', 'shooting'],
    ['bully', 'bullies', 'bullied', 'bullying'],
    ['groom', 'grooms', 'groomed', 'grooming'],
    ['stab', 'stabs', 'stabbed', 'stabbing'],
    ['rape', 'rapes', 'raped', 'raping'],
    ['sext', 'sexts', 'sexted', 'sexting'],
    ['dox', 'doxes doxxes', 'doxed doxxed', 'doxing doxxing'],
    ['doxx', 'doxxes', 'doxxed', 'doxxing'],
    ['ghost', 'ghosts', 'ghosted', 'ghosting'],
    ['put', 'puts', 'put', 'putting'],
    ['take', 'takes', 'took taken', 'taking'],
    ['throw', 'throws', 'threw thrown', 'throwing'],
    ['drag', 'drags', 'dragged', 'dragging'],
    ['burn', 'burns', 'burned burnt', 'burning'],
    ['bleed', 'bleeds', 'bled', 'bleeding'],
    ['strike', 'strikes', 'struck stricken', 'striking'],
    ['overdose', 'overdoses', 'overdosed', 'overdosing'],
    ['od', 'ods', 'oded', 'oding'],
    ['text', 'texts', 'texted', 'texting'],
    ['snap', 'snaps', 'snapped', 'snapping'],
    ['threaten', 'threatens', 'threatened', 'threatening'],
    ['smother', 'smothers', 'smothered', 'smothering'],
    ['travel', 'travels', 'travelled traveled', 'travelling traveling'],
    ['control', 'controls', 'controlled', 'controlling'],
    ['kidnap', 'kidnaps', 'kidnapped', 'kidnapping'],
    ['panic', 'panics', 'panicked', 'panicking'],
    ['unalive', 'unalives', 'unalived', 'unaliving'],
    ['harass', 'harasses', 'harassed', 'harassing'],
    ['be', 'is are am', 'was were been', 'being'],
    ['spit at', 'spits at', 'spat at', 'spitting at'],
    ['hand over', 'hands over', 'handed over', 'handing over'],
  ])('%s', (lemma, s, past, ing) => {
    const forms = formsOf(lemma);
    const words = (text: string): string[] => (lemma.includes(' ') ? [text] : text.split(' '));
    expect(forms.base).toEqual([lemma]);
    expect(forms.s).toEqual(expect.arrayContaining(words(s)));
    expect(forms.past).toEqual(expect.arrayContaining(words(past)));
    expect(forms.ing).toEqual(expect.arrayContaining(words(ing)));
  });

  it.each([
    ['child', 'children'],
    ['wife', 'wives'],
    ['mum', 'mums'],
    ['mummy', 'mummies'],
    ['baby', 'babies'],
    ['woman', 'women'],
    ['tooth', 'teeth'],
    ['potato', 'potatoes'],
    ['weirdo', 'weirdos'],
    ['bestie', 'besties'],
    ['midwife', 'midwives'],
    ['stomach', 'stomachs'],
    ['grandchild', 'grandchildren'],
    ['gift card', 'gift cards'],
    ['face', 'faces'],
    ['nurse', 'nurses'],
    ['teacher', 'teachers'],
    ['girlfriend', 'girlfriends'],
  ])('%s is a noun only', (lemma, plural) => {
    expect(formsOf(lemma)).toEqual({ base: [lemma], s: [plural] });
  });

  it('knows knives and knifing', () => {
    expect(formsOf('knife')).toMatchObject({ s: ['knives', 'knifes'], past: ['knifed'] });
  });

  it('drops the g and slips, but makes no other word', () => {
    expect(formsOf('hit').ing).toEqual(['hitting', 'hittin', 'hiting']);
    expect(formsOf('choke').ing).toEqual(expect.arrayContaining(['chokin', 'chokeing']));
    expect(formsOf('raise').ing).not.toContain('raisin');
    expect(formsOf('strip').ing).not.toContain('striping');
    expect(formsOf('rap').ing).not.toContain('raping');
  });

  it('knows a form from a lemma', () => {
    expect(['threw', 'hitting', 'children', 'told', 'knives'].map(lemmaOf)).toEqual([
      'throw',
      'hit',
      'child',
      'tell',
      'knife',
    ]);
    expect(['need', 'meeting', 'hit', 'police', 'series', 'unheardof'].map(lemmaOf)).toEqual(
      Array(6).fill(undefined),
    );
  });
});

describe('spelling', () => {
  const words = new Set(['shoot', 'umbrella', 'insult']);
  const { spelling, maskable, fillers, misspelled } = compilePack(
    files(CATEGORIES, LEXICONS, RULES, CUES, SPELLING),
    {
      words,
    },
  ).pack!;

  it('maps variants to plain words, in lower case', () => {
    expect(spelling).toMatchObject({ sewerslide: 'suicide', suicde: 'suicide', kms: 'kill myself' });
  });

  it('lists what may be misspelled, the likeliest first, and the real words that look like one of them', () => {
    const { words: may, real } = misspelled!;
    expect(may).toContain('shout');
    expect(may).not.toContain('suicde');
    expect(may.indexOf('my')).toBeLessThan(may.indexOf('insulted'));
    expect(real).toEqual(['shoot']);
  });

  it('says nothing of misspellings where nobody says which words are real, but for what the base says', () => {
    expect(compilePack(files(SPELLING)).pack!.misspelled).toBeUndefined();
  });

  it('makes masked words maskable, with the forms of a lemma', () => {
    expect(maskable.slice(0, 3)).toEqual(['fuck', 'strangle', 'hit']);
    expect(fillers).toEqual(['just']);
  });

  it('refuses a variant of two words, and merges one said twice', () => {
    const text = 'kind: spelling\nspelling:\n  kill: [unalive, kll, kll]\n  die: [unalive]\n';
    const { problems } = compilePack(files(text));
    expect(problems.map(seen)).toEqual([['duplicate-spelling', 4, 9, 7]]);
    expect(problems[0]!.hint).toContain('0.yaml:3');
  });
});

describe('laws', () => {
  it('compiling never throws, and every problem stands inside its file', () => {
    const whole = [CATEGORIES, LEXICONS, RULES, CUES, SPELLING];
    const bits = fc.constantFrom(
      '',
      ' ',
      '\n',
      '  ',
      '"',
      "'",
      '[',
      ']',
      '{',
      '}',
      ':',
      '- ',
      '@',
      '|',
      '&a',
      '*a',
      '!',
      '? ',
      '..3',
      'null',
      '~',
      '__proto__',
      '\t',
      '😀',
      '\ud800',
      '#',
      'constructor',
    );
    fc.assert(
      fc.property(fc.nat(4), fc.nat(2000), fc.nat(30), bits, (file, at, drop, bit) => {
        const text = whole[file]!;
        const k = at % text.length;
        const broken = whole.map((one, n) =>
          n === file ? text.slice(0, k) + bit + text.slice(k + drop) : one,
        );
        const { pack, problems } = compilePack(files(...broken));
        expect(pack === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
        for (const problem of problems) {
          const line = broken[Number.parseInt(problem.file, 10)]!.split('\n')[problem.line - 1]!;
          expect(line).toBe(problem.text);
          expect(problem.column).toBeLessThanOrEqual(line.length + 1);
          expect(formatProblem(problem)).toContain(problem.code);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('the JSON Schema names every kind', () => {
    const { anyOf } = rulesJsonSchema() as { anyOf: { properties: { kind: { const: string } } }[] };
    expect(anyOf.map(({ properties }) => properties.kind.const)).toEqual([
      'rules',
      'learned',
      'details',
      'impression',
      'cues',
      'lexicons',
      'spelling',
      'categories',
      'policy',
      'ground-rules',
      'signals',
      'conversation',
      'talk',
      'pack',
    ]);
  });
});
