/** How members sound over their messages, the odds that weigh it with stages, and how odds are fitted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf, oddsOf } from '../src/conversation/odds.ts';
import { alarmOf, heardBy, heed, loudestOf, saidTo, soundOf } from '../src/conversation/sounds.ts';
import { Draft, EMPTY } from '../src/conversation/state.ts';
import type { Sum } from '../src/conversation/track.ts';
import type { ConversationRow } from '../src/evaluate/conversations.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnOdds } from '../src/learn/conversations.ts';
import type { ConversationRule } from '../src/model/conversation.ts';
import { CATEGORIES, type Category } from '../src/model/vocabulary.ts';

const FROM = -3;
const ruleOf = (part: Partial<ConversationRule>): ConversationRule => ({
  id: 'r',
  category: 'grooming',
  of: 'pair',
  aim: 'said-to',
  signs: [],
  odds: { from: FROM, bias: -2, weights: { sounds: 1 } },
  weighs: {},
  alerts: [],
  ...part,
});
const HEARD: ReadonlySet<Category> = new Set(['grooming', 'bullying']);

interface Spoken {
  author: string;
  aim: string | null;
  /** How far the message sounds like the rule, and how alarming. */
  far: number;
  alarm: number;
}

/** All of them heard in turn, by one rule. */
function heardAll(messages: readonly Spoken[], rule: ConversationRule): Draft {
  let state = EMPTY;
  for (const { author, aim, far, alarm } of messages) {
    const draft = new Draft(state, undefined);
    draft.member(author);
    const risk = new Float64Array(CATEGORIES.length);
    risk[CATEGORIES.indexOf(rule.category)] = FROM + far;
    heed(draft, [rule], HEARD, { author, length: 10, aim }, { risk, severity: 0, alarm });
    state = draft.commit();
  }
  return new Draft(state, undefined);
}

const names = fc.constantFrom('ann', 'bo', 'cy');
const spoken: fc.Arbitrary<Spoken> = fc.record({
  author: names,
  aim: fc.option(names),
  far: fc.double({ min: -6, max: 6, noNaN: true }),
  alarm: fc.double({ min: -8, max: 4, noNaN: true }),
});
const talk = fc.array(spoken, { maxLength: 30 });
/** States are kept to a thousandth; so much may a sum be off by after thirty messages. */
const NEAR = 0.05;

/** The definition, without a state: what is left of before, and at most 2 more or 1 less, never below 0. */
function naiveSum(fars: readonly number[]): number {
  return fars.reduce((sum, far) => Math.max(0, sum * 0.983 + Math.max(-1, Math.min(2, far))), 0);
}

