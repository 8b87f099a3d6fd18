import type { Classifier } from '../classifier.ts';
import { type BenignFigures, benignFigures, falsePositives } from './benign.ts';
import { type Calibration, calibrationOf } from './calibration.ts';
import { type CategoryFigures, categoryFigures, labelsOf, scoredOf } from './category.ts';
import { type Judged, type RowCounts, judgeRows } from './judge.ts';
import { type Listing, falseHitsOf, missesOf } from './listing.ts';
import { type ConversationFigures, conversationFigures, isConversation } from './conversations.ts';
import type { EvaluationRow } from './row.ts';
import { type RuleFigures, ruleFigures } from './rules.ts';
import { type Slice, slicesOf } from './slices.ts';
import { type SpanFigures, spanFigures } from './spans.ts';
import { type HighFigures, type TierFigures, highFigures, tierFigures } from './tiers.ts';

export interface EvaluateOptions {
  /** Ids of all rules of the classifier (`category/rule-id`): what makes the list of rules that never fire. */
  rules?: readonly string[];
  /** Rows listed in full among the misses, and among the false hits. Default 50. */
  limit?: number;
  /** Resamples behind the intervals; 0 leaves them out. Default 200. */
  rounds?: number;
  /** Seed of the resamples. Default 1. */
  seed?: number;
  /** Told how many rows are done, before each and at the end. */
  onProgress?: (done: number) => void;
}

/** How a classifier does on labelled posts: plain JSON, the same for the same rows and options. */
export interface Report {
  rows: RowCounts;
  tiers: TierFigures;
  high: HighFigures;
  benign: BenignFigures;
  /** Rows marked `weakBenign`, which count for nothing else. */
  weakBenign: BenignFigures;
  /** The nine categories in their order, then the lists of alternatives that 20 or more rows state as present. */
  categories: CategoryFigures[];
  /** All statements about single categories together. */
  calibration: Calibration;
  spans: SpanFigures;
  slices: Slice[];
  rules: RuleFigures[];
  /** Rules that fired on no row at all; left out if the option `rules` is not given. */
  silentRules?: string[];
  misses: Listing;
  falseHits: Listing;
  /** Of rows with `messages` and `alerts`; left out if there are none. */
  conversations?: ConversationFigures;
}

/**
 * Measures a classifier on labelled posts. Every row is classified once; the listed rows are explained as well.
 *
 * @example
 * const report = evaluate(
 *   [{ id: '1', text: 'he put his hands round my neck', tiers: ['high'], present: ['abuse-disclosure'] }],
 *   createClassifier(),
 * );
 * report.high.recall; // { value: 1, low: 1, high: 1 }
 */
export function evaluate(
  given: Iterable<EvaluationRow>,
  classifier: Pick<Classifier, 'classify' | 'explain'> & Partial<Pick<Classifier, 'classifyConversation'>>,
  { rules, limit = 50, rounds = 200, seed = 1, onProgress = () => undefined }: EvaluateOptions = {},
): Report {
  const resampling = { rounds, seed };
  const rows = [...given];
  const conversations = rows.filter(isConversation);
  const judgeMessages = classifier.classifyConversation;
  const judged = judgeRows(rows, classifier, onProgress);
  const scored = new Map(labelsOf(judged.rows).map((label) => [label, scoredOf(judged.rows, label)]));
  const single = [...scored].filter(([label]) => label.length === 1).flatMap(([, own]) => own);
  return {
    rows: judged.counts,
    tiers: tierFigures(judged.rows, resampling),
    high: highFigures(judged.rows, resampling),
    benign: benignFigures(judged.rows, resampling),
    weakBenign: falsePositives(judged.weak, resampling),
    categories: [...scored].map(([label, own]) => categoryFigures(label, own, resampling)),
    calibration: calibrationOf(single),
    spans: spanFigures(judged.rows, resampling),
    slices: slicesOf(judged),
    rules: ruleFigures(judged.rows),
    ...(rules === undefined ? {} : { silentRules: silentOf(rules, [...judged.rows, ...judged.weak]) }),
    misses: missesOf(judged.rows, classifier, limit),
    falseHits: falseHitsOf(judged.rows, classifier, limit),
    ...(conversations.length === 0 || judgeMessages === undefined
      ? {}
      : { conversations: conversationFigures(conversations, judgeMessages) }),
  };
}

function silentOf(rules: readonly string[], rows: readonly Judged[]): string[] {
  const fired = new Set(rows.flatMap(({ verdict }) => verdict.findings.map(({ rule }) => rule)));
  return rules.filter((rule) => !fired.has(rule)).sort();
}
