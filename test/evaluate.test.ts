/** Figures against naive definitions and a file that was counted by hand; the reports; the command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { highlighted } from '../src/cli/evaluate/html/posts.ts';
import { SCRIPT } from '../src/cli/evaluate/html/script.ts';
import { reportHtml } from '../src/cli/evaluate/html/page.ts';
import { reportText } from '../src/cli/evaluate/text.ts';
import { withProgress } from '../src/cli/progress.ts';
import { columns } from '../src/cli/text/columns.ts';
import { makePage } from '../src/cli/text/page.ts';
import type { Classifier } from '../src/classifier.ts';
import { figuresOf } from '../src/evaluate/bootstrap.ts';
import { calibrationOf } from '../src/evaluate/calibration.ts';
import { type Scored, categoryFigures } from '../src/evaluate/category.ts';
import { type EvaluationRow, type Figure, evaluate } from '../src/evaluate/index.ts';
import { type Assessment, CATEGORIES, type Category, TIERS, type Tier } from '../src/index.ts';
import { rankOf } from '../src/model/vocabulary.ts';
import { type Run, run as runCommand } from './support/command.ts';
import { unmet } from './support/rows.ts';

const NO_INTERVALS = { rounds: 0, seed: 1 };
const INTERVALS = { rounds: 50, seed: 1 };

/** A finding of a test verdict; the category is the first part of the rule. */
interface Fired {
  rule: string;
  tier: Exclude<Tier, 'none'>;
  score?: number;
  /** The words that it marks. */
  on?: string;
}

/** A classifier that gives each text the findings that are put down for it; categories with a finding are reported. */
function classifierOf(
  verdicts: Readonly<Record<string, readonly Fired[]>>,
): Pick<Classifier, 'classify' | 'explain'> {
  const classify = (text: string): Assessment => {
    const findings = (verdicts[text] ?? []).map(({ rule, tier, score = rankOf(tier) / 4, on = text }) => ({
      rule,
      category: rule.split('/')[0] as Category,
      concept: 'concept',
      tier,
      reason: 'uncertain' as const,
      score,
      spans: [{ start: text.indexOf(on), end: text.indexOf(on) + on.length, text: on }],
      qualifiers: [],
      contributions: [],
    }));
    const scoreOf = (category: Category): number =>
      Math.max(0, ...findings.filter((one) => one.category === category).map(({ score }) => score));
    return {
      tier: TIERS[Math.max(0, ...findings.map(({ tier }) => rankOf(tier)))]!,
      reasons: [],
      score: Math.max(0, ...findings.map(({ score }) => score)),
      categories: Object.fromEntries(CATEGORIES.map((id) => [id, scoreOf(id)])) as Record<Category, number>,
      reported: CATEGORIES.filter((id) => scoreOf(id) > 0),
      findings,
      contentWarning: { present: false, topics: [], missing: [] },
      actions: [],
      never: [],
    };
  };
  return {
    classify,
    explain: (text) => ({
      assessment: classify(text),
      arithmetic: [],
      nearMisses: (['low', 'high'] as const).map((tier) => ({
        rule: `self-harm/near.${tier}`,
        category: 'self-harm',
        concept: 'near',
        tier,
        span: { start: 0, end: 1, text: text.slice(0, 1) },
        because: 'negated',
        detail: 'negated.never',
      })),
      cues: [],
    }),
  };
}

