import { CATEGORIES } from '../model/vocabulary.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type Counts, type Figure, type Resampling, figuresOf, round } from './bootstrap.ts';
import type { Judged } from './judge.ts';
import { type Label, listOf, stanceOf } from './row.ts';

/** How well a yes or no agrees with the rows that state one. */
export interface AgreementFigures {
  positives: number;
  negatives: number;
  truePositives: number;
  falsePositives: number;
  precision: Figure;
  recall: Figure;
}

/** How well a category, or “one of these categories”, is reported. Positives and negatives are the rows that state it. */
export interface CategoryFigures extends AgreementFigures {
  label: Label;
  /** The harmonic mean of precision and recall. */
  f1: Figure;
  /** The same with recall counting twice as much as precision. */
  f2: Figure;
  /** The area under the precision-recall curve by steps (average precision); rows of equal score are one step. */
  auprc: Figure;
  /** Negatives that were reported, of 2,500. */
  falsePer2500: Figure;
  /** From the highest score down; at most 101 points. */
  curve: CurvePoint[];
  calibration: Calibration;
}

/** Precision and recall if everything from a score on were reported. */
export interface CurvePoint {
  score: number;
  precision: number;
  recall: number;
}

/** A row as one label sees it: the label's score, whether it was reported, whether the row says that it is there. */
export interface Scored {
  score: number;
  reported: boolean;
  present: boolean;
}

/** Alternatives that fewer rows name get no figures of their own. */
const FEWEST = 20;

/** Single categories, and alternatives in the order in which rows name them. */
export function labelsOf(rows: readonly Judged[]): Label[] {
  const alternatives = new Map<string, { label: Label; rows: number }>();
  for (const { row } of rows)
    for (const stated of row.present ?? []) {
      const label = CATEGORIES.filter((category) => listOf(stated).includes(category));
      if (label.length < 2) continue;
      const key = label.join(' ');
      alternatives.set(key, { label, rows: (alternatives.get(key)?.rows ?? 0) + 1 });
    }
  const often = [...alternatives.values()].filter((one) => one.rows >= FEWEST);
  return [...CATEGORIES.map((category) => [category]), ...often.map(({ label }) => label)];
}

export function scoredOf(rows: readonly Judged[], label: Label): Scored[] {
  return rows.flatMap(({ row, verdict }) => {
    const stance = stanceOf(row, label);
    if (stance === undefined) return [];
    return [
      {
        score: Math.max(...label.map((category) => verdict.categories[category])),
        reported: label.some((category) => verdict.reported.includes(category)),
        present: stance === 'present',
      },
    ];
  });
}

export function categoryFigures(
  label: Label,
  scored: readonly Scored[],
  resampling: Resampling,
): CategoryFigures {
  const cells = cellsOf(scored);
  const positives = sum(cells.present);
  const negatives = sum(cells.absent);
  const truePositives = sum(cells.present, cells.reported);
  const falsePositives = sum(cells.absent, cells.reported);
  return {
    label,
    positives,
    negatives,
    truePositives,
    falsePositives,
    ...figuresOf([cells.present, cells.absent], (strata) => measure(cells, strata), resampling),
    curve: curveOf(cells, positives),
    calibration: calibrationOf(scored),
  };
}

/** As `auprc`, without an interval; NaN without positives. */
export function averagePrecisionOf(scored: readonly Scored[]): number {
  const { scores, present, absent } = cellsOf(scored);
  return averagePrecision(scores, present, absent);
}

/** Rows of equal score and report, the highest score first, of equal scores what is reported. */
interface Cells {
  scores: number[];
  reported: boolean[];
  present: Counts;
  absent: Counts;
}

function cellsOf(scored: readonly Scored[]): Cells {
  const byKey = new Map<string, { score: number; reported: boolean; present: number; absent: number }>();
  for (const { score, reported, present } of scored) {
    const key = `${score} ${reported}`;
    const cell = byKey.get(key) ?? { score, reported, present: 0, absent: 0 };
    byKey.set(key, cell);
    cell[present ? 'present' : 'absent']++;
  }
  const cells = [...byKey.values()].sort(
    (a, b) => b.score - a.score || Number(b.reported) - Number(a.reported),
  );
  return {
    scores: cells.map(({ score }) => score),
    reported: cells.map(({ reported }) => reported),
    present: Uint32Array.from(cells, ({ present }) => present),
    absent: Uint32Array.from(cells, ({ absent }) => absent),
  };
}

type Measured = 'precision' | 'recall' | 'f1' | 'f2' | 'auprc' | 'falsePer2500';

function measure(cells: Cells, [present, absent]: readonly Counts[]): Record<Measured, number> {
  const positives = sum(present!);
  const negatives = sum(absent!);
  const right = sum(present!, cells.reported);
  const wrong = sum(absent!, cells.reported);
  // Where no row could be right, a precision of 0 would say nothing.
  const precision = positives === 0 ? NaN : right / (right + wrong);
  const f = (beta: number): number =>
    positives === 0
      ? NaN
      : ((1 + beta ** 2) * right) / ((1 + beta ** 2) * right + beta ** 2 * (positives - right) + wrong);
  return {
    precision,
    recall: right / positives,
    f1: f(1),
    f2: f(2),
    auprc: averagePrecision(cells.scores, present!, absent!),
    falsePer2500: (2500 * wrong) / negatives,
  };
}

/** Σ (Rₙ − Rₙ₋₁) Pₙ over the distinct scores from the highest down; NaN without positives. */
function averagePrecision(scores: readonly number[], present: Counts, absent: Counts): number {
  let right = 0;
  let wrong = 0;
  let area = 0;
  for (let k = 0; k < scores.length;) {
    const score = scores[k]!;
    const before = right;
    for (; k < scores.length && scores[k] === score; k++) {
      right += present[k]!;
      wrong += absent[k]!;
    }
    if (right > before) area += (right - before) * (right / (right + wrong));
  }
  return area / right;
}

/** Recall of a step of the curve that is kept. */
const STEP = 0.01;

function curveOf({ scores, present, absent }: Cells, positives: number): CurvePoint[] {
  const curve: CurvePoint[] = [];
  let right = 0;
  let wrong = 0;
  let kept = 0;
  for (let k = 0; k < scores.length && positives > 0; k++) {
    right += present[k]!;
    wrong += absent[k]!;
    const recall = right / positives;
    const isLast = k === scores.length - 1;
    // A hair less than a step, so that steps of exactly 1 % are not lost to rounding.
    if (scores[k + 1] === scores[k] || (recall - kept < STEP - 1e-9 && !isLast)) continue;
    curve.push({ score: scores[k]!, precision: round(right / (right + wrong)), recall: round(recall) });
    kept = recall;
  }
  return curve;
}

/** All rows, or those of the cells that were reported. */
function sum(counts: Counts, reported?: readonly boolean[]): number {
  let total = 0;
  for (let k = 0; k < counts.length; k++) if (!reported || reported[k]) total += counts[k]!;
  return total;
}
