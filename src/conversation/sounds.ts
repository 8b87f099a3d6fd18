/**
 * How what members say sounds, over all their messages: what no single post is long enough to tell. Each message adds how
 * far it sounds like the category of a rule, and takes back where it does not: a cumulative sum that never falls below 0
 * (Page, “Continuous inspection schemes”, Biometrika 41, 1954), so that ordinary talk, however long, adds up to nothing.
 */
import type { AlertEvidence, ConversationRule } from '../model/conversation.ts';
import { CATEGORIES, type Category } from '../model/vocabulary.ts';
import type { PostSums } from '../qualify/whole-post.ts';
import { type Draft, type MemberState, keyOf } from './state.ts';

/** A cumulative sum, and the messages that added most to it. */
export interface Sound {
  sum: number;
  loudest: readonly Loud[];
}

export interface Loud {
  message: number;
  /** Length of its text. */
  end: number;
  by: number;
}

/** What is heard of one rule by a member whom others speak to, by `keyOf` who says it. */
export type Heard = Readonly<Record<string, number>>;

/** A message as it sounds. */
export interface Heeded {
  author: string;
  length: number;
  /** Whom it is aimed at for certain; null if it may be anybody. */
  aim: string | null;
}

/** The key of the sound that is no rule's: being alarmed at anything. */
const ALARM = 'alarm';
/** A message sounds alarming from this logarithm of odds on: harmless ones lie below by one on average. */
const ALARMING = -2.5;
/** Of what was said before, so much still counts at the next message: half of it after about forty. */
export const KEPT = 0.983;
/** However far from a category a message sounds, it takes back no more, … */
const MOST_BACK = 1;
/** … and however loud it is, it adds no more: a joke is loud once, trouble comes up again and again. */
const MOST_ADDED = 2;
/** Messages shown as evidence. */
const MOST_LOUDEST = 3;
/** Members of whom it is kept what they say to one. */
const MOST_HEARD = 12;

/** Notes how a message sounds; `categories` are those of which words have been learned. */
export function heed(
  draft: Draft,
  rules: readonly ConversationRule[],
  categories: ReadonlySet<Category>,
  { author, length, aim }: Heeded,
  { risk, alarm }: PostSums,
): void {
  const member = draft.member(author);
  const place = { message: draft.message, end: length };
  const sounds: Record<string, Sound> = {
    ...member.sounds,
    [ALARM]: added(member.sounds?.[ALARM], alarm - ALARMING, place),
  };
  for (const { id, category, of, odds } of rules) {
    if (!odds || !categories.has(category)) continue;
    const far = risk[CATEGORIES.indexOf(category)]! - odds.from;
    sounds[id] = added(sounds[id], far, place);
    if (of === 'target') spread(draft, id, author, aim, Math.max(0, Math.min(MOST_ADDED, far)));
  }
  member.sounds = sounds;
}

function added(before: Sound | undefined, far: number, place: Omit<Loud, 'by'>): Sound {
  const sum = rounded(
    Math.max(0, (before?.sum ?? 0) * KEPT + Math.max(-MOST_BACK, Math.min(MOST_ADDED, far))),
  );
  if (sum === 0) return { sum, loudest: [] };
  const loudest = before?.loudest ?? [];
  return { sum, loudest: far <= 0 ? loudest : louder(loudest, { ...place, by: rounded(far) }) };
}

/** The loudest messages, with one more to choose from. */
export function louder(before: readonly Loud[], one: Loud): readonly Loud[] {
  if (before.length === MOST_LOUDEST && one.by <= before.at(-1)!.by) return before;
  return [...before, one].sort((a, b) => b.by - a.by).slice(0, MOST_LOUDEST);
}

/** What is said to one is heard by them; what is said to nobody in particular by everybody. */
function spread(draft: Draft, rule: string, author: string, aim: string | null, far: number): void {
  if (aim === null) {
    draft.room = { ...draft.room, [rule]: rounded((draft.room[rule] ?? 0) * KEPT + far) };
    const member = draft.member(author);
    member.aloud = { ...member.aloud, [rule]: rounded((member.aloud?.[rule] ?? 0) * KEPT + far) };
    return;
  }
  if (draft.knownMember(aim) === undefined) return;
  const target = draft.member(aim);
  const heard = Object.entries(target.heard?.[rule] ?? {}).map(([who, sum]): [string, number] => [
    who,
    rounded(sum * KEPT),
  ]);
  const own = heard.find(([who]) => who === keyOf(author));
  if (own) own[1] = rounded(own[1] + far);
  else heard.push([keyOf(author), rounded(far)]);
  target.heard = {
    ...target.heard,
    [rule]: Object.fromEntries(heard.sort(([, a], [, b]) => b - a).slice(0, MOST_HEARD)),
  };
}

export function soundOf(draft: Draft, name: string, rule: string): number {
  return draft.knownMember(name)?.sounds?.[rule]?.sum ?? 0;
}

export function alarmOf(draft: Draft, name: string): number {
  return soundOf(draft, name, ALARM);
}

/** What a member has heard from others, said to them or to nobody in particular. */
export function heardBy(draft: Draft, name: string, rule: string): number {
  const member = draft.knownMember(name);
  const told = Object.values(member?.heard?.[rule] ?? {}).reduce((sum, one) => sum + one, 0);
  const aloud = (draft.room[rule] ?? 0) - (member?.aloud?.[rule] ?? 0);
  return told + Math.max(0, aloud);
}

/** How much of what a member has heard the others have said, by name. */
export function saidTo(draft: Draft, name: string, rule: string): Map<string, number> {
  const heard = draft.knownMember(name)?.heard?.[rule] ?? {};
  return new Map(
    draft
      .allMembers()
      .filter((one) => one.name !== name)
      .map((one) => [one.name, (heard[keyOf(one.name)] ?? 0) + (one.aloud?.[rule] ?? 0)]),
  );
}

/** The messages of a member that sounded most like it. */
export function loudestOf({ sounds }: MemberState, { id, category }: ConversationRule): AlertEvidence[] {
  return shown(sounds?.[id]?.loudest, `sounds/${category}`);
}

/** Loud messages as evidence: the whole of each. */
export function shown(loudest: readonly Loud[] = [], sign: string): AlertEvidence[] {
  return loudest.map(({ message, end }) => ({ message, stage: 'sounds', sign, spans: [{ start: 0, end }] }));
}

/** States are written down: a thousandth is exact enough, and the same wherever it is read. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
