/** Rules of conversations: names and stages checked, times read, examples gathered. */
import { namesOf } from '../conversation/rules.ts';
import {
  type ConversationRule,
  type Message,
  ODDS_FEATURES,
  type SignRule,
  type Stretch,
} from '../model/conversation.ts';
import { durationOf } from '../model/duration.ts';
import { matchesGlob } from '../model/glob.ts';
import type { Pack, Talk } from '../model/pack.ts';
import type { Tier } from '../model/vocabulary.ts';
import type { Collected, Sourced } from './collect.ts';
import { type Path, placeOf } from './locate.ts';
import type { Problems } from './report.ts';
import { type ConversationRecord, type SignRecord, TURN } from './schema.ts';
import { didYouMean } from './suggest.ts';

/** A conversation that a rule brings along, and where it stands. */
export interface ConversationExample {
  messages: Message[];
  line: number;
  column: number;
  /** What must have fired by which message; without it, the rule must stay quiet. */
  alert?: { by: number; subject: string; target?: string; tier?: Tier };
}

export interface ConversationExamples {
  rule: string;
  file: string;
  examples: ConversationExample[];
}

/** Who may say a sign, by what points are kept of. */
const SIDES = {
  pair: ['subject', 'target', 'others'],
  member: ['subject', 'others'],
  target: ['subject', 'target', 'others'],
} as const;

export function buildConversation(
  all: Collected,
  pack: Pack,
  base: Pack,
  problems: Problems,
): { rules: ConversationRule[]; examples: ConversationExamples[] } {
  const names = [...namesOf(pack)].flatMap(([name, called]) => [name, ...called]);
  const known = [...new Set(names)];
  const rules = new Map((base.conversation ?? []).map((rule) => [rule.id, rule]));
  const examples: ConversationExamples[] = [];
  for (const sourced of all.conversation) {
    checkSigns(sourced, known, problems);
    rules.set(sourced.record.id, ruleOf(sourced.record));
    examples.push(examplesOf(sourced));
  }
  return { rules: [...rules.values()], examples };
}

/** Weighted words belong to a rule whose odds weigh them, and only such a rule has any. */
export function talkOf(
  all: Collected,
  rules: readonly ConversationRule[],
  base: Pack,
  problems: Problems,
): Talk[] {
  const weighing = rules.filter(({ odds }) => odds?.weights['talk'] !== undefined).map(({ id }) => id);
  const talk = new Map((base.talk ?? []).map((one) => [one.rule, one]));
  for (const { source, path, record } of all.talk) {
    const { rule, said, heard } = record;
    if (weighing.includes(rule))
      talk.set(rule, {
        rule,
        said: { terms: Object.entries(said.terms) },
        heard: { terms: Object.entries(heard.terms) },
      });
    else
      problems.add(
        source,
        placeOf(source, [...path, 'rule']),
        'unknown-rule',
        `no conversation rule “${rule}” weighs talk`,
        {
          hint:
            didYouMean(rule, weighing) ??
            `give the odds of a conversation rule a weight for talk, or name one of ${weighing.join(', ') || 'none'}`,
        },
      );
  }
  return [...talk.values()];
}

