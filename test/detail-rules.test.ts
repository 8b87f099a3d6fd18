import { describe, expect, it } from 'vitest';
import { FINDERS } from '../src/detect/find-details.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import type { WantedDetail } from '../src/model/pack.ts';
import { type Detail, DETAIL_KINDS } from '../src/model/detail.ts';
import { findDetails } from '../src/redact/index.ts';
import { compilePack } from '../src/rules/index.ts';
import { readRows } from './support/rows.ts';

const rows = (file: string): string[] =>
  readRows(new URL(`../fixtures/${file}`, import.meta.url)).map(({ text }) => text);

const wanted: WantedDetail[] = en.rules.flatMap(({ details = [] }) => details);
/** What a rule asks for, of words that stand close enough together to be counted as the tokeniser does. */
const isWanted = ({ kind, confidence, text }: Detail): boolean =>
  wanted.some(
    ({ kind: asked, from, words = 1 }) =>
      asked === kind && confidence >= from && text.split(/[\s.]+/u).filter(Boolean).length >= words,
  );

describe('rules of personal details', () => {
  /** A pack with nothing but a rule for every kind. */
  const bare = {
    ...en,
    rules: [
      {
        id: 'found',
        category: 'oversharing' as const,
        concept: 'unspecified',
        tier: 'medium' as const,
        reason: 'uncertain' as const,
        weight: 2,
        group: 'found',
        match: [],
        'in-any-company': true,
        details: wanted,
      },
    ],
    cues: [],
  };
  delete (bare as { impression?: unknown }).impression;
  const classifier = createClassifier({ packs: [bare] });

  /** Details of posts that a rule asks for and that no span of a finding touches. */
  function missedIn(texts: readonly string[]): string[] {
    const missed: string[] = [];
    for (const text of texts) {
      const spans = classifier.classify(text).findings.flatMap((finding) => finding.spans);
      for (const detail of findDetails(text).filter(isWanted)) {
        // What classify does not look for, as docs/rule-language.md says: what no capital and no telling word gives away.
        if (
          detail.kind === 'address' &&
          !(/\d/u.test(detail.text) && /\p{Lu}|street|road/u.test(detail.text))
        )
          continue;
        if (detail.kind === 'name' && !/\p{Lu}/u.test(detail.text)) continue;
        if (detail.contributions.some(({ cause }) => cause === 'the prefix of a service’s keys')) continue;
        if (!spans.some(({ start, end }) => start < detail.end && end > detail.start))
          missed.push(`${detail.kind} “${detail.text}” in “${text}”`);
      }
    }
    return missed;
  }

  it.each(['details.jsonl', 'functional/oversharing.jsonl', 'functional/oversharing-details.jsonl'])(
    'make evidence of whatever the finders find that they ask for: %s',
    (file) => {
      expect(missedIn(rows(file))).toEqual([]);
    },
  );

  it.each(['details.jsonl', 'functional/oversharing-details.jsonl'])(
    'find in the parts of a long post what the finders find in the whole: %s',
    (file) => {
      const texts = rows(file);
      const nothing =
        'the kettle is on and the cat sleeps by the door as it always does when the rain comes. ';
      const long = texts.map((text) => `${nothing.repeat(4)}\n${text}\n${nothing.repeat(4)}`);
      expect(missedIn(long)).toEqual([]);
    },
  );

  it('find nothing that the finders do not', () => {
    for (const text of rows('details.jsonl')) {
      const details = findDetails(text);
      for (const { spans } of classifier.classify(text).findings)
        for (const span of spans)
          expect(
            details.some(({ start, end }) => start < span.end && end > span.start),
            text,
          ).toBe(true);
    }
  });

  it('stand in the most harmless company, and not where words make them public', () => {
    const full = createClassifier();
    const found = (text: string): string[] =>
      full
        .classify(text)
        .findings.map(({ rule }) => rule)
        .filter((rule) => rule.startsWith('oversharing/found.'));
    expect(
      found('lovely cake, thank you all so much, 1207 Quillberry Hollow Rd if you want the tin back'),
    ).toEqual(['oversharing/found.address']);
    expect(found('the museum is at 12 Glenview Road, lovely cake')).toEqual([]);
  });

  it('cost nothing where there are none', () => {
    const without = createClassifier({
      packs: [{ ...bare, rules: bare.rules.map((rule) => ({ ...rule, details: [] })) }],
    });
    expect(without.classify('my number is 07700 900123').findings).toEqual([]);
  });

  it('know every kind by a finder', () => {
    const kinds = new Set(FINDERS.flatMap((finder) => finder.kinds));
    expect(DETAIL_KINDS.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('are refused with their place where a kind or a confidence is wrong', () => {
    const text = `kind: details
category: oversharing
details:
  - id: found.phone
    concept: phone
    tier: medium
    details: [{ kind: telephone, from: 0.2 }]
    fires: ["a", "b", "c"]
    quiet: ["d", "e", "f"]
`;
    const { problems } = compilePack([{ path: 'details.yaml', text }]);
    expect(problems.filter(({ line }) => line === 7).map(({ code, column }) => [code, column])).toEqual([
      ['unknown-value', 23],
      ['wrong-type', 40],
    ]);
  });
});