/** As much of an element as the script of the report touches. */
class Element {
  textContent = '';
  value = '';
  hidden = false;
  readonly dataset: Record<string, string> = {};
  readonly attributes: Record<string, string> = {};
  readonly listeners: Record<string, () => void> = {};
  readonly children: Element[] = [];
  readonly cells: Element[] = [];
  get childNodes(): Element[] {
    return this.children;
  }
  append(...nodes: Element[]): void {
    this.children.push(...nodes);
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  getAttribute(name: string): string | null {
    return this.attributes[name] ?? null;
  }
  removeAttribute(name: string): void {
    Reflect.deleteProperty(this.attributes, name);
  }
  addEventListener(name: string, listener: () => void): void {
    this.listeners[name] = listener;
  }
}

/** Runs the script of the report on one table. */
function runScript(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): { table: { heads: Element[]; body: Element[] }; boxes: Element[] } {
  const rowOf = (texts: readonly string[]): Element => {
    const row = new Element();
    for (const text of texts) row.cells.push(Object.assign(new Element(), { textContent: text }));
    row.textContent = texts.join('');
    return row;
  };
  const body = rows.map(rowOf);
  const heads = rowOf(head);
  const boxes: Element[] = [];
  runInNewContext(SCRIPT, {
    document: {
      createElement: () => new Element(),
      querySelectorAll: () => [
        {
          dataset: { filter: 'Filter' },
          tHead: { rows: [heads] },
          tBodies: [{ rows: body, append: (...sorted: Element[]) => body.splice(0, body.length, ...sorted) }],
          parentElement: { before: (box: Element) => boxes.push(box) },
        },
      ],
    },
  });
  return { table: { heads: heads.cells, body }, boxes };
}

const contains = ({ value, low, high }: Figure): boolean =>
  value === null ? low === null && high === null : low! <= value && value <= high!;

describe('figures of a category', () => {
  /** Few distinct scores, so that ties are common; a score may or may not reach the report. */
  const scored = fc.array(
    fc.record({
      score: fc.constantFrom(0, 0.1, 0.25, 0.5, 0.500001, 0.9, 1),
      reported: fc.boolean(),
      present: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  const tell = (rows: readonly Scored[]): number => rows.filter(({ present }) => present).length;

  it('are those of the naive definitions', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const { precision, recall, f1, f2, falsePer2500 } = categoryFigures(['conduct'], rows, NO_INTERVALS);
        const positives = tell(rows);
        const reported = rows.filter((row) => row.reported);
        const p = tell(reported) / reported.length;
        const r = tell(reported) / positives;
        const f = (beta: number): number => (p + r > 0 ? ((1 + beta ** 2) * p * r) / (beta ** 2 * p + r) : 0);
        const same = ({ value }: Figure, naive: number): void => {
          if (value === null) expect(naive).toBeNaN();
          else expect(value).toBeCloseTo(naive, 5);
        };
        if (positives === 0) {
          expect([precision, recall, f1, f2].map(({ value }) => value)).toEqual([null, null, null, null]);
          return;
        }
        same(precision, p);
        same(recall, r);
        same(f1, f(1));
        same(f2, f(2));
        same(falsePer2500, (2500 * (reported.length - tell(reported))) / (rows.length - positives));
      }),
    );
  });

  it('have the average precision of a brute force over all thresholds', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const { auprc, curve } = categoryFigures(['conduct'], rows, NO_INTERVALS);
        const positives = tell(rows);
        if (positives === 0) {
          expect(auprc.value).toBeNull();
          expect(curve).toEqual([]);
          return;
        }
        const thresholds = [...new Set(rows.map(({ score }) => score))].sort((a, b) => b - a);
        const steps = thresholds.map((score) => {
          const over = rows.filter((row) => row.score >= score);
          return { score, precision: tell(over) / over.length, recall: tell(over) / positives };
        });
        const area = steps.reduce(
          (sum, { precision, recall }, k) => sum + (recall - (steps[k - 1]?.recall ?? 0)) * precision,
          0,
        );
        expect(auprc.value).toBeCloseTo(area, 5);
        // The curve has the steps at which recall rises, and the end.
        const rising = steps.filter(
          ({ recall }, k) => k === steps.length - 1 || recall > (steps[k - 1]?.recall ?? 0),
        );
        expect(curve.map(({ score }) => score)).toEqual(rising.map(({ score }) => score));
        for (const [k, { precision, recall }] of curve.entries()) {
          expect(precision).toBeCloseTo(rising[k]!.precision, 5);
          expect(recall).toBeCloseTo(rising[k]!.recall, 5);
        }
      }),
    );
  });

  it('lie in their intervals, and are the same for the same seed', () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const figures = categoryFigures(['conduct'], rows, INTERVALS);
        const { precision, recall, f1, f2, auprc, falsePer2500 } = figures;
        expect([precision, recall, f1, f2, auprc, falsePer2500].every(contains)).toBe(true);
        expect(categoryFigures(['conduct'], [...rows].reverse(), INTERVALS)).toEqual(figures);
      }),
    );
  });

  it('have intervals of the width that the binomial distribution has', () => {
    // 1.96 standard errors of a share of one half in 1,000 are 0.031.
    const { share } = figuresOf([Uint32Array.of(500, 500)], ([counts]) => ({ share: counts![0]! / 1000 }), {
      rounds: 1000,
      seed: 7,
    });
    expect(share.low).toBeCloseTo(0.469, 2);
    expect(share.high).toBeCloseTo(0.531, 2);
  });

  it('keep at most 101 points of a curve, the last of them', () => {
    const rows = Array.from({ length: 5000 }, (_, k) => ({
      score: k / 5000,
      reported: false,
      present: k % 3 === 0,
    }));
    const { curve } = categoryFigures(['conduct'], rows, NO_INTERVALS);
    expect(curve.length).toBeGreaterThan(95);
    expect(curve.length).toBeLessThanOrEqual(101);
    expect(curve[curve.length - 1]).toMatchObject({ score: 0, recall: 1 });
  });
});

