import { rankOf } from '../model/vocabulary.ts';
import { type Counts, type Figure, type Resampling, figuresOf } from './bootstrap.ts';
import type { Judged } from './judge.ts';
import { hasTiers, isBenign } from './row.ts';

/** What is flagged of posts in which there is no risk. */
export interface BenignFigures {
  rows: number;
  /** Verdicts over every acceptable tier: anything on a post of none, medium or high on a post of none or low. */
  flagged: Rate;
  mediumOrHigh: Rate;
  high: Rate;
}

export interface Rate {
  rows: number;
  /** Of 2,500 such posts. */
  per2500: Figure;
}

type Name = 'flagged' | 'mediumOrHigh' | 'high';

/** Rows whose acceptable tiers are all none or low. */
export function benignFigures(rows: readonly Judged[], resampling: Resampling): BenignFigures {
  return falsePositives(
    rows.filter(({ row }) => isBenign(row)),
    resampling,
  );
}

/** Of rows without tiers nothing is expected. */
export function falsePositives(rows: readonly Judged[], resampling: Resampling): BenignFigures {
  // Rows by rank of the verdict; from 4 on, rows that are flagged.
  const cells: Counts = new Uint32Array(8);
  for (const { row, verdict } of rows) {
    const rank = rankOf(verdict.tier);
    cells[rank + (rank > (hasTiers(row) ? Math.max(...row.tiers.map(rankOf)) : 0) ? 4 : 0)]!++;
  }
  const points = hitsOf(cells);
  const figures = figuresOf(
    [cells],
    ([drawn]) => {
      const hits = hitsOf(drawn!);
      const per2500 = (name: Name): number => (2500 * hits[name]) / rows.length;
      return {
        flagged: per2500('flagged'),
        mediumOrHigh: per2500('mediumOrHigh'),
        high: per2500('high'),
      };
    },
    resampling,
  );
  const rate = (name: Name): Rate => ({ rows: points[name], per2500: figures[name] });
  return {
    rows: rows.length,
    flagged: rate('flagged'),
    mediumOrHigh: rate('mediumOrHigh'),
    high: rate('high'),
  };
}

function hitsOf(cells: Counts): Record<Name, number> {
  const high = cells[3]! + cells[7]!;
  return {
    flagged: cells[4]! + cells[5]! + cells[6]! + cells[7]!,
    mediumOrHigh: cells[2]! + cells[6]! + high,
    high,
  };
}
