export { createClassifier } from './create.ts';
export { ACTIONS, AUDIENCES, CATEGORIES, EFFECTS, QUALIFIERS, REASONS, TIERS } from './model/vocabulary.ts';
export { CONFIG_CODES, ConfigError } from './model/config.ts';

export type { Classifier } from './classifier.ts';
export type {
  AppliedQualifier,
  Assessment,
  ContentWarning,
  Contribution,
  Finding,
  RecommendedAction,
  Span,
} from './model/assessment.ts';
export type {
  ClassifierOptions,
  ConfigCode,
  ConfigProblem,
  GroundRule,
  WatchedPhrase,
} from './model/config.ts';
export type { Pack, Policy, Thresholds } from './model/pack.ts';
export type { Action, Audience, Category, Effect, Qualifier, Reason, Tier } from './model/vocabulary.ts';
export type { CategoryArithmetic, Explanation, GroupPoints, NearMiss, PlacedCue } from './qualify/explain.ts';
export type { NearMatch } from './qualify/nearly.ts';
export type { Detail, DetailKind } from './model/detail.ts';
export type { RedactOptions, Redaction, Replacement } from './redact/redact.ts';
export type { RedactStyle } from './redact/style.ts';
