/** What the fits of all categories share: terms, folds, and the rules that stand in each post. */
import { buildClassifier } from '../classifier.ts';
import type { Pack } from '../model/pack.ts';
import { expectedOf } from '../model/expected.ts';
import { ruleName } from '../model/rule-name.ts';
import type { Tier } from '../model/vocabulary.ts';
import { rulesAlone } from '../rules/alone.ts';
import { type FoldedBy, foldsOf } from './folds.ts';
import type { Budgets } from './marks.ts';
import type { LearningPost } from './posts.ts';
import { type TermOptions, type Terms, readTerms } from './terms.ts';

export interface LearnOptions extends TermOptions {
  /** Decides which posts are left out together. */
  seed: number;
  /** Of a category so many terms at most, those that change most. */
  terms: number;
  foldsBy: FoldedBy;
  budgets: Budgets;
  /** Writers whose posts the authors of the rules have read: rules look better on them than they are. */
  read: ReadonlySet<string>;
  /** The words of stems go into the file of severity, once for all categories. */
  formsApart: boolean;
}

export interface Study {
  posts: readonly LearningPost[];
  pack: Pack;
  options: LearnOptions;
  terms: Terms;
  foldOf: readonly number[];
  /** The rules of patterns that stand in each post once context is known, and their tier there. */
  standing: readonly (readonly { rule: string; tier: Tier }[])[];
  /** Posts on which rules may be weighed and marks set. */
  isUnread: (post: number) => boolean;
  /** What each rule of patterns lets expect, before posts say otherwise. */
  expected: ReadonlyMap<string, ReturnType<typeof expectedOf>>;
}

/** @param pack whose rules are weighed, and whose tokeniser reads the posts */
export function studyOf(posts: readonly LearningPost[], pack: Pack, options: LearnOptions): Study {
  const alone = rulesAlone(pack);
  const patterns = alone.rules.filter(({ learned }) => learned === undefined);
  const classifier = buildClassifier({}, [{ ...alone, rules: patterns }]);
  return {
    posts,
    pack,
    options,
    terms: readTerms(posts, pack, options),
    foldOf: foldsOf(posts, options.foldsBy, options.seed),
    standing: posts.map(({ text }) =>
      classifier.classify(text).findings.map(({ rule, tier }) => ({ rule, tier })),
    ),
    isUnread: (post) => !posts[post]!.whole || !options.read.has(posts[post]!.writer),
    expected: new Map(patterns.map((rule) => [ruleName(rule), expectedOf(rule)])),
  };
}

/** The posts of which something is said, excerpts included, and what. */
export function postsSaying(
  posts: readonly LearningPost[],
  says: (post: LearningPost) => boolean | undefined,
): { fitted: number[]; isPositive: (post: number) => boolean } {
  const said = posts.map(says);
  return {
    fitted: posts.flatMap((_, post) => (said[post] === undefined ? [] : [post])),
    isPositive: (post) => said[post] === true,
  };
}
