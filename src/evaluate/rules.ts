import type { Finding } from '../model/assessment.ts';
import { CATEGORIES, type Category, type Tier, higherOf } from '../model/vocabulary.ts';
import { round } from './bootstrap.ts';
import type { Judged } from './judge.ts';
import { type EvaluationRow, isAbsent, isMet, mayBePresent, stanceOf, unmetBy } from './row.ts';

/** What one rule did, from the findings of all rows but the weakly benign ones. A hit is a row that the rule fired on. */
export interface RuleFigures {
  /** `category/rule-id`. */
  rule: string;
  category: Category;
  hits: number;
  /** Hits whose row names the rule's category as present, alone or among alternatives. */
  supported: number;
  /** Hits whose row says that the category is absent. */
  conflicts: number;
  /** supported / (supported + conflicts); null if no row says either. */
  precision: number | null;
  /** Hits on rows that state the category alone, where no other rule of the category fired. */
  unique: number;
  /** `unique` as a share of all rows that state the category alone; null if there are none. */
  uniqueRecall: number | null;
  /** Rules that fired on the same rows, the most frequent first. */
  overlap: { rule: string; rows: number }[];
  /**
   * Rows that would no longer be right without the rule, and rows that would only then be. An approximation from the
   * other findings of the row: the tier is that of the highest one left, and a category stays reported while a finding
   * of it is left. A tier that several weak findings made together is thus taken for lost with any of them.
   */
  removal: { lost: number; gained: number };
}

/** Rules named in `overlap`. */
const MOST_OVERLAP = 3;

interface Tally extends Omit<RuleFigures, 'precision' | 'uniqueRecall' | 'overlap'> {
  beside: Map<string, number>;
}

/** Rules that fired, in alphabetical order. */
export function ruleFigures(rows: readonly Judged[]): RuleFigures[] {
  const tallies = new Map<string, Tally>();
  const positives = new Map<Category, number>();
  for (const { row, verdict, unmet } of rows) {
    for (const category of CATEGORIES)
      if (stanceOf(row, [category]) === 'present')
        positives.set(category, (positives.get(category) ?? 0) + 1);
    const wasRight = isMet(unmet);
    for (const finding of verdict.findings) {
      const tally = tallyOf(tallies, finding);
      count(tally, row, finding, verdict.findings);
      const isRight = isMet(unmetBy(row, without(finding, verdict)));
      if (wasRight && !isRight) tally.removal.lost++;
      if (!wasRight && isRight) tally.removal.gained++;
    }
  }
  return [...tallies.values()]
    .sort((a, b) => (a.rule < b.rule ? -1 : 1))
    .map(({ beside, ...tally }) => {
      const stating = tally.supported + tally.conflicts;
      const all = positives.get(tally.category) ?? 0;
      return {
        ...tally,
        precision: stating === 0 ? null : round(tally.supported / stating),
        uniqueRecall: all === 0 ? null : round(tally.unique / all),
        overlap: [...beside]
          .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
          .slice(0, MOST_OVERLAP)
          .map(([rule, shared]) => ({ rule, rows: shared })),
      };
    });
}

function tallyOf(tallies: Map<string, Tally>, { rule, category }: Finding): Tally {
  const tally = tallies.get(rule) ?? {
    rule,
    category,
    hits: 0,
    supported: 0,
    conflicts: 0,
    unique: 0,
    removal: { lost: 0, gained: 0 },
    beside: new Map<string, number>(),
  };
  tallies.set(rule, tally);
  return tally;
}

function count(
  tally: Tally,
  row: EvaluationRow,
  { rule, category }: Finding,
  findings: readonly Finding[],
): void {
  tally.hits++;
  if (mayBePresent(row, category)) tally.supported++;
  else if (isAbsent(row, category)) tally.conflicts++;
  const isAlone = !findings.some((other) => other.category === category && other.rule !== rule);
  if (isAlone && stanceOf(row, [category]) === 'present') tally.unique++;
  for (const other of findings)
    if (other.rule !== rule) tally.beside.set(other.rule, (tally.beside.get(other.rule) ?? 0) + 1);
}

function without(
  { rule }: Finding,
  { findings, reported }: Judged['verdict'],
): Parameters<typeof unmetBy>[1] {
  const left = findings.filter((other) => other.rule !== rule);
  return {
    tier: left.reduce<Tier>((tier, finding) => higherOf(tier, finding.tier), 'none'),
    reported: reported.filter((category) => left.some((finding) => finding.category === category)),
  };
}
