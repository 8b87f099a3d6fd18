import { statSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Classifier, buildClassifier } from '../../classifier.ts';
import type { EvaluationRow } from '../../evaluate/index.ts';
import type { ClassifierOptions } from '../../model/config.ts';
import { bundledPack } from '../bundled-pack.ts';
import type { DiffPrinter } from '../diff/printer.ts';
import { EXIT, Failure, fileFailure } from '../failure.ts';
import { wholeNumber } from '../options.ts';
import { withProgress } from '../progress.ts';
import { type ContextOptions, addContextOptions, packOf, readContext } from '../service.ts';

interface DiffOptions extends ContextOptions {
  format: 'text' | 'json';
  limit: number;
  lenient?: boolean;
  color: boolean;
}

/** The word for the pack that ships with the package, where a folder of rules is asked for. */
const BUNDLED = 'bundled';
/** Changed posts shown as text unless told; the summary counts them all. */
const SHOWN = 20;

export function diffCommand(): Command {
  const command = new Command('diff')
    .description('which posts change tier or categories between two packs, and which rule did it')
    .argument('<base>', `the pack before: a folder of rule files, or “${BUNDLED}”`)
    .argument('<head>', 'the pack after')
    .argument('<data...>', 'NDJSON files of posts, {"id","text"} a line; - is stdin')
    .addOption(new Option('--format <form>', 'what to print').choices(['text', 'json']).default('text'))
    .option('--limit <posts>', 'changed posts shown as text', wholeNumber, SHOWN)
    .option('--lenient', 'leave broken rules out instead of refusing them');
  return addContextOptions(command)
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
Rows that state tiers or categories (as for safetier evaluate) are counted as
mended or broken. Posts are read as a stream: any number of them will do.

Examples:
  $ git worktree add /tmp/before main
  $ safetier diff /tmp/before/rules/en rules/en posts.jsonl
  $ safetier diff ${BUNDLED} my-rules/ posts/*.jsonl --limit 0
  $ safetier diff old/ new/ posts.jsonl --format json | jq .summary.rules

Exit code: 0 nothing changed, 1 some posts did, 2 bad usage, a file that cannot
be read, or bad lines.`,
    )
    .action(diff);
}

async function diff(base: string, head: string, files: string[], options: DiffOptions): Promise<void> {
  const bytes = sizeOf(files);
  const context = await readContext(options);
  const before = await classifierOf(base, context, options);
  const after = await classifierOf(head, context, options);
  const { DiffTally, changeOf } = await import('../../evaluate/index.ts');
  const { eachRow } = await import('../evaluate/rows.ts');
  const printer = await printerOf(options);
  const tally = new DiffTally();
  const bad = await withProgress(bytes, 'byte', (progress) =>
    eachRow(
      files,
      (row) => {
        if (!hasText(row)) return undefined;
        const change = changeOf(row, before, after);
        tally.add(change);
        return change;
      },
      (changes) => {
        const changed = changes.filter((change) => change !== undefined);
        if (changed.length > 0) progress.hide();
        return printer.posts(changed);
      },
      (message) => {
        progress.hide();
        console.error(`safetier: ${message}`);
      },
      progress.update,
    ),
  );
  const summary = tally.summary();
  if (summary.posts === 0) throw new Failure(`no posts to compare in ${files.join(', ')}`);
  await printer.end(summary);
  if (bad > 0) process.exitCode = EXIT.bad;
  else if (summary.changed > 0) process.exitCode = EXIT.findings;
}

/** Bytes of all files; undefined where stdin is among them. */
function sizeOf(files: readonly string[]): number | undefined {
  if (files.includes('-')) return undefined;
  return files.reduce((sum, file) => {
    try {
      return sum + statSync(file).size;
    } catch (error) {
      throw fileFailure(error, file);
    }
  }, 0);
}

async function classifierOf(
  path: string,
  context: ClassifierOptions,
  { lenient }: DiffOptions,
): Promise<Classifier> {
  const pack = path === BUNDLED ? await bundledPack() : await packOf([path], lenient === true);
  return buildClassifier({ ...context, packs: [pack] }, []);
}

async function printerOf({ format, limit, color }: DiffOptions): Promise<DiffPrinter> {
  if (format === 'json') return (await import('../diff/printer.ts')).jsonPrinter();
  const { pageOf } = await import('../text/page.ts');
  return (await import('../diff/printer.ts')).textPrinter(pageOf(color), limit);
}

function hasText(row: EvaluationRow): row is EvaluationRow & { text: string } {
  return row.text !== undefined;
}
