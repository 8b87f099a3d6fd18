/** What rules that stand in posts may add to a sum: what is expected of them before posts say otherwise, and the bounds. */

/** What a rule is expected to add to the sum, undefined where it does not count. */
export type Expected = (rule: string) => number | undefined;

/** The rules that stand in one post. */
export type Standing = readonly { rule: string }[];

/** No rule says more than this, and none less than nothing: a sign never speaks against another. */
export const MOST_SAID = 6;

/** Rules that count, as numbers from nought on. */
export interface NumberedRules {
  /** What is expected of each, by its number. */
  prior: readonly number[];
  /** The numbers of the rules of each post, in the order of the posts. */
  rulesOf: readonly (readonly number[])[];
  /** What was found of each number, by the name of its rule. */
  byName: (found: Float64Array) => ReadonlyMap<string, number>;
}

export function numberRules(posts: readonly Standing[], expected: Expected): NumberedRules {
  const numbers = new Map<string, number>();
  const prior: number[] = [];
  const rulesOf = posts.map((standing) =>
    standing.flatMap(({ rule }) => {
      const said = expected(rule);
      if (said === undefined) return [];
      const number = numbers.get(rule) ?? prior.push(said) - 1;
      numbers.set(rule, number);
      return [number];
    }),
  );
  return {
    prior,
    rulesOf,
    byName: (found) => new Map([...numbers].map(([rule, number]) => [rule, found[number]!])),
  };
}
