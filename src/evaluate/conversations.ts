import type { ConversationAssessment } from '../conversation/judge.ts';
import type { Alert, Message } from '../model/conversation.ts';
import { rounded } from '../model/rounded.ts';
import { type EvaluationRow, type Stated, type Unmet, isAbsent, listOf, unmetBy } from './row.ts';

/** An alert that a labelled conversation calls for. */
export interface GoldAlert {
  /** Index of the last message by which it must have fired. */
  by: number;
  /** Index of the earliest message at which it is justified. */
  from: number;
  /** Any of these. */
  subject: string | readonly string[];
  target?: string | readonly string[] | null;
  category: Stated;
}

export interface ConversationRow extends EvaluationRow {
  messages: readonly Message[];
  /** None: the conversation is harmless. */
  alerts: readonly GoldAlert[];
}

/** One alert that was called for, and how it was met. */
export interface MetAlert {
  row: string;
  gold: GoldAlert;
  /** The first alert of the category, for a right subject where there is one, not before it is justified where there is one. */
  alert?: Pick<Alert, 'message' | 'subject' | 'target' | 'category' | 'tier' | 'rule'>;
  isInTime: boolean;
  /** Fired before it was justified. */
  isEarly: boolean;
  isRightSubject: boolean;
  isRightTarget: boolean;
}

export interface ConversationFigures {
  conversations: number;
  benign: number;
  /** Alerts that were called for. */
  golds: number;
  recall: number;
  precision: number;
  f05: number;
  /** Share of the alerts called for that fired between the first and the last message given. */
  inTime: number;
  rightSubject: number;
  rightTarget: number;
  /** Medians over the alerts that fired: messages and hours left before the last message given. */
  messagesLeft: number | null;
  hoursLeft: number | null;
  /** F1 times the median speed: 1 where an alert fires with the message that justifies it, half ten messages later. */
  latencyF1: number;
  /** Share of the harmless conversations with an alert, and alerts per 1,000 of them. */
  falseAlarms: number;
  falsePer1000: number;
  /** Conversations of an acceptable tier, of those that state one. */
  tiers: number;
  missed: MetAlert[];
  /** Alerts that nothing called for. */
  false: { row: string; alert: Alert }[];
  unmet: { row: string; unmet: Unmet }[];
}

/** Whether a row is a conversation that says which alerts it calls for. */
export function isConversation(row: EvaluationRow): row is ConversationRow {
  return row.messages !== undefined && row.alerts !== undefined;
}

/** Coarser than the figures of posts: conversations are few. */
const DECIMALS = 4;
/** Messages after which an alert has half its speed. */
const HALF_SPEED = 10;

export function conversationFigures(
  rows: readonly ConversationRow[],
  judge: (messages: readonly Message[]) => ConversationAssessment,
): ConversationFigures {
  const judged = rows.map((row) => ({ row, verdict: judge(row.messages) }));
  const met = judged.flatMap(({ row, verdict }) => row.alerts.map((gold) => meet(row, gold, verdict.alerts)));
  const wrong = judged.flatMap(({ row, verdict }) =>
    firstOfKind(verdict.alerts)
      .filter((alert) => isFalse(row, alert))
      .map((alert) => ({ row: row.id, alert })),
  );
  const found = met.filter(({ alert }) => alert !== undefined);
  const benign = judged.filter(({ row }) => row.alerts.length === 0);
  const alarms = benign.filter(({ verdict }) => verdict.alerts.length > 0);
  const recall = share(found.length, met.length);
  const precision = share(found.length, found.length + wrong.length);
  const speed = median(found.map(({ gold, alert }) => speedOf(alert!.message - gold.from))) ?? 0;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const tiered = judged.filter(({ row }) => (row.tiers?.length ?? 0) > 0);
  return {
    conversations: rows.length,
    benign: benign.length,
    golds: met.length,
    recall,
    precision,
    f05: fBeta(precision, recall, 0.5),
    inTime: share(met.filter(({ isInTime }) => isInTime).length, met.length),
    rightSubject: share(found.filter(({ isRightSubject }) => isRightSubject).length, found.length),
    rightTarget: share(found.filter(({ isRightTarget }) => isRightTarget).length, found.length),
    messagesLeft: median(found.map(({ gold, alert }) => gold.by - alert!.message)),
    hoursLeft: median(found.flatMap((one) => hoursLeft(byId.get(one.row)!, one))),
    latencyF1: round(fBeta(precision, recall, 1) * speed),
    falseAlarms: share(alarms.length, benign.length),
    falsePer1000: Math.round(
      1000 *
        share(
          alarms.reduce((sum, { verdict }) => sum + verdict.alerts.length, 0),
          benign.length,
        ),
    ),
    tiers: share(
      tiered.filter(({ row, verdict }) => unmetBy(row, verdict).tier === undefined).length,
      tiered.length,
    ),
    missed: met.filter(({ isInTime, isRightSubject }) => !isInTime || !isRightSubject),
    false: wrong,
    unmet: judged.flatMap(({ row, verdict }) => {
      const unmet = unmetBy(row, verdict);
      return unmet.tier || unmet.missing.length > 0 || unmet.unexpected.length > 0
        ? [{ row: row.id, unmet }]
        : [];
    }),
  };
}

