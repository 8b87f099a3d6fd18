import type { Tier } from './vocabulary.ts';

/** What a rule that stands adds to the sums of whole posts, as logarithms of odds, before posts say otherwise. */
export const EXPECTED: Readonly<Record<'category' | 'alarm' | 'severity', Readonly<Record<Tier, number>>>> = {
  category: { none: 0, low: 0.5, medium: 1.5, high: 2 },
  alarm: { none: 0, low: 0.5, medium: 1.5, high: 2 },
  severity: { none: 0, low: 0, medium: 0.3, high: 1 },
};
