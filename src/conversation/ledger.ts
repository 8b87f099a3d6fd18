import type { Configuration } from '../configure.ts';
import type { Alert, AlertRule, ConversationRule, PairFact, Place, SignRule } from '../model/conversation.ts';
import { type Tier, rankOf } from '../model/vocabulary.ts';
import { inBand, scoreOf } from '../score/score.ts';
import type { Address } from './address.ts';
import { pairFacts } from './facts.ts';
import type { SignIndex } from './rules.ts';
import { type Draft, type Kept, type Waiting } from './state.ts';
import { pointsOfWords } from './words.ts';
import { LEAST_STAGE, type Now, type Sum, hasReached, isPast, judgeSum, reach, sumOf } from './track.ts';

/** What a message holds: the name of a rule, signal or fact, and where it stands. */
export interface Sign {
  name: string;
  /** Of a finding. */
  tier?: Tier;
  spans: Place[];
}

/** Whose track a sign belongs to. In a pair, the other side is null where nobody is meant. */
interface Account {
  kept: 'member' | 'pair';
  subject: string;
  target: string | null;
}

function ofMember(subject: string): Account {
  return { kept: 'member', subject, target: null };
}

/** The stage of weighted words. */
const WORDS = 'words';

/** The room as the other side of a pair. */
const NOBODY = '';

/** Books the signs of one message to the tracks of the members and pairs they belong to, and says what that amounts to. */
export class Ledger {
  private readonly draft: Draft;
  private readonly index: SignIndex;
  private readonly configuration: Configuration;
  private readonly author: string;
  /** What has been added to, to be judged once all signs are in. */
  private readonly touched = new Map<string, { rule: number; account: Account; stage: string }>();

  constructor(draft: Draft, index: SignIndex, configuration: Configuration, author: string) {
    this.draft = draft;
    this.index = index;
    this.configuration = configuration;
    this.author = author;
  }

  /** A second member has come: what the first one said to nobody was for them. */
  adopt(newcomer: string): void {
    for (const { name } of this.draft.allMembers()) {
      const kept = this.draft.knownPair(name, NOBODY);
      if (name === newcomer || !kept || this.draft.knownPair(name, newcomer)) continue;
      Object.assign(this.draft.pair(name, newcomer), { ...kept });
    }
  }

  /** The message as time that passes for the pair and the member spoken to, and for what waits. */
  hear({ to, sure }: Address, isAnswer: boolean): void {
    const { draft, author } = this;
    if (to !== null) {
      for (const [one, other] of [
        [author, to],
        [to, author],
      ] as const)
        if (draft.knownPair(one, other)) {
          const pair = draft.pair(one, other);
          pair.turns++;
          pair.seen = draft.message;
        }
      if (draft.knownMember(to)) draft.member(to).turns++;
    }
    const still: Waiting[] = [];
    for (const one of draft.waiting) {
      const { unanswered, silence } = this.signOf(one);
      const stretch = unanswered ?? silence ?? {};
      const isOver =
        one.subject === author
          ? silence !== undefined
          : unanswered !== undefined && ((to === one.subject && sure > 0) || isAnswer);
      if (isOver) continue;
      const heard = one.subject === author ? one : { ...one, messages: one.messages + 1 };
      const time = one.at === undefined || draft.at === undefined ? 0 : draft.at - one.at;
      if (one.subject !== author && isPast(stretch, heard.messages, time))
        this.book(one.rule, one.sign, ofMember(one.subject), 'fact/waited', [], undefined);
      else still.push(heard);
    }
    draft.waiting = still;
  }

  /** A sign of this message. */
  add(sign: Sign, address: Address): void {
    for (const { rule, sign: k } of this.index.waiting.get(sign.name) ?? []) {
      const account = this.accountOf(this.index.rules[rule]!, this.index.rules[rule]!.signs[k]!, address);
      if (account) this.book(rule, k, account, sign.name, sign.spans, sign.tier);
    }
  }

  /** A sign of a member who is not there. */
  addOf(name: string, sign: Sign): void {
    for (const { rule, sign: k } of this.index.waiting.get(sign.name) ?? [])
      this.book(rule, k, ofMember(name), sign.name, sign.spans, sign.tier);
  }

