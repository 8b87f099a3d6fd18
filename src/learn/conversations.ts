/**
 * Fitted odds of conversation rules from labelled conversations: accounts as they stand at a message → logistic regression on
 * what has been reached and, where the rule weighs talk, on what was said and heard → marks from conversations of writers
 * that it has not seen.
 */
import type { Classifier } from '../classifier.ts';
import { type Account, knownKept, nowOf, ofMember } from '../conversation/account.ts';
import { featuresOf } from '../conversation/odds.ts';
import { Draft, type ConversationState } from '../conversation/state.ts';
import { sumOf } from '../conversation/track.ts';
import type { ConversationRow, GoldAlert } from '../evaluate/conversations.ts';
import type { ConversationRule } from '../model/conversation.ts';
import type { Pack } from '../model/pack.ts';
import {
  type Bag,
  type SpokenConversation,
  type TalkFit,
  type TalkSample,
  type TalkTerms,
  bagOf,
  decisive,
  fitTalk,
  rarityOf,
  readTalk,
} from './talk.ts';
import type { LearnedTerm } from './weights.ts';

/** Penalty of the weight of a feature where no words are weighed: conversations are few. */
const L2 = 1;
/** How much an account counts that is called for later, beside one that is. */
const EARLY = 0.5;
/** The feature that is the sum of weighted words: its weight is always 1, since theirs are fitted. */
const TALK = 'talk';

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
  spoken: SpokenConversation;
}

