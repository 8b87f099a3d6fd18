/** Where things are booked: to a member, or to a member towards another. */
import type { Draft, Kept } from './state.ts';
import type { Now } from './track.ts';

/** Whose track a sign belongs to. In a pair, the other side is null where nobody is meant. */
export interface Account {
  kept: 'member' | 'pair';
  subject: string;
  target: string | null;
}

/** The room as the other side of a pair. */
export const NOBODY = '';

export function ofMember(subject: string): Account {
  return { kept: 'member', subject, target: null };
}

export function knownKept(draft: Draft, { kept, subject, target }: Account): Kept | undefined {
  return kept === 'member' ? draft.knownMember(subject) : draft.knownPair(subject, target ?? NOBODY);
}

/** The same, to be changed. */
export function keptOf(draft: Draft, { kept, subject, target }: Account): Kept {
  return kept === 'member' ? draft.member(subject) : draft.pair(subject, target ?? NOBODY);
}

export function nowOf(draft: Draft, account: Account): Now {
  const { message, at } = draft;
  return { message, turn: knownKept(draft, account)?.turns ?? 0, at };
}
