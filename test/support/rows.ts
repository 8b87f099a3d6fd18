import { readFileSync } from 'node:fs';
import type { Assessment, Category, Tier } from '../../src/index.ts';

/** A labelled post in the evaluation format of DESIGN.md. */
export interface Row {
  id: string;
  text: string;
  group: string;
  tiers?: Tier[];
  present?: (Category | Category[])[];
  absent?: (Category | Category[])[];
}

export function readRows(file: URL | string): Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

type Judged = Pick<Assessment, 'tier' | 'reported'>;

function reports(judged: Judged, wanted: Category | Category[]): boolean {
  return [wanted].flat().some((category) => judged.reported.includes(category));
}

/** What a row states and the assessment does not meet; empty where all is met. A row counts only for what it states. */
export function unmet(row: Row, judged: Judged): string[] {
  return [
    ...(row.tiers && !row.tiers.includes(judged.tier)
      ? [`${judged.tier} instead of ${row.tiers.join('/')}`]
      : []),
    ...(row.present ?? [])
      .filter((wanted) => !reports(judged, wanted))
      .map((wanted) => `${[wanted].flat().join('/')} not reported`),
    ...(row.absent ?? [])
      .filter((wanted) => reports(judged, wanted))
      .map((wanted) => `${[wanted].flat().join('/')} reported`),
  ];
}
