/**
 * Fitted odds of conversation rules from labelled conversations: accounts as they stand at a message → ridge logistic
 * regression → marks from conversations of writers that it has not seen.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Classifier } from '../classifier.ts';
import { type Account, knownKept, nowOf, ofMember } from '../conversation/account.ts';
import { featuresOf } from '../conversation/odds.ts';
import { Draft, type ConversationState } from '../conversation/state.ts';
import { sumOf } from '../conversation/track.ts';
import type { ConversationRow, GoldAlert } from '../evaluate/conversations.ts';
import type { ConversationRule } from '../model/conversation.ts';

/** Penalty of weights: conversations are few. */
const L2 = 1;
const ROUNDS = 50;
const RIDGE = 1e-9;

/** What the odds of a rule would weigh of one account after one message. */
interface Standing {
  subject: string;
  target: string | null;
  features: readonly number[];
}

/** A conversation as one rule sees it: the accounts that there are after each message. */
interface Seen {
  row: ConversationRow;
  writer: string;
  after: readonly (readonly Standing[])[];
}

export interface FittedOdds {
  rule: string;
  bias: number;
  weights: Record<string, number>;
  positives: number;
  negatives: number;
  /** By writer, with weights fitted on the others; none where all were written by one. */
  unseen: { writer: string; marks: Mark[] }[];
  /** All writers together, each with the weights fitted on the others. */
  together: Mark[];
}

/** At a share of harmless conversations with an alert: the mark, and how many of the alerts called for there would be. */
interface Mark {
  share: number;
  odds: number;
  found: number;
  inTime: number;
}

/** Shares of harmless conversations for which marks are reported. */
const SHARES = [0, 0.01, 0.02, 0.05, 0.1];

export function learnOdds(
  classifier: Pick<Classifier, 'conversation'>,
  rules: readonly ConversationRule[],
  sets: ReadonlyMap<string, readonly ConversationRow[]>,
): FittedOdds[] {
  const weighed = rules.filter(({ odds }) => odds !== undefined);
  const states = [...sets].flatMap(([writer, rows]) =>
    rows.map((row) => ({ row, writer, states: statesOf(classifier, row) })),
  );
  return weighed.map((rule) => {
    const seen = states.map(({ row, writer, states: all }) => ({
      row,
      writer,
      after: all.map((state) => standingsIn(state, rule)),
    }));
    const names = Object.keys(rule.odds!.weights);
    const { samples, weights } = fitOn(seen, rule);
    const [bias = 0, ...rest] = weights;
    const writers = [...sets.keys()].filter((writer) =>
      seen.some((one) => one.writer === writer && goldsOf(one.row, rule).length > 0),
    );
    const heights =
      writers.length < 2 ? [] : writers.map((writer) => ({ writer, ...heightsOf(seen, rule, writer) }));
    return {
      rule: rule.id,
      bias: hundredths(bias),
      weights: Object.fromEntries(names.map((name, k) => [name, hundredths(rest[k]!)])),
      positives: samples.filter(({ positive }) => positive).length,
      negatives: samples.filter(({ positive }) => !positive).length,
      unseen: heights.map(({ writer, ...height }) => ({ writer, marks: marksOf(height) })),
      together:
        heights.length === 0
          ? []
          : marksOf({
              harmless: heights.flatMap(({ harmless }) => harmless),
              found: heights.flatMap(({ found }) => found),
            }),
    };
  });
}

function statesOf(
  { conversation }: Pick<Classifier, 'conversation'>,
  row: ConversationRow,
): ConversationState[] {
  const reducer = conversation();
  let state = reducer.start();
  return row.messages.map((message) => ({ state } = reducer.step(state, message)).state);
}

/** One account for each member: towards the one for whom there is most, in rules of pairs. */
function standingsIn(state: ConversationState, rule: ConversationRule): Standing[] {
  const draft = new Draft(state, state.at);
  const names = draft.allMembers().map(({ name }) => name);
  return names.map((name) => {
    const accounts: Account[] =
      rule.of === 'pair'
        ? names.filter((other) => other !== name).map((target) => ({ kept: 'pair', subject: name, target }))
        : [ofMember(name)];
    const sums = accounts.map((account) => ({
      account,
      sum: sumOf(knownKept(draft, account)?.tracks[rule.id], rule, nowOf(draft, account), 1),
    }));
    const best = sums.reduce<(typeof sums)[number] | undefined>(
      (most, one) => (most && most.sum.points >= one.sum.points ? most : one),
      undefined,
    );
    const { account, sum } = best ?? {
      account: ofMember(name),
      sum: sumOf(undefined, rule, nowOf(draft, ofMember(name)), 1),
    };
    return {
      subject: name,
      target: account.target,
      features: featuresOf(draft, rule, account, sum),
    };
  });
}

function goldsOf(row: ConversationRow, { category }: ConversationRule): GoldAlert[] {
  return row.alerts.filter((gold) => [gold.category].flat().includes(category));
}

/** Those whom an account of the rule is about: of a rule about targets, the target. */
function aboutOf(gold: GoldAlert, { of }: ConversationRule): readonly string[] {
  return [(of === 'target' ? gold.target : gold.subject) ?? []].flat();
}

/** An account as it stood when odds should have been high, or low. */
export interface Sample {
  positive: boolean;
  weight: number;
  features: readonly number[];
}

