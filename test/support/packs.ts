import type { CategoryPolicy, Cue, Pack, Rule } from '../../src/model/pack.ts';
import { CATEGORIES, QUALIFIERS } from '../../src/model/vocabulary.ts';

/** A small pack for tests that need no English. */
export function packOf(parts: Partial<Pack> = {}): Pack {
  const category = (): CategoryPolicy => ({
    title: 'test',
    reasons: { high: 'harm-to-others', medium: 'uncertain', low: 'somewhat-inappropriate' },
    accumulate: { to: 'high', points: 6 },
    qualifiers: Object.fromEntries(
      QUALIFIERS.map((id) => [id, id === 'negated' ? 'drop' : 'show']),
    ) as CategoryPolicy['qualifiers'],
    concepts: ['concept'],
  });
  return {
    name: 'test',
    version: '1.0.0',
    language: 'en',
    categories: Object.fromEntries(CATEGORIES.map((id) => [id, category()])),
    lexicons: {},
    forms: {},
    spelling: {},
    maskable: [],
    fillers: [],
    rules: [],
    cues: [],
    policy: {
      thresholds: { low: 0.2, medium: 0.45, high: 0.75, report: 0.2 },
      audience: {},
      advice: [],
      never: [],
    },
    ...parts,
  };
}

export function ruleOf(id: string, match: string[], parts: Partial<Rule> = {}): Rule {
  return {
    id,
    category: 'conduct',
    concept: 'concept',
    tier: 'high',
    reason: 'harm-to-others',
    weight: 4,
    group: id,
    match,
    ...parts,
  };
}

export function cueOf(id: string, match: string[], parts: Partial<Cue> = {}): Cue {
  return { id, qualifier: 'negated', direction: 'forward', scope: 5, match, ...parts };
}
