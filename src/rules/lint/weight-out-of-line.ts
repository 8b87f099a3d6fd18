import type { Rule } from '../../model/pack.ts';
import type { Check } from './check.ts';
import type { LintRule } from './subject.ts';

/** Points that go with a tier: the default in the middle, and what still does not reach into the next tier. */
export const FITTING: Readonly<Record<Rule['tier'], readonly [least: number, most: number]>> = {
  low: [0.25, 1.5],
  medium: [1, 3.5],
  high: [3, 8],
};
/** How often more or less than its siblings' median a rule may weigh, and how many siblings make a line. */
const FACTOR = 2;
const SIBLINGS = 3;

/** A weight that does not go with the tier of its rule, or with the rules of its concept and tier. */
export const weightOutOfLine: Check = {
  codes: ['weight-out-of-line'],
  severity: 'warning',
  run({ rules }, report) {
    for (const own of rules) {
      const { weight, tier, concept } = own.rule;
      const place = { source: own.sourced.source, path: [...own.sourced.path, 'weight'] };
      const [least, most] = FITTING[tier];
      if (weight < least || weight > most) {
        report(
          place,
          `${weight} points do not go with the tier ${tier}, which is ${least} to ${most}`,
          'change the weight or the tier; a tier without weight has its default',
        );
        continue;
      }
      const line = medianOf(siblingsOf(own, rules));
      if (line !== undefined && (weight > line * FACTOR || weight < line / FACTOR))
        report(
          place,
          `${weight} points, where the other rules of ${concept} at tier ${tier} have ${line}`,
          'change the weight, or say in the note why this rule differs',
        );
    }
  },
};

function siblingsOf({ rule }: LintRule, rules: readonly LintRule[]): number[] {
  return rules
    .filter(
      ({ rule: other }) =>
        other !== rule &&
        other.category === rule.category &&
        other.concept === rule.concept &&
        other.tier === rule.tier,
    )
    .map(({ rule: other }) => other.weight);
}

function medianOf(weights: readonly number[]): number | undefined {
  if (weights.length < SIBLINGS) return undefined;
  return [...weights].sort((a, b) => a - b)[Math.floor(weights.length / 2)];
}
