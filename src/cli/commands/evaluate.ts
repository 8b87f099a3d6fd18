import { Command, Option } from 'commander';
import { buildClassifier } from '../../classifier.ts';
import { configure } from '../../configure.ts';
import type { Report } from '../../evaluate/index.ts';
import { EXIT, Failure } from '../failure.ts';
import { wholeNumber } from '../options.ts';
import { print } from '../output.ts';
import { withProgress } from '../progress.ts';
import { type ServiceOptions, addServiceOptions, readService } from '../service.ts';
import { pageOf } from '../text/page.ts';
import { count } from '../words.ts';
import { ruleName } from '../../model/rule-name.ts';

interface EvaluateOptions extends ServiceOptions {
  format: 'text' | 'json' | 'html';
  limit?: number;
  rounds: number;
  seed: number;
  color: boolean;
}

/** Rows listed in full by default: what can be read on a terminal, and what can be read at all. */
const LISTED = { text: 10, json: 50, html: 50 } as const;

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('measure verdicts against labelled posts')
    .argument(
      '<data...>',
      'NDJSON files of {"id","text","tiers"?,"present"?,"absent"?,"group"?} or {"id","messages","alerts"} a line; - is stdin',
    )
    .addOption(
      new Option('--format <form>', 'html is one file that needs nothing else')
        .choices(['text', 'json', 'html'])
        .default('text'),
    )
    .option(
      '--limit <rows>',
      'posts shown of the misses, and of the false hits (default: 10 as text, otherwise 50)',
      wholeNumber,
    )
    .option('--rounds <number>', 'resamples behind the intervals; 0: no intervals', wholeNumber, 200)
    .option('--seed <number>', 'seed of the resamples', wholeNumber, 1);
  return addServiceOptions(command)
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
A row counts only for what it states. Reports show posts: --limit 0 leaves
them out. docs/evaluate.md says what each figure means.

Examples:
  $ safetier evaluate labelled.jsonl
  $ safetier evaluate posts/*.jsonl --format html > report.html
  $ safetier evaluate labelled.jsonl --rules my-rules/ --limit 0
  $ safetier evaluate labelled.jsonl --format json | jq .high.recall

Exit code: 0 fine, 2 bad usage, a file that cannot be read, or bad lines.`,
    )
    .action(evaluatePosts);
}

async function evaluatePosts(files: string[], options: EvaluateOptions): Promise<void> {
  const { readRows } = await import('../evaluate/rows.ts');
  const { evaluate } = await import('../../evaluate/index.ts');
  const { format, rounds, seed, limit = LISTED[format] } = options;
  const { rows, bad } = await readRows(files, (message) => console.error(`safetier: ${message}`));
  if (!rows.some(({ text, alerts }) => text !== undefined || alerts !== undefined))
    throw new Failure(nothing(files, rows.length));
  const service = await readService(options);
  const report = await withProgress(rows.length, 'row', ({ update }) =>
    evaluate(rows, buildClassifier(service.options, service.bundled), {
      limit,
      rounds,
      seed,
      rules: configure(service.options, service.bundled).pack.rules.map(ruleName),
      onProgress: update,
    }),
  );
  await print(await rendered(report, options));
  if (bad > 0) process.exitCode = EXIT.bad;
}

async function rendered(report: Report, { format, color }: EvaluateOptions): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'html':
      return (await import('../evaluate/html/page.ts')).reportHtml(report);
    case 'text':
      return `${(await import('../evaluate/text.ts')).reportText(report, pageOf(color))}\n`;
  }
}

function nothing(files: readonly string[], conversations: number): string {
  return conversations === 0
    ? `no rows to evaluate in ${files.join(', ')}`
    : `nothing to evaluate: all that is there is ${count(conversations, 'conversation')} without alerts`;
}
