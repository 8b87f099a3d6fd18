import type { Detail, DetailKind } from '../model/detail.ts';
import { rounded } from '../model/rounded.ts';
import type { Tokens } from '../tokenise/tokens.ts';
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
import { NUMBERED } from './numbered.ts';
import { NEEDS, type Need } from './needs.ts';
import { overlapsPlaceholder } from './placeholder.ts';
import { findSaidPhones, findSpokenPhones } from './phone-said.ts';
import { findShaped, shapesOf } from './shaped.ts';
import { type Reading, readPost } from './source.ts';

/** From this confidence on a candidate is a detail. */
const ENOUGH = 0.5;

export interface FinderEntry {
  readonly find: Finder;
  /** The same from the tokens of a post whose shapes are merged (detect.ts), which is far cheaper. */
  readonly findShapes?: (reading: Reading, tokens: Tokens) => Candidate[];
  readonly kinds: readonly DetailKind[];
  readonly needs: readonly Need[];
}

/** Their details are told in too many words to tell from words where there may be some. No bundled rule asks for these kinds. */
const ALWAYS: readonly Need[] = [{}];

/** One finder a kind, or a family of kinds. Order does not matter: the surer candidate wins, then the longer one. */
export const FINDERS: readonly FinderEntry[] = [
  {
    find: findShaped,
    findShapes: shapesOf,
    kinds: [
      'phone',
      'card',
      'bank-account',
      'national-id',
      'postcode',
      'ip-address',
      'crypto-wallet',
      'mac-address',
      'location',
      'vehicle-plate',
    ],
    needs: NEEDS.shaped,
  },
  { find: findEmails, kinds: ['email'], needs: NEEDS.email },
  { find: findNames, kinds: ['name'], needs: NEEDS.name },
  { find: findAddresses, kinds: ['address'], needs: NEEDS.address },
  { find: findCredentials, kinds: ['credential'], needs: NEEDS.credential },
  ...NUMBERED,
  { find: findSaidPhones, kinds: ['phone'], needs: NEEDS.phoneSaid },
  { find: findSpokenPhones, kinds: ['phone'], needs: [...NEEDS.phoneSaid, ...NEEDS.phoneSpoken] },
  { find: findAbsences, kinds: ['absence'], needs: NEEDS.absence },
  { find: findAges, kinds: ['age'], needs: ALWAYS },
  { find: findBirthDates, kinds: ['date-of-birth'], needs: NEEDS.birth },
  { find: findHandles, kinds: ['handle'], needs: NEEDS.handle },
  { find: findImmigrationStatus, kinds: ['immigration-status'], needs: NEEDS.immigration },
  { find: findLocations, kinds: ['location'], needs: ALWAYS },
  { find: findMeetings, kinds: ['meeting'], needs: NEEDS.meeting },
  { find: findRoutines, kinds: ['routine'], needs: ALWAYS },
  { find: findSchools, kinds: ['school'], needs: ALWAYS },
  { find: findWorkplaces, kinds: ['workplace'], needs: ALWAYS },
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
  const reading = readPost(text);
  const candidates = FINDERS.flatMap(({ find }) => find(reading.source));
  return settled(
    text,
    reading,
    kinds ? candidates.filter(({ kind }) => kinds.includes(kind)) : candidates,
    minConfidence,
  );
}

/** Of candidates that overlap the surest, then the longest: what is left is a detail. */
export function settled(
  text: string,
  reading: Reading,
  candidates: readonly Candidate[],
  minConfidence: number = ENOUGH,
): Detail[] {
  const { source } = reading;
  const sure = candidates
    .map((candidate) => ({ ...candidate, confidence: confidenceOf(candidate) }))
    .filter(({ confidence, start, end }) => confidence >= minConfidence && end > start);
  if (sure.length === 0) return [];
  const best = sure.sort(
    (a, b) => b.confidence - a.confidence || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const taken = new Uint8Array(source.text.length);
  const details: Detail[] = [];
  for (const { kind, start, end, confidence, contributions } of best) {
    if (taken.subarray(start, end).includes(1) || overlapsPlaceholder(source.text, start, end)) continue;
    taken.fill(1, start, end);
    const place = reading.toOriginal({ start, end });
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
