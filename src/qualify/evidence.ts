import type { CompiledRule } from '../engine.ts';
import type { AppliedQualifier, Contribution } from '../model/assessment.ts';
import { isSlight } from '../model/expected.ts';
import type { CategoryPolicy } from '../model/pack.ts';
import { type Effect, type Qualifier, type Tier, lowerOf, rankOf, tierOfRank } from '../model/vocabulary.ts';
import type { ActingCue } from './context.ts';
import type { WholePost } from './whole-post.ts';
import { ruleName } from '../model/rule-name.ts';

/** One match of one rule with its context applied. A tier of none means that the context dropped it. */
export interface Evidence {
  compiled: CompiledRule;
  /** Tokens, half-open. */
  start: number;
  end: number;
  tier: Tier;
  points: number;
  /** Its context says that it is no more than its tier (the past, a joke): the rest of the post does not raise it. */
  held: boolean;
  qualifiers: (Omit<AppliedQualifier, 'span'> & { start: number; end: number })[];
  contributions: Contribution[];
}

/** Cause of a contribution: neither the words of the post nor its other signs sound like the category. */
export const WORDS_AGAINST = 'the whole post does not sound like it';
/**
 * Logarithms of odds: farther below the mark a faint sign of danger is low, not medium, and medium and low matches are dropped.
 * With these values 30 % fewer harmless requests to shops and assistants are flagged, and of posts that a person should see one in
 * 200 fewer.
 */
export const FAR: Readonly<Record<Exclude<Tier, 'none'>, number>> = { high: 2, medium: 1, low: 0.5 };
/** Points of evidence that is raised: those of a rule of that tier. */
const LEAST_HIGH = 4;
const LEAST_MEDIUM = 2;

/** Most points that evidence lowered to a tier may carry: a little under the next tier's threshold. */
export const MOST_POINTS: Record<Tier, number> = { none: 0, low: 1, medium: 2, high: Infinity };

/**
 * What the whole post does to evidence whose context is known. Where it does not sound like the category, or like anything to
 * be alarmed at, a faint sign of danger is medium and a medium match low: shown, but no alarm; farther from it the sign is low, and
 * medium and low matches are dropped. A faint sign in a post that sounds mild is medium, and so is any in one that could not sound
 * milder. Where the post sounds severe, a medium match that no context holds is high, in categories whose evidence may add up to
 * high; where it sounds alarming, a low one is medium. A faint low match is never more, and nothing in a post that sounds less like
 * its category than not; a slight one (faint and medium) counts only in a post that sounds like its category, and severe or
 * alarming. Rules of weighted words are such words themselves and stay as they are, and so do the rules of a service's own.
 */
export function weighAgainst(
  evidence: Pick<Evidence, 'tier' | 'points' | 'held' | 'contributions'> & {
    compiled: Pick<CompiledRule, 'rule'>;
  },
  post: WholePost,
  policy: Pick<CategoryPolicy, 'accumulate' | 'in-any-company'> | undefined,
): void {
  const { rule } = evidence.compiled;
  if (rule.learned || rule['in-any-company'] || evidence.tier === 'none') return;
  const become = (tier: Tier, points: number, cause: string): void => {
    evidence.tier = tier;
    evidence.points = points;
    evidence.contributions.push({ cause, points });
  };
  const lowerTo = (tier: Tier): void => {
    become(tier, Math.min(evidence.points, MOST_POINTS[tier]), WORDS_AGAINST);
  };
  const doubt = Math.max(post.doubt(rule.category), policy?.['in-any-company'] ? 0 : post.alarmDoubt);
  if (isSlight(rule) && (doubt > 0 || post.isQuiet)) {
    lowerTo('none');
    return;
  }
  if (evidence.tier === 'high') {
    if (rule.faint && doubt > 0) lowerTo(doubt > FAR.high ? 'low' : 'medium');
    else if (post.isMildest || (rule.faint && post.isMild)) lowerTo('medium');
    return;
  }
  if (doubt > FAR[evidence.tier]) {
    lowerTo('none');
    return;
  }
  if (evidence.tier === 'medium' && doubt > 0) {
    lowerTo('low');
    return;
  }
  if (rule.tier === 'low' && rule.faint) {
    if (post.isUnlikely(rule.category)) lowerTo('none');
    return;
  }
  if (evidence.held || evidence.tier !== rule.tier) return;
  const mostOf = policy?.accumulate.to ?? 'none';
  if (rule.tier === 'medium' && mostOf === 'high' && post.isSevere)
    become('high', Math.max(evidence.points, LEAST_HIGH), 'the whole post sounds severe');
  else if (rule.tier === 'low' && mostOf !== 'low' && post.isAlarming)
    become('medium', Math.max(evidence.points, LEAST_MEDIUM), 'the whole post sounds alarming');
}

