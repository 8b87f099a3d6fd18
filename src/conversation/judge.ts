import type { Alert, Message } from '../model/conversation.ts';
import type { Assessment } from '../model/assessment.ts';
import {
  CATEGORIES,
  type Category,
  REASONS,
  type Reason,
  type Tier,
  higherOf,
  rankOf,
} from '../model/vocabulary.ts';
import type { Reducer } from './reduce.ts';

/** What a conversation amounts to: plain JSON. */
export interface ConversationAssessment {
  /** The highest tier of its alerts, and of its messages as single posts. */
  tier: Tier;
  /** Those of its tier first. */
  reasons: Reason[];
  categories: Record<Category, number>;
  /** Categories of alerts, and over the reporting threshold in a message; the highest first. */
  reported: Category[];
  /** In the order in which they fired. */
  alerts: Alert[];
}

type Judged = Pick<Assessment, 'tier' | 'reasons' | 'categories' | 'reported'>;

export function judgeConversation(
  reducer: Pick<Reducer, 'start' | 'step'>,
  messages: readonly Message[],
): ConversationAssessment {
  const alerts: Alert[] = [];
  const posts: Judged[] = [];
  let state = reducer.start();
  for (const message of messages) {
    const step = reducer.step(state, message);
    ({ state } = step);
    posts.push(step.assessment);
    alerts.push(...step.alerts);
  }
  return summarise(posts, alerts);
}

function summarise(posts: readonly Judged[], alerts: readonly Alert[]): ConversationAssessment {
  const reasons = new Map<Reason, number>();
  const add = (reason: Reason, tier: Tier): void => {
    reasons.set(reason, Math.max(reasons.get(reason) ?? 0, rankOf(tier)));
  };
  const categories = Object.fromEntries(CATEGORIES.map((id) => [id, 0])) as Record<Category, number>;
  const reported = new Set<Category>();
  let tier: Tier = 'none';
  for (const alert of alerts) {
    tier = higherOf(tier, alert.tier);
    add(alert.reason, alert.tier);
    categories[alert.category] = Math.max(categories[alert.category], alert.score);
    reported.add(alert.category);
  }
  for (const post of posts) {
    tier = higherOf(tier, post.tier);
    // A post gives its reasons without their tiers, those of its own tier first.
    for (const reason of post.reasons) add(reason, post.tier);
    for (const id of CATEGORIES) categories[id] = Math.max(categories[id], post.categories[id]);
    for (const id of post.reported) reported.add(id);
  }
  const order = (reason: Reason): number => REASONS.indexOf(reason);
  return {
    tier,
    reasons: [...reasons].sort(([a, x], [b, y]) => y - x || order(a) - order(b)).map(([reason]) => reason),
    categories,
    reported: [...reported].sort((a, b) => categories[b] - categories[a]),
    alerts: [...alerts],
  };
}
