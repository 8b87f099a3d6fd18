import type { Action, Category, Effect, Qualifier, Reason, Tier } from './vocabulary.ts';

/** Half-open UTF-16 positions in the original text, and the text between them. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** A qualifier that acted on a finding, what it did, and where its cue stands (no span: a property of the place). */
export interface AppliedQualifier {
  qualifier: Qualifier;
  effect: Effect;
  cue?: string;
  span?: Span;
}

/** One line of a finding's arithmetic: points before, the cause, points after. */
export interface Contribution {
  cause: string;
  points: number;
}

/** One rule that fired, with all the places where it did. */
export interface Finding {
  /** `category/rule-id`. */
  rule: string;
  category: Category;
  concept: string;
  /** The tier of this evidence on its own, after its qualifiers. */
  tier: Tier;
  reason: Reason;
  /** 0..1, of this evidence on its own. */
  score: number;
  spans: Span[];
  qualifiers: AppliedQualifier[];
  contributions: Contribution[];
}

export interface ContentWarning {
  present: boolean;
  /** Categories and concepts that the warning names. */
  topics: string[];
  /** Distressing content that no warning covers, by concept. */
  missing: string[];
}

export interface RecommendedAction {
  action: Action;
  why: string;
}

/** The answer of `classify`: plain JSON. */
export interface Assessment {
  tier: Tier;
  /** The definitions of the policy that the post fell under, those of its tier first. */
  reasons: Reason[];
  /** 0..1, overall risk: the highest category score. */
  score: number;
  /**
   * 0..1, for ranking: in the band of its tier, by points of findings and by how much the words of the whole post sound like the
   * category. Without a finding it is below the lowest threshold, and 0 without words. No probabilities.
   */
  categories: Record<Category, number>;
  /** Categories over the reporting threshold, the highest first. */
  reported: Category[];
  findings: Finding[];
  contentWarning: ContentWarning;
  actions: RecommendedAction[];
  /** What must not be done with this post. */
  never: string[];
}
