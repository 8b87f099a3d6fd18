/** Words of conversations: what members say and hear of them, how their weights are fitted, and the files that hold them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Draft, EMPTY } from '../src/conversation/state.ts';
import { heedWords, talkOf, tellingOf } from '../src/conversation/talk.ts';
import type { ConversationRow } from '../src/evaluate/conversations.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnOdds } from '../src/learn/conversations.ts';
import { talkFile } from '../src/learn/file.ts';
import { type SpokenConversation, type TalkSample, bagOf, decisive, fitTalk } from '../src/learn/talk.ts';
import type { ConversationRule } from '../src/model/conversation.ts';
import { compilePack } from '../src/rules/index.ts';

const RULE: ConversationRule = {
  id: 'r',
  category: 'grooming',
  of: 'pair',
  aim: 'said-to',
  signs: [],
  odds: { from: 0, bias: 0, weights: { talk: 1 } },
  weighs: {},
  alerts: [],
};
/** What the terms 0 to 3 weigh where they are said, and where they are heard. */
const SAID = [1.5, -0.7, 0.2, 0];
const HEARD = [-0.4, 2.1, 0, 0.9];
const NAMES = ['ann', 'bo', 'cy'];

const conversation = fc.array(
  fc.record({
    author: fc.constantFrom(...NAMES),
    aim: fc.option(fc.constantFrom(...NAMES)),
    words: fc.integer({ min: 1, max: 30 }),
    terms: fc.uniqueArray(fc.integer({ min: 0, max: 3 })).map((terms) => Int32Array.from(terms)),
  }),
  { minLength: 1, maxLength: 25 },
);

/** The state after messages whose weights are those of their terms. */
function heard(messages: SpokenConversation, rule = RULE): Draft {
  let state = EMPTY;
  for (const { author, aim, words, terms } of messages) {
    const draft = new Draft(state, undefined);
    draft.member(author);
    const sum = (weights: readonly number[]): number =>
      terms.reduce((total, term) => total + weights[term]!, 0);
    heedWords(
      draft,
      [rule],
      { author, aim, length: 9 },
      { words, said: { r: sum(SAID) }, heard: { r: sum(HEARD) } },
    );
    state = draft.commit();
  }
  return new Draft(JSON.parse(JSON.stringify(state)) as typeof state, undefined);
}

describe('what members say and hear by their words', () => {
  it('is what was learned from: the bag of the terms, each with its weight', () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const draft = heard(messages);
        for (const name of new Set(messages.map(({ author }) => author))) {
          const { terms, values } = bagOf(messages, name, messages.length - 1, SAID.length);
          const weights = [...SAID, ...HEARD];
          const sum = terms.reduce((total, term, k) => total + weights[term]! * values[k]!, 0);
          // States are kept to a thousandth.
          expect(talkOf(draft, name, 'r')).toBeCloseTo(sum, 1);
        }
      }),
    );
  });

  it('is not touched by what is aimed at others', () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const aimed = messages.map((one) => (one.author === 'ann' ? one : { ...one, aim: 'bo' }));
        const alone = aimed.filter(({ author }) => author === 'ann');
        expect(talkOf(heard(aimed), 'ann', 'r')).toBeCloseTo(talkOf(heard(alone), 'ann', 'r'), 2);
      }),
    );
  });

  it('is nothing of somebody unknown', () => {
    expect(talkOf(new Draft(EMPTY, undefined), 'ann', 'r')).toBe(0);
  });

  it('shows the messages that spoke most, three at most, of who is heard in rules about targets', () => {
    const messages = [0, 2, 0, 0, 1, 0].map((term, k) => ({
      author: 'ann',
      aim: null,
      words: 4 + k,
      terms: Int32Array.of(term),
    }));
    const shown = tellingOf(heard(messages).member('ann'), RULE);
    expect(shown.map(({ message }) => message)).toEqual([0, 2, 3]);
    expect(shown[0]).toMatchObject({ stage: 'sounds', sign: 'talk/r', spans: [{ start: 0, end: 9 }] });
    const target: ConversationRule = { ...RULE, of: 'target' };
    expect(tellingOf(heard(messages, target).member('ann'), target).map(({ message }) => message)).toEqual([
      4,
    ]);
  });
});