describe('calibration', () => {
  it('is that of the naive definitions', () => {
    const rows = fc.array(
      fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), present: fc.boolean() }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(rows, (scored) => {
        const { brier, expectedError, bins } = calibrationOf(scored);
        const mean = (values: readonly number[]): number =>
          values.reduce((sum, value) => sum + value, 0) / values.length;
        expect(brier).toBeCloseTo(
          mean(scored.map(({ score, present }) => (score - Number(present)) ** 2)),
          5,
        );
        let error = 0;
        for (const [k, bin] of bins.entries()) {
          const own = scored.filter(({ score }) => Math.min(9, Math.floor(score * 10)) === k);
          expect(bin.rows).toBe(own.length);
          if (own.length === 0) {
            expect(bin).toMatchObject({ meanScore: null, presentShare: null });
            continue;
          }
          const [score, share] = [
            mean(own.map((one) => one.score)),
            mean(own.map(({ present }) => Number(present))),
          ];
          expect(bin.meanScore).toBeCloseTo(score, 5);
          expect(bin.presentShare).toBeCloseTo(share, 5);
          error += (own.length / scored.length) * Math.abs(score - share);
        }
        expect(expectedError).toBeCloseTo(error, 5);
      }),
    );
  });

  it('does not hang on the order of rows, down to the last decimal', () => {
    // The sum of these scores is 3.0000030000000004 from one end and 3.000003 from the other: a mean of 0.500001 or 0.5.
    const rows = [0.5, 0.5, 0.5, 0.500001, 0.500001, 0.500001].map((score) => ({ score, present: true }));
    expect(calibrationOf([...rows].reverse())).toEqual(calibrationOf(rows));
  });

  it('of nothing is nothing', () => {
    expect(calibrationOf([])).toMatchObject({ rows: 0, brier: null, expectedError: null });
  });
});

