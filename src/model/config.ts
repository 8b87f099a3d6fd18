import type { AdviceRule, Pack, Policy, Thresholds } from './pack.ts';
import type { Audience, Category, Tier } from './vocabulary.ts';

/** A rule of the group itself: posts that match one of its patterns fall under `conduct.ground-rule`. */
export interface GroundRule {
  id: string;
  /** Shown in the finding: what members agreed to. */
  label?: string;
  /** Pattern strings of the rule language. */
  match: string[];
  /** Default low. */
  tier?: Exclude<Tier, 'none'>;
}

/** A word or phrase that a service watches, read literally. */
export interface WatchedPhrase {
  phrase: string;
  /** Default medium. */
  tier?: Exclude<Tier, 'none'>;
  category?: Category;
}

/** What a service configures; everything is optional. */
export interface ClassifierOptions {
  /** Packs to use; default the bundled English pack. Later packs add to earlier ones and replace rules of the same id. */
  packs?: Pack[];
  groundRules?: GroundRule[];
  /** Phrases by which a member says “I am not safe to talk”: a silent HIGH. */
  codewords?: string[];
  watch?: (string | WatchedPhrase)[];
  /** Who reads and writes here. A children's group raises grooming and oversharing. Default mixed. */
  audience?: Audience;
  /** Whether members cannot be contacted. Default false. */
  anonymous?: boolean;
  /** Categories or `category.concept` that are the group's own subject: not flagged for being spoken of. */
  onTopic?: string[];
  thresholds?: Partial<Thresholds>;
  /** Replaces parts of the policy; `advice` and `never` are replaced whole. */
  policy?: Partial<Omit<Policy, 'advice'>> & { advice?: AdviceRule[] };
  conversation?: ConversationOptions;
  /** Rules to leave out, by `category/id`, or a whole category by `category/*`. */
  disable?: string[];
}

/** What a group has agreed on for its conversations. */
export interface ConversationOptions {
  /** How often members write, by name: `1d`, `12h`. Who stays away half as long again is missed. */
  rhythm?: Record<string, string>;
  /** Whether members may agree to talk elsewhere. Default allowed. */
  contact?: 'allowed' | 'forbidden';
}

export const CONFIG_CODES = [
  'unknown-rule',
  'unknown-topic',
  'unknown-value',
  'empty-phrase',
  'bad-pattern',
  'bad-threshold',
  'no-pack',
] as const;
export type ConfigCode = (typeof CONFIG_CODES)[number];

/** One thing that is wrong with the options: where (a path such as `watch[2].phrase`) and how to mend it. */
export interface ConfigProblem {
  code: ConfigCode;
  path: string;
  message: string;
}

/** Thrown by `createClassifier` only; reports every problem at once. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(
      `the classifier cannot be built:\n${problems.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
