import { type ConversationRule, FACTS, type SignRule } from '../model/conversation.ts';
import { matchesGlob } from '../model/glob.ts';
import type { Pack } from '../model/pack.ts';
import { ruleName } from '../model/rule-name.ts';

/** A sign of a conversation rule, by their positions in the pack and in the rule. */
interface SignRef {
  rule: number;
  sign: number;
}

/** Which signs of which rules wait for what a message may hold. */
export interface SignIndex {
  rules: readonly ConversationRule[];
  /** By rule (`category/id`), signal (`says/id`) or fact (`fact/id`). */
  waiting: ReadonlyMap<string, readonly SignRef[]>;
}

/** Names that a sign may wait for, and how each may also be called. */
export function namesOf(pack: Pick<Pack, 'rules' | 'signals'>): Map<string, string[]> {
  return new Map([
    ...pack.rules.map((rule): [string, string[]] => [
      ruleName(rule),
      [ruleName(rule), `${rule.category}.${rule.concept}`],
    ]),
    ...(pack.signals ?? []).map(({ id }): [string, string[]] => [`says/${id}`, [`says/${id}`]]),
    ...FACTS.map((id): [string, string[]] => [`fact/${id}`, [`fact/${id}`]]),
  ]);
}

export function indexSigns(pack: Pack): SignIndex {
  const rules = pack.conversation ?? [];
  const waiting = new Map<string, SignRef[]>();
  for (const [name, called] of namesOf(pack)) {
    const refs = rules.flatMap(({ signs }, rule) =>
      signs.flatMap((sign, k) => (waitsFor(sign, called) ? [{ rule, sign: k }] : [])),
    );
    if (refs.length > 0) waiting.set(name, refs);
  }
  return { rules, waiting };
}

function waitsFor({ when, except = [] }: SignRule, called: readonly string[]): boolean {
  const matches = (glob: string): boolean => called.some((name) => matchesGlob(glob, name));
  return when.some(matches) && !except.some(matches);
}
