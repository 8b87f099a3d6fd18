import { namedIn } from './names.ts';
import type { Draft } from './state.ts';

/** Whom a message is said to and about. */
export interface Address {
  to: string | null;
  about: string | null;
  /** How sure `to` is: 2 told or named, 1 spoken to as “you”, 0 only the last one who spoke. */
  sure: 0 | 1 | 2;
}

/** Whom a message is aimed at for certain; null if it may be anybody. */
export function aimOf({ to, about, sure }: Address): string | null {
  return sure > 0 || about !== null ? (about ?? to) : null;
}

/** How many messages back somebody who spoke is still being answered. */
const LAST_SPEAKERS = 12;

export function addressOf(
  draft: Draft,
  message: { author: string; text: string; replyTo?: string | number | undefined },
  person: { second: boolean; third: boolean },
): Address {
  const { author, text, replyTo } = message;
  const members = draft.allMembers();
  const named = namedIn(text, members, author);
  const told = replyTo === undefined ? undefined : repliedTo(draft, replyTo);
  const others = (name: string | undefined): string | null =>
    named.find((one) => one.name !== name)?.name ?? null;
  if (told !== undefined && told !== author) return { to: told, about: others(told), sure: 2 };

  const called = named.find(({ isCall }) => isCall) ?? (person.second ? named[0] : undefined);
  if (called && (person.second || !person.third))
    return { to: called.name, about: others(called.name), sure: 2 };

  const rest = members.filter(({ name }) => name !== author);
  const about = others(undefined);
  // Also of two, one may talk past the other.
  if (rest.length === 1) return { to: rest[0]!.name, about, sure: person.second ? 2 : 0 };
  const lately = draft.recent
    .slice(-LAST_SPEAKERS)
    .map((one) => one.author)
    .filter((name) => name !== author);
  // Somebody who already is spoken to is rather meant than a third who has just said something.
  const focus = draft.knownMember(author)?.focus;
  const to = focus !== undefined && lately.includes(focus) ? focus : (lately.at(-1) ?? null);
  return { to, about, sure: person.second && to !== null ? 1 : 0 };
}

/** An author, by the index or the id of a message, or by name. */
function repliedTo(draft: Draft, replyTo: string | number): string | undefined {
  const meant = [...draft.recent].reverse().find(({ id, message }) => id === replyTo || message === replyTo);
  if (meant) return meant.author;
  if (typeof replyTo !== 'string') return undefined;
  const known = draft.knownMember(replyTo)?.name;
  // Where messages have ids, a text that is no name of a member is the id of a message long ago.
  return known ?? (draft.recent.some(({ id }) => id !== undefined) ? undefined : replyTo);
}
