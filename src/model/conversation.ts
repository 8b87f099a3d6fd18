import type { NearPattern } from './pack.ts';
import type { Category, Reason, Tier } from './vocabulary.ts';

/** One message. Positions of spans refer to its `text`. */
export interface Message {
  author: string;
  text: string;
  /** ISO 8601, or milliseconds since the epoch; without it, only the order of messages counts. */
  at?: string | number;
  /** A message by its index (0-based) or its `id`, or the name of an author. */
  replyTo?: string | number;
  id?: string | number;
}

/** A place in a message, half-open UTF-16 positions. The text is not kept. */
export interface Place {
  start: number;
  end: number;
}

/** One sign that an alert rests on. */
export interface AlertEvidence {
  /** Index of the message. */
  message: number;
  stage: string;
  /** What was found: a rule (`category/id`), a signal (`says/id`) or a fact (`fact/id`). */
  sign: string;
  spans: Place[];
}

/** What a conversation shows that a moderator should know now. It fires once for its subject and target, and again when its tier rises. */
export interface Alert {
  /** Index of the message at which it fired. */
  message: number;
  /** The member whose conduct, or whose risk, it is about. */
  subject: string;
  /** The member it is directed at. */
  target: string | null;
  category: Category;
  tier: Exclude<Tier, 'none'>;
  reason: Reason;
  /** Id of the conversation rule. */
  rule: string;
  /** The stage that the message reached. */
  stage: string;
  /** 0..1. */
  score: number;
  /** What it rests on, in order of messages. */
  evidence: AlertEvidence[];
}

/**
 * Words that matter only between members (“ok but dont tell mum”): no finding of a post. Conversation rules name them as
 * `says/<id>`.
 */
export interface Signal {
  id: string;
  match: string[];
  near?: NearPattern[];
  unless?: NearPattern[];
  /** What the match tells besides: the number in it, or its last word. */
  reads?: 'number' | 'word';
}

/** What is known of a pair when points are weighed. */
export const PAIR_FACTS = [
  'target-child',
  'child-and-adult',
  'both-adults',
  'both-children',
  'reciprocal',
] as const;
export type PairFact = (typeof PAIR_FACTS)[number];

/** What reading the whole conversation tells; conversation rules name them as `fact/<id>`. */
export const FACTS = [
  'age-contradiction',
  'place-contradiction',
  'job-contradiction',
  'same-text',
  'agreed-codeword',
  'missed-rhythm',
  'forbidden-contact',
] as const;
export type Fact = (typeof FACTS)[number];

/** Whichever comes first; milliseconds and messages. */
export interface Stretch {
  messages?: number;
  time?: number;
}

/** What the reducer itself reads from signals: who is meant, and what members say of themselves. */
export type ReadSignal =
  | 'second-person'
  | 'third-person'
  | 'answers'
  | 'own-age'
  | 'own-place'
  | 'own-job'
  | 'is-child'
  | 'is-adult'
  | 'calls-child'
  | 'agrees-codeword';

export interface SignRule {
  stage: string;
  /** Findings (`category.concept`, `category/rule`), signals (`says/…`) and facts (`fact/…`); `*` stands for anything. */
  when: string[];
  except?: string[];
  /** Who says it: the member the rule is about, the other side, or anyone but the member. Default subject. */
  by: 'subject' | 'target' | 'others';
  /** Points, or points by the tier of the finding; below 0 they weigh against. */
  points: number | Partial<Record<'low' | 'medium' | 'high', number>>;
  /** How much the stage may reach by repetition; without it, the best sign of the stage counts. */
  most?: number;
  /** Counts only where one of these stages has been reached in an earlier message. */
  after?: string[];
  /** Instead of `when`: nothing from the subject since the stages of `after`. */
  silence?: Stretch;
  /** Instead of `when`: nobody has turned to the subject since the stages of `after`. */
  unanswered?: Stretch;
}

/** What fitted odds may weigh besides the points of single stages. */
export const ODDS_FEATURES = [
  'points',
  'against',
  'stages',
  'sounds',
  'alarm',
  'heard',
  'back',
  'talk',
  'target-child',
  'child-and-adult',
  'both-adults',
  'both-children',
] as const;
export type OddsFeature = (typeof ODDS_FEATURES)[number];

/**
 * A logistic combination of what has been reached with how all messages of a member sound, fitted on labelled
 * conversations: `scripts/learn-conversations.ts`.
 */
interface OddsRule {
  /** A message sounds like the category from this logarithm of odds on; what is below takes back what was heard before. */
  from: number;
  bias: number;
  /** By feature, or by stage. */
  weights: Readonly<Record<string, number>>;
}

export interface AlertRule {
  tier: Exclude<Tier, 'none'>;
  points?: number;
  /** The logarithm of odds that the rule's `odds` must give. */
  odds?: number;
  /** Distinct stages. */
  stages?: number;
  /** Distinct messages. */
  messages?: number;
  /** Distinct authors. */
  authors?: number;
  /** At least one of these stages. */
  needs?: string[];
  reason?: Reason;
}

/** How signs of several messages add up to an alert. */
export interface ConversationRule {
  id: string;
  category: Category;
  /**
   * What points are kept for: one member towards another (`pair`), a member whoever they speak to (`member`), or a member
   * whoever speaks to them (`target`).
   */
  of: 'pair' | 'member' | 'target';
  /** Whom a message is aimed at: the one it is said to, or the one it is said about, if somebody is named. Default said-to. */
  aim: 'said-to' | 'said-about';
  signs: SignRule[];
  odds?: OddsRule;
  /** Factors of the points, by what is known of the pair. */
  weighs: Partial<Record<PairFact, number>>;
  /** Points halve in this. */
  halves?: Stretch;
  /** Older signs are forgotten. */
  within?: Stretch;
  alerts: AlertRule[];
}
