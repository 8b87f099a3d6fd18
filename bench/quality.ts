/**
 * Measures the development data of ../shared/data against the figures that the issues name.
 *
 *   tsx bench/quality.ts [--cli] [--odd] [--only NAME] [--misses NAME [--count N] [--skip N]]
 *
 * --cli judges through `node dist/cli.js classify --input ndjson`, the way a pipeline does; without it, in process.
 * Nothing of the data is written anywhere.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { hashOf } from '../src/evaluate/random.ts';
import { createClassifier, type Assessment, type Category, type Tier } from '../src/index.ts';

const DATA = new URL('../../shared/data/', import.meta.url);

interface Row {
  id: string;
  text: string;
  tiers?: Tier[];
  present?: (Category | Category[])[];
  absent?: (Category | Category[])[];
  group?: string;
  weakBenign?: boolean;
}
type Judged = Row & { verdict: Pick<Assessment, 'tier' | 'reported' | 'findings' | 'score'> };

const { values } = parseArgs({
  options: {
    cli: { type: 'boolean' },
    /** Only rows that no weight was learned from (docs/learned.md). */
    odd: { type: 'boolean' },
    only: { type: 'string' },
    misses: { type: 'string' },
    count: { type: 'string', default: '40' },
    skip: { type: 'string', default: '0' },
  },
});

