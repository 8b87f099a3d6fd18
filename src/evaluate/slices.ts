import { rankOf } from '../model/vocabulary.ts';
import type { Judged } from './judge.ts';
import { hasTiers, highStance, isBenign, isMet, statesAnything } from './row.ts';

const SLICINGS = ['group', 'source', 'length'] as const;
export type Slicing = (typeof SLICINGS)[number];

/** Of the rows that a figure is about, how many meet it. */
export interface Share {
  met: number;
  of: number;
}

/** Rows that have one value of a property in common. Rows without the property are in none of its slices. */
export interface Slice {
  by: Slicing;
  /** Lengths are bands of words, `26–50`. */
  value: string;
  /** Rows that state anything. */
  rows: number;
  /** Rows of which everything stated is met. */
  right: number;
  /** Verdicts among the acceptable tiers. */
  tiers: Share;
  highRecall: Share;
  highPrecision: Share;
  /** Benign rows with a verdict over every acceptable tier. */
  benignFlagged: Share;
}

/** Upper ends of the bands, in words (runs of anything but white space). */
const BANDS = [10, 25, 50, 100, 200];

/** By `group` and `source` in alphabetical order, by length from the shortest. */
export function slicesOf(rows: readonly Judged[]): Slice[] {
  const stating = rows.filter(({ row }) => statesAnything(row));
  return SLICINGS.flatMap((by) => {
    const byValue = new Map<string, Judged[]>();
    for (const judged of stating) {
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

function sliceOf(by: Slicing, value: string, rows: readonly Judged[]): Slice {
  const share = (of: readonly Judged[], met: (judged: Judged) => boolean): Share => ({
    met: of.filter(met).length,
    of: of.length,
  });
  const isHigh = ({ verdict }: Judged): boolean => verdict.tier === 'high';
  return {
    by,
    value,
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
  };
}
