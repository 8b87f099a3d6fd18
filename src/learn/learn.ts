/**
 * Weighted words from labelled posts: terms → one fit of words and rules → marks → a rule file.
 * docs/learn.md says what each is for.
 */
import { buildClassifier } from '../classifier.ts';
import { stemsOf } from '../match/weighed-terms.ts';
import type { LearnedWords, Rule } from '../model/pack.ts';
import { ruleName } from '../model/rule-name.ts';
import type { Category } from '../model/vocabulary.ts';
import { rulesAlone } from '../rules/alone.ts';
import { type CrossValidated, crossValidated } from './figures.ts';
import { MOST_TERMS } from './joint.ts';
import { doubtsBelow, exceededBy, isAlarm, lowersBelow, raisesFrom, speaksFrom } from './marks.ts';
import { carries, isAlarming, isHarmless, isHigh } from './posts.ts';
import type { Study } from './study.ts';
import { type Fitted, type LearnedWeights, fitWords, thousandths } from './weights.ts';

/** Longer posts are no examples. */
const LONGEST_EXAMPLE = 160;
const EXAMPLES = 4;
/** Of the likeliest posts, as many are tried for examples. */
const TRIED = 400;

interface Learned extends LearnedWeights {
  /** Posts of which something is said, and of these, positive ones. */
  posts: number;
  positives: number;
  /** Sums of words and rules. */
  figures: CrossValidated;
  /** Words of the stems among the terms. */
  forms: string[];
}

export interface LearnedCategory extends Learned {
  category: Category;
  id: string;
  from: number;
  doubts: number | undefined;
  /** Of positive posts in which no rule of the category stood, how many its words find. */
  silent: { posts: number; found: number };
  /** Of other posts in which a rule of the category stood at medium or above, how many are doubted. */
  mistaken: { posts: number; doubted: number };
  fires: string[];
  quiet: string[];
}

export interface LearnedSeverity extends Learned {
  raises: number;
  lowers: number;
}

export interface LearnedAlarm extends Learned {
  raises: number;
  speaks: number;
  doubts: number;
}

/** @param id what the rule is called, without its category */
export function learnCategory(study: Study, category: Category, id: string): LearnedCategory {
  const { posts, standing, options } = study;
  const isOwn = (rule: string): boolean => rule.startsWith(`${category}/`);
  const fit = fitWords(
    study,
    (post) => carries(post, category),
    (rule) => (isOwn(rule) ? study.expected.get(rule)?.category : undefined),
    options.terms,
  );
  const { isPositive, words, sums } = fit;
  const hasEvidence = (post: number): boolean =>
    standing[post]!.some(({ rule, tier }) => isOwn(rule) && isAlarm(tier));
  const measured = measuredOf(study, fit);
  const positives = measured.filter(isPositive);
  const from = thousandths(
    speaksFrom(
      posts,
      measured.filter((post) => !hasEvidence(post)),
      words,
      options.budgets,
    ),
  );
  const doubts = doubtsBelow(positives.filter(hasEvidence), sums, options.budgets);
  const silent = positives.filter((post) => !hasEvidence(post));
  const mistaken = measured.filter((post) => !isPositive(post) && hasEvidence(post));
  const common = learnedOf(study, fit);
  const learned: LearnedWords = {
    bias: common.bias,
    from,
    terms: common.terms.map(({ term, weight }) => [term, weight]),
    ...(options.formsApart ? {} : { forms: common.forms }),
  };
  return {
    ...common,
    category,
    id,
    from,
    doubts: doubts === undefined ? undefined : thousandths(doubts),
    silent: { posts: silent.length, found: silent.filter((post) => words[post]! >= from).length },
    mistaken: {
      posts: mistaken.length,
      doubted: mistaken.filter((post) => doubts !== undefined && sums[post]! < doubts).length,
    },
    ...examplesOf(study, category, id, learned, fit),
  };
}