describe('a file counted by hand', () => {
  const hit: Fired = { rule: 'self-harm/a', tier: 'high' };
  const weak: Fired = { rule: 'self-harm/b', tier: 'low' };
  const rude: Fired = { rule: 'bullying/c', tier: 'medium' };
  const verdicts: Record<string, Fired[]> = {
    found: [hit, weak],
    'found by the weak one': [weak],
    'a joke': [hit],
    rude: [rude],
    'film plot': [rude],
  };
  const rows: EvaluationRow[] = [
    { id: '1', text: 'found', tiers: ['high'], present: ['self-harm'], group: 'plan', source: 's' },
    { id: '2', text: 'found by the weak one', tiers: ['high'], present: ['self-harm'], group: 'plan' },
    {
      id: '3',
      text: 'missed',
      tiers: ['high', 'medium'],
      present: [['self-harm', 'bullying']],
      place: 'f:3',
    },
    { id: '4', text: 'a joke', tiers: ['none'], absent: ['self-harm'], group: 'joke' },
    {
      id: '5',
      text: 'a quiet joke',
      tiers: ['none', 'low'],
      absent: [['self-harm', 'conduct']],
      group: 'joke',
    },
    { id: '6', text: 'rude', present: ['bullying'] },
    { id: '7', text: 'film plot', weakBenign: true },
    { id: '8', text: 'unlabelled' },
    { id: '9', messages: [{ author: 'a', text: 'hi' }] },
    { id: '10' },
  ];
  const progress: number[] = [];
  const report = evaluate(rows, classifierOf(verdicts), {
    rules: ['self-harm/a', 'self-harm/z', 'bullying/c'],
    onProgress: (done) => progress.push(done),
  });
  const category = (id: Category): (typeof report.categories)[number] =>
    report.categories.find(({ label }) => label.join() === id)!;

  it('has the rows that it has', () => {
    expect(report.rows).toEqual({ judged: 8, stating: 6, weakBenign: 1, conversations: 1, empty: 1 });
    expect(progress[progress.length - 1]).toBe(rows.length);
  });

  it('has right and wrong tiers', () => {
    expect(report.tiers).toMatchObject({ rows: 5, right: 2, accuracy: { value: 0.4 } });
    expect(report.tiers.confusion).toEqual([
      { acceptable: ['high'], rows: 2, right: 1, given: { none: 0, low: 1, medium: 0, high: 1 } },
      { acceptable: ['high', 'medium'], rows: 1, right: 0, given: { none: 1, low: 0, medium: 0, high: 0 } },
      { acceptable: ['low', 'none'], rows: 1, right: 1, given: { none: 1, low: 0, medium: 0, high: 0 } },
      { acceptable: ['none'], rows: 1, right: 0, given: { none: 0, low: 0, medium: 0, high: 1 } },
    ]);
  });

  it('has HIGH only where the row says so', () => {
    expect(report.high).toMatchObject({ positives: 2, negatives: 2, truePositives: 1, falsePositives: 1 });
    expect([report.high.precision.value, report.high.recall.value]).toEqual([0.5, 0.5]);
  });

  it('has false positives, the weakly benign rows apart', () => {
    expect(report.benign).toMatchObject({
      rows: 2,
      flagged: { rows: 1, per2500: { value: 1250 } },
      mediumOrHigh: { rows: 1 },
      high: { rows: 1 },
    });
    expect(report.weakBenign).toMatchObject({ rows: 1, flagged: { rows: 1 }, high: { rows: 0 } });
  });

  it('has categories where they are named alone, and none is a word for absent', () => {
    expect(category('self-harm')).toMatchObject({
      positives: 2,
      negatives: 2,
      truePositives: 2,
      falsePositives: 1,
    });
    // Scores 0.75 (present), 0.75 (absent), 0.25 (present): 1/2 · 1/2 + 1/2 · 2/3.
    expect(category('self-harm').auprc.value).toBeCloseTo(0.25 + 1 / 3, 5);
    expect(category('bullying')).toMatchObject({ positives: 1, negatives: 1, truePositives: 1 });
    expect(category('conduct')).toMatchObject({ positives: 0, negatives: 2, precision: { value: null } });
    expect(report.categories).toHaveLength(9);
    expect(report.calibration.rows).toBe(
      report.categories.reduce((sum, own) => sum + own.calibration.rows, 0),
    );
  });

  it('has slices', () => {
    expect(report.slices.filter(({ by }) => by === 'group')).toEqual([
      {
        by: 'group',
        value: 'joke',
        mediumOrHigh: { met: 1, of: 2 },
        rows: 2,
        right: 1,
        tiers: { met: 1, of: 2 },
        highRecall: { met: 0, of: 0 },
        highPrecision: { met: 0, of: 1 },
        benignFlagged: { met: 1, of: 2 },
        present: { met: 0, of: 0 },
        absentReported: { met: 1, of: 2 },
        auprc: null,
        spanF1: null,
      },
      {
        by: 'group',
        value: 'plan',
        mediumOrHigh: { met: 1, of: 2 },
        rows: 2,
        right: 1,
        tiers: { met: 1, of: 2 },
        highRecall: { met: 1, of: 2 },
        highPrecision: { met: 1, of: 1 },
        benignFlagged: { met: 0, of: 0 },
        present: { met: 2, of: 2 },
        absentReported: { met: 0, of: 0 },
        auprc: null,
        spanF1: null,
      },
    ]);
    expect(report.slices.filter(({ by }) => by === 'source')).toMatchObject([{ value: 's', rows: 1 }]);
    // The weakly benign post and the one that states nothing count only where posts are counted. AUPRC: the mean of that
    // of self-harm (see above) and of bullying, which is 1.
    expect(report.slices.filter(({ by }) => by === 'length')).toMatchObject([
      { value: '0–10', rows: 6, mediumOrHigh: { met: 4, of: 8 }, auprc: 0.791667 },
    ]);
  });

  it('has what each rule did', () => {
    expect(report.rules).toEqual([
      {
        rule: 'bullying/c',
        category: 'bullying',
        hits: 1,
        supported: 1,
        conflicts: 0,
        precision: 1,
        unique: 1,
        uniqueRecall: 1,
        overlap: [],
        removal: { lost: 1, gained: 0 },
      },
      {
        rule: 'self-harm/a',
        category: 'self-harm',
        hits: 2,
        supported: 1,
        conflicts: 1,
        precision: 0.5,
        unique: 0,
        uniqueRecall: 0,
        overlap: [{ rule: 'self-harm/b', rows: 1 }],
        removal: { lost: 1, gained: 1 },
      },
      {
        rule: 'self-harm/b',
        category: 'self-harm',
        hits: 2,
        supported: 2,
        conflicts: 0,
        precision: 1,
        unique: 1,
        uniqueRecall: 0.5,
        overlap: [{ rule: 'self-harm/a', rows: 1 }],
        // Row 2 is wrong with it and without it.
        removal: { lost: 0, gained: 0 },
      },
    ]);
    expect(report.silentRules).toEqual(['self-harm/z']);
  });

  it('lists misses and false hits, the worst first, with their strongest near miss', () => {
    expect(report.misses.rows).toBe(2);
    expect(report.misses.listed.map(({ id, unmet: own }) => [id, own])).toEqual([
      ['2', { tier: 'below', missing: [], unexpected: [] }],
      ['3', { tier: 'below', missing: [['self-harm', 'bullying']], unexpected: [] }],
    ]);
    expect(report.misses.listed[1]).toMatchObject({ place: 'f:3', tiers: ['high', 'medium'], tier: 'none' });
    expect(report.misses.listed[1]!.nearMisses.map(({ tier }) => tier)).toEqual(['high', 'low']);
    expect(report.falseHits.listed).toMatchObject([{ id: '4', unmet: { unexpected: ['self-harm'] } }]);
    const cut = evaluate(rows, classifierOf(verdicts), { limit: 1 });
    expect(cut.misses).toMatchObject({ rows: 2, listed: [{ id: '2' }] });
    expect(cut.silentRules).toBeUndefined();
  });

  it('is plain JSON, and the same again', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(
      evaluate(rows, classifierOf(verdicts), { rules: ['self-harm/a', 'self-harm/z', 'bullying/c'] }),
    ).toEqual(report);
  });
});

