/** What changed over all posts, counted as they come: only the counts are kept. */
import { CATEGORIES, type Category, TIERS, type Tier, rankOf } from '../model/vocabulary.ts';
import type { PostChange } from './diff.ts';

export interface DiffSummary {
  /** Posts compared. */
  posts: number;
  changed: number;
  /** Of the changed posts: a higher tier, a lower one, and the same tier with other categories. */
  raised: number;
  lowered: number;
  sameTier: number;
  /** Changed posts by both tiers, the widest rise first. */
  tiers: { base: Tier; head: Tier; posts: number }[];
  categories: { category: Category; gained: number; lost: number }[];
  /** Rules that did it, those behind most posts first. */
  rules: RuleCounts[];
  /** Changed posts in which no finding differs: thresholds or the policy did it. */
  withoutRule: number;
  /** Changed posts that state something: what they state is met now, or no longer. */
  mended: number;
  broken: number;
}

/** In how many changed posts a rule's finding was new, gone, raised, lowered, or had another score. */
export interface RuleCounts extends Record<PostChange['rules'][number]['change'], number> {
  rule: string;
  posts: number;
}

export class DiffTally {
  private readonly summed = { posts: 0, changed: 0, withoutRule: 0, mended: 0, broken: 0 };
  private readonly tiers = new Map<string, DiffSummary['tiers'][number]>();
  private readonly categories = new Map<Category, { gained: number; lost: number }>();
  private readonly rules = new Map<string, RuleCounts>();

  /** Counts a post, with what `changeOf` says of it. */
  add(change: PostChange | undefined): void {
    const { summed } = this;
    summed.posts++;
    if (change === undefined) return;
    summed.changed++;
    if (change.rules.length === 0) summed.withoutRule++;
    if (change.stated === 'mended' || change.stated === 'broken') summed[change.stated]++;
    const [base, head] = [change.base.tier, change.head.tier];
    const tiers = this.tiers.get(`${base} ${head}`) ?? { base, head, posts: 0 };
    this.tiers.set(`${base} ${head}`, tiers);
    tiers.posts++;
    for (const side of ['gained', 'lost'] as const)
      for (const category of change[side]) {
        const counts = this.categories.get(category) ?? { gained: 0, lost: 0 };
        this.categories.set(category, counts);
        counts[side]++;
      }
    for (const { rule, change: kind } of change.rules) {
      const counts = this.rules.get(rule) ?? {
        rule,
        posts: 0,
        new: 0,
        gone: 0,
        raised: 0,
        lowered: 0,
        score: 0,
      };
      this.rules.set(rule, counts);
      counts.posts++;
      counts[kind]++;
    }
  }

  summary(): DiffSummary {
    const tiers = [...this.tiers.values()].sort(
      (a, b) => rise(b) - rise(a) || TIERS.indexOf(b.head) - TIERS.indexOf(a.head),
    );
    const sum = (counts: (one: DiffSummary['tiers'][number]) => boolean): number =>
      tiers.filter(counts).reduce((total, { posts }) => total + posts, 0);
    return {
      ...this.summed,
      raised: sum((one) => rise(one) > 0),
      lowered: sum((one) => rise(one) < 0),
      sameTier: sum((one) => rise(one) === 0),
      tiers,
      categories: CATEGORIES.flatMap((category) => {
        const counts = this.categories.get(category);
        return counts ? [{ category, ...counts }] : [];
      }),
      rules: [...this.rules.values()].sort((a, b) => b.posts - a.posts || (a.rule < b.rule ? -1 : 1)),
    };
  }
}

function rise({ base, head }: { base: Tier; head: Tier }): number {
  return rankOf(head) - rankOf(base);
}