/**
 * A slight sign is heard only where nothing plainer says as much: beside a plain one it would only name more categories. The
 * rules of weighted words are not plainer.
 */
export function silenceSlight(
  evidence: readonly (Pick<Evidence, 'tier' | 'points' | 'contributions'> & {
    compiled: Pick<CompiledRule, 'rule'>;
  })[],
  { tellsAlarm }: WholePost,
): void {
  if (!tellsAlarm) return;
  let plain = 0;
  for (const { compiled, tier } of evidence)
    if (!compiled.rule.learned && !isSlight(compiled.rule)) plain = Math.max(plain, rankOf(tier));
  for (const one of evidence) {
    if (one.tier === 'none' || !isSlight(one.compiled.rule) || rankOf(one.tier) > plain) continue;
    one.tier = 'none';
    one.points = 0;
    one.contributions.push({ cause: 'plainer signs say as much', points: 0 });
  }
}

/** Whether one of the qualifiers says that there is no more to it than its tier. */
export function isHeld(qualifiers: readonly Pick<AppliedQualifier, 'effect'>[]): boolean {
  return qualifiers.some(({ effect }) => effect !== 'keep' && effect !== 'show');
}

/** What the acting cues do to a match of a rule: `effect(qualifier)` is the rule's own or its category's. */
export function qualify(
  compiled: CompiledRule,
  start: number,
  end: number,
  weight: number,
  cause: string,
  acting: readonly ActingCue[],
  effect: (qualifier: Qualifier) => Effect,
): Evidence {
  const { rule } = compiled;
  let tier: Tier = rule.tier;
  let points = rule.weight;
  const contributions: Contribution[] = [{ cause: `rule ${ruleName(rule)}`, points }];
  if (weight < 1) {
    points *= weight;
    contributions.push({ cause, points });
  }
  const qualifiers: Evidence['qualifiers'] = [];
  let lowered = false;
  const all =
    rule.voice === undefined || acting.some((cue) => cue.qualifier === rule.voice)
      ? acting
      : [...acting, { qualifier: rule.voice, cue: undefined, start: -1, end: -1 }];
  for (const { qualifier, cue, start: from, end: to } of all) {
    if (qualifier === 'present') continue;
    const done = effect(qualifier);
    qualifiers.push({ qualifier, effect: done, start: from, end: to, ...(cue === undefined ? {} : { cue }) });
    const before: Tier = tier;
    switch (done) {
      case 'drop':
        tier = 'none';
        break;
      case 'low':
      case 'medium':
        tier = lowerOf(tier, done);
        break;
      case 'lower':
        if (!lowered) tier = tierOfRank(rankOf(tier) - 1);
        lowered = true;
        break;
      case 'keep':
      case 'show':
        break;
    }
    if (tier !== before) {
      points = Math.min(points, MOST_POINTS[tier]);
      contributions.push({ cause: qualifier, points });
    }
  }
  return { compiled, start, end, tier, points, held: isHeld(qualifiers), qualifiers, contributions };
}
