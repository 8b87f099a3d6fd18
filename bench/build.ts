/**
 * What building a classifier takes: `npx tsx bench/build.ts [--runs N]`.
 *
 * Traps: the first build of a process is what a user of the command waits for, and V8 has compiled nothing yet, so every
 * run is a process of its own. This machine has two speeds and noisy neighbours: what counts is the ratio to parsing the
 * pack's JSON in the same process, the median over the runs. Milliseconds of different sittings say nothing.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';

interface Times {
  parse: number;
  first: number;
  second: number;
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '9' }, child: { type: 'boolean', default: false } },
});

if (values.child) console.log(JSON.stringify(measure()));
else {
  const runs = Array.from({ length: Number(values.runs) }, runApart);
  console.log('| | median ms | least ms | times the JSON.parse of the pack |\n|---|---:|---:|---:|');
  for (const [name, of] of [
    ['JSON.parse of the pack', 'parse'],
    ['first classifier of a process', 'first'],
    ['second', 'second'],
  ] as const) {
    const times = runs.map((run) => run[of]);
    const ratio = median(runs.map((run) => run[of] / run.parse));
    console.log(
      `| ${name} | ${median(times).toFixed(0)} | ${Math.min(...times).toFixed(0)} | ${ratio.toFixed(1)} |`,
    );
  }
}

function measure(): Times {
  const text = JSON.stringify(en);
  const parse = median([0, 1, 2].map(() => timeOf(() => JSON.parse(text) as unknown)));
  return { parse, first: timeOf(() => createClassifier()), second: timeOf(() => createClassifier()) };
}

function runApart(): Times {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), '--child'];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Times;
}

function timeOf(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
