/**
 * Measures the development data of ../shared/data against the figures that the issues name.
 *
 *   tsx bench/quality.ts [--cli] [--odd] [--only NAME] [--misses FIGURE [--count N] [--skip N]]
 *
 * --cli judges through `node dist/cli.js classify --input ndjson`, the way a pipeline does; without it, in process.
 * Nothing of the data is written anywhere. Each figure is an evaluation of rows that state just what it is about;
 * `safetier evaluate ../shared/data/*.jsonl` has everything else.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readRows } from '../src/cli/evaluate/rows.ts';
import { listingText } from '../src/cli/evaluate/listing-text.ts';
import { makePage } from '../src/cli/text/page.ts';
import { type EvaluationRow, type Report, evaluate } from '../src/evaluate/index.ts';
import { hashOf } from '../src/evaluate/random.ts';
import { type Figure, SETS } from './quality/sets.ts';
import { type Judge, inProcess, throughCommand } from './quality/judges.ts';

const DATA = new URL('../../shared/data/', import.meta.url);

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

async function rowsOf(file: string): Promise<EvaluationRow[]> {
  const path = fileURLToPath(new URL(`${file}.jsonl`, DATA));
  if (!existsSync(path)) throw new Error(`no development data at ${path}`);
  const { rows, bad } = await readRows([path], (message) => console.error(message));
  if (bad > 0) throw new Error(`${bad} bad lines in ${path}`);
  return rows.filter(({ id }) => values.odd !== true || hashOf(id) % 2 === 1);
}

function printFigure({ name, read, sense, target }: Figure, report: Report): void {
  const value = read(report);
  const met = target === undefined ? undefined : sense === '≥' ? value >= target : value <= target;
  console.log(
    `${met === undefined ? ' ' : met ? '+' : '-'} ${name.padEnd(48)} ${percent(value).padStart(9)}${target === undefined ? '' : ` ${sense} ${percent(target)}`}`,
  );
}

function percent(value: number): string {
  return `${(value * 100).toFixed(2)} %`;
}

/** The rows that count against a figure, with their evidence. */
function printMisses({ rows }: Figure, judge: Judge): void {
  const [skip, count] = [Number(values.skip), Number(values.count)];
  const { misses, falseHits } = evaluate(rows, judge, { rounds: 0, limit: skip + count });
  for (const { rows: all, listed } of [misses, falseHits])
    if (all > 0) console.log(listingText({ rows: all, listed: listed.slice(skip) }, makePage(false, 100)));
}

const started = performance.now();
const names: string[] = [];
for (const [files, figuresOf] of SETS) {
  if (values.only !== undefined && !files.some((file) => file.includes(values.only!))) continue;
  const rows = (await Promise.all(files.map(rowsOf))).flat();
  const judge = values.cli === true ? await throughCommand(rows) : inProcess();
  for (const figure of figuresOf(rows)) {
    names.push(figure.name);
    if (values.misses === undefined)
      printFigure(figure, evaluate(figure.rows, judge, { rounds: 0, limit: 0 }));
    else if (values.misses === figure.name) printMisses(figure, judge);
  }
}
if (values.misses !== undefined && !names.includes(values.misses))
  throw new Error(`no figure ${values.misses}; there are ${names.join(', ')}`);
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
