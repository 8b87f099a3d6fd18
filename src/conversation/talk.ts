/**
 * What members say and hear, by words that were learned from whole conversations: what no single message tells, many
 * small words do. Each message adds the weights of its words to what its author has said and what others have heard; what was
 * said before fades. Sums are divided by a root of the words that they are made of, as those of posts are (match/learned.ts).
 */
import type { AlertEvidence, ConversationRule } from '../model/conversation.ts';
import { rootOf } from '../match/learned.ts';
import { type Heeded, KEPT, type Loud, louder, rounded, shown } from './sounds.ts';
import type { Draft, MemberState } from './state.ts';

/** Sums of weights by conversation rule, and the words that they are made of. */
interface Spoken {
  words: number;
  by: Readonly<Record<string, number>>;
}

/** Of a member. */
export interface Talk {
  said: Spoken;
  /** What others said to them, … */
  told: Spoken;
  /** … and what they said to nobody in particular, which all others hear, … */
  aloud: Spoken;
  /** … as it stood after so many messages to nobody in particular. */
  until: number;
  /** The messages that spoke most for each rule. */
  loudest: Readonly<Record<string, readonly Loud[]>>;
}

/** What all members together said to nobody in particular. */
export interface Aloud extends Spoken {
  messages: number;
}

/** The weights of one message, by conversation rule, and its length in words. */
export interface Weighed {
  words: number;
  said: Readonly<Record<string, number>>;
  heard: Readonly<Record<string, number>>;
}

const NOTHING: Spoken = { words: 0, by: {} };
const SILENT: Talk = { said: NOTHING, told: NOTHING, aloud: NOTHING, until: 0, loudest: {} };

/** Notes what a message says by its words. */
export function heedWords(
  draft: Draft,
  rules: readonly ConversationRule[],
  { author, length, aim }: Heeded,
  { words, said, heard }: Weighed,
): void {
  const member = draft.member(author);
  const before = member.talk ?? SILENT;
  const place = { message: draft.message, end: length };
  const loudest: Record<string, readonly Loud[]> = { ...before.loudest };
  for (const { id, of } of rules) {
    const by = (of === 'target' ? heard : said)[id] ?? 0;
    if (by > 0) loudest[id] = louder(loudest[id] ?? [], { ...place, by: rounded(by / rootOf(words)) });
  }
  member.talk = { ...before, said: faded(before.said, 1, words, said), loudest };
  if (aim !== null) {
    if (aim === author || draft.knownMember(aim) === undefined) return;
    const target = draft.member(aim);
    const known = target.talk ?? SILENT;
    target.talk = { ...known, told: faded(known.told, 1, words, heard) };
    return;
  }
  const messages = draft.aloud.messages + 1;
  draft.aloud = { ...faded(draft.aloud, 1, words, heard), messages };
  const aloud = faded(before.aloud, messages - before.until, words, heard);
  member.talk = { ...member.talk, aloud, until: messages };
}

/** What the words that a member has said and heard amount to for a rule. */
export function talkOf(draft: Draft, name: string, rule: string): number {
  const { said, told, aloud, until } = draft.knownMember(name)?.talk ?? SILENT;
  const own = KEPT ** (draft.aloud.messages - until);
  const words = told.words + Math.max(0, draft.aloud.words - aloud.words * own);
  const heard = (told.by[rule] ?? 0) + (draft.aloud.by[rule] ?? 0) - (aloud.by[rule] ?? 0) * own;
  return (said.by[rule] ?? 0) / rootOf(said.words) + heard / rootOf(words);
}

/** The messages of a member that spoke most for a rule. */
export function tellingOf({ talk }: MemberState, { id }: ConversationRule): AlertEvidence[] {
  return shown(talk?.loudest[id], `talk/${id}`);
}

/** After so many messages more, with the last of them added. */
function faded({ words, by }: Spoken, messages: number, more: number, adds: Weighed['said']): Spoken {
  const kept = KEPT ** messages;
  const sums: Record<string, number> = {};
  for (const rule of new Set([...Object.keys(by), ...Object.keys(adds)])) {
    const sum = rounded((by[rule] ?? 0) * kept + (adds[rule] ?? 0));
    if (sum !== 0) sums[rule] = sum;
  }
  return { words: rounded(words * kept + more), by: sums };
}