describe('alternatives', () => {
  it('have figures of their own once twenty rows name them', () => {
    const rows = (count: number): EvaluationRow[] => [
      ...Array.from({ length: count }, (_, k) => ({
        id: `${k}`,
        text: k < 5 ? 'threat' : 'insult',
        present: [['harm-to-others', 'bullying'] as const],
      })),
      { id: 'alone', text: 'insult', present: ['bullying'] },
      { id: 'half', text: 'threat', absent: ['bullying'] },
      { id: 'neither', text: 'nothing', absent: [['bullying', 'harm-to-others']] },
    ];
    const classifier = classifierOf({
      threat: [{ rule: 'harm-to-others/t', tier: 'high' }],
      insult: [{ rule: 'bullying/i', tier: 'medium' }],
    });
    expect(evaluate(rows(19), classifier).categories).toHaveLength(9);
    const { categories } = evaluate(rows(20), classifier);
    expect(categories[9]).toMatchObject({
      label: ['harm-to-others', 'bullying'],
      positives: 21,
      negatives: 1,
      truePositives: 21,
      falsePositives: 0,
    });
    // “half” leaves open whether somebody is threatened.
    expect(categories.find(({ label }) => label.join() === 'bullying')).toMatchObject({
      positives: 1,
      negatives: 2,
    });
  });
});

describe('spans', () => {
  const on = (...words: string[]): Fired[] =>
    words.map((word, k) => ({ rule: `bullying/${k}`, tier: 'medium', on: word }));
  const row = (text: string, spans: EvaluationRow['spans']): EvaluationRow => ({
    id: text,
    text,
    present: ['bullying'],
    ...(spans === undefined ? {} : { spans }),
  });

  it('are compared character by character, a character being a code point', () => {
    const verdicts = {
      // Two of four characters found, in one of two words: F1 = 2·4 / (8 + 4).
      'you idle fool': on('fool'),
      // UTF-16 units are two more than code points before the word.
      '😭😭 you fool': on('you fool'),
      missed: [],
      // Evidence of another category is no evidence of this one.
      hurt: [{ rule: 'self-harm/x', tier: 'high' as const }],
    };
    const rows = [
      row('you idle fool', [
        [4, 8, 'toxic'],
        [9, 13],
      ]),
      row('😭😭 you fool', [[7, 11]]),
      row('missed', [[0, 6]]),
      row('hurt', []),
      { ...row('you idle fool', [[0, 3]]), present: [] },
    ];
    const { spans } = evaluate(rows, classifierOf(verdicts), { rounds: 0 });
    expect(spans.rows).toBe(4);
    expect(spans.f1.value).toBeCloseTo((8 / 12 + 8 / 12 + 0 + 1) / 4, 5);
    expect(spans.precision.value).toBeCloseTo(8 / 12, 5);
    expect(spans.recall.value).toBeCloseTo(8 / 18, 5);
  });

  it('have the F1 of sets of characters', () => {
    const part = fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), fc.array(part, { maxLength: 3 }), (stated, found) => {
        const text = 'abcdefghijklmnopqr';
        const charsOf = (parts: readonly [number, number][]): Set<number> =>
          new Set(parts.flatMap(([start, length]) => Array.from({ length }, (_, k) => start + k)));
        const [want, have] = [charsOf(stated), charsOf(found)];
        const both = [...want].filter((at) => have.has(at)).length;
        const { spans } = evaluate(
          [
            row(
              text,
              stated.map(([start, length]) => [start, start + length]),
            ),
          ],
          classifierOf({ [text]: on(...found.map(([start, length]) => text.slice(start, start + length))) }),
        );
        expect(spans.f1.value).toBeCloseTo(
          want.size + have.size === 0 ? 1 : (2 * both) / (want.size + have.size),
          5,
        );
        expect([spans.f1, spans.precision, spans.recall].every(contains)).toBe(true);
      }),
    );
  });
});