describe('how a member sounds', () => {
  const rule = ruleOf({});

  it('is the cumulative sum of the definition, of the rule and of alarm', () => {
    fc.assert(
      fc.property(talk, (messages) => {
        const draft = heardAll(messages, rule);
        for (const name of ['ann', 'bo', 'cy']) {
          const own = messages.filter(({ author }) => author === name);
          expect(Math.abs(soundOf(draft, name, 'r') - naiveSum(own.map(({ far }) => far)))).toBeLessThan(
            NEAR,
          );
          expect(Math.abs(alarmOf(draft, name) - naiveSum(own.map(({ alarm }) => alarm + 2.5)))).toBeLessThan(
            NEAR,
          );
        }
      }),
    );
  });

  it('comes to nothing in ordinary talk, however long', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -6, max: 0, noNaN: true }), { maxLength: 60 }), (fars) => {
        const draft = heardAll(
          fars.map((far) => ({ author: 'ann', aim: null, far, alarm: -9 })),
          rule,
        );
        expect(soundOf(draft, 'ann', 'r')).toBe(0);
        expect(loudestOf(draft.member('ann'), rule)).toEqual([]);
      }),
    );
  });

  it('is never lowered by a louder message', () => {
    fc.assert(
      fc.property(talk, fc.nat(), fc.double({ min: 0, max: 6, noNaN: true }), (messages, at, more) => {
        if (messages.length === 0) return;
        const louder = messages.map((one, k) =>
          k === at % messages.length ? { ...one, far: one.far + more } : one,
        );
        for (const name of ['ann', 'bo', 'cy'])
          expect(soundOf(heardAll(louder, rule), name, 'r')).toBeGreaterThanOrEqual(
            soundOf(heardAll(messages, rule), name, 'r') - NEAR,
          );
      }),
    );
  });

  it('shows messages of the member that sounded like it, three at most', () => {
    fc.assert(
      fc.property(talk, (messages) => {
        for (const { message, stage } of loudestOf(heardAll(messages, rule).member('ann'), rule)) {
          expect(messages[message]!.author).toBe('ann');
          expect(messages[message]!.far).toBeGreaterThan(0);
          expect(stage).toBe('sounds');
        }
        expect(loudestOf(heardAll(messages, rule).member('ann'), rule).length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('what a member hears', () => {
  const rule = ruleOf({ of: 'target', category: 'bullying' });
  const loud = (author: string, aim: string | null): Spoken => ({ author, aim, far: 1, alarm: 0 });

  it('is what is said to them and to nobody in particular, not what they say themselves', () => {
    const known = [loud('bo', null), loud('ann', null)];
    const before = heardBy(heardAll(known, rule), 'ann', 'r');
    expect(before).toBeGreaterThan(0);
    expect(heardBy(heardAll([...known, loud('bo', 'ann')], rule), 'ann', 'r')).toBeGreaterThan(before);
    expect(heardBy(heardAll([...known, loud('bo', 'cy')], rule), 'ann', 'r')).toBeCloseTo(before, 1);
    expect(heardBy(heardAll([loud('ann', null), loud('ann', null)], rule), 'ann', 'r')).toBe(0);
  });

  it('names who said most', () => {
    const draft = heardAll(
      [loud('ann', null), loud('bo', 'ann'), loud('cy', 'ann'), loud('cy', 'ann')],
      rule,
    );
    const said = saidTo(draft, 'ann', 'r');
    expect(said.get('cy')!).toBeGreaterThan(said.get('bo')!);
    expect(said.has('ann')).toBe(false);
  });

  it('is kept only for rules about targets', () => {
    const draft = heardAll([loud('ann', null), loud('bo', 'ann')], ruleOf({ category: 'bullying' }));
    expect(heardBy(draft, 'ann', 'r')).toBe(0);
  });
});

describe('odds', () => {
  const weights = fc.record({
    sounds: fc.double({ min: -2, max: 2, noNaN: true }),
    alarm: fc.double({ min: -2, max: 2, noNaN: true }),
    back: fc.double({ min: -2, max: 2, noNaN: true }),
    points: fc.double({ min: -2, max: 2, noNaN: true }),
    against: fc.double({ min: -2, max: 2, noNaN: true }),
    stages: fc.double({ min: -2, max: 2, noNaN: true }),
    secrecy: fc.double({ min: -2, max: 2, noNaN: true }),
  });
  const sum: Sum = {
    points: 3,
    positive: 5,
    negative: -2,
    stages: ['secrecy', 'gifts'],
    worths: new Map([
      ['secrecy', 2],
      ['openness', -2],
      ['gifts', 1],
    ]),
  };
  const pair = { subject: 'ann', target: 'bo' };

  it('are the bias and the features times their weights', () => {
    fc.assert(
      fc.property(talk, weights, (messages, some) => {
        const rule = ruleOf({ odds: { from: FROM, bias: -2, weights: some } });
        const draft = heardAll(messages, rule);
        const features = featuresOf(draft, rule, pair, sum);
        expect(features).toEqual([
          soundOf(draft, 'ann', 'r'),
          alarmOf(draft, 'ann'),
          soundOf(draft, 'bo', 'r'),
          5,
          2,
          2,
          2,
        ]);
        const expected = Object.values(some).reduce((odds, weight, k) => odds + weight * features[k]!, -2);
        expect(oddsOf(draft, rule, pair, sum)).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('hold no feature for more than conversations could tell', () => {
    const rule = ruleOf({ odds: { from: FROM, bias: 0, weights: { sounds: 1, points: 1 } } });
    const loud = Array.from({ length: 60 }, () => ({ author: 'ann', aim: null, far: 5, alarm: 0 }));
    const [sounds, points] = featuresOf(heardAll(loud, rule), rule, pair, { ...sum, positive: 400 });
    expect([sounds, points]).toEqual([15, 15]);
  });

  it('know the ages of a pair', () => {
    const rule = ruleOf({
      odds: { from: FROM, bias: 0, weights: { 'target-child': 1, 'child-and-adult': 1, 'both-adults': 1 } },
    });
    const draft = new Draft(EMPTY, undefined);
    draft.member('ann').facts = { age: 40 };
    draft.member('bo').facts = { age: 12 };
    expect(featuresOf(draft, rule, pair, sum)).toEqual([1, 1, 0]);
    expect(featuresOf(draft, rule, { subject: 'bo', target: 'ann' }, sum)).toEqual([0, 0, 0]);
    expect(featuresOf(draft, rule, { subject: 'ann', target: null }, sum)).toEqual([0, 0, 0]);
  });

  it('are none where a rule has none', () => {
    const rule = ruleOf({});
    delete rule.odds;
    expect(oddsOf(new Draft(EMPTY, undefined), rule, pair, sum)).toBeUndefined();
  });
});

describe('fitting', () => {
  describe('on conversations', () => {
    const classifier = createClassifier();
    const rules = (en.conversation ?? []).filter(({ id }) => id === 'grooming.stages');
    const rowOf = (id: string, texts: readonly string[], isHarmful: boolean): ConversationRow => ({
      id,
      messages: texts.map((text, k) => ({ author: k % 2 === 0 ? 'ann' : 'bo', text })),
      alerts: isHarmful
        ? [{ from: 0, by: texts.length - 1, subject: 'ann', target: 'bo', category: 'grooming' }]
        : [],
    });
    const harmful = ['what year are you in', 'year 8', 'keep this between us, dont tell your mum', 'ok'];
    const harmless = ['the match is at 8', 'who is driving', 'i am, bring your boots', 'will do'];
    const writer = (name: string): ConversationRow[] => [
      rowOf(`${name}-1`, harmful, true),
      rowOf(`${name}-2`, harmless, false),
      rowOf(`${name}-3`, [...harmless].reverse(), false),
    ];
    const sets = new Map(['a', 'b'].map((name) => [name, writer(name)]));
    const [fitted] = learnOdds(classifier, rules, sets);

    it('counts who is called for and who is harmless, and names the features of the rule', () => {
      expect(fitted).toMatchObject({ rule: 'grooming.stages', positives: 2, negatives: 8 });
      expect(Object.keys(fitted!.weights)).toEqual(Object.keys(rules[0]!.odds!.weights));
    });

    it('counts who will be called for among the harmless, as long as no alert is justified', () => {
      const late = new Map(
        [...sets].map(([name, rows]) => [
          name,
          rows.map((row) => ({ ...row, alerts: row.alerts.map((gold) => ({ ...gold, from: 1 })) })),
        ]),
      );
      const [counted] = learnOdds(classifier, rules, late);
      expect(counted).toMatchObject({ positives: 2, negatives: 10 });
    });

    it('lets nothing that speaks for a rule lower its odds, nor what speaks against it raise them', () => {
      for (const name of ['sounds', 'alarm', 'points', 'target-child'])
        expect(fitted!.weights[name]!).toBeGreaterThanOrEqual(0);
      expect(fitted!.weights['against']!).toBeLessThanOrEqual(0);
    });

    it('measures each writer with what it learned from the others', () => {
      expect(fitted!.unseen.map((one) => one.writer)).toEqual(['a', 'b']);
      expect(fitted!.together[0]).toMatchObject({ share: 0, found: 1, inTime: 1 });
      const [alone] = learnOdds(classifier, rules, new Map([['a', writer('a')]]));
      expect(alone).toMatchObject({ unseen: [], together: [] });
    });

    it('leaves rules without odds alone', () => {
      const without = (en.conversation ?? []).filter(({ odds }) => odds === undefined);
      expect(without.length).toBeGreaterThan(0);
      expect(learnOdds(classifier, without, sets)).toEqual([]);
    });
  });
});