function meet(row: ConversationRow, gold: GoldAlert, alerts: readonly Alert[]): MetAlert {
  const ofCategory = alerts.filter(({ category }) => listOf(gold.category).includes(category));
  const isSubject = ({ subject }: Alert): boolean => namesOf(gold.subject).includes(subject);
  const isJustified = ({ message }: Alert): boolean => message >= gold.from;
  const alert =
    ofCategory.find((one) => isSubject(one) && isJustified(one)) ??
    ofCategory.find(isSubject) ??
    ofCategory.find(isJustified) ??
    ofCategory[0];
  if (!alert)
    return {
      row: row.id,
      gold,
      isInTime: false,
      isEarly: false,
      isRightSubject: false,
      isRightTarget: false,
    };
  const { message, subject, target, category, tier, rule } = alert;
  return {
    row: row.id,
    gold,
    alert: { message, subject, target, category, tier, rule },
    isInTime: isJustified(alert) && message <= gold.by,
    isEarly: !isJustified(alert),
    isRightSubject: isSubject(alert),
    isRightTarget:
      gold.target === undefined || gold.target === null || namesOf(gold.target).includes(target ?? ''),
  };
}

/** A row counts only for what it states: of categories that a risky conversation does not name, nothing is false. */
function isFalse(row: ConversationRow, { category, subject }: Alert): boolean {
  if (row.alerts.length === 0 || isAbsent(row, category)) return true;
  const same = row.alerts.filter((gold) => listOf(gold.category).includes(category));
  return same.length > 0 && !same.some((gold) => namesOf(gold.subject).includes(subject));
}

/** Escalations of an alert are no alerts of their own. */
function firstOfKind(alerts: readonly Alert[]): Alert[] {
  const first = new Map<string, Alert>();
  for (const alert of alerts) {
    const key = JSON.stringify([alert.category, alert.subject]);
    if (!first.has(key)) first.set(key, alert);
  }
  return [...first.values()];
}

function namesOf(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

function speedOf(messages: number): number {
  return 1 / (1 + Math.max(0, messages) / HALF_SPEED);
}

function hoursLeft({ messages }: ConversationRow, { gold, alert }: MetAlert): number[] {
  const [by, at] = [messages[gold.by]?.at, messages[alert!.message]?.at].map((time) =>
    time === undefined ? NaN : Number(new Date(time)),
  );
  const hours = (by! - at!) / 3_600_000;
  return Number.isFinite(hours) ? [round(hours)] : [];
}

function fBeta(precision: number, recall: number, beta: number): number {
  const square = beta * beta;
  return round(share((1 + square) * precision * recall, square * precision + recall));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole);
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}

function round(value: number): number {
  return rounded(value, DECIMALS);
}
