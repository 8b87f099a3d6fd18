import type { Detail, DetailKind } from '../model/detail.ts';
import { rounded } from '../model/rounded.ts';
import { findAbsences } from './absence.ts';
import { findAges } from './age.ts';
import { findBirthDates } from './birth.ts';
import { findHandles } from './handle.ts';
import { findImmigrationStatus } from './immigration.ts';
import { findLocations } from './location.ts';
import { findMeetings } from './meeting.ts';
import { findRoutines } from './routine.ts';
import { findSchools } from './school.ts';
import { findWorkplaces } from './workplace.ts';
import { findAddresses } from './address.ts';
import { findCredentials } from './credential.ts';
import { findEmails } from './email.ts';
import type { Candidate, Finder } from './finder.ts';
import { findNames } from './name.ts';
import { findNumbered } from './numbered.ts';
import { overlapsPlaceholder } from './placeholder.ts';
import { findSaidPhones } from './phone-said.ts';
import { findShaped } from './shaped.ts';
import { readPost } from './source.ts';

/** From this confidence on a candidate is a detail. */
const ENOUGH = 0.5;

/** One finder a kind, or a family of kinds. Order does not matter: the surer candidate wins, then the longer one. */
const FINDERS: readonly Finder[] = [
  findShaped,
  findEmails,
  findNames,
  findAddresses,
  findCredentials,
  findNumbered,
  findSaidPhones,
  findAbsences,
  findAges,
  findBirthDates,
  findHandles,
  findImmigrationStatus,
  findLocations,
  findMeetings,
  findRoutines,
  findSchools,
  findWorkplaces,
];

export interface FindOptions {
  /** Only these kinds; default: all. */
  kinds?: readonly DetailKind[];
  /** From this confidence on (0..1); default 0.5. */
  minConfidence?: number;
}

/**
 * The personal details of a post, in the order of the text, without overlaps. What stands in placeholders of `redact`
 * is none. Says what is there, not whether it matters: that is for `classify` to judge. Never throws.
 *
 * @example
 * findDetails('text me on 07700 900123')[0]; // { kind: 'phone', start: 11, end: 23, text: '07700 900123', … }
 */
export function findDetails(text: string, { kinds, minConfidence = ENOUGH }: FindOptions = {}): Detail[] {
  const { source, toOriginal } = readPost(text);
  const wanted = kinds && new Set(kinds);
  const sure = FINDERS.flatMap((find) => find(source))
    .filter(({ kind }) => wanted?.has(kind) !== false)
    .map((candidate) => ({ ...candidate, confidence: confidenceOf(candidate) }))
    .filter(({ confidence, start, end }) => confidence >= minConfidence && end > start);
  const best = sure.sort(
    (a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Uint8Array(source.text.length);
  const details: Detail[] = [];
  for (const { kind, start, end, confidence, contributions } of best) {
    if (taken.subarray(start, end).includes(1) || overlapsPlaceholder(source.text, start, end)) continue;
    taken.fill(1, start, end);
    const place = toOriginal({ start, end });
    details.push({
      kind,
      ...place,
      text: text.slice(place.start, place.end),
      confidence,
      contributions: [...contributions],
    });
  }
  return details.sort((a, b) => a.start - b.start);
}

function confidenceOf({ contributions }: Candidate): number {
  const sum = contributions.reduce((total, { points }) => total + points, 0);
  return rounded(Math.min(1, Math.max(0, sum)), 2);
}
