import { Command, Option } from 'commander';
import type { Problem } from '../../rules/index.ts';
import { EXIT } from '../failure.ts';
import { print } from '../output.ts';
import { packageVersion } from '../package-root.ts';

type Format = 'text' | 'json' | 'sarif';

interface LintOptions {
  format: Format;
  output?: 'text' | 'json';
  only?: string;
  strict?: boolean;
  watch?: boolean;
}

export function lintCommand(): Command {
  return new Command('lint')
    .description('check rule files: mistakes and what is doubtful, with its place and the mend')
    .argument(
      '[paths...]',
      'rule files and folders of them, checked as one pack (default: the packs that ship with safetier)',
    )
    .addOption(
      new Option('--format <form>', 'what to print').choices(['text', 'json', 'sarif']).default('text'),
    )
    .addOption(new Option('--output <form>').choices(['text', 'json']).hideHelp())
    .option(
      '--only <codes>',
      'of the checks only these, joined by commas (docs/lint.md has them); none: mistakes alone',
    )
    .option('--strict', 'exit with 1 for warnings too')
    .option('--watch', 'check again whenever a file changes, until Ctrl-C')
    .addHelpText(
      'after',
      `
Errors are mistakes: the pack cannot be used. What checks find are warnings.
Of each check the first findings are shown; --only shows all.

Examples:
  $ safetier lint
  $ safetier lint rules/en my-rules/ --strict
  $ safetier lint my-rules/ --only shadowed-pattern,duplicate-pattern
  $ safetier lint my-rules/ --watch
  $ safetier lint my-rules/ --only none --format json | jq '.problems[].code'
  $ safetier lint my-rules/ --format sarif > lint.sarif

Exit code: 0 no errors, 1 errors (--strict: or warnings), 2 bad usage or a path
that cannot be read.`,
    )
    .action(lint);
}

async function lint(paths: string[], options: LintOptions): Promise<void> {
  const once = (): Promise<void> => lintOnce(paths, options);
  await (options.watch === true ? (await import('../watch.ts')).watchRules(paths, once) : once());
}

async function lintOnce(paths: string[], options: LintOptions): Promise<void> {
  const { codesOf } = await import('../lint/codes.ts');
  const { readFiles, lintRules } = await import('../rule-files.ts');
  const only = codesOf(options.only);
  const files = readFiles(paths);
  const problems = await lintRules(files, only);
  await print(`${await rendered(problems, files.length, options, only !== undefined)}\n`);
  const fails = problems.some(({ severity }) => options.strict === true || severity === 'error');
  if (fails) process.exitCode = EXIT.findings;
}

async function rendered(
  problems: readonly Problem[],
  files: number,
  { format, output }: LintOptions,
  everything: boolean,
): Promise<string> {
  switch (output ?? format) {
    case 'json': {
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      return JSON.stringify({ files, errors, warnings: problems.length - errors, problems }, null, 2);
    }
    case 'sarif':
      return JSON.stringify((await import('../lint/sarif.ts')).sarifOf(problems, packageVersion()), null, 2);
    case 'text':
      return (await import('../lint/text.ts')).problemsText(problems, files, everything);
  }
}
