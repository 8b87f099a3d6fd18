/**
 * Verdicts from recorded evidence. Tuning changes numbers only: what matched, and what context did to it, stays; so posts
 * are read once and scored as often as numbers are tried.
 */
import { buildReader } from '../classifier.ts';
import type { LearningPost } from '../learn/posts.ts';
import type { Contribution } from '../model/assessment.ts';
import type { Impression, LearnedWords, Pack, Policy, Rule } from '../model/pack.ts';
import { ruleName } from '../model/rule-name.ts';
import { CATEGORIES, type Category, type Tier, higherOf } from '../model/vocabulary.ts';
import { wordsSpeak } from '../model/words-speak.ts';
import { MOST_POINTS, silenceSlight, weighAgainst } from '../qualify/evidence.ts';
import {
  type PostSums,
  type WholePost,
  addStanding,
  likelihoodOf,
  wholePostOf,
} from '../qualify/whole-post.ts';
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
  /** Whether its context holds it at its tier. */
  held: boolean;
  /** What its rule adds to the sum of the category where it stands. */
  says: number;
}

export interface RecordedPost {
  row: LearningPost;
  /** By category, then by rule. */
  evidence: readonly Recorded[];
  /** Sums of words alone: by the number of the category, and of any alarm. */
  words: Float64Array;
  alarmWords: number;
  /** The category for which words speak where they are alarming enough, −1 for none. */
  speaker: number;
  /** Sums of words and rules. */
  sums: PostSums;
}

/** A match with the numbers of the pack as they are. */
interface Weighed {
  /** Of its category. */
  number: number;
  says: number;
  compiled: { rule: Rule };
  tier: Tier;
  held: boolean;
  points: number;
  contributions: Contribution[];
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
    const { evidence, risk, severity, alarm, speaker } = read(row.text);
    const sums = { risk: risk.slice(), severity, alarm };
    addStanding(sums, evidence);
    return {
      row,
      words: risk.slice(),
      alarmWords: alarm,
      speaker,
      sums,
      evidence: evidence
        .filter(({ tier }) => tier !== 'none')
        .map(({ compiled: { rule, says }, tier, points, held }) => ({
          rule: numberOf.get(ruleName(rule))!,
          category: CATEGORIES.indexOf(rule.category),
          tier,
          factor: points,
          held,
          says: says.risk,
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
    ...(pack.impression ? { impression: unmarked(pack.impression) } : {}),
  };
}

/** Words that speak for their likeliest category still do. */
function unmarked({ alarm, ...rest }: Impression): Impression {
  const never = { raises: Infinity, lowers: -Infinity, calms: -Infinity };
  return {
    ...rest,
    ...never,
    ...(alarm ? { alarm: { ...alarm, raises: Infinity, doubts: -Infinity } } : {}),
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
    const weighed = this.weighed(post);
    for (let at = 0; at < weighed.length;) {
      const { number } = weighed[at]!;
      const category = CATEGORIES[number]!;
      const grouped: GroupedEvidence[] = [];
      let sum = post.words[number]!;
      while (weighed[at]?.number === number) {
        const { rule } = weighed[at]!.compiled;
        const own: Weighed[] = [];
        for (; weighed[at]?.compiled.rule === rule; at++)
          if (weighed[at]!.tier !== 'none') own.push(weighed[at]!);
        if (own.length === 0) continue;
        sum += own[0]!.says;
        const { tier, points, held } = bestOf(own);
        const bonus = policy.audience.mixed?.[category] ?? 0;
        grouped.push({ group: rule.group, tier, points: points + bonus, held });
      }
      const its = pack.categories[category];
      if (!its || grouped.length === 0) continue;
      const likelihood = this.learned[number] ? likelihoodOf(sum) : 0;
      const verdict = judge(grouped, its, policy.thresholds, likelihood);
      tier = higherOf(tier, verdict.tier);
      if (verdict.tier !== 'none' && verdict.score >= policy.thresholds.report) reported.push(category);
    }
    return { tier, reported };
  }

  private whole({ sums }: RecordedPost): WholePost {
    return wholePostOf(
      sums,
      this.pack.impression,
      (category) => this.learned[CATEGORIES.indexOf(category)]?.doubts,
    );
  }

  /** All evidence of a post with the numbers of the pack, by category, then by rule. */
  private weighed(post: RecordedPost): Weighed[] {
    const { pack } = this;
    const { words, alarmWords, speaker } = post;
    const whole = this.whole(post);
    const weighed = post.evidence.flatMap(
      ({ rule: number, category, tier, factor, held, says }): Weighed[] => {
        const rule = pack.rules[number]!;
        const inAnyCompany = pack.categories[rule.category]?.['in-any-company'] === true;
        const said = { own: words[category]!, alarm: alarmWords, isLikeliest: speaker === category };
        if (
          rule.learned &&
          !wordsSpeak(said, { from: rule.learned.from, inAnyCompany }, pack.impression?.alarm)
        )
          return [];
        const points = rule.weight * factor;
        const one = {
          number: category,
          says,
          compiled: { rule },
          tier,
          held,
          points: tier === rule.tier ? points : Math.min(points, MOST_POINTS[tier]),
          contributions: [],
        };
        weighAgainst(one, whole, pack.categories[rule.category]);
        return [one];
      },
    );
    silenceSlight(weighed, whole);
    return weighed;
  }
}
