import type { Rule } from './pack.ts';

/** The name of a rule in the whole pack: ids are unique in their category only. */
export function ruleName({ category, id }: Pick<Rule, 'category' | 'id'>): string {
  return `${category}/${id}`;
}
