/**
 * Personal details found in the development data of ../shared/data, here and by other libraries.
 *
 *   tsx bench/details.ts [--misses KIND | --false] [--count N] [--json]
 *
 * Spans count as found if a detail of the kind overlaps them. A detail is false if it overlaps no labelled span at all;
 * "other" is one that overlaps only spans of other labels. Nothing of the data is written anywhere.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DetailKind } from '../src/redact/index.ts';
import { CONTENDERS, type Found } from './details-contenders.ts';

const DATA = new URL('../../shared/data/', import.meta.url);

/** Labels of the data that DOMAIN.md calls oversharing, and the kinds that are right for them. */
const KINDS: Readonly<Record<string, readonly DetailKind[]>> = {
  PERSON: ['name'],
  STREET_ADDRESS: ['address', 'postcode'],
  ZIP_CODE: ['postcode', 'address'],
  PHONE_NUMBER: ['phone'],
  PHONE: ['phone'],
  EMAIL_ADDRESS: ['email'],
  EMAIL: ['email'],
  CREDIT_CARD: ['card'],
  IP_ADDRESS: ['ip-address'],
  US_SSN: ['national-id'],
  SSN: ['national-id'],
  PASSWORD: ['credential'],
  PASSPORT: ['passport'],
  PASSPORT_NUM: ['passport'],
  DRIVER_LICENSE: ['driving-licence'],
  DRIVER_LICENSE_NUM: ['driving-licence'],
  LICENSE: ['driving-licence'],
  IBAN: ['bank-account'],
  BANK_ACCOUNT: ['bank-account'],
  BANK_ACCOUNT_NUM: ['bank-account'],
  ACCOUNT_NUMBER: ['bank-account'],
  ACCOUNT: ['bank-account', 'national-id', 'handle'],
  ROUTING_NUMBER: ['bank-account'],
  TAX_ID: ['national-id'],
  TAXID: ['national-id'],
  PAN: ['national-id'],
  AADHAR: ['national-id'],
  VOTER_ID: ['national-id'],
  PATIENT_ID: ['medical-id'],
  PID: ['medical-id'],
  MEDICAL_RECORD: ['medical-id'],
  INSURANCE_ID: ['medical-id'],
  USERNAME: ['handle'],
  USERID: ['handle'],
  USER_ID: ['handle'],
};
/** Labels that are no oversharing: neither counted as missed nor, if found, as false. */
const SETS = ['presidio-synth-v2', 'pii-syn-nano-en'] as const;

interface Row {
  text: string;
  spans: { start: number; end: number; label: string }[];
}

const { values } = parseArgs({
  options: {
    misses: { type: 'string' },
    false: { type: 'boolean' },
    count: { type: 'string', default: '60' },
  },
});

/** The spans of the data are code points; everything here counts UTF-16 units. */
function rowsOf(set: string): Row[] {
  return readFileSync(new URL(`${set}.jsonl`, DATA), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string; spans?: [number, number, string][] })
    .map(({ text, spans = [] }) => {
      const units = [0];
      for (const char of text) units.push(units.at(-1)! + char.length);
      return {
        text,
        spans: spans.map(([start, end, label]) => ({ start: units[start]!, end: units[end]!, label })),
      };
    });
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;
const right = (found: Found, label: string): boolean =>
  found.kind === undefined || (KINDS[label]?.includes(found.kind) ?? false);

interface Tally {
  total: number;
  found: number;
}

async function measure(
  name: string,
  find: (text: string) => Found[] | Promise<Found[]>,
  set: string,
): Promise<void> {
  const kinds = new Map<string, Tally>();
  let spans = 0;
  let wrong = 0;
  /** Finds that overlap only spans of other labels, by their kind and those labels. */
  const others = new Map<string, number>();
  const shown: string[] = [];
  for (const { text, spans: gold } of rowsOf(set)) {
    const found = await find(text);
    for (const span of gold) {
      if (KINDS[span.label] === undefined) continue;
      const tally = kinds.get(span.label) ?? { total: 0, found: 0 };
      kinds.set(span.label, tally);
      tally.total++;
      if (found.some((one) => overlaps(one, span) && right(one, span.label))) tally.found++;
      else if (values.misses === span.label)
        shown.push(
          `${text.slice(Math.max(0, span.start - 50), span.start)}<<${text.slice(span.start, span.end)}>>${text.slice(span.end, span.end + 30)}`,
        );
    }
    for (const one of found) {
      spans++;
      const touched = gold.filter((span) => overlaps(one, span));
      if (touched.length === 0) {
        wrong++;
        if (values.false === true)
          shown.push(
            `${one.kind}: ${text.slice(Math.max(0, one.start - 40), one.start)}<<${text.slice(one.start, one.end)}>>${text.slice(one.end, one.end + 30)}`,
          );
      } else if (!touched.some(({ label }) => right(one, label))) {
        const called = `${one.kind ?? 'any'} on ${touched.map(({ label }) => label).join(' ')}`;
        others.set(called, (others.get(called) ?? 0) + 1);
        if (values.false === true)
          shown.push(
            `${called}: ${text.slice(Math.max(0, one.start - 40), one.start)}<<${text.slice(one.start, one.end)}>>${text.slice(one.end, one.end + 30)}`,
          );
      }
    }
  }
  const all = [...kinds.values()].reduce((sum, one) => ({
    total: sum.total + one.total,
    found: sum.found + one.found,
  }));
  const other = [...others.values()].reduce((sum, count) => sum + count, 0);
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
  console.log(
    `\n${set}, ${name}: recall ${share(all.found, all.total)} of ${all.total}; ${spans} found, false ${share(wrong, spans)}, other label ${share(other, spans)}`,
  );
  if (name.startsWith('safetier')) {
    for (const [label, { total, found }] of [...kinds].sort((a, b) => b[1].total - a[1].total))
      console.log(
        `  ${label.padEnd(20)} ${String(found).padStart(4)} / ${String(total).padEnd(4)} ${share(found, total)}`,
      );
    for (const [called, count] of [...others].sort((a, b) => b[1] - a[1]))
      console.log(`  other label: ${String(count).padStart(3)} ${called}`);
    for (const line of shown.slice(0, Number(values.count))) console.log(`    ${JSON.stringify(line)}`);
  }
}

for (const set of SETS)
  for (const { name, find } of CONTENDERS)
    if (name.startsWith('safetier') || (values.misses === undefined && values.false !== true))
      await measure(name, find, set);
