/** Whether the evidence stands where the row says that it does. */
import { type Counts, type Figure, type Resampling, figuresOf } from './bootstrap.ts';
import type { Judged } from './judge.ts';
import { listOf } from './row.ts';

/** Evidence against the `spans` of rows that name a category as present. Characters are code points. */
export interface SpanFigures {
  rows: number;
  /**
   * The mean over rows of the F1 of their characters (Pavlopoulos et al., “SemEval-2021 Task 5: Toxic Spans Detection”):
   * 0 where no evidence was found, 1 where there is none and none was found.
   */
  f1: Figure;
  /** Of all characters of evidence, those inside the spans of their row. */
  precision: Figure;
  /** Of all characters of spans, those in which evidence was found. */
  recall: Figure;
}

/** Characters of one row. */
export interface Overlap {
  /** Inside the row's spans. */
  stated: number;
  /** Of evidence of the categories that the row names as present. */
  found: number;
  both: number;
}

export function spanFigures(rows: readonly Judged[], resampling: Resampling): SpanFigures {
  const overlaps = overlapsOf(rows);
  const { cells, counts } = cellsOf(overlaps);
  return {
    rows: overlaps.length,
    ...figuresOf([counts], ([drawn]) => measure(cells, drawn!), resampling),
  };
}

/** Of the rows that state spans. */
export function overlapsOf(rows: readonly Judged[]): Overlap[] {
  return rows.flatMap((judged) => {
    const overlap = overlapOf(judged);
    return overlap === undefined ? [] : [overlap];
  });
}

function overlapOf({ row, verdict }: Judged): Overlap | undefined {
  const { text, spans, present = [] } = row;
  if (spans === undefined || present.length === 0) return undefined;
  const named = new Set(present.flatMap(listOf));
  const stated = new Uint8Array([...text].length);
  for (const [start, end] of spans) stated.fill(1, start, end);
  const found = new Uint8Array(stated.length);
  const codePointAt = (offset: number): number => [...text.slice(0, offset)].length;
  for (const finding of verdict.findings)
    if (finding.tier !== 'none' && named.has(finding.category))
      for (const { start, end } of finding.spans) found.fill(1, codePointAt(start), codePointAt(end));
  return {
    stated: sum(stated),
    found: sum(found),
    both: sum(stated.map((is, k) => is & found[k]!)),
  };
}

interface Cells {
  cells: Overlap[];
  counts: Counts;
}

/** Rows whose characters are the same in number are one cell; in an order of their own, since sums hang on it. */
function cellsOf(overlaps: readonly Overlap[]): Cells {
  const byKey = new Map<string, { overlap: Overlap; rows: number }>();
  for (const overlap of overlaps) {
    const key = `${overlap.both} ${overlap.found} ${overlap.stated}`;
    byKey.set(key, { overlap, rows: (byKey.get(key)?.rows ?? 0) + 1 });
  }
  const cells = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
  return { cells: cells.map(({ overlap }) => overlap), counts: Uint32Array.from(cells, ({ rows }) => rows) };
}

function measure(cells: readonly Overlap[], counts: Counts): Record<'f1' | 'precision' | 'recall', number> {
  const total = (of: (overlap: Overlap) => number): number =>
    cells.reduce((all, overlap, k) => all + counts[k]! * of(overlap), 0);
  const both = total((overlap) => overlap.both);
  return {
    f1: total(f1Of) / total(() => 1),
    precision: both / total(({ found }) => found),
    recall: both / total(({ stated }) => stated),
  };
}

/** Of the characters of one row. */
export function f1Of({ stated, found, both }: Overlap): number {
  return stated + found === 0 ? 1 : (2 * both) / (stated + found);
}

function sum(marks: Uint8Array): number {
  return marks.reduce((all, one) => all + one, 0);
}
