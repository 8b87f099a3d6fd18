/** What is aimed at: so much found, at no more than so many false. */
import type { LearningPost } from '../learn/posts.ts';
import { isAbsent, stanceOf } from '../evaluate/row.ts';
import { CATEGORIES, type Category, type Tier, rankOf } from '../model/vocabulary.ts';
import type { Verdict } from './replay.ts';

export interface Target {
  /** `high`: verdicts of high. `medium`: of medium or high. A category: posts for which it is reported. */
  of: 'high' | 'medium' | Category;
  recall: number;
  /** At most `false` of `per` posts that are not so. */
  false: number;
  per: number;
}

export const TARGET_FORM = '“high recall 0.95 at 1 per 2500”';
const SUBJECTS = ['high', 'medium', ...CATEGORIES] as const;

/** The target that is written as `OF recall SHARE at NUMBER per POSTS`, or what is wrong with it. */
export function readTarget(text: string): Target | string {
  const match =
    /^(?<of>[a-z-]+) recall (?<recall>[\d.]+)(?<percent> ?%)? at (?<wrong>[\d.]+) per (?<per>[\d,]+)$/u.exec(
      text.trim().replace(/\s+/gu, ' '),
    )?.groups;
  if (!match) return `it is not written like ${TARGET_FORM}`;
  const of = SUBJECTS.find((one) => one === match['of']);
  if (of === undefined)
    return `“${match['of']!}” is neither high, nor medium, nor one of ${CATEGORIES.join(', ')}`;
  const recall = Number(match['recall']) / (match['percent'] === undefined ? 1 : 100);
  if (!(recall > 0 && recall <= 1)) return `a recall is more than 0 and at most 1, not ${match['recall']!}`;
  const [wrong, per] = [Number(match['wrong']), Number(match['per']!.replaceAll(',', ''))];
  if (!(per > 0 && wrong >= 0 && wrong < per))
    return `${match['wrong']!} per ${match['per']!} is no share of posts`;
  return { of, recall, false: wrong, per };
}

/** Whether a post is what the target is about; undefined where both would do, nothing is said, or nobody checked. */
export function isWanted(row: LearningPost, of: Target['of']): boolean | undefined {
  if (row.weakBenign === true) return undefined;
  if (of !== 'high' && of !== 'medium') {
    if (stanceOf(row, [of]) === 'present') return true;
    return isAbsent(row, of) ? false : undefined;
  }
  const ranks = row.tiers?.map(rankOf) ?? [];
  if (ranks.length === 0) return undefined;
  if (ranks.every((rank) => rank >= rankOf(of))) return true;
  return ranks.every((rank) => rank < rankOf(of)) ? false : undefined;
}

function isFound({ tier, reported }: Verdict, of: Target['of']): boolean {
  if (of === 'high' || of === 'medium') return rankOf(tier) >= rankOf(of);
  return reported.includes(of);
}

/** Counts of posts; the figures are read off them. */
export interface Tally {
  wanted: number;
  found: number;
  unwanted: number;
  false: number;
  /** Posts that state tiers, and those of them whose verdict is acceptable. */
  tiered: number;
  right: number;
}

export function emptyTally(): Tally {
  return { wanted: 0, found: 0, unwanted: 0, false: 0, tiered: 0, right: 0 };
}

/** How a post counts, whatever its verdict. */
export interface Stance {
  wanted: boolean | undefined;
  tiers: readonly Tier[] | undefined;
}

/** Adds what a verdict changes of a tally; `sign` −1 takes it away again. */
export function count(
  tally: Tally,
  { wanted, tiers }: Stance,
  verdict: Verdict,
  of: Target['of'],
  sign: 1 | -1,
): void {
  if (wanted !== undefined && isFound(verdict, of)) tally[wanted ? 'found' : 'false'] += sign;
  if (tiers?.includes(verdict.tier) === true) tally.right += sign;
}

/** How many of the wanted must be found, and how many of the others may be. */
export function boundsOf(
  { recall, false: wrong, per }: Target,
  { wanted, unwanted }: Tally,
): { need: number; allowed: number } {
  return {
    // A hair less, so that 0.95 of 20 is 19.
    need: Math.ceil(recall * wanted - 1e-9),
    allowed: Math.floor((wrong * unwanted) / per + 1e-9),
  };
}

export function isReached(target: Target, tally: Tally): boolean {
  const { need, allowed } = boundsOf(target, tally);
  return tally.found >= need && tally.false <= allowed;
}