export function learnSeverity(study: Study): LearnedSeverity {
  const { standing, options } = study;
  const fit = fitWords(study, isHigh, (rule) => study.expected.get(rule)?.severity, MOST_TERMS.whole);
  const { isPositive, sums } = fit;
  const measured = measuredOf(study, fit);
  const alarmed = measured.filter(
    (post) => !isPositive(post) && standing[post]!.some(({ tier }) => isAlarm(tier)),
  );
  const found = measured.filter(
    (post) => isPositive(post) && standing[post]!.some(({ tier }) => tier === 'high'),
  );
  return {
    ...learnedOf(study, fit),
    raises: thousandths(raisesFrom(alarmed, sums, options.budgets)),
    lowers: thousandths(lowersBelow(found, sums, options.budgets)),
  };
}

export function learnAlarm(study: Study): LearnedAlarm {
  const { standing, options } = study;
  const fit = fitWords(study, isAlarming, (rule) => study.expected.get(rule)?.alarm, MOST_TERMS.whole);
  const { isPositive, sums } = fit;
  const measured = measuredOf(study, fit);
  const isSilent = (post: number): boolean => !standing[post]!.some(({ tier }) => isAlarm(tier));
  const harmless = measured.filter((post) => !isPositive(post));
  const evident = measured.filter((post) => isPositive(post) && !isSilent(post));
  const { budgets } = options;
  return {
    ...learnedOf(study, fit),
    raises: thousandths(exceededBy(budgets.rouses, harmless, sums)),
    speaks: thousandths(exceededBy(budgets.speaks, harmless.filter(isSilent), sums)),
    doubts: thousandths(exceededBy(1 - budgets.calms, evident, sums)),
  };
}

/** Posts that marks may be set on. */
function measuredOf({ posts, isUnread }: Study, { fitted }: Fitted): number[] {
  return fitted.filter((post) => isUnread(post) && !posts[post]!.excerpt);
}

function learnedOf(study: Study, { fitted, isPositive, sums, weights }: Fitted): Learned {
  const stems = new Set(weights.terms.flatMap(({ term }) => stemsOf(term)));
  const posts = fitted.filter((post) => !study.posts[post]!.excerpt);
  return {
    ...weights,
    posts: posts.length,
    positives: posts.filter(isPositive).length,
    figures: crossValidated(
      posts.map((post) => ({
        sum: sums[post]!,
        positive: isPositive(post),
        source: study.posts[post]!.source,
      })),
    ),
    forms: study.terms.formsOf(stems),
  };
}

/** Posts on which the rule, as it will stand in its file, is sure; it is tried on them. */
function examplesOf(
  { posts, pack }: Study,
  category: Category,
  id: string,
  learned: LearnedWords,
  { words }: Fitted,
): { fires: string[]; quiet: string[] } {
  const rule: Rule = {
    id,
    category,
    concept: 'unspecified',
    tier: 'medium',
    reason: 'uncertain',
    weight: 1,
    group: 'unspecified',
    match: [],
    learned,
  };
  const name = ruleName(rule);
  const others = pack.rules.filter((other) => other.category !== category || other.id !== id);
  const { classify } = buildClassifier({}, [rulesAlone({ ...pack, rules: [...others, rule] })]);
  const isFound = (post: number): boolean =>
    classify(posts[post]!.text).findings.some((finding) => finding.rule === name);
  const short = posts.flatMap(({ whole, text }, post) =>
    whole && text.length < LONGEST_EXAMPLE ? [post] : [],
  );
  const first = (of: readonly number[], keep: (post: number) => boolean): string[] => {
    const texts: string[] = [];
    for (const post of of.slice(0, TRIED)) {
      if (texts.length === EXAMPLES) break;
      if (keep(post)) texts.push(posts[post]!.text);
    }
    return texts;
  };
  return {
    fires: first(
      short.filter((post) => carries(posts[post]!, category) === true).sort((a, b) => words[b]! - words[a]!),
      isFound,
    ),
    quiet: first(
      short.filter((post) => isHarmless(posts[post]!)).sort((a, b) => words[a]! - words[b]!),
      (post) => !isFound(post),
    ),
  };
}
