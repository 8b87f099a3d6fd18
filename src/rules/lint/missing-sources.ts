import type { Check } from './check.ts';

/** Rules and learned words without a source: what a moderator is told must be traceable. */
export const missingSources: Check = {
  codes: ['missing-sources'],
  severity: 'warning',
  run({ rules }, report) {
    for (const { rule, name, sourced } of rules)
      if (rule.sources === undefined || rule.sources.length === 0)
        report(
          { source: sourced.source, path: [...sourced.path, 'id'] },
          `${name} names no source`,
          'write sources: with a page, a screener or a guideline that says why these words matter',
        );
  },
};
