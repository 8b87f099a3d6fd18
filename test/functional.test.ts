/**
 * The functional suite: every capability of fixtures/functional/ is held to the pass rate in pass-rates.json.
 *
 *   npx vitest run test/functional.test.ts                      holds the rates and prints the table
 *   SAFETIER_RAISE_RATES=1 npx vitest run test/functional.test.ts   writes rates that have risen
 *   SAFETIER_MISSES=self-harm npx vitest …                      lists what fails in the capabilities of that prefix
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createClassifier } from '../src/index.ts';
import { type Row, readRows, unmet } from './support/rows.ts';

const FOLDER = new URL('../fixtures/functional/', import.meta.url);
const RATES = new URL('pass-rates.json', FOLDER);
const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.jsonl'))
  .sort();
const rows = files.flatMap((file) => readRows(new URL(file, FOLDER)));
let rates = JSON.parse(readFileSync(RATES, 'utf8')) as Record<string, number>;

const classifier = createClassifier();
const byCapability = new Map<string, { rows: Row[]; missed: { row: Row; why: string[]; rules: string }[] }>();
for (const row of rows) {
  const capability = byCapability.get(row.group) ?? { rows: [], missed: [] };
  byCapability.set(row.group, capability);
  capability.rows.push(row);
  const assessment = classifier.classify(row.text);
  const why = unmet(row, assessment);
  if (why.length > 0)
    capability.missed.push({
      row,
      why,
      rules: assessment.findings
        .map((f) => `${f.rule}:${f.tier} “${f.spans[0]?.text ?? ''}”`)
        .slice(0, 3)
        .join(' | '),
    });
}
const rateOf = (capability: string): number => {
  const { rows: all, missed } = byCapability.get(capability) ?? { rows: [], missed: [] };
  return (all.length - missed.length) / all.length;
};
/** Two decimals, rounded down, so that a rate written is a rate held. */
const floor = (rate: number): number => Math.floor(rate * 100 + 1e-9) / 100;

describe('the functional suite', () => {
  it('has well-formed cases with unique ids and texts', () => {
    expect(rows.length).toBeGreaterThanOrEqual(1500);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
    for (const row of rows)
      expect(row.tiers !== undefined || row.present !== undefined || row.absent !== undefined, row.id).toBe(
        true,
      );
  });

  it('states a rate for every capability and for nothing else', () => {
    if (process.env['SAFETIER_RAISE_RATES']) {
      rates = Object.fromEntries(
        [...byCapability.keys()]
          .sort()
          .map((capability) => [capability, Math.max(rates[capability] ?? 0, floor(rateOf(capability)))]),
      );
      writeFileSync(RATES, `${JSON.stringify(rates, null, 2)}\n`);
    }
    expect(Object.keys(rates).sort()).toEqual([...byCapability.keys()].sort());
  });

  it.each([...byCapability.keys()].sort())('%s keeps its pass rate', (capability) => {
    const { missed } = byCapability.get(capability)!;
    expect(
      rateOf(capability),
      missed.map(({ row, why }) => `${row.id}: ${why.join('; ')}`).join('\n'),
    ).toBeGreaterThanOrEqual(rates[capability]!);
  });

  it('prints its table', () => {
    const missed = [...byCapability.values()].reduce((sum, capability) => sum + capability.missed.length, 0);
    const lines = [...byCapability.keys()].sort().map((capability) => {
      const { rows: all, missed: wrong } = byCapability.get(capability)!;
      return `${capability.padEnd(46)} ${String(all.length).padStart(4)} ${(rateOf(capability) * 100).toFixed(0).padStart(4)} %  held to ${((rates[capability] ?? 0) * 100).toFixed(0)} %  ${wrong.length > 0 ? `${wrong.length} missed` : ''}`;
    });
    console.log(
      `${lines.join('\n')}\n${'all'.padEnd(46)} ${String(rows.length).padStart(4)} ${(((rows.length - missed) / rows.length) * 100).toFixed(1)} %`,
    );
    const prefix = process.env['SAFETIER_MISSES'];
    if (prefix !== undefined)
      for (const [capability, { missed: wrong }] of byCapability)
        if (capability.startsWith(prefix))
          for (const { row, why, rules } of wrong)
            console.log(`${row.id} ${capability}: ${why.join('; ')}\n    ${row.text}\n    ${rules}`);
    expect(lines.length).toBeGreaterThan(100);
  });
});