/** Accounts called for as they stand when the alert must have come; all accounts of harmless conversations at their end. */
function samplesOf(seen: readonly Seen[], rule: ConversationRule): Sample[] {
  return seen.flatMap(({ row, after }): Sample[] => {
    if (row.alerts.length === 0)
      return after.at(-1)!.map(({ features }) => ({ positive: false, weight: 1, features }));
    return goldsOf(row, rule).flatMap((gold) => {
      const about = aboutOf(gold, rule);
      const meant = after[gold.by]!.filter(({ subject }) => about.includes(subject));
      return meant.map(({ features }) => ({ positive: true, weight: 1 / meant.length, features }));
    });
  });
}

/**
 * Which way a feature may weigh, whatever is found in few conversations: what speaks for a rule never lowers its odds, what
 * speaks against it never raises them. 0 where either may be.
 */
function directionOf(feature: string, { of, signs }: ConversationRule): -1 | 0 | 1 {
  switch (feature) {
    case 'points':
    case 'alarm':
    case 'heard':
    case 'target-child':
      return 1;
    case 'against':
      return -1;
    case 'sounds':
      return of === 'target' ? 0 : 1;
    default: {
      const points = signs.filter(({ stage }) => stage === feature).map((sign) => sign.points);
      if (points.length === 0) return 0;
      return points.every((some) => typeof some === 'number' && some < 0) ? -1 : 1;
    }
  }
}

/** Weights that go the wrong way are left out one by one, the worst first. */
function fitOn(seen: readonly Seen[], rule: ConversationRule): { samples: Sample[]; weights: number[] } {
  const samples = samplesOf(seen, rule);
  const directions = Object.keys(rule.odds!.weights).map((name) => directionOf(name, rule));
  const isLeftOut = directions.map(() => false);
  for (;;) {
    const weights = weightsOf(samples, isLeftOut);
    const wrong = directions.map((direction, k) => -direction * weights[k + 1]!);
    const worst = wrong.indexOf(Math.max(...wrong));
    if (wrong.length === 0 || wrong[worst]! <= 0) return { samples, weights };
    isLeftOut[worst] = true;
  }
}

/** Ridge logistic regression by Newton's method: the bias, then a weight for each feature, 0 for those left out. */
export function weightsOf(samples: readonly Sample[], isLeftOut: readonly boolean[]): number[] {
  const used = [0, ...isLeftOut.flatMap((isOut, k) => (isOut ? [] : [k + 1]))];
  let weights = new Array<number>(isLeftOut.length + 1).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = used.map((k) => (k === 0 ? RIDGE : L2) * weights[k]!);
    const curvature = used.map((i) => used.map((j) => (i === j ? (i === 0 ? RIDGE : L2) : 0)));
    for (const { positive, weight, features } of samples) {
      const values = used.map((k) => (k === 0 ? 1 : features[k - 1]!));
      const chance = 1 / (1 + Math.exp(-oddsWith(weights, features)));
      const bend = weight * chance * (1 - chance);
      values.forEach((value, i) => {
        gradient[i]! += weight * (chance - (positive ? 1 : 0)) * value;
        values.forEach((other, j) => (curvature[i]![j]! += bend * (value * other)));
      });
    }
    const step = new CholeskyDecomposition(new Matrix(curvature)).solve(Matrix.columnVector(gradient));
    weights = weights.map((weight, k) => {
      const at = used.indexOf(k);
      return at < 0 ? 0 : weight - step.get(at, 0);
    });
  }
  return weights;
}

function oddsWith([bias = 0, ...weights]: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, value, k) => sum + weights[k]! * value, bias);
}

/** How high odds come: in harmless conversations, and of those for whom alerts are called for. */
interface Heights {
  harmless: number[];
  found: { ever: number; inTime: number }[];
}

/** In the conversations of a writer, with weights fitted on the others. */
function heightsOf(all: readonly Seen[], rule: ConversationRule, writer: string): Heights {
  const { weights } = fitOn(
    all.filter((one) => one.writer !== writer),
    rule,
  );
  const seen = all.filter((one) => one.writer === writer);
  const highest = (standings: readonly Standing[]): number =>
    Math.max(-Infinity, ...standings.map(({ features }) => oddsWith(weights, features)));
  return {
    harmless: seen
      .filter(({ row }) => row.alerts.length === 0)
      .map(({ after }) => Math.max(...after.map(highest))),
    found: seen.flatMap(({ row, after }) =>
      goldsOf(row, rule).map((gold) => {
        const about = aboutOf(gold, rule);
        const odds = after.map((standings) =>
          highest(standings.filter(({ subject }) => about.includes(subject))),
        );
        return { ever: Math.max(...odds), inTime: Math.max(...odds.slice(gold.from, gold.by + 1)) };
      }),
    ),
  };
}

function marksOf({ harmless, found }: Heights): Mark[] {
  const highest = [...harmless].sort((a, b) => b - a);
  return SHARES.map((share) => {
    const odds = highest[Math.floor(share * highest.length)] ?? -Infinity;
    const shareOf = (of: 'ever' | 'inTime'): number =>
      hundredths(found.filter((one) => one[of] > odds).length / Math.max(1, found.length));
    return { share, odds: hundredths(odds), found: shareOf('ever'), inTime: shareOf('inTime') };
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
