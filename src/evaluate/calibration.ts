import { round } from './bootstrap.ts';

/** How far scores can be read as probabilities. They are made to rank posts, not to be probabilities. */
export interface Calibration {
  rows: number;
  /** The mean squared distance of a score to 1 (present) or 0 (absent); 0 is perfect. Null without rows. */
  brier: number | null;
  /** The mean distance of a bin's mean score to its share of present rows, weighted by rows; 0 is perfect. */
  expectedError: number | null;
  /** Ten equal parts of 0..1, each without its upper end but the last. */
  bins: CalibrationBin[];
}

export interface CalibrationBin {
  from: number;
  to: number;
  rows: number;
  /** Null where no row falls into the bin. */
  meanScore: number | null;
  presentShare: number | null;
}

const BINS = 10;

interface Statement {
  score: number;
  present: boolean;
}

export function calibrationOf(scored: readonly Statement[]): Calibration {
  const sums = Array.from({ length: BINS }, () => ({ rows: 0, score: 0, present: 0 }));
  let squares = 0;
  for (const { score, present } of inOrderOfSums(scored)) {
    const bin = sums[Math.min(BINS - 1, Math.floor(score * BINS))]!;
    bin.rows++;
    bin.score += score;
    if (present) bin.present++;
    squares += (score - Number(present)) ** 2;
  }
  const apart = sums.reduce((sum, { score, present }) => sum + Math.abs(score - present), 0);
  const rows = scored.length;
  return {
    rows,
    brier: rows === 0 ? null : round(squares / rows),
    expectedError: rows === 0 ? null : round(apart / rows),
    bins: sums.map((bin, k) => ({
      from: k / BINS,
      to: (k + 1) / BINS,
      rows: bin.rows,
      meanScore: bin.rows === 0 ? null : round(bin.score / bin.rows),
      presentShare: bin.rows === 0 ? null : round(bin.present / bin.rows),
    })),
  };
}

/** Sums of fractions depend on their order in the last bit, and so, by rounding, would figures on that of the rows. */
function inOrderOfSums(scored: readonly Statement[]): Statement[] {
  return [...scored].sort((a, b) => a.score - b.score || Number(a.present) - Number(b.present));
}
