/** “did you mean …?”: the nearest of some names, if one is near enough to be a slip. */

/**
 * The hint for a name that is not known, or undefined if nothing comes near.
 * @param quote how a name is written in a file, e.g. `(name) => '@' + name`
 */
export function didYouMean(
  name: string,
  known: Iterable<string>,
  quote: (name: string) => string = (plain) => `“${plain}”`,
): string | undefined {
  const best = closest(name, known);
  return best === undefined ? undefined : `did you mean ${quote(best)}?`;
}

/** The known name with the fewest slips (at most a third of the letters), the earlier of two equal ones. */
function closest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const slips = distance(name, candidate);
    if (slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/** Slips between two words: a letter more, less or other, or two neighbours swapped (optimal string alignment). */
function distance(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, k) => k);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let k = 1; k <= b.length; k++) {
      const same = a[i - 1] === b[k - 1];
      let least = Math.min(back[k]! + 1, row[k - 1]! + 1, back[k - 1]! + (same ? 0 : 1));
      if (i > 1 && k > 1 && a[i - 1] === b[k - 2] && a[i - 2] === b[k - 1])
        least = Math.min(least, twoBack[k - 2]! + 1);
      row.push(least);
    }
    twoBack = back;
    back = row;
  }
  return back[b.length]!;
}
