/** The closed vocabularies in words for people. */
import type { Category, Effect, Qualifier, Reason, Tier } from '../../model/vocabulary.ts';

export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  'suicide-or-self-harm': 'suicide or self-harm',
  'harm-to-others': 'harm to others',
  'court-order-breach': 'breach of a court order',
  'child-abuse': 'child abuse',
  'child-protection': 'child protection',
  'domestic-abuse': 'domestic abuse',
  uncertain: 'uncertain whether to reply or to escalate',
  'legal-issue': 'legal issue',
  swearing: 'swearing',
  'off-topic': 'off topic',
  'somewhat-inappropriate': 'somewhat inappropriate',
};

export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  'self-harm': 'Self-harm',
  'abuse-disclosure': 'Abuse disclosure',
  'harm-to-others': 'Harm to others',
  grooming: 'Grooming',
  oversharing: 'Oversharing',
  'triggering-content': 'Triggering content',
  bullying: 'Bullying',
  impersonation: 'Impersonation',
  conduct: 'Conduct',
};

export const QUALIFIER_WORDS: Readonly<Record<Qualifier | 'present', string>> = {
  negated: 'negated',
  hypothetical: 'hypothetical',
  question: 'a question',
  past: 'past',
  'third-person': 'about someone else',
  perpetrator: 'told by the one who does it',
  quoted: 'quoted',
  condemned: 'quoted to condemn it',
  fiction: 'fiction',
  education: 'news or education',
  idiom: 'a figure of speech',
  recovery: 'recovery',
  support: 'support to others',
  'content-warning': 'content warning',
  banter: 'banter',
  present: 'going on now',
};

export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  keep: 'changes nothing',
  show: 'noted, changes nothing',
  lower: 'one tier lower',
  medium: 'at most medium',
  low: 'at most low',
  drop: 'dropped',
};

export function tierWord(tier: Tier): string {
  return tier.toUpperCase();
}