function checkSigns(
  { source, path, record }: Sourced<ConversationRecord>,
  known: string[],
  problems: Problems,
): void {
  const stages = record.signs.map(({ stage }) => stage);
  const report = (
    at: Path,
    ...rest: [code: Parameters<Problems['add']>[2], message: string, hint: string]
  ): void => {
    const [code, message, hint] = rest;
    problems.add(source, placeOf(source, [...path, ...at]), code, message, { hint });
  };
  const checkStages = (at: Path, list: readonly string[] | undefined): void =>
    list?.forEach((stage, k) => {
      if (!stages.includes(stage))
        report(
          [...at, k],
          'unknown-stage',
          `no sign of the rule is called “${stage}”`,
          didYouMean(stage, stages) ?? `one of ${[...new Set(stages)].join(', ')}`,
        );
    });
  record.signs.forEach((sign, k) => {
    const at = ['signs', k];
    for (const key of ['when', 'except'] as const)
      sign[key]?.forEach((glob, n) => {
        if (!known.some((name) => matchesGlob(glob, name)))
          report(
            [...at, key, n],
            'unknown-sign',
            `nothing is called “${glob}”`,
            didYouMean(glob, known) ?? 'write category.concept, category/rule, says/signal or fact/fact',
          );
      });
    const ways = [sign.when, sign.silence, sign.unanswered].filter((way) => way !== undefined).length;
    if (ways !== 1)
      report(
        at,
        'sign-without-when',
        `the sign “${sign.stage}” has ${ways} causes`,
        'write one of when, silence, unanswered',
      );
    if (
      (sign.silence ?? sign.unanswered) !== undefined &&
      (record.of !== 'member' || sign.after === undefined)
    )
      report(
        at,
        'wrong-side',
        'waiting is for members, after a stage',
        'write of: member, and after: with the stage',
      );
    const side = sign.by ?? 'subject';
    if (!(SIDES[record.of] as readonly string[]).includes(side))
      report(
        [...at, 'by'],
        'wrong-side',
        `of ${record.of}, nobody is “${side}”`,
        `one of ${SIDES[record.of].join(', ')}`,
      );
    checkStages([...at, 'after'], sign.after);
  });
  record.alerts.forEach(({ needs, points, odds }, k) => {
    checkStages(['alerts', k, 'needs'], needs);
    if ((points ?? odds) === undefined || (odds !== undefined && !record.odds))
      report(
        ['alerts', k],
        'alert-without-mark',
        odds === undefined ? 'the alert says neither points nor odds' : 'the rule has no odds',
        odds === undefined ? 'write points: or odds:' : 'give the rule odds:, or the alert points:',
      );
  });
  const weighed = [...ODDS_FEATURES, ...stages];
  for (const name of Object.keys(record.odds?.weights ?? {}))
    if (!weighed.includes(name))
      report(
        ['odds', 'weights', name],
        'unknown-stage',
        `odds weigh no “${name}”`,
        didYouMean(name, weighed) ?? `one of ${[...new Set(weighed)].join(', ')}`,
      );
}

function ruleOf(record: ConversationRecord): ConversationRule {
  const { id, category, of, aim = 'said-to', weighs = {}, odds, halves, within } = record;
  return {
    id,
    category,
    of,
    aim,
    signs: record.signs.map(signOf),
    weighs,
    ...(odds ? { odds: { from: odds.from, bias: odds.bias, weights: odds.weights } } : {}),
    ...(halves ? { halves: stretchOf(halves) } : {}),
    ...(within ? { within: stretchOf(within) } : {}),
    alerts: record.alerts as ConversationRule['alerts'],
  };
}

function signOf({
  stage,
  when = [],
  except,
  by = 'subject',
  points,
  most,
  after,
  silence,
  unanswered,
}: SignRecord): SignRule {
  return {
    stage,
    when,
    by,
    points: points,
    ...(except ? { except } : {}),
    ...(most === undefined ? {} : { most }),
    ...(after ? { after } : {}),
    ...(silence ? { silence: stretchOf(silence) } : {}),
    ...(unanswered ? { unanswered: stretchOf(unanswered) } : {}),
  };
}

function stretchOf({ messages, time }: NonNullable<ConversationRecord['halves']>): Stretch {
  const duration = time === undefined ? undefined : durationOf(time);
  return {
    ...(messages === undefined ? {} : { messages }),
    ...(duration === undefined ? {} : { time: duration }),
  };
}

function examplesOf({ source, path, record }: Sourced<ConversationRecord>): ConversationExamples {
  const place = (at: Path): { line: number; column: number } => {
    const { line, col } = source.lines.linePos(placeOf(source, [...path, ...at]).at);
    return { line, column: col };
  };
  const alerts = record.fires.map(({ turns, by, subject, target, tier }, k) => ({
    messages: messagesOf(turns),
    ...place(['fires', k]),
    alert: {
      by,
      subject,
      ...(target === undefined ? {} : { target }),
      ...(tier === undefined ? {} : { tier }),
    },
  }));
  const quiet = record.quiet.map((turns, k) => ({ messages: messagesOf(turns), ...place(['quiet', k]) }));
  return { rule: record.id, file: source.path, examples: [...alerts, ...quiet] };
}

/** Turns without a time follow each other at once. */
function messagesOf(turns: readonly string[]): Message[] {
  let at = 0;
  const isTimed = turns.some((turn) => TURN.exec(turn)?.groups?.['after'] !== undefined);
  return turns.flatMap((turn) => {
    const parts = TURN.exec(turn)?.groups;
    if (!parts) return [];
    const { author = '', to, after, text = '' } = parts;
    at += after === undefined ? 0 : (durationOf(after) ?? 0);
    return [{ author, text, ...(isTimed ? { at } : {}), ...(to === undefined ? {} : { replyTo: to }) }];
  });
}
