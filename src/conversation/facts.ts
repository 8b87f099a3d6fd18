/** What members say of themselves, and what of it does not fit. */
import type { Fact, PairFact } from '../model/conversation.ts';
import { hashOf } from '../model/hash.ts';
import type { Said } from './signals.ts';
import { type Draft, MOST, type MemberState } from './state.ts';

const CHILD = { from: 5, below: 18 };
const OLDEST = 110;
/** Years by which two statements of an age may differ: a birthday, and “nearly 14”. */
const SLACK = 1;
/** Letters from which on a text is long enough to be called the same as another. */
const LONG_TEXT = 24;
/** Members to whom somebody has sent the same. */
const MANY = 3;

/** Takes down what a message says of its author; returns the facts that it brings to light. */
export function learnFacts(member: MemberState, said: ReadonlyMap<string, Said>): Fact[] {
  const found: Fact[] = [];
  const age = Number(said.get('own-age')?.value);
  if (age >= CHILD.from && age <= OLDEST) {
    const before = member.facts['age'];
    if (before !== undefined && Math.abs(before - age) > SLACK) found.push('age-contradiction');
    else member.facts = { ...member.facts, age };
  }
  for (const kind of ['place', 'job'] as const) {
    const value = said.get(`own-${kind}`)?.value;
    if (value === undefined) continue;
    const hash = hashOf(value);
    const before = member.facts[kind];
    if (before !== undefined && before !== hash) found.push(`${kind}-contradiction`);
    member.facts = { ...member.facts, [kind]: hash };
  }
  for (const kind of ['child', 'adult'] as const)
    if (said.has(`is-${kind}`)) member.facts = { ...member.facts, [kind]: (member.facts[kind] ?? 0) + 1 };
  if (isSaidChild(member) && (member.facts['adult'] ?? 0) > 0 && said.has('is-adult'))
    found.push('age-contradiction');
  return found;
}

/** By the age that they gave. */
function isSaidChild({ facts: { age } }: MemberState): boolean {
  return age !== undefined && age < CHILD.below;
}

function isChild(member: MemberState | undefined): boolean {
  if (!member) return false;
  const { age, child = 0, adult = 0 } = member.facts;
  return age === undefined ? child > adult : age < CHILD.below;
}

function isAdult(member: MemberState | undefined): boolean {
  if (!member) return false;
  const { age, child = 0, adult = 0 } = member.facts;
  return age === undefined ? adult > child : age >= CHILD.below;
}

export function pairFacts(draft: Draft, subject: string, target: string): Set<PairFact> {
  const [one, other] = [draft.knownMember(subject), draft.knownMember(target)];
  const facts = new Set<PairFact>();
  if (isChild(other)) facts.add('target-child');
  if (isChild(other) && isAdult(one)) facts.add('child-and-adult');
  if (isAdult(one) && isAdult(other)) facts.add('both-adults');
  if (isChild(one) && isChild(other)) facts.add('both-children');
  return facts;
}

/** Whether the same longer text has now gone to several members. */
export function sendsAround(member: MemberState, text: string, to: string | null): boolean {
  if (to === null || text.length < LONG_TEXT) return false;
  const plain = text.toLowerCase().replaceAll(/\P{L}+/gu, '');
  if (plain.length < LONG_TEXT) return false;
  const hash = hashOf(plain);
  member.texts = [...member.texts, { hash, to }].slice(-MOST.texts);
  return new Set(member.texts.filter((one) => one.hash === hash).map((one) => one.to)).size >= MANY;
}

/** Whether a word of the text was agreed on as a signal. */
export function usesCodeword({ codewords = [] }: MemberState, text: string): boolean {
  if (codewords.length === 0) return false;
  return text
    .toLowerCase()
    .split(/\P{L}+/u)
    .some((word) => word.length > 2 && codewords.includes(hashOf(word)));
}
