import { Command, Option } from 'commander';
import { EXIT } from '../failure.ts';
import { count } from '../words.ts';
import { print } from '../output.ts';

interface LintOptions {
  output: 'text' | 'json';
}

export function lintCommand(): Command {
  return new Command('lint')
    .description('check rule files: every problem of every file, with its place and the mend')
    .argument(
      '[paths...]',
      'rule files and folders of them, checked as one pack (default: the packs that ship with safetier)',
    )
    .addOption(new Option('--output <form>', 'what to print').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      `
Examples:
  $ safetier lint
  $ safetier lint rules/en my-rules/
  $ safetier lint my-rules/ --output json | jq '.problems[].code'

Exit code: 0 no errors, 1 errors, 2 a path cannot be read.`,
    )
    .action(lint);
}

async function lint(paths: string[], options: LintOptions): Promise<void> {
  const { readRules } = await import('../rule-files.ts');
  const { formatProblem } = await import('../../rules/index.ts');
  const { files, problems } = await readRules(paths, false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (options.output === 'json')
    await print(`${JSON.stringify({ files: files.length, errors, warnings, problems }, null, 2)}\n`);
  else {
    const summary = `${count(files.length, 'file')}: ${errors === 0 ? 'no errors' : count(errors, 'error')}${warnings === 0 ? '' : `, ${count(warnings, 'warning')}`}`;
    await print([...problems.map(formatProblem), summary].join('\n\n') + '\n');
  }
  if (errors > 0) process.exitCode = EXIT.findings;
}
