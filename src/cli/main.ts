#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../model/config.ts';
import { classifyCommand } from './commands/classify.ts';
import { conversationCommand } from './commands/conversation.ts';
import { diffCommand } from './commands/diff.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { learnCommand } from './commands/learn.ts';
import { lintCommand } from './commands/lint.ts';
import { redactCommand } from './commands/redact.ts';
import { testCommand } from './commands/test.ts';
import { tuneCommand } from './commands/tune.ts';
import { EXIT, Failure, isBrokenPipe } from './failure.ts';
import { packageVersion } from './package-root.ts';

const COMMANDS = [
  classifyCommand,
  explainCommand,
  redactCommand,
  conversationCommand,
  lintCommand,
  testCommand,
  evaluateCommand,
  diffCommand,
  learnCommand,
  tuneCommand,
];

const program = new Command('safetier')
  .description('Explained safeguarding verdicts for user-generated text.')
  .version(packageVersion(), '-V, --version', 'print the version')
  .helpCommand('help [command]', 'show the help of a command')
  // The names of arguments leave descriptions less than the 40 columns that would be wrapped otherwise.
  .configureHelp({ minWidthToWrap: 30 })
  .addHelpText(
    'after',
    `
Examples:
  $ echo 'i cant do this any more' | safetier classify
  $ safetier classify posts.ndjson > verdicts.ndjson
  $ safetier explain 'he never hit me, he only shouts'`,
  );
for (const command of COMMANDS) program.addCommand(command());
for (const command of [program, ...program.commands])
  command
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /u, 'safetier: ')) });

/** Never lets a stack trace out: what went wrong is one message, and the exit code says the rest. */
function fail(error: unknown): void {
  if (isBrokenPipe(error)) process.exit(EXIT.fine);
  // Commander has printed its message already; help and the version count as errors with code 0.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.fine : EXIT.bad;
  else {
    const message = error instanceof Error ? error.message : String(error);
    console.error(
      error instanceof Failure || error instanceof ConfigError
        ? `safetier: ${message}`
        : `safetier: unexpected: ${message}`,
    );
    process.exitCode = EXIT.bad;
  }
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', fail);
program.parseAsync().catch(fail);
