import type { Configuration } from '../configure.ts';
import type { Engine } from '../engine.ts';
import type { Assessment, Finding, Span } from '../model/assessment.ts';
import type { Thresholds } from '../model/pack.ts';
import { rounded } from '../model/rounded.ts';
import { CATEGORIES, type Category, type Reason, type Tier, higherOf, rankOf } from '../model/vocabulary.ts';
import type { Evidence } from '../qualify/evidence.ts';
import { spanOf } from '../qualify/span.ts';
import { type Warning, covers } from '../qualify/warning.ts';
import { type CategoryVerdict, inBand, judge, scoreOf } from './score.ts';
import { ruleName } from '../model/rule-name.ts';

export type Verdict = Omit<Assessment, 'actions' | 'never'>;

/** Spans listed for one finding; a post that repeats itself a million times is still described by its first places. */
const MOST_SPANS = 100;

/**
 * Scores, tier and reasons of a post from its evidence.
 *
 * @param likelihood of each category, by its number, by what the whole post sounds like: it tells nothing but where in the
 * band of its tier a score stands, in that of no tier too
 */
export function assemble(
  evidence: readonly Evidence[],
  likelihood: Float64Array,
  engine: Engine,
  configuration: Configuration,
  text: string,
  warning: Warning,
): Verdict {
  const { policy, audience, onTopic } = configuration;
  if (evidence.length === 0) return nothingFound(likelihood, policy.thresholds, warning);
  const findings = findingsOf(evidence, engine, text, onTopic, policy.audience[audience]);
  const categories = {} as Record<Category, number>;
  const verdicts = new Map<Category, CategoryVerdict>();
  let tier: Tier = 'none';
  CATEGORIES.forEach((id, number) => {
    const category = engine.categories[id];
    const own = findings.filter(({ finding }) => finding.category === id);
    if (!category || own.length === 0) {
      categories[id] = round(inBand(likelihood[number]!, 'none', policy.thresholds));
      return;
    }
    const verdict = judge(
      own.map(({ finding, points, group, held }) => ({ group, tier: finding.tier, points, held })),
      category,
      policy.thresholds,
      likelihood[number]!,
    );
    verdicts.set(id, verdict);
    categories[id] = round(verdict.score);
    tier = higherOf(tier, verdict.tier);
  });
  return {
    tier,
    reasons: reasonsOf(
      tier,
      findings.map(({ finding }) => finding),
      verdicts,
      engine,
    ),
    score: highestOf(categories),
    categories,
    reported: CATEGORIES.filter(
      (id) =>
        verdicts.get(id) !== undefined &&
        verdicts.get(id)!.tier !== 'none' &&
        verdicts.get(id)!.score >= policy.thresholds.report,
    ).sort((a, b) => categories[b] - categories[a]),
    findings: findings.map(({ finding }) => finding),
    contentWarning: {
      present: warning.present,
      topics: warning.topics,
      missing: [
        ...new Set(
          evidence
            .filter(
              (one) =>
                one.compiled.rule.category === 'triggering-content' &&
                one.tier !== 'none' &&
                !covers(warning, one.compiled.rule.concept, one.start),
            )
            .map((one) => one.compiled.rule.concept),
        ),
      ],
    },
  };
}

/** Most posts: nothing matched at all. */
function nothingFound(likelihood: Float64Array, thresholds: Thresholds, warning: Warning): Verdict {
  const categories = {} as Record<Category, number>;
  CATEGORIES.forEach((id, number) => {
    categories[id] = round(inBand(likelihood[number]!, 'none', thresholds));
  });
  return {
    tier: 'none',
    reasons: [],
    score: highestOf(categories),
    categories,
    reported: [],
    findings: [],
    contentWarning: { present: warning.present, topics: warning.topics, missing: [] },
  };
}

function highestOf(categories: Readonly<Record<Category, number>>): number {
  let highest = 0;
  for (const id of CATEGORIES) highest = Math.max(highest, categories[id]);
  return highest;
}

interface Weighed {
  finding: Finding;
  group: string;
  points: number;
  held: boolean;
}

