import type { Configuration } from '../configure.ts';
import type { Alert, ConversationRule, Place, SignRule } from '../model/conversation.ts';
import { type Tier, rankOf } from '../model/vocabulary.ts';
import { type Account, NOBODY, keptOf, knownKept, nowOf, ofMember } from './account.ts';
import type { Address } from './address.ts';
import type { SignIndex } from './rules.ts';
import type { Draft, Waiting } from './state.ts';
import { hasReached, isPast, reach } from './track.ts';
import { Verdict } from './verdict.ts';

/** What a message holds: the name of a rule, signal or fact, and where it stands. */
export interface Sign {
  name: string;
  /** Of a finding. */
  tier?: Tier;
  spans: Place[];
}

/** What alerts by which no stage was reached have reached. */
const SOUNDS = 'sounds';
/** To how many of the last speakers something may be said that is said to nobody in particular. */
const LISTENERS = 6;

/** Books the signs of one message to the tracks of the members and pairs they belong to, and says what that amounts to. */
export class Ledger {
  private readonly draft: Draft;
  private readonly index: SignIndex;
  private readonly verdict: Verdict;
  private readonly author: string;
  /** What has been added to, to be judged once all signs are in. */
  private readonly touched = new Map<string, { rule: number; account: Account; stage: string }>();

  constructor(draft: Draft, index: SignIndex, configuration: Configuration, author: string) {
    this.draft = draft;
    this.index = index;
    this.verdict = new Verdict(draft, configuration, author);
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

  /** How all that the author has said sounds may amount to something, whatever signs are in this message. */
  addSounds({ to, about, sure }: Address): void {
    const { author, draft } = this;
    const focus = draft.knownMember(author)?.focus ?? to;
    this.index.rules.forEach(({ odds, of, aim }, rule) => {
      if (!odds) return;
      if (of === 'member') this.touch(rule, ofMember(author), SOUNDS);
      else if (of === 'pair') {
        if (focus !== null) this.touch(rule, { kept: 'pair', subject: author, target: focus }, SOUNDS);
      } else {
        const meant = aim === 'said-about' ? (about ?? to) : to;
        const listeners =
          meant !== null && (sure > 0 || about !== null) ? [meant] : lastSpeakers(draft.recent, author);
        for (const one of [author, ...listeners]) this.touch(rule, ofMember(one), SOUNDS);
      }
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
      const alert = this.verdict.of(rule, account, stage);
      return alert ? [{ alert, of: rule.of }] : [];
    });
    // Of several rules that say the same of the same members, the most serious one speaks.
    return alerts
      .sort((a, b) => rankOf(b.alert.tier) - rankOf(a.alert.tier) || b.alert.score - a.alert.score)
      .filter(({ alert, of }) => this.verdict.isNews(alert, of))
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
        if (by === 'target') return ofMember(author);
        // Others speak to those who act; it is about the one they acted on.
        const meant = by === 'others' && to !== null ? (this.actsOn(to)?.target ?? null) : aim;
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
    const now = nowOf(this.draft, account);
    const before = knownKept(this.draft, account)?.tracks[rule.id];
    if (sign.after && !hasReached(before, sign.after, now, rule)) return;
    const evidence = { message: this.draft.message, stage: sign.stage, sign: name, spans };
    const track = reach(before, rule, sign, { evidence, points, author: this.author }, now);
    const kept = keptOf(this.draft, account);
    kept.tracks = { ...kept.tracks, [rule.id]: track };
    kept.seen = this.draft.message;
    if (points < 0) return;
    if (rule.of === 'pair' && account.target !== null && account.subject === this.author)
      this.draft.member(this.author).focus = account.target;
    this.touch(ruleAt, account, sign.stage);
    this.wait(ruleAt, rule, sign.stage, account);
  }

  private touch(rule: number, account: Account, stage: string): void {
    const key = `${rule} ${account.subject.length} ${account.subject}${account.target ?? '\u0000'}`;
    // A sign says more of what has been reached than how it all sounds.
    if (stage !== SOUNDS || !this.touched.has(key)) this.touched.set(key, { rule, account, stage });
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
}

function pointsOf({ points }: SignRule, tier: Tier | undefined): number {
  if (typeof points === 'number') return points;
  return tier === undefined || tier === 'none' ? 0 : (points[tier] ?? 0);
}

/** Those who spoke last besides the author, each once. */
function lastSpeakers(recent: readonly { author: string }[], author: string): string[] {
  const names = [...recent].reverse().map((one) => one.author);
  return [...new Set(names)].filter((name) => name !== author).slice(0, LISTENERS);
}
