import { rounded } from '../model/rounded.ts';
import { random } from './random.ts';

/** A figure with its 95 % interval; null where it is not defined (no row states it, a division by nothing). */
export interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
}

export interface Resampling {
  /** Resamples; 0 leaves the intervals out. */
  rounds: number;
  seed: number;
}

/** Rows of one stratum by cell: how many rows fall into each. */
export type Counts = Uint32Array;

const TAIL = 0.025;
const DECIMALS = 6;

/**
 * The figures that `measure` reads off counts, each with a percentile interval from resamples. Rows are drawn with
 * replacement within their stratum, whose size stays what it is (Efron and Tibshirani, “An Introduction to the
 * Bootstrap”, 1993, chapters 8 and 13). `measure` gives NaN for what is not defined; it may not keep the counts. An interval is widened
 * to hold its figure where the resamples all lie to one side of it.
 */
export function figuresOf<Name extends string>(
  strata: readonly Counts[],
  measure: (strata: readonly Counts[]) => Record<Name, number>,
  { rounds, seed }: Resampling,
): Record<Name, Figure> {
  const point = measure(strata);
  const names = Object.keys(point) as Name[];
  const samples = new Map(names.map((name) => [name, [] as number[]]));
  const next = random(seed);
  const resamples = strata.map((counts) => new Resample(counts));
  for (let round = 0; round < rounds; round++) {
    const drawn = measure(resamples.map((stratum) => stratum.draw(next)));
    for (const name of names) if (!Number.isNaN(drawn[name])) samples.get(name)!.push(drawn[name]);
  }
  return Object.fromEntries(names.map((name) => [name, figureOf(point[name], samples.get(name)!)])) as Record<
    Name,
    Figure
  >;
}

function figureOf(value: number, samples: number[]): Figure {
  if (Number.isNaN(value)) return { value: null, low: null, high: null };
  if (samples.length === 0) return { value: round(value), low: null, high: null };
  samples.sort((a, b) => a - b);
  return {
    value: round(value),
    low: round(Math.min(value, quantile(samples, TAIL))),
    high: round(Math.max(value, quantile(samples, 1 - TAIL))),
  };
}

/** Linear between the two nearest samples. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

/** Six decimals, so that a report can be read and compared. */
export function round(value: number): number {
  return rounded(value, DECIMALS);
}

/** Draws one stratum anew; the counts that it hands out are overwritten by the next draw. */
class Resample {
  private readonly drawn: Counts;
  /** The cell of every row. */
  private readonly cells: Uint32Array;

  constructor(counts: Counts) {
    this.drawn = new Uint32Array(counts.length);
    this.cells = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
    let at = 0;
    for (const [cell, count] of counts.entries()) {
      this.cells.fill(cell, at, at + count);
      at += count;
    }
  }

  draw(next: () => number): Counts {
    const { drawn, cells } = this;
    drawn.fill(0);
    for (let k = 0; k < cells.length; k++) drawn[cells[Math.floor(next() * cells.length)]!]!++;
    return drawn;
  }
}
