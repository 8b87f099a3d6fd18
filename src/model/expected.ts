import type { Rule } from './pack.ts';
import type { Tier } from './vocabulary.ts';

/** What a rule that stands adds to the sums of whole posts, as logarithms of odds, before posts say otherwise. */
export const EXPECTED: Readonly<Record<'category' | 'alarm' | 'severity', Readonly<Record<Tier, number>>>> = {
  category: { none: 0, low: 0.5, medium: 1.5, high: 2 },
  alarm: { none: 0, low: 0.5, medium: 1.5, high: 2 },
  severity: { none: 0, low: 0, medium: 0.3, high: 1 },
};

/** Points of a rule that states no weight of its own (docs/rule-language.md, Score). */
export const DEFAULT_WEIGHT = { low: 1, medium: 2, high: 4 } as const;

/** A faint rule of tier medium: it means nothing by itself, and bears out a post that sounds severe or alarming. */
export function isSlight({ tier, faint }: Pick<Rule, 'tier' | 'faint'>): boolean {
  return faint === true && tier === 'medium';
}

/**
 * What a rule lets expect of which nothing was learned; a slight one no more than a low one. A faint sign that asks for a second
 * opinion at most must not rouse the other signs of the post. A rule of more points than others of its tier says as much more: what is
 * said outright is so in a short post too, whose few words were mostly seen in plots.
 */
export function expectedOf(
  rule: Pick<Rule, 'tier' | 'faint' | 'weight'>,
): Record<keyof typeof EXPECTED, number> {
  const as = isSlight(rule) ? 'low' : rule.tier;
  const alarm = rule.faint && rule.tier === 'low' ? 0 : EXPECTED.alarm[as];
  const surer = as === 'low' ? 1 : Math.max(1, rule.weight / DEFAULT_WEIGHT[as]);
  return {
    category: surer * EXPECTED.category[as],
    alarm: surer * alarm,
    severity: surer * EXPECTED.severity[as],
  };
}