  /** What the author says in all may amount to something, whatever signs are in this message. */
  addWords(): void {
    this.index.rules.forEach(({ words, of, id }, rule) => {
      if (!words || this.draft.knownMember(this.author) === undefined) return;
      const focus = this.draft.knownMember(this.author)?.focus;
      const account: Account | undefined =
        of === 'member'
          ? ofMember(this.author)
          : of === 'pair' && focus !== undefined
            ? { kept: 'pair', subject: this.author, target: focus }
            : undefined;
      if (account && this.knownKept(account)?.tracks[id]) this.touch(rule, account, WORDS);
    });
  }

  /** What is known of the author has changed: what has been said to them may weigh more now. */
  weighAgain(): void {
    for (const { name } of this.draft.allMembers())
      for (const [one, other] of [
        [name, this.author],
        [this.author, name],
      ] as const) {
        const pair = this.draft.knownPair(one, other);
        if (!pair) continue;
        this.index.rules.forEach(({ id, weighs }, rule) => {
          const track = pair.tracks[id];
          const last = track && Object.entries(track.stages).sort(([, a], [, b]) => b.message - a.message)[0];
          if (last && Object.keys(weighs).length > 0)
            this.touch(rule, { kept: 'pair', subject: one, target: other }, last[0]);
        });
      }
  }

  /** What this message has brought about. */
  alerts(): Alert[] {
    const alerts = [...this.touched.values()].flatMap(({ rule: at, account, stage }) => {
      const rule = this.index.rules[at]!;
      const alert = this.judge(rule, account, stage);
      return alert ? [{ alert, of: rule.of }] : [];
    });
    // Of several rules that say the same of the same members, the most serious one speaks.
    return alerts
      .sort((a, b) => rankOf(b.alert.tier) - rankOf(a.alert.tier) || b.alert.score - a.alert.score)
      .filter(({ alert, of }) => this.fires(alert, of))
      .map(({ alert }) => alert);
  }

  private signOf({ rule, sign }: { rule: number; sign: number }): SignRule {
    return this.index.rules[rule]?.signs[sign] ?? { stage: '', when: [], by: 'subject', points: 0 };
  }

  private accountOf(rule: ConversationRule, { by }: SignRule, { to, about }: Address): Account | undefined {
    const { author } = this;
    const aim = rule.aim === 'said-about' ? (about ?? to) : to;
    switch (rule.of) {
      case 'pair':
        if (by === 'subject') return { kept: 'pair', subject: author, target: aim };
        if (to === null) return undefined;
        if (by === 'target') return { kept: 'pair', subject: to, target: author };
        // Said to the one who acts, about what they do to the last one they turned to.
        return this.actsOn(to);
      case 'member': {
        const meant = by === 'subject' ? author : (about ?? to);
        return meant === null ? undefined : ofMember(meant);
      }
      case 'target': {
        const meant = by === 'target' ? author : aim;
        return meant === null ? undefined : ofMember(meant);
      }
    }
  }

  private actsOn(subject: string): Account | undefined {
    const target = this.draft.knownMember(subject)?.focus;
    return target === undefined || target === this.author ? undefined : { kept: 'pair', subject, target };
  }

  private book(
    ruleAt: number,
    signAt: number,
    account: Account,
    name: string,
    spans: Place[],
    tier: Tier | undefined,
  ): void {
    const rule = this.index.rules[ruleAt]!;
    const sign = rule.signs[signAt]!;
    const points = pointsOf(sign, tier);
    if (points === 0) return;
    const now = this.nowOf(account);
    const before = this.knownKept(account)?.tracks[rule.id];
    if (sign.after && !hasReached(before, sign.after, now, rule)) return;
    const evidence = { message: this.draft.message, stage: sign.stage, sign: name, spans };
    const track = reach(before, rule, sign, { evidence, points, author: this.author }, now);
    const kept = this.keptOf(account);
    kept.tracks = { ...kept.tracks, [rule.id]: track };
    kept.seen = this.draft.message;
    if (points < 0) return;
    if (rule.of === 'pair' && account.target !== null && account.subject === this.author)
      this.draft.member(this.author).focus = account.target;
    this.touch(ruleAt, account, sign.stage);
    this.wait(ruleAt, rule, sign.stage, account);
  }

  private touch(rule: number, account: Account, stage: string): void {
    const key = JSON.stringify([rule, account.subject, account.target]);
    // A sign says more of what has been reached than words in general.
    if (stage !== WORDS || !this.touched.has(key)) this.touched.set(key, { rule, account, stage });
  }

