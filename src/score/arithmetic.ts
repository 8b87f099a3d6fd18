/** The arithmetic behind the scores of an assessment, for explanations. */
import type { Configuration } from '../configure.ts';
import type { Engine } from '../engine.ts';
import type { Assessment, Finding } from '../model/assessment.ts';
import { CATEGORIES, type Category, type Tier, higherOf } from '../model/vocabulary.ts';
import { isHeld } from '../qualify/evidence.ts';
import type { CategoryArithmetic, GroupPoints } from '../qualify/explain.ts';
import { round } from './assemble.ts';
import { bandOf, believed, judge } from './score.ts';

/** Categories with findings or a score, the highest score first. */
export function arithmeticOf(
  { findings, categories }: Assessment,
  likelihood: Float64Array,
  engine: Engine,
  { policy }: Configuration,
): CategoryArithmetic[] {
  const groupOf = new Map(findings.map((finding) => [finding.rule, groupIn(engine, finding)]));
  return CATEGORIES.flatMap((category: Category, number): CategoryArithmetic[] => {
    const own = findings.filter((finding) => finding.category === category);
    const policyOfCategory = engine.categories[category];
    if ((own.length === 0 && categories[category] === 0) || !policyOfCategory) return [];
    const sounds = likelihood[number]!;
    const groups = groupsOf(own, groupOf);
    const points = groups.reduce((sum, one) => sum + one.points, 0);
    const evidence = own.map((finding) => ({
      group: groupOf.get(finding.rule) ?? finding.rule,
      tier: finding.tier,
      points: pointsOf(finding),
      held: isHeld(finding.qualifiers),
    }));
    const { tier } = judge(evidence, policyOfCategory, policy.thresholds, sounds);
    return [
      {
        category,
        groups,
        points,
        best: own.reduce<Tier>((tier, one) => higherOf(tier, one.tier), 'none'),
        tier,
        sounds: round(sounds),
        raw: round(believed(points, sounds)),
        band: bandOf(tier, policy.thresholds),
        score: categories[category],
      },
    ];
  }).sort((a, b) => b.score - a.score);
}

/** The group of the rule that made a finding; the rule itself where it has gone. */
function groupIn({ rules }: Engine, { rule: name, category }: Finding): string {
  const id = name.slice(category.length + 1);
  return rules.find(({ rule }) => rule.id === id && rule.category === category)?.rule.group ?? name;
}

function groupsOf(findings: readonly Finding[], groupOf: ReadonlyMap<string, string>): GroupPoints[] {
  const groups = new Map<string, GroupPoints>();
  for (const finding of [...findings].sort((a, b) => pointsOf(b) - pointsOf(a))) {
    const group = groupOf.get(finding.rule) ?? finding.rule;
    const known = groups.get(group);
    if (known) known.beside.push(finding.rule);
    else groups.set(group, { group, rule: finding.rule, points: pointsOf(finding), beside: [] });
  }
  return [...groups.values()];
}

/** What a finding is worth after its context: the last line of its own arithmetic. */
function pointsOf({ contributions }: Finding): number {
  return contributions[contributions.length - 1]?.points ?? 0;
}
