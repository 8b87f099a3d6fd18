/** How well sums tell posts apart that their model has not seen. */
import { categoryFigures } from '../evaluate/category.ts';

/** A post that the model had not seen; the sum is the logarithm of its odds. */
export interface Seen {
  sum: number;
  positive: boolean;
  source: string;
}

export interface LearnedFigures {
  posts: number;
  positives: number;
  /** Area under the ROC curve; null where there are only positives, or none. */
  area: number | null;
  auprc: number | null;
  /** Of what reaches the mark. */
  f1: number | null;
}

/** All posts together, and each source by itself. */
export interface CrossValidated {
  /** The sum that tells all posts together apart best, by F1: one mark for all sources. */
  mark: number;
  all: LearnedFigures;
  sources: (LearnedFigures & { source: string })[];
}

export function crossValidated(seen: readonly Seen[]): CrossValidated {
  const mark = bestMark(seen);
  const sources = [...new Set(seen.map(({ source }) => source))].sort();
  return {
    mark,
    all: figuresOf(seen, mark),
    sources: sources.map((source) => ({
      source,
      ...figuresOf(
        seen.filter((one) => one.source === source),
        mark,
      ),
    })),
  };
}

/** The sum from which on what is found has the best F1. */
function bestMark(seen: readonly Seen[]): number {
  const sorted = [...seen].sort((a, b) => b.sum - a.sum);
  const positives = seen.filter(({ positive }) => positive).length;
  let best = { mark: Infinity, f1: 0 };
  let right = 0;
  sorted.forEach(({ sum, positive }, k) => {
    if (positive) right++;
    const f1 = (2 * right) / (k + 1 + positives);
    if (f1 > best.f1 && sorted[k + 1]?.sum !== sum) best = { mark: sum, f1 };
  });
  return best.mark;
}

function figuresOf(seen: readonly Seen[], mark: number): LearnedFigures {
  const scored = seen.map(({ sum, positive }) => ({
    score: 1 / (1 + Math.exp(-sum)),
    reported: sum >= mark,
    present: positive,
  }));
  const positives = scored.filter(({ present }) => present).length;
  // Only the figures are wanted; the label is whatever is learned.
  const { auprc, f1 } = categoryFigures([], scored, { rounds: 0, seed: 1 });
  return {
    posts: seen.length,
    positives,
    area: positives === 0 || positives === seen.length ? null : areaUnder(seen),
    auprc: auprc.value,
    f1: f1.value,
  };
}

/** The chance that a positive post scores above a negative one; of equal scores, one half. */
function areaUnder(seen: readonly Seen[]): number {
  const sorted = [...seen].sort((a, b) => a.sum - b.sum);
  let below = 0;
  let won = 0;
  for (let k = 0; k < sorted.length;) {
    const { sum } = sorted[k]!;
    let [positives, negatives] = [0, 0];
    for (; k < sorted.length && sorted[k]!.sum === sum; k++)
      if (sorted[k]!.positive) positives++;
      else negatives++;
    won += positives * (below + negatives / 2);
    below += negatives;
  }
  return won / ((seen.length - below) * below);
}