export interface FittedOdds {
  rule: string;
  bias: number;
  weights: Record<string, number>;
  /** Weighted words of what is said and heard; none where the rule does not weigh talk. */
  talk?: { said: LearnedTerm[]; heard: LearnedTerm[] };
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
  pack?: Pack,
): FittedOdds[] {
  const weighed = rules.filter(({ odds }) => odds !== undefined);
  if (weighed.length === 0) return [];
  const rows = [...sets].flatMap(([writer, own]) =>
    own.map((row) => ({ row, writer, ...statesOf(classifier, row) })),
  );
  const terms = pack === undefined ? NO_TERMS(rows.length) : readTalk(rows, pack);
  return weighed.map((rule) => {
    const seen = rows.map(({ row, writer, states }, k) => ({
      row,
      writer,
      after: states.map((state) => standingsIn(state, rule)),
      spoken: terms.conversations[k]!,
    }));
    const fitting = new Fitting(rule, terms);
    const { samples, fit } = fitting.on(seen);
    const writers = [...sets.keys()].filter((writer) =>
      seen.some((one) => one.writer === writer && goldsOf(one.row, rule).length > 0),
    );
    const heights =
      writers.length < 2
        ? []
        : writers.map((writer) => ({ writer, ...heightsOf(seen, rule, fitting, writer) }));
    return {
      rule: rule.id,
      bias: hundredths(fit.bias),
      weights: Object.fromEntries(fitting.names.map((name, k) => [name, hundredths(fit.weights[k]!)])),
      ...(fitting.weighsTalk ? { talk: fitting.talkOf(fit) } : {}),
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

const NO_TERMS = (conversations: number): TalkTerms => ({
  names: [],
  evidence: [],
  conversations: Array.from({ length: conversations }, () => []),
});

/** Fits one rule. */
class Fitting {
  readonly names: readonly string[];
  readonly weighsTalk: boolean;
  private readonly rule: ConversationRule;
  private readonly terms: TalkTerms;
  private readonly directions: readonly (-1 | 0 | 1)[];
  private readonly rarity: Float64Array;

  constructor(rule: ConversationRule, terms: TalkTerms) {
    this.rule = rule;
    this.terms = terms;
    this.names = Object.keys(rule.odds!.weights);
    this.directions = this.names.map((name) => directionOf(name, rule));
    this.weighsTalk = this.names.includes(TALK) && terms.names.length > 0;
    this.rarity = this.weighsTalk ? rarityOf(terms) : new Float64Array(0);
  }

  on(seen: readonly Seen[]): { samples: TalkSample[]; fit: TalkFit } {
    const samples = this.samplesOf(seen);
    const penalty = this.weighsTalk ? undefined : L2;
    const all = fitTalk(samples, this.directions, this.rarity, penalty);
    const fit = this.weighsTalk
      ? fitTalk(samples, this.directions, decisive(this.rarity, all, samples), penalty)
      : all;
    const at = this.names.indexOf(TALK);
    if (this.weighsTalk) fit.weights[at] = 1;
    return { samples, fit };
  }

  /** The odds of an account after a message. */
  oddsOf({ bias, weights, terms }: TalkFit, spoken: SpokenConversation, at: number, one: Standing): number {
    const odds = one.features.reduce(
      (sum, value, k) => (this.names[k] === TALK ? sum : sum + weights[k]! * value),
      bias,
    );
    if (!this.weighsTalk) return odds;
    const bag = bagOf(spoken, one.subject, at, this.terms.names.length);
    return bag.terms.reduce((sum, term, k) => sum + terms[term]! * bag.values[k]!, odds);
  }

  talkOf({ terms }: TalkFit): { said: LearnedTerm[]; heard: LearnedTerm[] } {
    const { names, evidence } = this.terms;
    const side = (from: number): LearnedTerm[] =>
      names
        .map((term, k) => ({ term, weight: hundredths(terms[from + k]!), ...evidence[k]! }))
        .filter(({ weight }) => weight !== 0)
        .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
    return { said: side(0), heard: side(names.length) };
  }

  /** Accounts called for as they stand when the alert must have come; all accounts of harmless conversations at their end. */
  private samplesOf(seen: readonly Seen[]): TalkSample[] {
    return seen.flatMap(({ row, after, spoken }): TalkSample[] => {
      const sample = (one: Standing, at: number, positive: boolean, weight: number): TalkSample => ({
        positive,
        weight,
        // What the words amount to is fitted by the words.
        features: one.features.map((value, k) => (this.names[k] === TALK ? 0 : value)),
        bag: this.weighsTalk ? bagOf(spoken, one.subject, at, this.terms.names.length) : NO_WORDS,
      });
      if (row.alerts.length === 0) return after.at(-1)!.map((one) => sample(one, after.length - 1, false, 1));
      return goldsOf(row, this.rule).flatMap((gold) => {
        const about = aboutOf(gold, this.rule);
        const meant = after[gold.by]!.filter(({ subject }) => about.includes(subject));
        // Before an alert is justified, there should be none: what everything begins with tells nothing.
        const early =
          gold.from === 0 ? [] : after[gold.from - 1]!.filter(({ subject }) => about.includes(subject));
        return [
          ...meant.map((one) => sample(one, gold.by, true, 1 / meant.length)),
          ...early.map((one) => sample(one, gold.from - 1, false, EARLY / early.length)),
        ];
      });
    });
  }
}

const NO_WORDS: Bag = { terms: new Int32Array(0), values: new Float64Array(0) };

function statesOf(
  { conversation }: Pick<Classifier, 'conversation'>,
  row: ConversationRow,
): { states: ConversationState[]; aims: (string | null)[] } {
  const reducer = conversation();
  let state = reducer.start();
  const steps = row.messages.map((message) => {
    const step = reducer.step(state, message);
    ({ state } = step);
    return step;
  });
  return { states: steps.map((step) => step.state), aims: steps.map(({ aim }) => aim) };
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

/** How high odds come: in harmless conversations, and of those for whom alerts are called for. */
interface Heights {
  harmless: number[];
  found: { ever: number; early: number; inTime: number }[];
}

/** In the conversations of a writer, with weights fitted on the others. */
function heightsOf(all: readonly Seen[], rule: ConversationRule, fitting: Fitting, writer: string): Heights {
  const { fit } = fitting.on(all.filter((one) => one.writer !== writer));
  const seen = all.filter((one) => one.writer === writer);
  const highest = (spoken: SpokenConversation, at: number, standings: readonly Standing[]): number =>
    Math.max(-Infinity, ...standings.map((one) => fitting.oddsOf(fit, spoken, at, one)));
  return {
    harmless: seen
      .filter(({ row }) => row.alerts.length === 0)
      .map(({ after, spoken }) => Math.max(...after.map((standings, at) => highest(spoken, at, standings)))),
    found: seen.flatMap(({ row, after, spoken }) =>
      goldsOf(row, rule).map((gold) => {
        const about = aboutOf(gold, rule);
        const odds = after.map((standings, at) =>
          highest(
            spoken,
            at,
            standings.filter(({ subject }) => about.includes(subject)),
          ),
        );
        return {
          ever: Math.max(...odds),
          early: Math.max(-Infinity, ...odds.slice(0, gold.from)),
          inTime: Math.max(...odds.slice(gold.from, gold.by + 1)),
        };
      }),
    ),
  };
}

function marksOf({ harmless, found }: Heights): Mark[] {
  const highest = [...harmless].sort((a, b) => b - a);
  return SHARES.map((share) => {
    const odds = highest[Math.floor(share * highest.length)] ?? -Infinity;
    const shareOf = (is: (one: (typeof found)[number]) => boolean): number =>
      hundredths(found.filter(is).length / Math.max(1, found.length));
    return {
      share,
      odds: hundredths(odds),
      found: shareOf(({ ever }) => ever > odds),
      inTime: shareOf(({ early, inTime }) => early <= odds && inTime > odds),
    };
  });
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
