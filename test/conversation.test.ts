/** Conversations: laws of the reducer, what rules make of a few plain conversations, figures, the command. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runExamples } from '../src/cli/examples.ts';
import { buildClassifier } from '../src/classifier.ts';
import { namedIn, callsOf } from '../src/conversation/names.ts';
import type { ConversationState } from '../src/conversation/state.ts';
import { conversationFigures } from '../src/evaluate/conversations.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import type { Alert, Message } from '../src/model/conversation.ts';
import { rankOf } from '../src/model/vocabulary.ts';
import { compilePack, loadRuleFiles } from '../src/rules/index.ts';
import { ROOT, run } from './support/command.ts';

const classifier = createClassifier();
const conversation = classifier.conversation();

const TEXTS = [
  'what year are you in',
  'im 12',
  'you are so mature for your age',
  'keep this between us, dont tell your mum',
  'send me a pic of you',
  'does your dad ever check your phone',
  'ok i wont tell',
  'you are useless',
  'nobody likes you',
  'please stop its not funny',
  'haha says you',
  'i dont want to be here any more',
  'does anyone want my guitar',
  'you lot kept me going. over and out',
  'has anyone heard from them',
  'he counts the miles on the car',
  'i never felt this with anyone, can you send me some money for the fees',
  'the match is at 8',
  'who is driving on saturday',
  '',
];
const text = fc.constantFrom(...TEXTS);
const HOUR = 3_600_000;

/** Messages of a few members, said to somebody or to all, an hour or a day apart. */
const messagesOf = (names: readonly string[]): fc.Arbitrary<Message[]> =>
  fc
    .array(
      fc.record({
        author: fc.constantFrom(...names),
        text,
        replyTo: fc.option(fc.constantFrom(...names), { nil: undefined }),
        after: fc.constantFrom(0, HOUR, 24 * HOUR),
      }),
      { maxLength: 14 },
    )
    .map((drafts) => {
      let at = 1_767_225_600_000;
      return drafts.map(({ after, replyTo, ...rest }) => ({
        ...rest,
        at: (at += after),
        ...(replyTo === undefined ? {} : { replyTo }),
      }));
    });

const few = messagesOf(['ann', 'bo', 'cy']);
const RUNS = { numRuns: 60 };

function streamed(messages: readonly Message[], keep = (state: ConversationState) => state): Alert[] {
  let state = conversation.start();
  return messages.flatMap((message) => {
    const step = conversation.step(keep(state), message);
    state = step.state;
    return step.alerts;
  });
}

