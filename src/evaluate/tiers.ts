import { TIERS, type Tier, rankOf } from '../model/vocabulary.ts';
import { type Counts, type Figure, type Resampling, figuresOf } from './bootstrap.ts';
import type { AgreementFigures } from './category.ts';
import type { Judged } from './judge.ts';
import { hasTiers, highStance } from './row.ts';

/** Verdicts against stated tiers. */
export interface TierFigures {
  /** Rows that state tiers. */
  rows: number;
  /** Rows whose verdict is among their acceptable tiers. */
  right: number;
  accuracy: Figure;
  /** One row a set of acceptable tiers, the highest first. */
  confusion: ConfusionRow[];
}

export interface ConfusionRow {
  /** From the highest down. */
  acceptable: Tier[];
  rows: number;
  right: number;
  /** How many verdicts of each tier were given. */
  given: Record<Tier, number>;
}

/** HIGH against rows for which only high is acceptable (positives) or high is not acceptable (negatives). */
export type HighFigures = AgreementFigures;

export function tierFigures(rows: readonly Judged[], resampling: Resampling): TierFigures {
  const sets = new Map<string, ConfusionRow>();
  for (const { row, verdict } of rows) {
    if (!hasTiers(row)) continue;
    const acceptable = TIERS.filter((tier) => row.tiers.includes(tier)).reverse();
    const key = acceptable.join(' ');
    const set = sets.get(key) ?? {
      acceptable,
      rows: 0,
      right: 0,
      given: { none: 0, low: 0, medium: 0, high: 0 },
    };
    sets.set(key, set);
    set.rows++;
    set.given[verdict.tier]++;
    if (acceptable.includes(verdict.tier)) set.right++;
  }
  const confusion = [...sets.values()].sort((a, b) => weightOf(b.acceptable) - weightOf(a.acceptable));
  const total = confusion.reduce((sum, set) => sum + set.rows, 0);
  return {
    rows: total,
    right: confusion.reduce((sum, set) => sum + set.right, 0),
    ...figuresOf(
      confusion.map((set) => Uint32Array.of(set.right, set.rows - set.right)),
      (strata) => ({ accuracy: strata.reduce((sum, counts) => sum + counts[0]!, 0) / total }),
      resampling,
    ),
    confusion,
  };
}

/** The highest tier decides, then the lowest. */
function weightOf(acceptable: readonly Tier[]): number {
  const ranks = acceptable.map(rankOf);
  return 100 * Math.max(...ranks) + 10 * Math.min(...ranks) - acceptable.length;
}

export function highFigures(rows: readonly Judged[], resampling: Resampling): HighFigures {
  // [HIGH, not HIGH] of the positives and of the negatives.
  const [present, absent] = [new Uint32Array(2), new Uint32Array(2)];
  for (const { row, verdict } of rows) {
    const stance = highStance(row);
    if (stance !== undefined) (stance ? present : absent)[verdict.tier === 'high' ? 0 : 1]!++;
  }
  return {
    positives: present[0]! + present[1]!,
    negatives: absent[0]! + absent[1]!,
    truePositives: present[0]!,
    falsePositives: absent[0]!,
    ...figuresOf([present, absent], ([yes, no]) => precisionRecall(yes!, no!), resampling),
  };
}

function precisionRecall(yes: Counts, no: Counts): Record<'precision' | 'recall', number> {
  const positives = yes[0]! + yes[1]!;
  return {
    precision: positives === 0 ? NaN : yes[0]! / (yes[0]! + no[0]!),
    recall: yes[0]! / positives,
  };
}
