/** Labelled posts as learning sees them: what a row says of a category, and of being high. */
import { type Post, listOf } from '../evaluate/row.ts';
import { type Category, type Tier, rankOf } from '../model/vocabulary.ts';

export interface LearningPost extends Post {
  source: string;
  /** Who wrote it; of rows without a known writer, the row itself. */
  writer: string;
  /** Labelled whole: a category that is not stated is absent. Other rows count only for what they state. */
  whole: boolean;
  /** Words of another post: learned from, but no post that anything is measured on. */
  excerpt?: boolean;
}

/**
 * Of a row whose spans mark what makes it carry a category: what they mark is a post that carries it, and what is left when they
 * are taken out is one that does not. So small words that go along with the marked ones are told from them.
 */
export function excerptsOf(post: LearningPost): LearningPost[] {
  const { id, text, source, writer, whole, present, spans } = post;
  if (present === undefined || spans === undefined || spans.length === 0) return [];
  const marked: string[] = [];
  let rest = '';
  let last = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    marked.push(text.slice(start, end));
    rest += `${text.slice(last, Math.max(last, start))} `;
    last = Math.max(last, end);
  }
  rest += text.slice(last);
  const base = { source, writer, whole, excerpt: true };
  return [
    { ...base, id: `${id} marked`, text: marked.join('. '), present },
    { ...base, id: `${id} rest`, text: rest, absent: present },
  ];
}

/** Ranks between which the acceptable tiers lie; of a row without tiers, of nothing. */
function ranksOf({ tiers = [] }: LearningPost): { least: number; most: number } {
  const ranks = tiers.map(rankOf);
  return { least: Math.min(...ranks), most: Math.max(...ranks) };
}

/** No category is named, and none is an acceptable tier. */
export function isHarmless({ present, weakBenign, tiers }: LearningPost): boolean {
  return present === undefined && (weakBenign === true || (tiers?.includes('none') ?? false));
}

/**
 * Whether a post carries a risk of the category, undefined where nothing is said of it or low would do. Of alternatives in
 * rows that are not labelled whole the first counts: it is the category that the set was made for.
 */
export function carries(post: LearningPost, category: Category): boolean | undefined {
  const { tiers, weakBenign, absent = [], present = [], whole } = post;
  const own = whole ? present.flat() : present.map((stated) => listOf(stated)[0]!);
  if (own.includes(category))
    return tiers === undefined || ranksOf(post).least >= rankOf('medium') ? true : undefined;
  if (whole || weakBenign === true || (tiers?.length === 1 && tiers[0] === 'none')) return false;
  return absent.flat().includes(category) ? false : undefined;
}

/** Whether a post is high; undefined where moderators may differ or nothing is said. */
export function isHigh(post: LearningPost): boolean | undefined {
  return reaches(post, 'high');
}

/** Whether a post is medium or high; undefined where moderators may differ or nothing is said. */
export function isAlarming(post: LearningPost): boolean | undefined {
  return reaches(post, 'medium');
}

function reaches(post: LearningPost, tier: Tier): boolean | undefined {
  if (post.weakBenign === true) return false;
  if (post.tiers === undefined) return undefined;
  const { least, most } = ranksOf(post);
  return least >= rankOf(tier) ? true : most < rankOf(tier) ? false : undefined;
}
