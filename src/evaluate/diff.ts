/** Two versions of a pack on one post: whether the verdict changed, and which rules did it. */
import type { Classifier } from '../classifier.ts';
import type { Assessment, Finding, Span } from '../model/assessment.ts';
import { type Category, type Tier, rankOf } from '../model/vocabulary.ts';
import type { NearMiss } from '../qualify/explain.ts';
import { type EvaluationRow, type Post, isMet, statesAnything, unmetBy } from './row.ts';

/** Either version. */
type Version = Pick<Classifier, 'classify' | 'explain'>;

export type Verdict = Pick<Assessment, 'tier' | 'score' | 'reported'>;

/** A finding that only one version has, or that has another tier or score in the other. */
export interface RuleChange {
  /** `category/rule-id`. */
  rule: string;
  category: Category;
  change: 'new' | 'gone' | 'raised' | 'lowered' | 'score';
  /** `none` in the version that has no such finding. */
  base: Tier;
  head: Tier;
  spans: Span[];
  /** The rule matched in the other version too, and this is why it did not count there. */
  nearMiss?: Pick<NearMiss, 'because' | 'detail'>;
}

/** A post with another tier, or with other categories reported. */
export interface PostChange extends Pick<EvaluationRow, 'id' | 'place' | 'source' | 'group'> {
  text: string;
  base: Verdict;
  head: Verdict;
  /** Reported by head only, and by base only. */
  gained: Category[];
  lost: Category[];
  /** What did it, the highest tier first. Empty where no finding changed: then thresholds or the policy did. */
  rules: RuleChange[];
  /** Of a row that states something: whether it is met now, or no longer. */
  stated?: 'mended' | 'broken' | 'as before';
}

/** The change of one post, undefined if tier and reported categories are the same. */
export function changeOf(row: Post, base: Version, head: Version): PostChange | undefined {
  const [before, after] = [base.classify(row.text), head.classify(row.text)];
  const gained = after.reported.filter((category) => !before.reported.includes(category));
  const lost = before.reported.filter((category) => !after.reported.includes(category));
  if (before.tier === after.tier && gained.length === 0 && lost.length === 0) return undefined;
  const causes = causesOf(before, after, [...gained, ...lost]);
  const { id, place, source, group, text } = row;
  return {
    id,
    ...(place === undefined ? {} : { place }),
    ...(source === undefined ? {} : { source }),
    ...(group === undefined ? {} : { group }),
    text,
    base: verdictOf(before),
    head: verdictOf(after),
    gained,
    lost,
    rules: withNearMisses(causes, text, base, head),
    ...(statesAnything(row) ? { stated: statedBy(row, before, after) } : {}),
  };
}

function verdictOf({ tier, score, reported }: Assessment): Verdict {
  return { tier, score, reported };
}

function statedBy(row: Post, before: Assessment, after: Assessment): NonNullable<PostChange['stated']> {
  const [was, is] = [isMet(unmetBy(row, before)), isMet(unmetBy(row, after))];
  return was === is ? 'as before' : is ? 'mended' : 'broken';
}

/**
 * Of all findings that differ, those that changed the verdict: those of a category that is reported by one version only,
 * and, where the tier changed, those that carry more than the lower tier. Where none does, weaker evidence added up, and
 * all that differ are named.
 */
function causesOf(before: Assessment, after: Assessment, categories: readonly Category[]): RuleChange[] {
  const changes = ruleChanges(before.findings, after.findings);
  const least = Math.min(rankOf(before.tier), rankOf(after.tier));
  const carries = (change: RuleChange): boolean =>
    before.tier !== after.tier && Math.max(rankOf(change.base), rankOf(change.head)) > least;
  const summed = before.tier !== after.tier && !changes.some(carries);
  return changes.filter((change) => summed || carries(change) || categories.includes(change.category));
}

function ruleChanges(before: readonly Finding[], after: readonly Finding[]): RuleChange[] {
  const base = new Map(before.map((finding) => [finding.rule, finding]));
  const head = new Map(after.map((finding) => [finding.rule, finding]));
  return [...new Set([...head.keys(), ...base.keys()])]
    .flatMap((rule): RuleChange[] => {
      const [was, is] = [base.get(rule), head.get(rule)];
      const { category, spans } = (is ?? was)!;
      const change = kindOf(was, is);
      return change === undefined
        ? []
        : [{ rule, category, change, base: was?.tier ?? 'none', head: is?.tier ?? 'none', spans }];
    })
    .sort((a, b) => highest(b) - highest(a) || (a.rule < b.rule ? -1 : 1));
}

function kindOf(was: Finding | undefined, is: Finding | undefined): RuleChange['change'] | undefined {
  if (was === undefined) return 'new';
  if (is === undefined) return 'gone';
  if (was.tier !== is.tier) return rankOf(is.tier) > rankOf(was.tier) ? 'raised' : 'lowered';
  return was.score === is.score ? undefined : 'score';
}

function highest({ base, head }: RuleChange): number {
  return Math.max(rankOf(base), rankOf(head));
}

function withNearMisses(changes: RuleChange[], text: string, base: Version, head: Version): RuleChange[] {
  const missesOf = (change: RuleChange['change'], classifier: Version): NearMiss[] =>
    changes.some((one) => one.change === change) ? classifier.explain(text).nearMisses : [];
  const misses = { new: missesOf('new', base), gone: missesOf('gone', head) };
  return changes.map((change) => {
    const other = change.change === 'new' || change.change === 'gone' ? misses[change.change] : [];
    const miss = other.find(({ rule }) => rule === change.rule);
    return miss ? { ...change, nearMiss: { because: miss.because, detail: miss.detail } } : change;
  });
}
