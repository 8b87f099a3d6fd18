import type { CompiledRule } from '../engine.ts';
import type { AppliedQualifier, Contribution } from '../model/assessment.ts';
import { type Effect, type Qualifier, type Tier, lowerOf, rankOf, tierOfRank } from '../model/vocabulary.ts';
import type { ActingCue } from './context.ts';

/** One match of one rule with its context applied. A tier of none means that the context dropped it. */
export interface Evidence {
  compiled: CompiledRule;
  /** Tokens, half-open. */
  start: number;
  end: number;
  tier: Tier;
  points: number;
  qualifiers: (Omit<AppliedQualifier, 'span'> & { start: number; end: number })[];
  contributions: Contribution[];
}

/** Most points that evidence lowered to a tier may carry: a little under the next tier's threshold. */
const MOST_POINTS: Record<Tier, number> = { none: 0, low: 1, medium: 2, high: Infinity };

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
  const contributions: Contribution[] = [{ cause: `rule ${rule.category}/${rule.id}`, points }];
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
  return { compiled, start, end, tier, points, qualifiers, contributions };
}