describe('fitting words and features together', () => {
  const RARITY = Float64Array.of(2, 0.5, 0);
  const sample: fc.Arbitrary<TalkSample> = fc.record({
    positive: fc.boolean(),
    weight: fc.constantFrom(0.5, 1),
    features: fc.tuple(
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    ),
    bag: fc.tuple(...[0, 1, 2].map(() => fc.double({ min: 0, max: 1, noNaN: true }))).map((values) => ({
      terms: Int32Array.of(0, 1, 2),
      values: Float64Array.from(values),
    })),
  });
  const samples = fc.array(sample, { minLength: 6, maxLength: 30 });
  const PENALTY = 3;
  const DIRECTIONS = [1, 0] as const;
  /** What is to be as small as can be: loss and penalty, of the bias, two weights and two terms as they are written. */
  const lossOf =
    (all: readonly TalkSample[]) =>
    ([bias, one, other, first, second]: readonly number[]): number =>
      all.reduce(
        (sum, { positive, weight, features, bag }) => {
          const odds =
            bias! +
            one! * features[0]! +
            other! * features[1]! +
            first! * bag.values[0]! +
            second! * bag.values[1]!;
          return sum + weight * Math.log1p(Math.exp(positive ? -odds : odds));
        },
        (PENALTY * (one! ** 2 + other! ** 2) + (first! / RARITY[0]!) ** 2 + (second! / RARITY[1]!) ** 2) / 2,
      );
  const fit = (all: readonly TalkSample[]): number[] => {
    const { bias, weights, terms } = fitTalk(all, DIRECTIONS, RARITY, PENALTY);
    expect(terms[2]).toBe(0);
    return [bias, ...weights, terms[0]!, terms[1]!];
  };
  /** Where all samples are of one kind the bias runs away, and nothing is to be found. */
  const mixed = samples.filter(
    (all) => all.some(({ positive }) => positive) && all.some(({ positive }) => !positive),
  );

  it('finds weights that no small step betters', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        const found = fit(all);
        const loss = lossOf(all);
        found.forEach((_, k) => {
          for (const step of [-0.05, 0.05]) {
            const beside = found.map((weight, at) => (at === k ? weight + step : weight));
            if (beside[1]! >= 0) expect(loss(beside)).toBeGreaterThanOrEqual(loss(found) - 1e-3);
          }
        });
      }),
    );
  });

  it('lets nothing weigh the wrong way', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        expect(fitTalk(all, [1, -1], RARITY, PENALTY).weights[0]!).toBeGreaterThanOrEqual(0);
        expect(fitTalk(all, [1, -1], RARITY, PENALTY).weights[1]!).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('does not depend on the order of samples', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        const [found, turned] = [fit(all), fit([...all].reverse())];
        turned.forEach((weight, k) => expect(weight).toBeCloseTo(found[k]!, 1));
      }),
    );
  });

  it('leaves out terms that decide nothing', () => {
    fc.assert(
      fc.property(mixed, (all) => {
        const found = fitTalk(all, DIRECTIONS, RARITY, PENALTY);
        const kept = decisive(RARITY, { ...found, terms: Float64Array.of(0, 1, 0) }, all);
        expect(kept[0]).toBe(0);
        expect(kept[2]).toBe(0);
      }),
    );
  });
});

/** A pack of a service that builds on the bundled one. */
const PACK = {
  path: 'pack.yaml',
  text: ['kind: pack', 'name: own', "version: '1'", 'language: en', 'extends: en'].join('\n'),
};

describe('learning the words of a rule', () => {
  const rule = (en.conversation ?? []).find(({ odds }) => odds?.weights['talk'] !== undefined)!;
  const rowOf = (id: string, texts: readonly string[], isHarmful: boolean): ConversationRow => ({
    id,
    messages: texts.map((text, k) => ({ author: k % 2 === 0 ? 'ann' : 'bo', text })),
    alerts: isHarmful
      ? [
          {
            from: 1,
            by: texts.length - 1,
            subject: rule.of === 'target' ? 'bo' : 'ann',
            target: rule.of === 'target' ? 'ann' : 'bo',
            category: rule.category,
          },
        ]
      : [],
  });
  const writer = (name: string, word: string): ConversationRow[] => [
    rowOf(`${name}-1`, ['the lantern is lit again', 'i see', `the lantern burns ${word}`, 'ok'], true),
    rowOf(`${name}-2`, ['my lantern is out', 'i see', 'so the lantern goes', 'ok'], true),
    rowOf(`${name}-3`, ['the kettle is on', 'i see', 'two sugars please', 'ok'], false),
    rowOf(`${name}-4`, ['the kettle boils', 'i see', 'biscuits as well', 'ok'], false),
  ];
  const sets = new Map(
    [
      ['a', 'amber'],
      ['b', 'blue'],
      ['c', 'crimson'],
    ].map(([name, word]) => [name!, writer(name!, word!)]),
  );
  const fitted = learnOdds(createClassifier(), [rule], sets, en);
  const [{ talk, weights }] = fitted as [(typeof fitted)[number]];

  it('finds the words that conversations of several writers differ by, and no word of one writer', () => {
    const said = new Map(talk!.said.map(({ term, weight }) => [term, weight]));
    expect(said.get('lantern')).toBeGreaterThan(0);
    expect(said.get('kettle')).toBeLessThan(0);
    const all = [...talk!.said, ...talk!.heard];
    for (const { term, posts, writers } of all) {
      expect(term).not.toMatch(/amber|blue|crimson/);
      expect([posts >= 5, writers >= 3], term).toEqual([true, true]);
    }
    expect(weights['talk']).toBe(1);
  });

  it('writes a file of kind talk that compiles beside the rules', () => {
    const path = 'talk.yaml';
    const text = talkFile(fitted, { sources: ['a source'], provenance: { data: 'a b c' } });
    const { pack, problems } = compilePack([PACK, { path, text }], { base: en });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const found = pack!.talk!.find((one) => one.rule === rule.id)!;
    expect(found.said.terms).toContainEqual([
      'lantern',
      talk!.said.find(({ term }) => term === 'lantern')!.weight,
    ]);
  });

  it('belongs to a rule that weighs it', () => {
    const text = [
      'kind: talk',
      'talk:',
      `  - rule: ${rule.id}x`,
      '    learned-from: { data: d }',
      '    said: { terms: { lantern: 1 } }',
      '    heard: { terms: {} }',
    ].join('\n');
    const { problems } = compilePack([PACK, { path: 'talk.yaml', text }], { base: en });
    expect(problems.map(({ code, line, hint }) => ({ code, line, hint }))).toEqual([
      { code: 'unknown-rule', line: 3, hint: expect.stringContaining(rule.id) as string },
    ]);
  });
});
