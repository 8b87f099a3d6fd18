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
  /** By writer, with weights fitted on the others: at each share of harmless conversations with an alert, the mark and the share found. */
  unseen: { writer: string; marks: { share: number; odds: number; found: number; inTime: number }[] }[];
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
    return {
      rule: rule.id,
      bias: hundredths(bias),
      weights: Object.fromEntries(names.map((name, k) => [name, hundredths(rest[k]!)])),
      positives: samples.filter(({ positive }) => positive).length,
      negatives: samples.filter(({ positive }) => !positive).length,
      unseen:
        writers.length < 2
          ? []
          : writers.map((writer) => {
              const others = fitOn(
                seen.filter((one) => one.writer !== writer),
                rule,
              );
              return {
                writer,
                marks: marksOf(
                  seen.filter((one) => one.writer === writer),
                  rule,
                  others.weights,
                ),
              };
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

interface Sample {
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

function fitOn(seen: readonly Seen[], rule: ConversationRule): { samples: Sample[]; weights: number[] } {
  const samples = samplesOf(seen, rule);
  const size = Object.keys(rule.odds!.weights).length + 1;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = weights.map((weight, k) => (k === 0 ? 0 : L2 * weight));
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? RIDGE : L2) : 0)));
    for (const { positive, weight, features } of samples) {
      const values = [1, ...features];
      const chance = 1 / (1 + Math.exp(-oddsWith(weights, features)));
      const bend = weight * chance * (1 - chance);
      values.forEach((value, i) => {
        gradient[i]! += weight * (chance - (positive ? 1 : 0)) * value;
        values.forEach((other, j) => (curvature[i]![j]! += bend * (value * other)));
      });
    }
    const step = new CholeskyDecomposition(new Matrix(curvature)).solve(Matrix.columnVector(gradient));
    weights = weights.map((weight, k) => weight - step.get(k, 0));
  }
  return { samples, weights };
}

function oddsWith([bias = 0, ...weights]: readonly number[], features: readonly number[]): number {
  return features.reduce((sum, value, k) => sum + weights[k]! * value, bias);
}

function marksOf(
  seen: readonly Seen[],
  rule: ConversationRule,
  weights: readonly number[],
): FittedOdds['unseen'][number]['marks'] {
  const highest = (standings: readonly Standing[]): number =>
    Math.max(-Infinity, ...standings.map(({ features }) => oddsWith(weights, features)));
  const harmless = seen
    .filter(({ row }) => row.alerts.length === 0)
    .map(({ after }) => Math.max(...after.map(highest)))
    .sort((a, b) => b - a);
  const found = seen.flatMap(({ row, after }) =>
    goldsOf(row, rule).map((gold) => {
      const about = aboutOf(gold, rule);
      const odds = after.map((standings) =>
        highest(standings.filter(({ subject }) => about.includes(subject))),
      );
      return { ever: Math.max(...odds), inTime: Math.max(...odds.slice(gold.from, gold.by + 1)) };
    }),
  );
  return SHARES.map((share) => {
    const odds = harmless[Math.floor(share * harmless.length)] ?? -Infinity;
    const shareOf = (of: 'ever' | 'inTime'): number =>
      hundredths(found.filter((one) => one[of] > odds).length / Math.max(1, found.length));
    return { share, odds: hundredths(odds), found: shareOf('ever'), inTime: shareOf('inTime') };
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
