import { rankOf } from '../model/vocabulary.ts';
import { round } from './bootstrap.ts';
import { averagePrecisionOf, labelsOf, scoredOf } from './category.ts';
import type { Judged, JudgedRows } from './judge.ts';
import { hasTiers, highStance, isBenign, isMet, listOf, statesAnything } from './row.ts';
import { f1Of, overlapsOf } from './spans.ts';

const SLICINGS = ['group', 'source', 'length'] as const;
export type Slicing = (typeof SLICINGS)[number];

/** Of the rows that a figure is about, how many meet it. */
export interface Share {
  met: number;
  of: number;
}

/** Posts that have one value of a property in common. Posts without the property are in none of its slices. */
export interface Slice {
  by: Slicing;
  /** Lengths are bands of words, `26–50`. */
  value: string;
  /** All posts, whatever they state, with their verdicts of medium or high. Only here do weakly benign posts count. */
  mediumOrHigh: Share;
  /** Rows that state anything; all else is about them. */
  rows: number;
  /** Rows of which everything stated is met. */
  right: number;
  /** Verdicts among the acceptable tiers. */
  tiers: Share;
  highRecall: Share;
  highPrecision: Share;
  /** Benign rows with a verdict over every acceptable tier. */
  benignFlagged: Share;
  /** Statements that a category is present (alternatives are one statement), and those that are reported. */
  present: Share;
  /** Rows that name categories as absent, and those on which one of these is reported nevertheless. */
  absentReported: Share;
  /** The mean AUPRC of what the slice has both posts with and posts without; null if there is no such category. */
  auprc: number | null;
  /** The mean character F1 of its rows with spans; null if there are none. */
  spanF1: number | null;
}

/** Upper ends of the bands, in words (runs of anything but white space). */
const BANDS = [10, 25, 50, 100, 200];

/** By `group` and `source` in alphabetical order, by length from the shortest. */
export function slicesOf({ rows, weak }: Pick<JudgedRows, 'rows' | 'weak'>): Slice[] {
  return SLICINGS.flatMap((by) => {
    const byValue = new Map<string, Judged[]>();
    for (const judged of [...rows, ...weak]) {
      const value = by === 'length' ? bandOf(judged.row.text) : judged.row[by];
      if (value === undefined) continue;
      const slice = byValue.get(value);
      if (slice) slice.push(judged);
      else byValue.set(value, [judged]);
    }
    const values = [...byValue.keys()].sort(
      by === 'length' ? (a, b) => parseInt(a) - parseInt(b) : undefined,
    );
    return values.map((value) => sliceOf(by, value, byValue.get(value)!));
  });
}

function bandOf(text: string): string {
  const words = text.match(/\S+/gu)?.length ?? 0;
  const band = BANDS.findIndex((most) => words <= most);
  const from = band === 0 ? 0 : (BANDS[band - 1] ?? BANDS[BANDS.length - 1]!) + 1;
  return band < 0 ? `${from} or more` : `${from}–${BANDS[band]!}`;
}

function sliceOf(by: Slicing, value: string, posts: readonly Judged[]): Slice {
  const rows = posts.filter(({ row }) => row.weakBenign !== true && statesAnything(row));
  const share = (of: readonly Judged[], met: (judged: Judged) => boolean): Share => ({
    met: of.filter(met).length,
    of: of.length,
  });
  const isHigh = ({ verdict }: Judged): boolean => verdict.tier === 'high';
  return {
    by,
    value,
    mediumOrHigh: share(posts, ({ verdict }) => rankOf(verdict.tier) >= rankOf('medium')),
    rows: rows.length,
    right: rows.filter(({ unmet }) => isMet(unmet)).length,
    tiers: share(
      rows.filter(({ row }) => hasTiers(row)),
      ({ unmet }) => unmet.tier === undefined,
    ),
    highRecall: share(
      rows.filter(({ row }) => highStance(row) === true),
      isHigh,
    ),
    highPrecision: share(
      rows.filter((judged) => isHigh(judged) && highStance(judged.row) !== undefined),
      ({ row }) => highStance(row) === true,
    ),
    benignFlagged: share(
      rows.filter(({ row }) => isBenign(row)),
      ({ row, verdict }) => rankOf(verdict.tier) > Math.max(...(row.tiers ?? []).map(rankOf)),
    ),
    present: presentShare(rows),
    absentReported: share(
      rows.filter(({ row }) => (row.absent ?? []).length > 0),
      ({ row, verdict }) =>
        row.absent!.flatMap(listOf).some((category) => verdict.reported.includes(category)),
    ),
    auprc: meanOrNull(
      labelsOf(rows)
        .map((label) => scoredOf(rows, label))
        .filter((scored) => new Set(scored.map(({ present }) => present)).size > 1)
        .map(averagePrecisionOf),
    ),
    spanF1: meanOrNull(overlapsOf(rows).map(f1Of)),
  };
}

function presentShare(rows: readonly Judged[]): Share {
  const of = rows.reduce((sum, { row }) => sum + (row.present ?? []).length, 0);
  return { met: of - rows.reduce((sum, { unmet }) => sum + unmet.missing.length, 0), of };
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
