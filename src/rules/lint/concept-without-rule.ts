import { CATEGORIES } from '../../model/vocabulary.ts';
import type { Check } from './check.ts';
import { CONCEPT_FLOOR } from './floor.ts';

/** Written by a service for itself, and by scripts: no rule of the pack need have them. */
const OTHERS: readonly string[] = ['unspecified', 'ground-rule'];

/** Concepts that a category lists and no rule has, and those of the floor that it does not list. */
export const conceptWithoutRule: Check = {
  codes: ['concept-without-rule'],
  severity: 'warning',
  run({ pack, records }, report) {
    for (const category of CATEGORIES) {
      const described = records.categories.get(category);
      if (described === undefined) continue;
      const { source, path, record } = described;
      const used = new Set(
        pack.rules.filter((rule) => rule.category === category).map(({ concept }) => concept),
      );
      record.concepts.forEach((concept, k) => {
        if (!used.has(concept) && !OTHERS.includes(concept))
          report(
            { source, path: [...path, 'concepts', k] },
            `no rule has the concept ${category}.${concept}`,
            'write a rule for it',
          );
      });
      const missing = CONCEPT_FLOOR[category].filter((concept) => !record.concepts.includes(concept));
      if (missing.length > 0)
        report(
          { source, path: [...path, 'concepts'] },
          `${category} does not list ${missing.join(', ')}`,
          'list them here and write rules for them: every pack covers these',
        );
    }
  },
};
