/**
 * How the bundled module keeps weighted words: every term once, in the order of the alphabet, and of each set a column of
 * weights. Compressed it takes two thirds of what the lists of a pack take, and it is read faster.
 */
import type { Pack, WeighedWords } from './pack.ts';

export interface PackedTerms {
  /** In order, a line each. */
  names: string;
  /** Of each set the tenths that each name weighs, nothing where it is no term of the set; behind each a comma. */
  columns: readonly string[];
}

const ENDS = ',';
const ENDS_CODE = ENDS.charCodeAt(0);

/** Takes the terms of all sets out of a pack. `fillTerms` puts them back, in the order of the alphabet. */
export function takeTerms(pack: Pack): { pack: Pack; packed: PackedTerms } {
  const weights = setsOf(pack).map(({ terms }) => new Map(terms));
  const names = [...new Set(weights.flatMap((set) => [...set.keys()]))].sort();
  const bare = structuredClone(pack);
  for (const set of setsOf(bare)) set.terms = [];
  return {
    pack: bare,
    packed: {
      names: names.join('\n'),
      columns: weights.map((set) => names.map((name) => `${tenthsOf(set.get(name))}${ENDS}`).join('')),
    },
  };
}

/** Puts the terms into the pack that they were taken out of. */
export function fillTerms(pack: Pack, { names, columns }: PackedTerms): Pack {
  const all = names === '' ? [] : names.split('\n');
  setsOf(pack).forEach((set, k) => (set.terms = readColumn(columns[k]!, all)));
  return pack;
}

function readColumn(column: string, names: readonly string[]): [term: string, weight: number][] {
  const terms: [string, number][] = [];
  let at = 0;
  for (const name of names) {
    if (column.charCodeAt(at) !== ENDS_CODE) {
      const end = column.indexOf(ENDS, at);
      terms.push([name, Math.round(Number(column.slice(at, end)) * 100) / 1000]);
      at = end;
    }
    at++;
  }
  return terms;
}

/** Without what multiplying leaves behind the thousandths, to which weights are kept. */
function tenthsOf(weight: number | undefined): string {
  return weight === undefined ? '' : String(Number((weight * 10).toFixed(2)));
}

/** The same sets in the same order, whether or not they have terms. */
function setsOf({ rules, impression, talk = [] }: Pack): Pick<WeighedWords, 'terms'>[] {
  return [
    ...rules.map(({ learned }) => learned),
    impression?.severity,
    impression?.alarm,
    ...talk.flatMap(({ said, heard }) => [said, heard]),
  ].filter((set) => set !== undefined);
}
