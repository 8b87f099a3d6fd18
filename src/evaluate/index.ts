/** `safetier/evaluate`: how a classifier does on labelled posts. */
export { changeOf } from './diff.ts';
export { DiffTally } from './diff-summary.ts';
export { evaluate } from './evaluate.ts';
export { PERTURBATIONS } from './perturb.ts';
export { measureRobustness } from './robustness.ts';

export type { BenignFigures, Rate } from './benign.ts';
export type { Figure } from './bootstrap.ts';
export type { Calibration, CalibrationBin } from './calibration.ts';
export type { CategoryFigures, CurvePoint } from './category.ts';
export type { PostChange, RuleChange, Verdict } from './diff.ts';
export type { ConversationFigures, ConversationRow, GoldAlert, MetAlert } from './conversations.ts';
export type { DiffSummary, RuleCounts } from './diff-summary.ts';
export type { EvaluateOptions, Report } from './evaluate.ts';
export type { RowCounts } from './judge.ts';
export type { ListedRow, Listing } from './listing.ts';
export type { EvaluationRow, Label, Stated, StatedSpan, Unmet } from './row.ts';
export type { PerturbationKind } from './perturb.ts';
export type { Robustness, RobustnessOptions, RuleRobustness, RuleTexts } from './robustness.ts';
export type { RuleFigures } from './rules.ts';
export type { Share, Slice, Slicing } from './slices.ts';
export type { SpanFigures } from './spans.ts';
export type { ConfusionRow, HighFigures, TierFigures } from './tiers.ts';
