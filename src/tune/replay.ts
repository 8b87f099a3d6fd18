/**
 * Verdicts from recorded evidence. Tuning changes numbers only: what matched, and what context did to it, stays; so posts
 * are read once and scored as often as numbers are tried.
 */
import { buildReader } from '../classifier.ts';
import type { LearningPost } from '../learn/posts.ts';
import type { LearnedWords, Pack, Policy } from '../model/pack.ts';
import { ruleName } from '../model/rule-name.ts';
import { CATEGORIES, type Category, type Tier, higherOf } from '../model/vocabulary.ts';
import { MOST_POINTS, weighAgainst } from '../qualify/evidence.ts';
import { bestOf } from '../score/assemble.ts';
import { type GroupedEvidence, judge } from '../score/score.ts';

/** How far below its value a mark of words may be moved: words are recorded from there on. */
export const FARTHEST = 2;

/** A match with its context applied, before anything that is tuned. */
interface Recorded {
  /** The numbers of its rule in the pack and of its category. */
  rule: number;
  category: number;
  tier: Tier;
  /** What the weight of the rule is multiplied by. */
  factor: number;
}

export interface RecordedPost {
  row: LearningPost;
  /** By category, then by rule. */
  evidence: readonly Recorded[];
  /** Sums of words alone, and of words and rules, by the number of the category. */
  words: Float64Array;
  risk: Float64Array;
  severity: number;
}

export interface Verdict {
  tier: Tier;
  reported: readonly Category[];
}

/** Reads posts by a pack in which nothing that is tuned acts. */
export function recordPosts(posts: readonly LearningPost[], pack: Pack): RecordedPost[] {
  const read = buildReader({ packs: [untuned(pack)] }, []);
  const numberOf = new Map(pack.rules.map((rule, number) => [ruleName(rule), number]));
  return posts.map((row) => {
    const { evidence, risk, severity } = read(row.text);
    const post = { row, words: risk.slice(), risk: risk.slice(), severity };
    const standing = new Set(evidence.filter(({ tier }) => tier !== 'none').map(({ compiled }) => compiled));
    for (const { rule, says } of standing) {
      post.risk[CATEGORIES.indexOf(rule.category)]! += says.risk;
      post.severity += says.severity;
    }
    return {
      ...post,
      evidence: evidence
        .filter(({ tier }) => tier !== 'none')
        .map(({ compiled: { rule }, tier, points }) => ({
          rule: numberOf.get(ruleName(rule))!,
          category: CATEGORIES.indexOf(rule.category),
          tier,
          factor: points,
        }))
        .sort((a, b) => a.category - b.category || a.rule - b.rule),
    };
  });
}

/** Each rule weighs 1, so that points are factors; words speak from farther below; no post is doubted, severe or mild. */
function untuned(pack: Pack): Pack {
  return {
    ...pack,
    rules: pack.rules.map((rule) => ({
      ...rule,
      weight: 1,
      ...(rule.learned
        ? { learned: { ...rule.learned, from: rule.learned.from - FARTHEST, doubts: undefined } }
        : {}),
    })),
    ...(pack.impression ? { impression: { ...pack.impression, raises: Infinity, lowers: -Infinity } } : {}),
  };
}

/** Scores recorded posts by the numbers that a pack has at the time. */
export class Replay {
  private readonly pack: Pack;
  private readonly policy: Policy;
  /** The rule of weighted words of each category: its mark of doubt is that of the category. */
  private readonly learned: readonly (LearnedWords | undefined)[];

  /** @param pack one with a policy, whose numbers may change between posts, and at most one rule of words a category */
  constructor(pack: Pack, policy: Policy) {
    this.pack = pack;
    this.policy = policy;
    this.learned = CATEGORIES.map(
      (category) =>
        pack.rules.find((rule) => rule.learned !== undefined && rule.category === category)?.learned,
    );
  }

  verdict(post: RecordedPost): Verdict {
    const { pack, policy } = this;
    const { evidence } = post;
    let tier: Tier = 'none';
    const reported: Category[] = [];
    if (evidence.length === 0) return { tier, reported };
    const whole = this.whole(post);
    for (let at = 0; at < evidence.length;) {
      const { category: number } = evidence[at]!;
      const category = CATEGORIES[number]!;
      const grouped: GroupedEvidence[] = [];
      while (evidence[at]?.category === number) {
        const { rule } = evidence[at]!;
        const own: Recorded[] = [];
        for (; evidence[at]?.rule === rule; at++) own.push(evidence[at]!);
        const one = this.weighed(own, post, whole);
        if (one) grouped.push(one);
      }
      const its = pack.categories[category];
      if (!its || grouped.length === 0) continue;
      const verdict = judge(grouped, its, policy.thresholds);
      tier = higherOf(tier, verdict.tier);
      if (verdict.tier !== 'none' && verdict.score >= policy.thresholds.report) reported.push(category);
    }
    return { tier, reported };
  }

  private whole({ risk, severity }: RecordedPost): Parameters<typeof weighAgainst>[1] {
    const { impression } = this.pack;
    return {
      isSevere: impression !== undefined && severity >= impression.raises,
      isMild: impression !== undefined && severity < impression.lowers,
      doubt: (category) => {
        const number = CATEGORIES.indexOf(category);
        const mark = this.learned[number]?.doubts;
        return mark === undefined ? 0 : Math.max(0, mark - risk[number]!);
      },
    };
  }

  /** What all evidence of one rule amounts to, undefined if it is nothing. */
  private weighed(
    own: readonly Recorded[],
    { words }: RecordedPost,
    whole: Parameters<typeof weighAgainst>[1],
  ): GroupedEvidence | undefined {
    const { pack, policy } = this;
    const { rule: number, category } = own[0]!;
    const rule = pack.rules[number]!;
    if (rule.learned && words[category]! < rule.learned.from) return undefined;
    const standing = own
      .map(({ tier, factor }) => {
        const points = rule.weight * factor;
        const one = {
          compiled: { rule },
          tier,
          points: tier === rule.tier ? points : Math.min(points, MOST_POINTS[tier]),
          contributions: [],
        };
        weighAgainst(one, whole, pack.categories[rule.category]);
        return one;
      })
      .filter(({ tier }) => tier !== 'none');
    if (standing.length === 0) return undefined;
    const { tier, points } = bestOf(standing);
    return { group: rule.group, tier, points: points + (policy.audience.mixed?.[rule.category] ?? 0) };
  }
}
