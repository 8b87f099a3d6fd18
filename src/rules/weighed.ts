/** Weighted words: what records of theirs hold, and whether the lexicons and rules that they name are there. */
import { readTerm, tooManyBesides } from '../match/weighed-terms.ts';
import { MOST_BESIDE } from '../match/weighed-table.ts';
import type { Pack, WeighedWords } from '../model/pack.ts';
import type { Collected } from './collect.ts';
import { keyPlace } from './locate.ts';
import type { Problems } from './report.ts';
import type { WeighedRecord } from './schema.ts';
import { didYouMean } from './suggest.ts';
import { ruleName } from '../model/rule-name.ts';

/** The weights of a record as lists. */
export function weighedOf({ bias, matches = {}, terms }: WeighedRecord): WeighedWords {
  return { bias, matches: Object.entries(matches), terms: Object.entries(terms) };
}

/** The lexicon beside which a term counts. */
function besideOf(term: string): string | undefined {
  const { lexicon, words } = readTerm(term);
  return words === undefined ? undefined : lexicon;
}

/** @param pack the whole pack, what it extends included */
export function checkWeighed({ weighed }: Collected, pack: Pack, problems: Problems): void {
  const own = new Set(weighed.flatMap(({ record }) => Object.keys(record.terms)));
  const all = [
    ...pack.rules.flatMap(({ learned }) => learned?.terms ?? []),
    ...(pack.impression?.severity.terms ?? []),
    ...(pack.impression?.alarm?.terms ?? []),
  ];
  // Those of the pack that is extended are there already.
  const besides = new Set(all.flatMap(([term]) => (own.has(term) ? [] : (besideOf(term) ?? []))));
  const categoryOf = new Map(pack.rules.map((rule) => [ruleName(rule), rule.category]));
  for (const { source, path, record, category } of weighed) {
    const own = [...categoryOf.keys()].filter((rule) => !category || categoryOf.get(rule) === category);
    for (const rule of Object.keys(record.matches ?? {})) {
      const found = categoryOf.get(rule);
      const place = keyPlace(source, [...path, 'matches', rule]);
      if (found === undefined)
        problems.add(source, place, 'unknown-rule', `there is no rule “${rule}”`, {
          hint: didYouMean(rule, own) ?? 'a weight belongs to a rule of the pack, as category/id',
        });
      else if (category !== undefined && found !== category)
        problems.add(
          source,
          place,
          'rule-of-other-category',
          `“${rule}” is a rule of ${found}, and adds nothing to the sum of ${category}`,
          { hint: 'leave it out: rules add to the sum of their own category' },
        );
    }
  }
  const unknown = new Set<string>();
  for (const { source, path, record } of weighed)
    for (const term of Object.keys(record.terms)) {
      const { lexicon, words } = readTerm(term);
      if (lexicon === undefined || besides.has(lexicon) || unknown.has(lexicon)) continue;
      const place = keyPlace(source, [...path, 'terms', term]);
      if (!Object.hasOwn(pack.lexicons, lexicon)) {
        unknown.add(lexicon);
        problems.add(source, place, 'unknown-lexicon', `there is no lexicon “${lexicon}”`, {
          hint:
            didYouMean(lexicon, Object.keys(pack.lexicons), (name) => `@${name}`) ??
            'a weighted term counts beside a lexicon of the pack',
        });
      } else if (words === undefined) continue;
      else if (besides.size === MOST_BESIDE) {
        unknown.add(lexicon);
        problems.add(source, place, 'too-many-besides', tooManyBesides(lexicon), {
          hint: 'learn with fewer voices: join lexicons that say the same',
        });
      } else besides.add(lexicon);
    }
}