describe('any rows', () => {
  const stated = fc.uniqueArray(
    fc.oneof(
      fc.constantFrom(...CATEGORIES),
      fc.uniqueArray(fc.constantFrom(...CATEGORIES), { minLength: 1, maxLength: 3 }),
    ),
    { maxLength: 2 },
  );
  const row = fc.record(
    {
      tiers: fc.uniqueArray(fc.constantFrom(...TIERS), { minLength: 1 }),
      present: stated,
      absent: stated,
      group: fc.constantFrom('a', 'b'),
      weakBenign: fc.boolean(),
    },
    { requiredKeys: ['group'] },
  );
  const fired = fc.uniqueArray(
    fc.record({
      rule: fc.constantFrom('bullying/a', 'bullying/b', 'self-harm/c', 'conduct/d'),
      tier: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
      score: fc.constantFrom(0.2, 0.5, 0.8),
    }),
    { selector: ({ rule }) => rule },
  );

  it('are right where the tests of the fixtures say so, and every figure lies in its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(row, fired), { maxLength: 12 }), (drawn) => {
        const rows = drawn.map(([labels], k) => ({ id: `${k}`, text: `post ${k}`, ...labels }));
        const classifier = classifierOf(
          Object.fromEntries(drawn.map(([, findings], k) => [`post ${k}`, findings])),
        );
        const report = evaluate(rows, classifier, { rounds: 20 });
        const counted = rows.filter(({ weakBenign }) => weakBenign !== true);
        const right = counted.filter(
          (one) =>
            (one.tiers ?? one.present?.[0] ?? one.absent?.[0]) !== undefined &&
            unmet(one as Parameters<typeof unmet>[0], classifier.classify(one.text)).length === 0,
        ).length;
        const groups = report.slices.filter(({ by }) => by === 'group');
        expect(groups.reduce((sum, slice) => sum + slice.right, 0)).toBe(right);
        for (const { tiers } of groups) expect(tiers.met).toBeLessThanOrEqual(tiers.of);
        expect(report.tiers.right).toBe(groups.reduce((sum, { tiers }) => sum + tiers.met, 0));
        const { high, benign, weakBenign, tiers, categories } = report;
        const figures = [
          tiers.accuracy,
          high.precision,
          high.recall,
          ...[benign, weakBenign].flatMap(({ flagged, mediumOrHigh, high: highs }) => [
            flagged.per2500,
            mediumOrHigh.per2500,
            highs.per2500,
          ]),
          ...categories.flatMap(({ precision, recall, f1, f2, auprc, falsePer2500 }) => [
            precision,
            recall,
            f1,
            f2,
            auprc,
            falsePer2500,
          ]),
        ];
        expect(figures.every(contains)).toBe(true);
        for (const rule of report.rules) {
          expect(rule.supported + rule.conflicts).toBeLessThanOrEqual(rule.hits);
          expect(rule.unique).toBeLessThanOrEqual(rule.supported);
        }
      }),
    );
  });
});

