import { expect } from 'vitest';
import { type Assessment, CATEGORIES, REASONS, TIERS } from '../../src/index.ts';

/** Every span lies in the text and says what stands there. */
export function spansCoverWhatTheySay(text: string, { findings }: Assessment): void {
  for (const finding of findings) {
    expect(finding.spans.length).toBeGreaterThan(0);
    for (const span of [
      ...finding.spans,
      ...finding.qualifiers.flatMap((qualifier) => qualifier.span ?? []),
    ]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThan(span.start);
      expect(text.slice(span.start, span.end)).toBe(span.text);
    }
  }
}

/** Tier, score, categories, reasons and reports tell the same story. */
export function partsAgree(assessment: Assessment): void {
  expect(Object.keys(assessment.categories).sort()).toEqual([...CATEGORIES].sort());
  for (const score of [assessment.score, ...Object.values(assessment.categories)]) {
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1);
  }
  expect(assessment.score).toBe(Math.max(...Object.values(assessment.categories)));
  expect(TIERS).toContain(assessment.tier);
  for (const reason of assessment.reasons) expect(REASONS).toContain(reason);
  expect(assessment.reasons.length > 0).toBe(assessment.tier !== 'none');
  expect(assessment.findings.length > 0).toBe(assessment.tier !== 'none');
  for (const category of assessment.reported)
    expect(assessment.findings.some((finding) => finding.category === category)).toBe(true);
  expect(new Set(assessment.actions.map(({ action }) => action)).size).toBe(assessment.actions.length);
  if (assessment.tier === 'high') {
    expect(assessment.actions.map(({ action }) => action)).toContain('hold');
    expect(assessment.actions.map(({ action }) => action)).not.toContain('publish');
    expect(assessment.never.length).toBeGreaterThan(0);
  }
}

/** An assessment is plain JSON: nothing is lost on the way through a string. */
export function isPlainJson(assessment: Assessment): void {
  expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
}