/** One finding a rule: its best evidence, with the spans of all that counts, the strongest finding first. */
function findingsOf(
  evidence: readonly Evidence[],
  engine: Engine,
  text: string,
  onTopic: ReadonlySet<string>,
  bonus: Partial<Record<Category, number>> | undefined,
): Weighed[] {
  const byRule = new Map<string, Evidence[]>();
  for (const one of evidence) {
    if (one.tier === 'none' || isOnTopic(one, onTopic)) continue;
    const id = ruleName(one.compiled.rule);
    const list = byRule.get(id);
    if (list) list.push(one);
    else byRule.set(id, [one]);
  }
  const weighed: Weighed[] = [];
  for (const [rule, list] of byRule) {
    const best = bestOf(list);
    const { category, concept, group, reason } = best.compiled.rule;
    const added = bonus?.[category] ?? 0;
    const points = best.points + added;
    weighed.push({
      group,
      points,
      held: best.held,
      finding: {
        rule,
        category,
        concept,
        tier: best.tier,
        reason:
          best.tier === best.compiled.rule.tier
            ? reason
            : (engine.categories[category]?.reasons[best.tier as Exclude<Tier, 'none'>] ?? 'uncertain'),
        score: round(scoreOf(points)),
        spans: spansOf(list, engine, text),
        qualifiers: best.qualifiers.map(({ start, end, ...qualifier }) =>
          start < 0 ? qualifier : { ...qualifier, span: spanOf(engine, text, start, end) },
        ),
        contributions:
          added === 0 ? best.contributions : [...best.contributions, { cause: 'audience', points }],
      },
    });
  }
  return weighed.sort(
    (a, b) =>
      rankOf(b.finding.tier) - rankOf(a.finding.tier) ||
      b.points - a.points ||
      (a.finding.spans[0]?.start ?? 0) - (b.finding.spans[0]?.start ?? 0) ||
      (a.finding.rule < b.finding.rule ? -1 : 1),
  );
}

/** Of all evidence of one rule that which counts: of the highest tier, the one with most points. */
export function bestOf<T extends Pick<Evidence, 'tier' | 'points'>>(list: readonly T[]): T {
  return list.reduce((a, b) =>
    rankOf(b.tier) > rankOf(a.tier) || (b.tier === a.tier && b.points > a.points) ? b : a,
  );
}

/** The group's own subject is not flagged for being spoken of; what is dangerous now stays. */
function isOnTopic({ compiled: { rule }, tier }: Evidence, onTopic: ReadonlySet<string>): boolean {
  if (onTopic.size === 0 || tier === 'high') return false;
  if (onTopic.has(rule.category)) return true;
  const parts = rule.concept.split('.');
  return parts.some((_, k) => onTopic.has(`${rule.category}.${parts.slice(0, k + 1).join('.')}`));
}

function spansOf(list: readonly Evidence[], engine: Engine, text: string): Span[] {
  const spans = new Map<string, Span>();
  for (const { start, end } of [...list].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (spans.size >= MOST_SPANS) break;
    const span = spanOf(engine, text, start, end);
    spans.set(`${span.start} ${span.end}`, span);
  }
  return [...spans.values()];
}

function reasonsOf(
  tier: Tier,
  findings: readonly Finding[],
  verdicts: ReadonlyMap<Category, CategoryVerdict>,
  engine: Engine,
): Reason[] {
  if (tier === 'none') return [];
  const reasons: Reason[] = [];
  // Findings come strongest first, so reasons do too.
  for (const rank of [3, 2, 1]) {
    for (const [id, verdict] of verdicts)
      if (verdict.accumulated && rankOf(verdict.tier) === rank && verdict.tier !== 'none')
        reasons.push(engine.categories[id]?.reasons[verdict.tier] ?? 'uncertain');
    for (const finding of findings) if (rankOf(finding.tier) === rank) reasons.push(finding.reason);
  }
  return [...new Set(reasons)];
}

/** Scores are given to four digits. */
export function round(value: number): number {
  return rounded(value, 4);
}