describe('laws', () => {
  it('message by message is the same as all at once', () => {
    fc.assert(
      fc.property(few, (messages) => {
        expect(classifier.classifyConversation(messages).alerts).toEqual(streamed(messages));
      }),
      RUNS,
    );
  });

  it('the state survives a round trip through JSON at every message', () => {
    fc.assert(
      fc.property(few, (messages) => {
        const keep = (state: ConversationState): ConversationState =>
          JSON.parse(JSON.stringify(state)) as ConversationState;
        expect(streamed(messages, keep)).toEqual(streamed(messages));
      }),
      RUNS,
    );
  });

  it('a step leaves the state that it was given as it was', () => {
    fc.assert(
      fc.property(few, (messages) => {
        streamed(messages, (state) => deepFrozen(state));
      }),
      RUNS,
    );
  });

  it('when it all happened does not matter, only how far apart', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: -40_000, max: 40_000 }), (messages, hours) => {
        const later = messages.map((one) => ({ ...one, at: Number(one.at) + hours * HOUR }));
        expect(streamed(later)).toEqual(streamed(messages));
      }),
      RUNS,
    );
  });

  it('what other pairs say to each other changes nothing between two', () => {
    const toldTo = (a: string, b: string): fc.Arbitrary<Message[]> =>
      fc.array(
        fc.record({ text, isFirst: fc.boolean() }).map(({ isFirst, text: said }) => ({
          author: isFirst ? a : b,
          replyTo: isFirst ? b : a,
          text: said,
        })),
        { maxLength: 12 },
      );
    fc.assert(
      fc.property(
        toldTo('ann', 'bo'),
        toldTo('cy', 'dee'),
        fc.array(fc.boolean(), { maxLength: 24 }),
        (one, other, turns) => {
          const between = (messages: readonly Message[]): unknown[] =>
            streamed(messages)
              .filter(({ subject, target }) => target !== null && ['ann', 'bo'].includes(subject))
              .map(({ subject, target, category, tier, stage, score }) => ({
                subject,
                target,
                category,
                tier,
                stage,
                score,
              }));
          expect(between(mixed(one, other, turns))).toEqual(between(one));
        },
      ),
      RUNS,
    );
  });

  it('an alert fires once for its subject, target and category, and again only when it rises', () => {
    fc.assert(
      fc.property(few, (messages) => {
        const highest = new Map<string, number>();
        for (const { subject, target, category, tier } of streamed(messages)) {
          const key = JSON.stringify([subject, target, category]);
          expect(rankOf(tier)).toBeGreaterThan(highest.get(key) ?? 0);
          highest.set(key, rankOf(tier));
        }
      }),
      RUNS,
    );
  });

  it('evidence stands in messages that have been, at places that are there', () => {
    fc.assert(
      fc.property(few, (messages) => {
        for (const { message, evidence } of streamed(messages)) {
          for (const one of evidence) {
            expect(one.message).toBeLessThanOrEqual(message);
            for (const { start, end } of one.spans) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThan(start);
              expect(end).toBeLessThanOrEqual(messages[one.message]!.text.length);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('never throws, whatever names, times and references there are', () => {
    const anything = fc.record(
      {
        author: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'constructor', '')),
        text: fc.oneof(text, fc.string({ unit: 'binary' })),
        at: fc.oneof(fc.string(), fc.double()),
        replyTo: fc.oneof(fc.string(), fc.double(), fc.constantFrom('__proto__', 0)),
        id: fc.oneof(fc.string(), fc.integer()),
      },
      { requiredKeys: ['author', 'text'] },
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (messages) => {
        expect(streamed(messages)).toEqual(
          streamed(messages, (state) => JSON.parse(JSON.stringify(state)) as ConversationState),
        );
      }),
      RUNS,
    );
  });

  it('the state stays small, however many write however much', () => {
    let state = conversation.start();
    let largest = 0;
    for (let k = 0; k < 20_000; k++) {
      const author = `member${(k * 7919) % 3001}`;
      const replyTo = `member${(k * 104_729) % 2999}`;
      ({ state } = conversation.step(state, {
        author,
        replyTo,
        text: TEXTS[(k * 31) % TEXTS.length]!,
        at: k * 60_000,
      }));
      if (k % 500 === 0) largest = Math.max(largest, JSON.stringify(state).length);
    }
    expect(Object.keys(state.members).length).toBeLessThanOrEqual(256);
    expect(Object.keys(state.pairs).length).toBeLessThanOrEqual(512);
    expect(largest).toBeLessThan(3_000_000);
  }, 120_000);

  it('keeps no text', () => {
    const secret = 'xylophone';
    let state = conversation.start();
    for (const said of TEXTS)
      ({ state } = conversation.step(state, { author: 'ann', replyTo: 'bo', text: `${said} ${secret}` }));
    expect(JSON.stringify(state)).not.toContain(secret);
  });
});

describe('what alerts say', () => {
  const groom: Message[] = [
    { author: 'ann', text: 'what year are you in' },
    { author: 'bo', text: 'year 8' },
    { author: 'ann', text: 'you are so mature for your age. send me a pic of you' },
    { author: 'bo', text: 'i dont really want to' },
    { author: 'ann', text: 'keep it between us, dont tell your mum' },
  ];

  it('names who, towards whom, and what it rests on', () => {
    const { tier, reported, reasons, alerts } = classifier.classifyConversation(groom);
    expect(tier).toBe('high');
    expect(reported).toContain('grooming');
    expect(reasons).toContain('child-protection');
    expect(alerts.every(({ subject, target }) => subject === 'ann' && target === 'bo')).toBe(true);
    const last = alerts.at(-1)!;
    expect(new Set(last.evidence.map(({ stage }) => stage))).toContain('pictures');
    expect(last.rule).toBe('grooming.stages');
  });

  it('is plain JSON', () => {
    const verdict = classifier.classifyConversation(groom);
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });

  it('takes what is said to a known child more seriously than what is said between adults', () => {
    const said = (age: string): Message[] => [
      { author: 'ann', text: 'im 34' },
      { author: 'bo', text: age },
      { author: 'ann', text: 'send me a pic of you' },
      { author: 'ann', text: 'keep it between us' },
    ];
    const most = (messages: readonly Message[]): number =>
      Math.max(0, ...classifier.classifyConversation(messages).alerts.map(({ score }) => score));
    expect(most(said('im 13'))).toBeGreaterThan(most(said('im 31')));
  });

  it('an expected member who stays away is missed once', () => {
    const expecting = createClassifier({ conversation: { rhythm: { ann: '1d' } } });
    const day = (days: number, author: string, said: string): Message => ({
      author,
      text: said,
      at: days * 24 * HOUR,
    });
    const messages = [
      day(0, 'ann', 'cant sleep, cant feel a thing'),
      day(1, 'ann', 'whats the point, nothing left'),
      day(4, 'bo', 'match at 8'),
      day(5, 'bo', 'who is driving'),
    ];
    const stages = (judge: typeof classifier): string[] =>
      judge.classifyConversation(messages).alerts.flatMap(({ evidence }) => evidence.map(({ sign }) => sign));
    expect(stages(classifier)).not.toContain('fact/missed-rhythm');
    expect(stages(expecting).filter((sign) => sign === 'fact/missed-rhythm')).toHaveLength(1);
  });

  it('contact elsewhere is reported where the group forbids it', () => {
    const messages = [
      { author: 'ann', text: 'hello' },
      { author: 'bo', text: 'add me on snap' },
    ];
    const strict = createClassifier({ conversation: { contact: 'forbidden' } });
    expect(strict.classifyConversation(messages).alerts).toMatchObject([
      { message: 1, subject: 'bo', target: 'ann', category: 'conduct', tier: 'low' },
    ]);
    expect(
      classifier.classifyConversation(messages).alerts.filter(({ category }) => category === 'conduct'),
    ).toEqual([]);
  });

  it('refuses options that cannot be meant, all at once', () => {
    expect(() =>
      createClassifier({ conversation: { rhythm: { ann: 'daily' }, contact: 'never' as 'allowed' } }),
    ).toThrow(/conversation\.contact[\s\S]*conversation\.rhythm\.ann/u);
  });

  it('the verdict of a single post is the same, signals or not', () => {
    const plain = buildClassifier({}, [{ ...en, signals: [], conversation: [] }]);
    for (const said of TEXTS) expect(classifier.classify(said)).toEqual(plain.classify(said));
  });
});

describe('names', () => {
  it.each([
    ['k1eran_v', ['kieran']],
    ['lil_mossy', ['mossy']],
    ['Cillo09', ['cillo']],
    ['ryan.gk', ['ryan']],
    ['42', []],
  ])('%s is called %j', (name, calls) => {
    expect(callsOf(name)).toEqual(calls);
  });

  it('finds members by parts of their names, and not the author', () => {
    const members = ['ryan.gk', 'lewis_no7', 'Deano_LW'].map((name) => ({ name, calls: callsOf(name) }));
    expect(namedIn('can we get a refund on ryan', members, 'Deano_LW')).toEqual([
      { name: 'ryan.gk', isCall: true },
    ]);
    expect(namedIn('Lew what size feet are you', members, 'ryan.gk').map(({ name }) => name)).toEqual([
      'lewis_no7',
    ]);
    expect(namedIn('deano again', members, 'Deano_LW')).toEqual([]);
  });
});

describe('rules', () => {
  const compiled = compilePack(loadRuleFiles([join(ROOT, 'rules/en')]), { lenient: true });

  it('every example of signals and conversation rules holds', () => {
    const signals = compiled.examples.filter(({ kind }) => kind === 'signal');
    expect(signals.length).toBeGreaterThan(20);
    expect(compiled.conversations.length).toBeGreaterThan(4);
    expect(runExamples(compiled.pack!, signals, compiled.conversations).failures).toEqual([]);
  });

  it('names what is wrong, and where', () => {
    const broken = `kind: conversation
conversation:
  - id: a.b
    category: grooming
    of: pair
    signs:
      - { stage: one, when: [says/nothing-of-the-kind], points: 1 }
      - { stage: two, points: 1 }
      - { stage: three, when: [grooming.secrecy], by: subject, points: 1, after: [onee] }
      - { stage: four, silence: { messages: 2 }, after: [one], points: 1 }
    alerts: [{ tier: medium, points: 1, needs: [tow] }]
    fires:
      - { turns: ["ann: hi"], by: 0, subject: ann }
      - { turns: ["ann hi"], by: 0, subject: ann }
      - { turns: ["ann > bo +2d: hi"], by: 0, subject: ann }
    quiet: [["ann: hi"], ["ann: hi"], ["ann: hi"]]
`;
    const pack = 'kind: pack\nname: own\nversion: 1.0.0\nlanguage: en\nextends: en\n';
    const { problems } = compilePack(
      [
        { path: 'pack.yaml', text: pack },
        { path: 'x.yaml', text: broken },
      ],
      { base: en },
    );
    const own = problems.filter(({ file }) => file === 'x.yaml').map(({ code, line }) => [code, line]);
    expect(own).toContainEqual(['unknown-sign', 7]);
    expect(own).toContainEqual(['sign-without-when', 8]);
    expect(own).toContainEqual(['unknown-stage', 9]);
    expect(own).toContainEqual(['wrong-side', 10]);
    expect(own).toContainEqual(['unknown-stage', 11]);
    expect(own.map(([, line]) => line)).toContain(14);
  });
});

describe('figures', () => {
  const alert = (message: number, subject: string, category: Alert['category']): Alert => ({
    message,
    subject,
    target: null,
    category,
    tier: 'medium',
    reason: 'uncertain',
    rule: 'r',
    stage: 's',
    score: 0.5,
    evidence: [],
  });
  const messages = Array.from({ length: 10 }, (_, k) => ({ author: 'ann', text: String(k), at: k * HOUR }));
  const gold = { from: 2, by: 6, subject: 'ann', category: 'grooming' } as const;
  const verdicts: Record<string, Alert[]> = {
    inTime: [alert(4, 'ann', 'grooming')],
    late: [alert(8, 'ann', 'grooming')],
    early: [alert(1, 'ann', 'grooming')],
    wrong: [alert(4, 'bo', 'grooming')],
    missed: [],
    quiet: [],
    alarmed: [alert(0, 'cy', 'bullying'), alert(1, 'cy', 'bullying')],
  };
  const rows = Object.keys(verdicts).map((id) => ({
    id,
    messages: messages.map((one) => ({ ...one, id })),
    alerts: ['quiet', 'alarmed'].includes(id) ? [] : [gold],
  }));
  const figures = conversationFigures(rows, ([first]) => ({
    ...classifier.classifyConversation([]),
    alerts: verdicts[String(first!.id)]!,
  }));

  it('are those of the definitions', () => {
    expect(figures).toMatchObject({
      conversations: 7,
      benign: 2,
      golds: 5,
      recall: 0.8,
      // Four met; false are the one about bo, and the two of the harmless conversation, which are one.
      precision: 0.6667,
      inTime: 0.4,
      rightSubject: 0.75,
      messagesLeft: 2,
      hoursLeft: 2,
      falseAlarms: 0.5,
      falsePer1000: 1000,
    });
    expect(figures.f05).toBeCloseTo((1.25 * 0.6667 * 0.8) / (0.25 * 0.6667 + 0.8), 3);
  });

  it('say which were missed, and which were not called for', () => {
    expect(figures.missed.map(({ row }) => row)).toEqual(['late', 'early', 'wrong', 'missed']);
    expect(figures.false.map(({ row }) => row)).toEqual(['wrong', 'alarmed']);
  });
});

describe('safetier conversation', () => {
  const good = { id: 'x', messages: [{ author: 'ann', text: 'the match is at 8' }] };

  it('answers each line in order, names bad ones and passes over them', async () => {
    const bad = [
      '{"id":1}',
      '{"messages":[{"author":"ann"}]}',
      '{"messages":[{"author":"ann","text":"hidden words","at":"soon"}]}',
      'nothing',
    ];
    const { code, out, err } = await run(
      ['conversation'],
      [JSON.stringify(good), ...bad, JSON.stringify({ ...good, id: 2 })].join('\n'),
    );
    expect(code).toBe(2);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ id }) => id)).toEqual(['x', 2]);
    expect(Object.keys(lines[0]!)).toEqual(['id', 'tier', 'reasons', 'categories', 'reported', 'alerts']);
    for (const line of [2, 3, 4, 5]) expect(err).toMatch(new RegExp(`:${line}: `, 'u'));
    expect(err).toContain('messages[0].text');
    expect(err).not.toContain('hidden words');
  });

  it('shows help with examples', async () => {
    const { code, out } = await run(['conversation', '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples:/u);
  });
});

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}

/** Two lists as one: `turns` says whose turn it is. */
function mixed<T>(one: readonly T[], other: readonly T[], turns: readonly boolean[]): T[] {
  const [a, b] = [[...one], [...other]];
  const all = turns.flatMap((isOne) => (isOne ? a : b).splice(0, 1));
  return [...all, ...a, ...b];
}
