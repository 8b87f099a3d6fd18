import type { Configuration } from '../configure.ts';
import type { Alert, AlertRule, ConversationRule, PairFact } from '../model/conversation.ts';
import { rankOf } from '../model/vocabulary.ts';
import { inBand, scoreOf } from '../score/score.ts';
import { type Account, keptOf, knownKept, nowOf, ofMember } from './account.ts';
import { pairFacts } from './facts.ts';
import { oddsOf } from './odds.ts';
import { loudestOf, saidTo } from './sounds.ts';
import { tellingOf } from './talk.ts';
import type { Draft, Kept, Track } from './state.ts';
import { type Sum, authorsOf, evidenceOf, judgeSum, sumOf } from './track.ts';

/** Where alerts that rest on how somebody sounds are kept: they are no news for every one they speak to. */
const WITHOUT_STAGE = 'without-stage';

/** Whom an alert is about, and at whom it is directed. */
type Parties = Pick<Alert, 'subject' | 'target'>;

/** What has been booked amounts to. */
export class Verdict {
  private readonly draft: Draft;
  private readonly configuration: Configuration;
  private readonly author: string;

  constructor(draft: Draft, configuration: Configuration, author: string) {
    this.draft = draft;
    this.configuration = configuration;
    this.author = author;
  }

  /** The alert that an account comes to, news or not. */
  of(rule: ConversationRule, account: Account, stage: string): Alert | undefined {
    const { draft } = this;
    const kept = knownKept(draft, account);
    const track = kept?.tracks[rule.id];
    if (!track && !rule.odds) return undefined;
    // Of most accounts it is known already: what would be no news is not worked out.
    const fired = kept?.fired[rule.of === 'target' ? rule.id : rule.category] ?? 0;
    if (rule.alerts.every(({ tier }) => rankOf(tier) <= fired)) return undefined;
    const sum = sumOf(track, rule, nowOf(draft, account), track ? this.factorOf(rule, account, track) : 1);
    sum.odds = oddsOf(draft, rule, account, sum);
    const alert = judgeSum(sum, track, rule);
    if (!alert || rankOf(alert.tier) <= fired) return undefined;
    const parties =
      rule.of === 'target'
        ? { subject: this.mostOf(rule, account.subject, authorsOf(track, sum)), target: account.subject }
        : account;
    if (!this.mayBeNews(rule, parties, rankOf(alert.tier), sum)) return undefined;
    return this.alertOf(rule, alert, { sum, track }, parties, stage);
  }

  /** Whether what is known of the two already leaves room for it: only then is the alert put together, and `isNews` decides. */
  private mayBeNews({ of, category }: ConversationRule, parties: Parties, rank: number, sum: Sum): boolean {
    const { subject, target } = parties;
    const hasFired = (kept: Kept | undefined, key: string): boolean => (kept?.fired[key] ?? 0) >= rank;
    const { draft } = this;
    if (target === null || of === 'member') return true;
    if (of === 'target') return !hasFired(draft.knownPair(subject, target), category);
    if (hasFired(draft.knownPair(target, subject), category)) return false;
    return sum.stages.length > 0 || !hasFired(draft.knownMember(subject), `${WITHOUT_STAGE}.${category}`);
  }

  private alertOf(
    rule: ConversationRule,
    { tier, reason, odds }: AlertRule,
    { sum, track }: { sum: Sum; track: Track | undefined },
    { subject, target }: Parties,
    stage: string,
  ): Alert {
    const { id, category } = rule;
    const signs = evidenceOf(track, sum);
    const known = this.draft.knownMember(subject);
    const sounds = odds === undefined || !known ? [] : [...loudestOf(known, rule), ...tellingOf(known, rule)];
    const evidence = [...signs, ...new Map(sounds.map((one) => [one.message, one])).values()];
    const score = odds === undefined ? scoreOf(sum.points) : 1 / (1 + Math.exp(-sum.odds!));
    return {
      message: this.draft.message,
      subject,
      target,
      category,
      tier,
      reason: reason ?? this.configuration.pack.categories[category]?.reasons[tier] ?? 'uncertain',
      rule: id,
      stage,
      score: rounded(inBand(score, tier, this.configuration.policy.thresholds)),
      evidence: evidence.sort((a, b) => a.message - b.message),
    };
  }

  /** What many do to one is about the one of them who did most. */
  private mostOf(rule: ConversationRule, target: string, authors: ReadonlyMap<string, number>): string {
    const said = rule.odds ? saidTo(this.draft, target, rule.id) : new Map<string, number>();
    const all = [...new Set([...authors.keys(), ...said.keys()])].map((name): [string, number] => [
      name,
      (authors.get(name) ?? 0) + (said.get(name) ?? 0),
    ]);
    const [[most] = [this.author]] = all.sort(([, a], [, b]) => b - a);
    return most;
  }

  /** Whether it is news: of its category, for its subject and target, nothing as serious has fired. */
  isNews({ subject, target, category, tier, rule, evidence }: Alert, of: ConversationRule['of']): boolean {
    const rank = rankOf(tier);
    const places: [Account, string][] = [
      [of === 'member' ? ofMember(subject) : { kept: 'pair', subject, target }, category],
    ];
    if (of === 'target' && target !== null) places.push([ofMember(target), rule]);
    if (of === 'pair' && evidence.every(({ stage }) => stage === 'sounds'))
      places.push([ofMember(subject), `${WITHOUT_STAGE}.${category}`]);
    const { draft } = this;
    // Whoever has been found to be the target only answers.
    if (of === 'pair' && target !== null && (draft.knownPair(target, subject)?.fired[category] ?? 0) >= rank)
      return false;
    if (places.some(([where, key]) => (knownKept(draft, where)?.fired[key] ?? 0) >= rank)) return false;
    for (const [where, key] of places) {
      const kept = keptOf(draft, where);
      kept.fired = { ...kept.fired, [key]: rank };
    }
    return true;
  }

  private factorOf({ weighs, of, id }: ConversationRule, { subject, target }: Account, there: Track): number {
    if (of !== 'pair' || target === null || Object.keys(weighs).length === 0) return 1;
    const facts = pairFacts(this.draft, subject, target);
    const back = this.draft.knownPair(target, subject)?.tracks[id];
    if (back && pointsIn(back) * 2 >= pointsIn(there)) facts.add('reciprocal');
    return Object.entries(weighs).reduce(
      (factor, [fact, times]) => (facts.has(fact as PairFact) ? factor * times : factor),
      1,
    );
  }
}

function pointsIn({ stages }: Track): number {
  return Object.values(stages).reduce((sum, { points }) => sum + Math.max(0, points), 0);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
