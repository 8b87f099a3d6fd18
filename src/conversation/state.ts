import { callsOf } from './names.ts';
import type { Heard, Sound } from './sounds.ts';
import type { Aloud, Talk } from './talk.ts';
import type { AlertEvidence } from '../model/conversation.ts';

/**
 * Everything that is remembered of a conversation: plain JSON without any text of the messages (names of authors, places
 * in messages, numbers, hashes). Members and pairs are bounded; those that were heard of longest ago are forgotten.
 */
export interface ConversationState {
  version: 1;
  /** How many messages there have been. */
  messages: number;
  /** Milliseconds; of the latest message that had a time. */
  at?: number;
  /** The latest messages, for `replyTo`. */
  recent: Recent[];
  /** By `keyOf` their names. */
  members: Readonly<Record<string, MemberState>>;
  /** By `pairKey`; the first name is the one who acts. */
  pairs: Readonly<Record<string, PairState>>;
  waiting: Waiting[];
  /** By conversation rule: what sounds like it of what was said to nobody in particular. */
  room: Readonly<Record<string, number>>;
  /** What the words of all that was said to nobody in particular amount to. */
  aloud: Aloud;
}

export interface Recent {
  message: number;
  author: string;
  id?: string | number;
}

/** What has been reached of one conversation rule. */
export interface Track {
  stages: Readonly<Record<string, Mark>>;
}

/** One stage that has been reached. */
export interface Mark {
  /** When the mark was last added to. */
  points: number;
  message: number;
  turn: number;
  at?: number;
  /** The message in which the stage was first reached. */
  since: number;
  evidence: readonly AlertEvidence[];
  /** Points by author, for rules about several. */
  authors?: Readonly<Record<string, number>>;
}

/** What is kept of a subject: what rules have reached, and the ranks of the alerts that have fired. */
export interface Kept {
  /** Messages that count as time here. */
  turns: number;
  /** The message by which it was last touched. */
  seen: number;
  tracks: Readonly<Record<string, Track>>;
  fired: Readonly<Record<string, number>>;
}

export type PairState = Kept;

export interface MemberState extends Kept {
  name: string;
  /** Words by which others may call them. */
  calls: readonly string[];
  /** Milliseconds; of their latest message that had a time. */
  at?: number;
  /** The last member they turned to with a sign. */
  focus?: string;
  /** What they said of themselves: years for `age`, hashes of words for `place` and `job`, counts for `child` and `adult`. */
  facts: Readonly<Record<string, number>>;
  /** Hashes of words that they agreed on as signals. */
  codewords?: readonly number[];
  /** How all their messages sound, by conversation rule; see sounds.ts. */
  sounds?: Readonly<Record<string, Sound>>;
  /** What sounds so of what others say to them, by rule, … */
  heard?: Readonly<Record<string, Heard>>;
  /** … and of what they say to nobody in particular. */
  aloud?: Readonly<Record<string, number>>;
  /** What the words that they have said and heard amount to, by conversation rule. */
  talk?: Talk;
  /** Hashes of their latest longer messages, and whom they were for. */
  texts: readonly { hash: number; to: string }[];
  /** Whether their absence has been noticed. */
  missed?: boolean;
}

/** A stage that waits for the subject to speak, or for somebody to answer. */
export interface Waiting {
  rule: number;
  sign: number;
  subject: string;
  since: number;
  at?: number;
  /** Messages of others since. */
  messages: number;
}

/** How many of each are remembered. */
export const MOST = {
  recent: 64,
  members: 256,
  pairs: 512,
  waiting: 64,
  texts: 12,
  evidence: 4,
  places: 3,
} as const;

export const EMPTY: ConversationState = {
  version: 1,
  messages: 0,
  recent: [],
  members: {},
  pairs: {},
  waiting: [],
  room: {},
  aloud: { words: 0, by: {}, messages: 0 },
};

/** Names may be anything, `__proto__` too; a key with a mark before it is always a plain one. */
export function keyOf(name: string): string {
  return `@${name}`;
}

/** The length of the first name says where the second begins. */
function pairKey(subject: string, target: string): string {
  return `${subject.length} ${subject} ${target}`;
}

/** A state in the making: what is changed is copied first, once, so that the state it began with stays as it was. */
export class Draft {
  readonly message: number;
  readonly at: number | undefined;
  recent: Recent[];
  waiting: Waiting[];
  room: Readonly<Record<string, number>>;
  aloud: Aloud;
  private readonly base: ConversationState;
  private members: Record<string, MemberState>;
  private pairs: Record<string, PairState>;
  private readonly own = new Set<object>();

  constructor(base: ConversationState, at: number | undefined) {
    this.base = base;
    this.at = at;
    this.message = base.messages;
    this.recent = base.recent;
    this.waiting = base.waiting;
    this.room = base.room;
    this.aloud = base.aloud;
    this.members = base.members;
    this.pairs = base.pairs;
  }

  knownMember(name: string): MemberState | undefined {
    return this.members[keyOf(name)];
  }

  knownPair(subject: string, target: string): PairState | undefined {
    return this.pairs[pairKey(subject, target)];
  }

  allMembers(): MemberState[] {
    return Object.values(this.members);
  }

  /** The member, to be changed. */
  member(name: string): MemberState {
    const key = keyOf(name);
    const known = this.members[key];
    if (known && this.own.has(known)) return known;
    const fresh: MemberState = known
      ? { ...known }
      : {
          name,
          calls: callsOf(name),
          turns: 0,
          seen: this.message,
          tracks: {},
          fired: {},
          facts: {},
          texts: [],
        };
    this.own.add(fresh);
    if (this.members === this.base.members) this.members = { ...this.members };
    this.members[key] = fresh;
    return fresh;
  }

  /** The pair, to be changed. */
  pair(subject: string, target: string): PairState {
    const key = pairKey(subject, target);
    const known = this.pairs[key];
    if (known && this.own.has(known)) return known;
    const fresh: PairState = known ? { ...known } : { turns: 0, seen: this.message, tracks: {}, fired: {} };
    this.own.add(fresh);
    if (this.pairs === this.base.pairs) this.pairs = { ...this.pairs };
    this.pairs[key] = fresh;
    return fresh;
  }

  commit(): ConversationState {
    const at = this.at ?? this.base.at;
    return {
      version: 1,
      messages: this.message + 1,
      ...(at === undefined ? {} : { at }),
      recent: this.recent,
      members: bounded(this.members, MOST.members),
      pairs: bounded(this.pairs, MOST.pairs),
      waiting: this.waiting.slice(-MOST.waiting),
      room: this.room,
      aloud: this.aloud,
    };
  }
}

/** Without those that were seen longest ago, if there are too many. */
function bounded<T extends { seen: number }>(record: Record<string, T>, most: number): Record<string, T> {
  if (Object.keys(record).length <= most) return record;
  // A few at a time, so that a crowd is not sorted at every message.
  const left = Object.entries(record)
    .sort(([, a], [, b]) => b.seen - a.seen)
    .slice(0, most - Math.ceil(most / 8));
  return Object.fromEntries(left);
}