function rowsOf(file: string): Row[] {
  return readFileSync(new URL(`${file}.jsonl`, DATA), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
    .filter(({ id }) => !values.odd || hashOf(id) % 2 === 1);
}

const classifier = values.cli ? undefined : createClassifier();

async function judgeAll(rows: Row[]): Promise<Judged[]> {
  if (classifier) return rows.map((row) => ({ ...row, verdict: classifier.classify(row.text) }));
  const child = spawn(process.execPath, ['dist/cli.js', 'classify', '--input', 'ndjson'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const out: Judged[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const verdict = JSON.parse(line) as Assessment & { id: string };
      const row = rows[out.length];
      if (row?.id !== verdict.id) throw new Error(`out of order: ${verdict.id}`);
      out.push({ ...row, verdict });
    }
  })();
  for (const { id, text } of rows)
    if (!child.stdin.write(`${JSON.stringify({ id, text })}\n`))
      await new Promise((resolve) => child.stdin.once('drain', resolve));
  child.stdin.end();
  await reading;
  if (out.length !== rows.length) throw new Error(`${rows.length} rows in, ${out.length} out`);
  return out;
}

const share = (rows: readonly Judged[], test: (row: Judged) => boolean): number =>
  rows.filter(test).length / Math.max(1, rows.length);
const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
const isHigh = (row: Judged): boolean => row.verdict.tier === 'high';
const atLeastMedium = (row: Judged): boolean => isHigh(row) || row.verdict.tier === 'medium';
const flagged = (row: Judged): boolean => row.verdict.tier !== 'none';
const reports = (row: Judged, wanted: Category | Category[]): boolean =>
  [wanted].flat().some((category) => row.verdict.reported.includes(category));
const hasPresent = (row: Judged): boolean => (row.present ?? []).every((wanted) => reports(row, wanted));
const hasAbsent = (row: Judged): boolean => (row.absent ?? []).some((wanted) => reports(row, wanted));

interface Figure {
  name: string;
  value: number;
  target?: string;
  ok?: boolean;
  /** Rows that count against the figure. */
  against: Judged[];
}
const figures: Figure[] = [];
function least(name: string, rows: Judged[], test: (row: Judged) => boolean, target?: number): void {
  const value = share(rows, test);
  figures.push({
    name,
    value,
    against: rows.filter((row) => !test(row)),
    ...(target === undefined ? {} : { target: `≥ ${percent(target)}`, ok: value >= target }),
  });
}
function most(name: string, rows: Judged[], test: (row: Judged) => boolean, target?: number): void {
  const value = share(rows, test);
  figures.push({
    name,
    value,
    against: rows.filter(test),
    ...(target === undefined ? {} : { target: `≤ ${percent(target)}`, ok: value <= target }),
  });
}

const SETS: Record<string, (rows: Judged[]) => void> = {
  'cssrs-7point-suicidewatch': (rows) => {
    const high = rows.filter((row) => row.tiers?.[0] === 'high' && row.tiers.length === 1);
    least('cssrs.high', high, isHigh, 0.85);
    least('cssrs.high-or-medium', high, atLeastMedium, 0.95);
    for (const group of [...new Set(rows.map((row) => row.group ?? ''))].sort()) {
      const own = rows.filter((row) => row.group === group);
      least(
        `cssrs.${group}.acceptable(${own.filter((row) => row.tiers).length})`,
        own.filter((row) => row.tiers),
        (row) => row.tiers!.includes(row.verdict.tier),
      );
      least(`cssrs.${group}.high(${own.length})`, own, isHigh);
    }
  },
  'suicidewatch-vs-teenagers': (rows) => {
    least(
      'suicidewatch.high-or-medium',
      rows.filter((row) => row.group !== 'teenagers'),
      atLeastMedium,
      0.85,
    );
    least(
      'suicidewatch.high',
      rows.filter((row) => row.group !== 'teenagers'),
      isHigh,
    );
    const teenagers = rows.filter((row) => row.group === 'teenagers');
    most('teenagers.high-or-medium', teenagers, atLeastMedium, 0.04);
    most('teenagers.self-harm', teenagers, (row) => row.verdict.reported.includes('self-harm'));
    most('teenagers.self-harm-medium', teenagers, (row) =>
      row.verdict.findings.some(
        (f) => f.category === 'self-harm' && (f.tier === 'high' || f.tier === 'medium'),
      ),
    );
    most('teenagers.high', teenagers, isHigh);
  },
  'openchs-child-helpline-preview': (rows) => {
    least(
      'helpline.high-or-medium',
      rows.filter((row) => row.tiers),
      (row) => atLeastMedium(row),
      0.85,
    );
    least(
      'helpline.acceptable',
      rows.filter((row) => row.tiers),
      (row) => row.tiers!.includes(row.verdict.tier),
    );
  },
  'davidson-hate-offensive': (rows) => {
    least(
      'davidson.reported',
      rows.filter((row) => row.present),
      hasPresent,
      0.9,
    );
    most(
      'davidson.neither',
      rows.filter((row) => row.group === 'neither'),
      hasAbsent,
      0.15,
    );
  },
  'bias-madlibs-10k': (rows) => {
    const present = rows.filter((row) => row.present);
    const absent = rows.filter((row) => row.absent);
    const hit = present.filter(hasPresent).length;
    const wrong = absent.filter(hasAbsent).length;
    const value = (2 * hit) / (2 * hit + wrong + present.length - hit);
    figures.push({
      name: 'madlibs.f1',
      value,
      target: '≥ 90.00 %',
      ok: value >= 0.9,
      against: [...present.filter((row) => !hasPresent(row)), ...absent.filter(hasAbsent)],
    });
    most('madlibs.false', absent, hasAbsent);
  },
  'benign-banking77': benign,
  'benign-clinc150': benign,
  'benign-nl2bash': benign,
  'benign-movie-plots': (rows) => most('plots.high', rows, isHigh, 0.005),
  'benign-movie-review-sentences': (rows) => most('reviews.high', rows, isHigh, 0.005),
  'wiki-toxicity-nonfuzzed': toxic('wiki'),
  'edos-sexism': toxic('edos'),
  convabuse: toxic('convabuse'),
  diasafety: toxic('diasafety'),
  'toxic-spans-semeval21': toxic('spans'),
  'pii-syn-nano-en': toxic('pii-nano'),
  'presidio-synth-v2': toxic('presidio'),
  dreaddit: (rows) => {
    for (const group of [...new Set(rows.map((row) => row.group ?? ''))].sort()) {
      const own = rows.filter((row) => row.group === group);
      least(`dreaddit.${group}.high-or-medium(${own.length})`, own, atLeastMedium);
    }
    const labelled = rows.filter((row) => row.present);
    least('dreaddit.present', labelled, hasPresent);
  },
};
const benignRows: Judged[] = [];
function benign(rows: Judged[]): void {
  benignRows.push(...rows);
}
function toxic(name: string) {
  return (rows: Judged[]): void => {
    least(
      `${name}.present`,
      rows.filter((row) => row.present),
      hasPresent,
    );
    most(
      `${name}.absent`,
      rows.filter((row) => row.absent),
      hasAbsent,
    );
  };
}

const started = performance.now();
for (const [file, read] of Object.entries(SETS)) {
  if (!existsSync(new URL(`${file}.jsonl`, DATA)))
    throw new Error(`no development data at ${DATA.pathname}${file}.jsonl`);
  if (values.only && !file.includes(values.only)) continue;
  read(await judgeAll(rowsOf(file)));
}
if (benignRows.length > 0) {
  most('benign.flagged', benignRows, flagged, 0.01);
  most('benign.high', benignRows, isHigh, 1 / 2500);
}
if (values.misses) {
  const figure = figures.find(({ name }) => name === values.misses);
  if (!figure)
    throw new Error(`no figure ${values.misses}; there are ${figures.map(({ name }) => name).join(', ')}`);
  const from = Number(values.skip);
  for (const row of figure.against.slice(from, from + Number(values.count)))
    console.log(
      `${row.id} [${row.group ?? ''}] ${row.verdict.tier} ${row.verdict.findings
        .map((f) => `${f.rule}:${f.tier} “${f.spans[0]?.text ?? ''}”`)
        .slice(0, 4)
        .join(' | ')}\n   ${row.text.slice(0, 420).replaceAll('\n', ' ')}`,
    );
}
for (const { name, value, target, ok } of figures)
  console.log(
    `${ok === undefined ? ' ' : ok ? '+' : '-'} ${name.padEnd(48)} ${percent(value).padStart(9)} ${target ?? ''}`,
  );
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
