import type { Contribution, Span } from './assessment.ts';

/**
 * Kinds of personal details, finer than the concepts of `oversharing` where a reader would name them differently.
 * `conceptOf` gives the concept.
 */
export const DETAIL_KINDS = [
  'name',
  'email',
  'phone',
  'address',
  'postcode',
  'date-of-birth',
  'age',
  'school',
  'workplace',
  'location',
  'meeting',
  'routine',
  'absence',
  'handle',
  'credential',
  'national-id',
  'passport',
  'driving-licence',
  'card',
  'bank-account',
  'crypto-wallet',
  'ip-address',
  'mac-address',
  'vehicle-plate',
  'medical-id',
  'immigration-status',
] as const;
export type DetailKind = (typeof DETAIL_KINDS)[number];

/** A personal detail in a post: what it is, where it stands, how sure that is, and why. */
export interface Detail extends Span {
  kind: DetailKind;
  /** 0..1: the sum of the contributions, cut off at both ends. */
  confidence: number;
  contributions: Contribution[];
}

const CONCEPTS: Partial<Record<DetailKind, string>> = {
  name: 'full-name',
  age: 'age-of-child',
  school: 'school-or-workplace',
  workplace: 'school-or-workplace',
  location: 'live-location',
  meeting: 'live-location',
  routine: 'routine-or-timetable',
  absence: 'absence-from-home',
  passport: 'national-id',
  'driving-licence': 'national-id',
  card: 'bank',
  'bank-account': 'bank',
  'crypto-wallet': 'bank',
  'mac-address': 'ip-address',
};

/** The concept of `oversharing` (rules/en/categories.yaml) that a kind belongs to. */
export function conceptOf(kind: DetailKind): string {
  return CONCEPTS[kind] ?? kind;
}