describe('reports', () => {
  const EVIL = '</script><script>alert(1)</script> <img src=x onerror="alert(\'2\')"> & \u001B[31m\u202E';
  const name = '"><b>group</b>';
  const report = evaluate(
    [
      { id: EVIL, text: `${EVIL} hurt`, tiers: ['none'], group: name, place: 'f.jsonl:1' },
      { id: '2', text: `quiet ${EVIL}`, tiers: ['high'], present: ['self-harm'], group: 'b' },
    ],
    classifierOf({ [`${EVIL} hurt`]: [{ rule: 'bullying/<i>x</i>', tier: 'medium', on: '<script>' }] }),
    { rules: ['conduct/<u>silent</u>'] },
  );

  it('as HTML have nothing in them that a post could run or load', () => {
    const page = reportHtml(report);
    expect(page.match(/<script/giu)).toHaveLength(1);
    expect(page.match(/<\/script/giu)).toHaveLength(1);
    expect(page).not.toMatch(/<(?:img|[biu])\b/iu);
    expect(page).not.toMatch(/https?:|<link|@import|url\(/iu);
    expect(page).not.toContain('\u001B');
    expect(page).not.toContain('\u202E');
    expect(page).toContain(
      '<mark class="near">&lt;</mark>/script&gt;<mark class="medium">&lt;script&gt;</mark>alert(1)',
    );
    expect(page).toContain('&quot;&gt;&lt;b&gt;group&lt;/b&gt;');
    expect(page).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/u);
  });

  it('as HTML have headings for every table, names for every chart, and a script that parses', () => {
    const page = reportHtml(report);
    for (const table of page.match(/<table[\s\S]*?<\/table>/gu)!) {
      expect(table).toMatch(/<caption>[^<]+<\/caption>/u);
      const columnsOf = table.match(/<th scope="col">/gu)!.length;
      for (const line of table.match(/<tr><th scope="row"[\s\S]*?<\/tr>/gu) ?? [])
        expect(line.match(/<t[hd][ >]/gu)).toHaveLength(columnsOf);
    }
    for (const chart of page.match(/<svg[\s\S]*?<\/svg>/gu)!)
      expect(chart).toMatch(/role="img"[^>]*><title>[^<]+<\/title>/u);
    expect(page.match(/<table data-filter=/gu)).toHaveLength(2);
    expect(page.replace(SCRIPT, '')).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it('as HTML sort and filter their tables', () => {
    const { table, boxes } = runScript(
      ['rule', 'hits'],
      [
        ['b/x', '2'],
        ['a/y', '10'],
        ['c/y', '1'],
      ],
    );
    const names = (): string[] => table.body.map(({ cells }) => cells[0]!.textContent);
    const press = (column: number): void => table.heads[column]!.children[0]!.listeners['click']!();
    press(0);
    expect(names()).toEqual(['a/y', 'b/x', 'c/y']);
    expect(table.heads[0]!.attributes['aria-sort']).toBe('ascending');
    press(1);
    expect(names()).toEqual(['a/y', 'b/x', 'c/y']);
    press(1);
    expect(names()).toEqual(['c/y', 'b/x', 'a/y']);
    expect(table.heads.map(({ attributes }) => attributes['aria-sort'])).toEqual([undefined, 'ascending']);
    const [label, , shown] = boxes[0]!.children as [Element, string, Element];
    const input = label.children[1]!;
    input.value = 'Y';
    input.listeners['input']!();
    expect(table.body.filter(({ hidden }) => !hidden).map(({ cells }) => cells[0]!.textContent)).toEqual([
      'c/y',
      'a/y',
    ]);
    expect(shown.textContent).toBe('2 of 3');
  });

  it('highlight every unit of a post once', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '<', '&', '😭'), maxLength: 40 }),
        fc.array(
          fc.record({
            start: fc.nat(40),
            end: fc.nat(40),
            kind: fc.constantFrom('near' as const, 'low' as const, 'medium' as const, 'high' as const),
          }),
        ),
        (text, drawn) => {
          const marks = drawn
            .map(({ start, end, kind }) => ({
              start: Math.min(start, text.length),
              end: Math.min(end, text.length),
              kind,
            }))
            .filter(({ start, end }) => start < end);
          const plain = highlighted(text, marks)
            .source.replace(/<\/?mark[^>]*>/gu, '')
            .replaceAll('&lt;', '<')
            .replaceAll('&amp;', '&');
          expect(plain).toBe(text.trimEnd());
        },
      ),
    );
  });

  it('as text show posts without what a terminal would obey', () => {
    const text = reportText(report, makePage(false, 80));
    expect(text).not.toMatch(/[^\P{C}\n]/u);
    expect(text).toContain('medium instead of none; bullying reported');
    expect(text).toContain('none instead of high; self-harm not reported');
    expect(text).toContain('nearest: HIGH self-harm/near.high');
    expect(text).toContain('1 rule never fired');
    expect(text).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it('of nothing can be read too', () => {
    const empty = evaluate([], classifierOf({}));
    for (const text of [reportText(empty, makePage(false, 80)), reportHtml(empty).replace(SCRIPT, '')])
      expect(text).not.toMatch(/NaN|undefined|Infinity/u);
  });

  it('fold the names of a table that would be too wide, ids between their parts', () => {
    const figures = Array.from({ length: 5 }, () => '1'.repeat(9));
    const table = columns(
      ['rule', 'a', 'b', 'c', 'd', 'e'],
      [
        ['abuse-disclosure/domestic.coercive-control.signs', ...figures],
        ['a name of several words', ...figures],
        ['without-any-mark-' + 'x'.repeat(40), ...figures],
      ],
    ).split('\n');
    expect(Math.max(...table.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(table.map((line) => line.slice(0, 25).trimEnd())).toEqual([
      'rule',
      'abuse-disclosure/',
      'domestic.',
      'coercive-control.signs',
      'a name of several words',
      `without-any-mark-${'x'.repeat(8)}`,
      'x'.repeat(25),
      'x'.repeat(7),
    ]);
  });

  it('stand in columns, cells of several lines too', () => {
    expect(
      columns(
        ['a', 'bb'],
        [
          ['x\nyy', '1'],
          ['中', '22\n3'],
        ],
      ),
    ).toBe(['a   bb', 'x    1', 'yy', '中  22', '     3'].join('\n'));
  });
});

describe('a bar of progress', () => {
  /** The cursor at the start of its line, and nothing left of it. */
  const WIPED = '\u001B[1G\u001B[2K';
  /** A terminal that keeps what it is told. */
  const terminal = (isTTY: boolean): { stream: NodeJS.WriteStream; written: () => string } => {
    const chunks: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(String(chunk));
        done();
      },
    });
    return {
      stream: Object.assign(stream, { isTTY, columns: 80 }) as unknown as NodeJS.WriteStream,
      written: () => chunks.join(''),
    };
  };

  it('says how far the work is, and is wiped when it ends, also by an error', async () => {
    const { stream, written } = terminal(true);
    const work = withProgress(
      4000,
      'row',
      ({ update }) => {
        update(1000);
        throw new Error('broken');
      },
      stream,
    );
    await expect(work).rejects.toThrow('broken');
    expect(written()).toMatch(/█{6}░{19} {2}25 % {2}1,000 of 4,000 rows/u);
    expect(written().endsWith(WIPED)).toBe(true);
  });

  it('makes way for messages and comes back', async () => {
    const { stream, written } = terminal(true);
    await withProgress(
      2,
      'row',
      ({ update, hide }) => {
        update(1);
        hide();
        stream.write('<message>');
        update(2);
      },
      stream,
    );
    const [before, after] = written().split(`${WIPED}<message>`);
    expect(before).toContain('1 of 2 rows');
    expect(after).toContain('2 of 2 rows');
    expect(after!.endsWith(WIPED)).toBe(true);
  });

  it('is not drawn where nobody looks', async () => {
    const { stream, written } = terminal(false);
    const work = withProgress(
      2,
      'row',
      ({ update }) => {
        update(1);
        return 'done';
      },
      stream,
    );
    expect(await work).toBe('done');
    expect(written()).toBe('');
  });
});

