/** The closed vocabularies of DOMAIN.md. Order matters where it is stated: tiers rise, actions are listed by urgency. */

/** Tiers from none to high; the index is the rank. */
export const TIERS = ['none', 'low', 'medium', 'high'] as const;
export type Tier = (typeof TIERS)[number];

/** The definitions of DOMAIN.md section 1 by their tier; the first is the one where nothing else is said. */
export const REASONS_OF = {
  high: [
    'suicide-or-self-harm',
    'harm-to-others',
    'court-order-breach',
    'child-abuse',
    'child-protection',
    'domestic-abuse',
  ],
  medium: ['uncertain', 'legal-issue'],
  low: ['swearing', 'off-topic', 'somewhat-inappropriate'],
} as const;
export const REASONS = [...REASONS_OF.high, ...REASONS_OF.medium, ...REASONS_OF.low] as const;
export type Reason = (typeof REASONS)[number];

export const CATEGORIES = [
  'self-harm',
  'abuse-disclosure',
  'harm-to-others',
  'grooming',
  'oversharing',
  'triggering-content',
  'bullying',
  'impersonation',
  'conduct',
] as const;
export type Category = (typeof CATEGORIES)[number];

export const QUALIFIERS = [
  'negated',
  'hypothetical',
  'question',
  'past',
  'third-person',
  'perpetrator',
  'quoted',
  'condemned',
  'fiction',
  'education',
  'idiom',
  'recovery',
  'support',
  'content-warning',
  'banter',
] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

/** What a qualifier does to a finding: see docs/rule-language.md, "Qualifiers". */
export const EFFECTS = ['keep', 'show', 'lower', 'medium', 'low', 'drop'] as const;
export type Effect = (typeof EFFECTS)[number];

export const ACTIONS = [
  'emergency-services-per-policy',
  'escalate-to-safeguarding-lead',
  'hold',
  'preserve-evidence',
  'restrict-contact',
  'verify-identity',
  'edit-out-details',
  'add-content-warning',
  'respond-to-member',
  'signpost-support',
  'remove',
  'second-opinion',
  'publish',
] as const;
export type Action = (typeof ACTIONS)[number];

export const AUDIENCES = ['adults', 'children', 'mixed'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** 0 for none up to 3 for high. */
export function rankOf(tier: Tier): number {
  return TIERS.indexOf(tier);
}

export function tierOfRank(rank: number): Tier {
  return TIERS[Math.max(0, Math.min(3, rank))] ?? 'none';
}

export function lowerOf(a: Tier, b: Tier): Tier {
  return rankOf(a) <= rankOf(b) ? a : b;
}

export function higherOf(a: Tier, b: Tier): Tier {
  return rankOf(a) >= rankOf(b) ? a : b;
}