  /** Signs that come about by waiting begin to wait once what they follow is reached. */
  private wait(ruleAt: number, rule: ConversationRule, stage: string, { subject }: Account): void {
    rule.signs.forEach(({ silence, unanswered, after = [] }, sign) => {
      if ((silence ?? unanswered) === undefined || !after.includes(stage)) return;
      const { draft } = this;
      if (draft.waiting.some((one) => one.rule === ruleAt && one.sign === sign && one.subject === subject))
        return;
      const at = draft.at === undefined ? {} : { at: draft.at };
      draft.waiting = [
        ...draft.waiting,
        { rule: ruleAt, sign, subject, since: draft.message, messages: 0, ...at },
      ];
    });
  }

  private judge(rule: ConversationRule, account: Account, stage: string): Alert | undefined {
    const track = this.knownKept(account)?.tracks[rule.id];
    if (!track) return undefined;
    const sum = sumOf(track, rule, this.nowOf(account), this.factorOf(rule, account));
    if (rule.words) {
      const points = pointsOfWords(this.draft.knownMember(account.subject)?.words, rule.category, rule.words);
      sum.points += points;
      if (points >= LEAST_STAGE) sum.stages.push(WORDS);
    }
    const alert = judgeSum(sum, rule);
    return alert && this.alertOf(rule, alert, sum, account, stage);
  }

  private alertOf(
    { id, category, of }: ConversationRule,
    { tier, reason }: AlertRule,
    sum: Sum,
    { subject, target }: Account,
    stage: string,
  ): Alert {
    // What many do to one is about the one of them who did most.
    const [most = this.author] = [...sum.authors].sort(([, a], [, b]) => b - a).map(([author]) => author);
    return {
      message: this.draft.message,
      subject: of === 'target' ? most : subject,
      target: of === 'target' ? subject : target,
      category,
      tier,
      reason: reason ?? this.configuration.pack.categories[category]?.reasons[tier] ?? 'uncertain',
      rule: id,
      stage,
      score: rounded(inBand(scoreOf(sum.points), tier, this.configuration.policy.thresholds)),
      evidence: sum.evidence,
    };
  }

  /** Whether it is news: of its category, for its subject and target, nothing as serious has fired. */
  private fires({ subject, target, category, tier, rule }: Alert, of: ConversationRule['of']): boolean {
    const rank = rankOf(tier);
    const places: [Account, string][] = [
      [of === 'member' ? ofMember(subject) : { kept: 'pair', subject, target }, category],
    ];
    if (of === 'target' && target !== null) places.push([ofMember(target), rule]);
    if (places.some(([where, key]) => (this.knownKept(where)?.fired[key] ?? 0) >= rank)) return false;
    for (const [where, key] of places) {
      const kept = this.keptOf(where);
      kept.fired = { ...kept.fired, [key]: rank };
    }
    return true;
  }

  private factorOf({ weighs, of, id }: ConversationRule, { subject, target }: Account): number {
    if (of !== 'pair' || target === null || Object.keys(weighs).length === 0) return 1;
    const facts = pairFacts(this.draft, subject, target);
    const back = this.draft.knownPair(target, subject)?.tracks[id];
    const there = this.draft.knownPair(subject, target)?.tracks[id];
    if (back && there && pointsIn(back) * 2 >= pointsIn(there)) facts.add('reciprocal');
    return Object.entries(weighs).reduce(
      (factor, [fact, times]) => (facts.has(fact as PairFact) ? factor * times : factor),
      1,
    );
  }

  private nowOf(account: Account): Now {
    const { message, at } = this.draft;
    return { message, turn: this.knownKept(account)?.turns ?? 0, at };
  }

  private knownKept({ kept, subject, target }: Account): Kept | undefined {
    return kept === 'member'
      ? this.draft.knownMember(subject)
      : this.draft.knownPair(subject, target ?? NOBODY);
  }

  private keptOf({ kept, subject, target }: Account): Kept {
    return kept === 'member' ? this.draft.member(subject) : this.draft.pair(subject, target ?? NOBODY);
  }
}

function pointsOf({ points }: SignRule, tier: Tier | undefined): number {
  if (typeof points === 'number') return points;
  return tier === undefined || tier === 'none' ? 0 : (points[tier] ?? 0);
}

function pointsIn({ stages }: { stages: Readonly<Record<string, { points: number }>> }): number {
  return Object.values(stages).reduce((sum, { points }) => sum + Math.max(0, points), 0);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
