import type { AdviceRule, Policy } from '../model/pack.ts';
import type { Finding, RecommendedAction } from '../model/assessment.ts';
import type { Audience, Reason, Tier } from '../model/vocabulary.ts';

export interface Situation {
  tier: Tier;
  reasons: readonly Reason[];
  findings: readonly Finding[];
  anonymous: boolean;
  audience: Audience;
}

/** The policy's actions for a situation, in the policy's order, each once with the first reason that applies. */
export function advise(
  policy: Policy,
  situation: Situation,
): { actions: RecommendedAction[]; never: string[] } {
  const actions = new Map<string, RecommendedAction>();
  for (const { action, why, when } of policy.advice)
    if (!actions.has(action) && applies(when, situation)) actions.set(action, { action, why });
  return {
    actions: [...actions.values()],
    never: policy.never.filter(({ when }) => applies(when, situation)).map(({ what }) => what),
  };
}

function applies(
  when: AdviceRule['when'],
  { tier, reasons, findings, anonymous, audience }: Situation,
): boolean {
  if (when.tier && !when.tier.includes(tier)) return false;
  if (when.anonymous !== undefined && when.anonymous !== anonymous) return false;
  if (when.audience && !when.audience.includes(audience)) return false;
  if (when.reason && !when.reason.some((reason) => reasons.includes(reason))) return false;
  if (!when.category && !when.concept && !when.qualifier) return true;
  return findings.some(
    (finding) =>
      (!when.category || when.category.includes(finding.category)) &&
      (!when.concept || when.concept.includes(finding.concept)) &&
      (!when.qualifier || finding.qualifiers.some(({ qualifier }) => when.qualifier?.includes(qualifier))),
  );
}
