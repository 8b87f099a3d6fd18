import type { FindOptions } from '../detect/find-details.ts';
import type { Detail, DetailKind } from '../model/detail.ts';
import { redact, render } from './redact.ts';

/** What a member can be told about the details of their post, before it is published. */
export interface Advice {
  /** Each kind that was found, in the order of the post: the words, and why they are a risk. */
  found: { kind: DetailKind; texts: string[]; why: string }[];
  /** What details tell together that none of them tells alone. */
  together: string[];
  /** The post with plain words in place of the details, for the member to go on from. */
  suggestion: string;
}

interface Saying {
  why: string;
  /** What stands in the suggested post. */
  instead: string;
}

const SAYINGS: Readonly<Record<DetailKind, Saying>> = {
  name: { why: 'a full name leads to profiles, a workplace and relatives', instead: '[a name]' },
  email: { why: 'anybody who reads along can write to it, now and later', instead: '[e-mail address]' },
  phone: {
    why: 'anybody who reads along can call it, and find who it belongs to',
    instead: '[phone number]',
  },
  address: { why: 'anybody who reads along can come to the door', instead: '[address]' },
  postcode: { why: 'a postcode is a dozen houses', instead: '[postcode]' },
  'date-of-birth': { why: 'with a name it opens accounts', instead: '[date of birth]' },
  age: { why: 'it tells adults who look for children whom to write to', instead: '[age]' },
  school: { why: 'it says where a child can be found on any weekday', instead: '[a school]' },
  workplace: { why: 'it says where somebody can be found on any working day', instead: '[a workplace]' },
  location: { why: 'it says where somebody is now', instead: '[a place]' },
  meeting: { why: 'strangers can be there too', instead: '[a place and time]' },
  routine: {
    why: 'it says when and where somebody will be, week after week',
    instead: '[at a regular time]',
  },
  absence: { why: 'it says when nobody is at home', instead: '[for a while]' },
  handle: { why: 'it takes the talk to where no moderator looks', instead: '[an account]' },
  credential: {
    why: 'whoever reads it can use it: change it now, taking it out is not enough',
    instead: '[a secret]',
  },
  'national-id': { why: 'it can be used to pose as somebody', instead: '[a number]' },
  passport: { why: 'it can be used to pose as somebody', instead: '[passport number]' },
  'driving-licence': { why: 'it can be used to pose as somebody', instead: '[licence number]' },
  card: { why: 'it can be paid with: tell the bank if it was public', instead: '[card number]' },
  'bank-account': { why: 'it can be used for swindles in somebody’s name', instead: '[bank details]' },
  'crypto-wallet': { why: 'it shows every payment, and invites swindlers', instead: '[a wallet]' },
  'ip-address': { why: 'it leads to a connection and roughly to a place', instead: '[IP address]' },
  'mac-address': { why: 'it identifies a device in every network', instead: '[device address]' },
  'vehicle-plate': { why: 'a car is easy to recognise and to follow', instead: '[number plate]' },
  'medical-id': { why: 'it leads to health records', instead: '[patient number]' },
  'immigration-status': { why: 'it can be used to threaten or report somebody', instead: '[status]' },
};

const TIMES: ReadonlySet<DetailKind> = new Set(['routine', 'meeting']);
const PLACES: ReadonlySet<DetailKind> = new Set(['address', 'postcode', 'school', 'workplace', 'location']);
const CHILD: ReadonlySet<DetailKind> = new Set(['age', 'school']);

/**
 * What was found in a post, why it is a risk and how it could read without; undefined if nothing was found. Says
 * nothing of how severe it is: that is what `classify` says.
 *
 * @example
 * adviseMember('text me on 07700 900123')?.suggestion; // 'text me on [phone number]'
 */
export function adviseMember(text: string, options: FindOptions = {}): Advice | undefined {
  const { details } = redact(text, { ...options, style: 'label' });
  if (details.length === 0) return undefined;
  const kinds = [...new Set(details.map(({ kind }) => kind))];
  return {
    found: kinds.map((kind) => ({
      kind,
      texts: [...new Set(details.filter((detail) => detail.kind === kind).map((detail) => detail.text))],
      why: SAYINGS[kind].why,
    })),
    together: togetherOf(details),
    suggestion: render(text, details, ({ kind }) => SAYINGS[kind].instead).text,
  };
}

function togetherOf(details: readonly Detail[]): string[] {
  const has = (kinds: ReadonlySet<DetailKind>): boolean => details.some(({ kind }) => kinds.has(kind));
  const named = details.some(({ kind }) => kind === 'name');
  return [
    ...(named && has(PLACES) && has(TIMES)
      ? ['a name, a place and a time: a stranger knows whom to wait for, where and when']
      : []),
    ...(named && has(CHILD)
      ? ['a name and a child’s age or school: the child can be found and addressed by name']
      : []),
    ...(has(PLACES) && details.some(({ kind }) => kind === 'absence')
      ? ['a place and an absence: it says which house is empty, and when']
      : []),
  ];
}
