import type { GoldAlert } from './conversations.ts';
import type { Message } from '../model/conversation.ts';
import type { Assessment } from '../model/assessment.ts';
import { type Category, type Tier, rankOf } from '../model/vocabulary.ts';

/** A category, or alternatives. Of `present` at least one of them must be reported, of `absent` none may be. */
export type Stated = Category | readonly Category[];

export type StatedSpan = readonly [start: number, end: number, label?: string];

/** A labelled post. It counts only for what it states. */
export interface EvaluationRow {
  id: string;
  /** Rows without it and without `messages` are left out. */
  text?: string;
  /** A conversation; it is judged if it says which alerts it calls for. */
  messages?: readonly Message[];
  alerts?: readonly GoldAlert[];
  /** Acceptable tiers. */
  tiers?: readonly Tier[];
  present?: readonly Stated[];
  absent?: readonly Stated[];
  /** Where the evidence of what is present stands: half-open offsets in code points, and a label that is left alone. */
  spans?: readonly StatedSpan[];
  source?: string;
  group?: string;
  /** Who wrote it, where that is known: what is learned is tried on writers that were left out. */
  writer?: string;
  /** Probably harmless, but nobody checked: counted apart from everything else. */
  weakBenign?: boolean;
  /** Where the row stands, for whoever looks it up: `posts.jsonl:12`. */
  place?: string;
}

export interface Post extends EvaluationRow {
  text: string;
}

/** What figures are made for: a category, or “one of these”. */
export type Label = readonly Category[];

/** What a row says of a label; undefined if it leaves it open. Alternatives say nothing of one of them alone. */
export function stanceOf(row: EvaluationRow, label: Label): 'present' | 'absent' | undefined {
  if (row.present?.some((stated) => listOf(stated).every((category) => label.includes(category))))
    return 'present';
  return label.every((category) => isAbsent(row, category)) ? 'absent' : undefined;
}

/** Whether a row names a category among those of which one is present. */
export function mayBePresent(row: EvaluationRow, category: Category): boolean {
  return row.present?.some((stated) => listOf(stated).includes(category)) === true;
}

/** Named as absent, or the only acceptable tier is none: no finding is a finding of no category. */
export function isAbsent(row: EvaluationRow, category: Category): boolean {
  if (row.absent?.some((stated) => listOf(stated).includes(category))) return true;
  return hasTiers(row) && row.tiers.every((tier) => tier === 'none') && !mayBePresent(row, category);
}

export function hasTiers(row: EvaluationRow): row is EvaluationRow & { tiers: readonly Tier[] } {
  return row.tiers !== undefined && row.tiers.length > 0;
}

export function statesAnything(row: EvaluationRow): boolean {
  return hasTiers(row) || (row.present?.length ?? 0) > 0 || (row.absent?.length ?? 0) > 0;
}

/** Every acceptable tier is none or low. */
export function isBenign(row: EvaluationRow): boolean {
  return hasTiers(row) && row.tiers.every((tier) => rankOf(tier) <= rankOf('low'));
}

/** Whether a row says that a post is HIGH, or that it is not; undefined where both would do. */
export function highStance(row: EvaluationRow): boolean | undefined {
  if (!hasTiers(row)) return undefined;
  if (!row.tiers.includes('high')) return false;
  return row.tiers.every((tier) => tier === 'high') ? true : undefined;
}

/** What a row states and a verdict does not meet. */
export interface Unmet {
  /** The verdict lies under what is acceptable (or between two acceptable tiers), or over it. */
  tier?: 'below' | 'above';
  /** Of each of these lists nothing was reported. */
  missing: Category[][];
  /** Reported, though absent. */
  unexpected: Category[];
}

export function unmetBy(row: EvaluationRow, verdict: Pick<Assessment, 'tier' | 'reported'>): Unmet {
  const unmet: Unmet = {
    missing: (row.present ?? [])
      .map(listOf)
      .filter((stated) => !stated.some((category) => verdict.reported.includes(category)))
      .map((stated) => [...stated]),
    unexpected: verdict.reported.filter((category) => isAbsent(row, category)),
  };
  if (!hasTiers(row) || row.tiers.includes(verdict.tier)) return unmet;
  const most = Math.max(...row.tiers.map(rankOf));
  return { tier: rankOf(verdict.tier) > most ? 'above' : 'below', ...unmet };
}

export function isMet({ tier, missing, unexpected }: Unmet): boolean {
  return tier === undefined && missing.length === 0 && unexpected.length === 0;
}

export function listOf(stated: Stated): readonly Category[] {
  return typeof stated === 'string' ? [stated] : stated;
}
