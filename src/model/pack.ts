import type { ConversationRule, Signal } from './conversation.ts';
import type { DetailKind } from './detail.ts';
import type { Action, Audience, Category, Effect, Qualifier, Reason, Tier } from './vocabulary.ts';

/**
 * A pack as the core reads it: plain JSON, produced by `safetier/rules` from the YAML sources. Patterns are still
 * strings (they parse in microseconds); word forms are already expanded, so that the core needs no grammar.
 */
export interface Pack {
  name: string;
  version: string;
  language: string;
  categories: Partial<Record<Category, CategoryPolicy>>;
  /** Name → terms; a term is a pattern without gaps, or a pair of term and weight. */
  lexicons: Record<string, LexiconTerm[]>;
  /** Lemma → its word forms by tag. */
  forms: Record<string, WordForms>;
  /** Variant spelling (one or several words) → the plain words it is read as. */
  spelling: Record<string, string>;
  /** Words that masked spellings (s*icide) may stand for, most likely first. */
  maskable: string[];
  misspelled?: Misspelled;
  fillers: string[];
  rules: Rule[];
  cues: Cue[];
  impression?: Impression;
  policy?: Policy;
  /** Words that matter only between members; no post is judged by them. */
  signals?: Signal[];
  conversation?: ConversationRule[];
  talk?: Talk[];
}

/** How misspelled words are read: see normalise/misspelling.ts. */
export interface Misspelled {
  /** What an unknown word may have been meant to be, the likeliest first. */
  words: string[];
  /** Real words that look like one of these, and are not. */
  real: string[];
}

export type LexiconTerm = string | [term: string, weight: number];

export const FORM_TAGS = ['base', 's', 'past', 'ing'] as const;
export type FormTag = (typeof FORM_TAGS)[number];
export type WordForms = Partial<Record<FormTag, string[]>>;

export interface CategoryPolicy {
  title: string;
  reasons: Record<'high' | 'medium' | 'low', Reason>;
  /** How far evidence of several groups may add up, and from how many points on. */
  accumulate: {
    to: Tier;
    points: number;
    /** Points from which weak evidence of several groups is medium; default: where the score of medium begins. */
    medium?: number | undefined;
  };
  /** Its evidence stands however little alarming the rest of the post sounds. */
  'in-any-company'?: boolean | undefined;
  qualifiers: Record<Qualifier, Effect>;
  concepts: string[];
}

/** How far from a match a `near` or `unless` pattern may stand: a part of the text, or a number of words either side. */
export type Window = 'clause' | 'sentence' | 'post' | number;

export interface NearPattern {
  match: string;
  within: Window;
}

export interface Rule {
  /** Unique in its category, e.g. `domestic.strangulation.by-partner`. */
  id: string;
  category: Category;
  concept: string;
  tier: Exclude<Tier, 'none'>;
  reason: Reason;
  weight: number;
  group: string;
  match: string[];
  near?: NearPattern[];
  unless?: NearPattern[];
  qualifiers?: Partial<Record<Qualifier, Effect>>;
  /** A qualifier that the rule's own words establish, e.g. `perpetrator` for “I hit my wife”. */
  voice?: Qualifier;
  /** Words that decide together, instead of patterns: `match` is then empty. */
  learned?: LearnedWords;
  /** Personal details instead of patterns: `match` is then empty. */
  details?: WantedDetail[];
  /** What it says stands, whatever the whole post sounds like: plain rules, details, a service's own words. */
  'in-any-company'?: boolean;
  /**
   * A faint sign. Of danger (tier high): it is high only where the whole post does not speak against it. Of tier low: it counts only
   * in a post that sounds more like the category than not.
   */
  faint?: boolean;
  note?: string;
  sources?: string[];
}

/** A personal detail that is evidence: its kind, from which confidence on (0..1), and how many words it must have. */
export interface WantedDetail {
  kind: DetailKind;
  from: number;
  words?: number | undefined;
}

/**
 * Weights of words and of two words in a row. A post's sum is that of its distinct terms, divided by the root of its
 * length in words (match/learned.ts), plus the bias; the rule fires where it reaches `from`.
 */
export interface LearnedWords extends WeighedWords {
  from: number;
  /** Below this sum, matches of the category are doubted: see `weighAgainst` of qualify/evidence.ts. */
  doubts?: number | undefined;
  /** Words of its stems that stand nowhere else in the pack. */
  forms?: string[] | undefined;
}

/**
 * Weighted words of the post as a whole. Once context is known, each rule that stands adds its weight, which is not
 * negative: a sign never speaks against another.
 */
export interface WeighedWords {
  bias: number;
  terms: [term: string, weight: number][];
  /** Rules as `category/id`, and what a match of theirs adds to the sum. */
  matches?: [rule: string, weight: number][] | undefined;
}

/**
 * Weighted words of a conversation rule with odds: what those say whom it is about (of a rule about targets, the target),
 * and what others say to them. They were learned from conversations and are summed over all messages: conversation/talk.ts.
 */
export interface Talk {
  rule: string;
  said: Pick<WeighedWords, 'terms'>;
  heard: Pick<WeighedWords, 'terms'>;
}

/**
 * What a post sounds like as a whole: how severe, the logarithm of the odds that it is high, and how alarming, of those that
 * it is medium or high.
 */
export interface Impression {
  /** Words that stand in no rule and no term: forms of stems that have a weight. */
  forms: string[];
  severity: WeighedWords;
  /** From this severity on, a medium match of a pattern is high. */
  raises: number;
  /** Below this severity, a faint sign of danger is no more than medium, … */
  lowers: number;
  /** … and below this one any sign of a pattern. */
  calms?: number | undefined;
  alarm?: AlarmingWords | undefined;
}

interface AlarmingWords extends WeighedWords {
  /** From this sum on, a low match of a pattern is medium, unless context made it low, … */
  raises: number;
  /** … and where no rule stands at medium, words alone speak, for the category that they sound most like. */
  speaks: number;
  /** Below this sum, a medium match of a pattern is low, and words alone say nothing. */
  doubts: number;
}

/**
 * Reach of a cue: a number of words, or a part of the text. `own` acts only on matches that share words with the cue;
 * `next` is this sentence and the following one.
 */
export type Scope = number | 'own' | 'clause' | 'sentence' | 'next' | 'post';
export type CueKind = Qualifier | 'present';

export interface Cue {
  id: string;
  qualifier: CueKind;
  direction: 'forward' | 'backward' | 'both';
  scope: Scope;
  match: string[];
  stops?: string[];
  unless?: NearPattern[];
}

export interface Thresholds {
  low: number;
  medium: number;
  high: number;
  /** A category is reported from this score on. */
  report: number;
}

export interface AdviceRule {
  action: Action;
  why: string;
  when: {
    tier?: Tier[];
    category?: Category[];
    reason?: Reason[];
    concept?: string[];
    qualifier?: Qualifier[];
    anonymous?: boolean;
    audience?: Audience[];
  };
}

export interface Policy {
  thresholds: Thresholds;
  /** Points added to every finding of a category for an audience. */
  audience: Partial<Record<Audience, Partial<Record<Category, number>>>>;
  advice: AdviceRule[];
  never: { what: string; when: AdviceRule['when'] }[];
}