describe('safetier evaluate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safetier-evaluate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (name: string, lines: readonly (object | string)[]): string => {
    const file = join(folder, name);
    const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
    writeFileSync(file, texts.map((line) => `${line}\n`).join(''));
    return file;
  };
  const run = (args: readonly string[], input = ''): Promise<Run> => runCommand(['evaluate', ...args], input);
  const pack = fileOf('rules.yaml', [
    `kind: rules
category: abuse-disclosure
rules:
  - id: domestic.physical.hits-me
    concept: domestic.physical
    tier: high
    match: ["he hit me"]
    fires: ["he hit me", "then he hit me again", "he hit me, twice"]
    quiet: ["he never saw me", "he hit the ball", "nothing at all"]`,
  ]);
  const withRules = [
    '--rules',
    pack,
    '--rules',
    'rules/en/categories.yaml',
    '--rules',
    'rules/en/policy.yaml',
  ];
  const good = { id: 'a', text: 'he hit me', tiers: ['high'], present: ['abuse-disclosure'] };

  it('names bad rows by file and line, without quoting them, and counts the rest', async () => {
    const first = fileOf('first.jsonl', [
      good,
      { id: 'b', text: 'a secret', tiers: ['hihg'] },
      '{"id": "c", "text": "a secret',
      { id: 'd', messages: [{ author: 'x', text: 'a secret' }], tiers: ['high'] },
      { id: 'e' },
    ]);
    const second = fileOf('second.jsonl', [
      { id: 'f', text: 'a secret', present: ['bullying', 'rudeness'] },
      { id: 'g', text: 'a secret', present: ['bullying'], absent: [['conduct', 'bullying']] },
      { id: 7, text: 'he hit the ball', tiers: ['none'], other: 'is left alone' },
      { id: 'h', text: 'a secret', tiers: [] },
      { id: 'i', text: 'a 😭', present: ['bullying'], spans: [[2, 3, 'word']] },
      { id: 'j', text: 'a 😭', present: ['bullying'], spans: [[2, 4]] },
      { id: 'k', text: 'a secret', spans: [[4, 2]] },
    ]);
    const { code, out, err } = await run([first, second, '--format', 'json', ...withRules]);
    expect(code).toBe(2);
    expect(
      [...err.matchAll(/^safetier: .*(?<at>(?:first|second)\.jsonl:\d+): /gmu)].map(
        ({ groups }) => groups!.at,
      ),
    ).toEqual([
      'first.jsonl:2',
      'first.jsonl:3',
      'first.jsonl:5',
      'second.jsonl:1',
      'second.jsonl:2',
      'second.jsonl:4',
      'second.jsonl:6',
      'second.jsonl:7',
    ]);
    expect(err).toContain('tiers[0]');
    expect(err).toContain('present[1]');
    expect(err).toContain('spans: a span ends after the text');
    expect(err).toContain('spans[0]: ends before it begins');
    expect(err).not.toContain('secret');
    const report = JSON.parse(out) as ReturnType<typeof evaluate>;
    expect(report.rows).toMatchObject({ judged: 3, conversations: 1 });
    expect(report.high.recall.value).toBe(1);
    expect(report.silentRules).toEqual([]);
  });

  it('reads stdin, and prints text and HTML', async () => {
    const lines = `${JSON.stringify(good)}\n${JSON.stringify({ id: 'z', messages: [] })}\n`;
    const text = await run(['-', ...withRules], lines);
    expect({ code: text.code, err: text.err }).toEqual({ code: 0, err: '' });
    expect(text.out).toContain('1 conversation left out: no alerts are stated');
    expect(text.out).toContain('100.0 % (100–100): 1 of 1 HIGH post');
    const page = await run(['-', '--format', 'html', '--limit', '0', ...withRules], lines);
    expect({ code: page.code, err: page.err }).toEqual({ code: 0, err: '' });
    expect(page.out).toMatch(/^<!doctype html>/u);
  });

  it.each([
    ['no data', [], /data/u],
    ['a file that is not there', ['nowhere.jsonl'], /nowhere\.jsonl/u],
    ['a number that is none', ['-', '--limit', 'ten'], /--limit/u],
    ['nothing to evaluate', ['-'], /no rows/u],
  ])('%s is one clear message and exit code 2', async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at .*[:)]/mu);
  });

  it('says so where all rows are conversations without alerts', async () => {
    const { code, err } = await run(['-'], `${JSON.stringify({ id: 'z', messages: [] })}\n`);
    expect(code).toBe(2);
    expect(err).toContain('1 conversation without alerts');
  });
});
