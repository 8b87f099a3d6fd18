import { Command, InvalidArgumentError } from 'commander';
import { KNOB_KINDS, type KnobKind } from '../../tune/knobs.ts';
import { TARGET_FORM, type Target, readTarget } from '../../tune/target.ts';
import { list, wholeNumber } from '../options.ts';

export interface TuneCommandOptions {
  target: Target;
  rules: string[];
  move: KnobKind[];
  heldOut?: string[];
  seed: number;
  dry?: boolean;
  best?: boolean;
  color: boolean;
}

export function tuneCommand(): Command {
  return new Command('tune')
    .description('move the weights and thresholds of rule files to a stated target')
    .argument('<data...>', 'NDJSON files of labelled posts, as for evaluate; - is stdin')
    .requiredOption(
      '--target <text>',
      `what is aimed at, such as ${TARGET_FORM}: of high, of medium (or high), or of a category`,
      target,
    )
    .requiredOption('--rules <paths...>', 'the rule files; those in which a number changes are written back')
    .option('--move <kinds>', `what may be moved, of ${KNOB_KINDS.join(', ')}`, kinds, [...KNOB_KINDS])
    .option('--held-out <sources>', 'sources on which the result is only tried (default: by the seed)', list)
    .option('--seed <number>', 'the same seed gives the same numbers', wholeNumber, 1)
    .option('--dry', 'print what would change, write nothing')
    .option('--best', 'write the best that was found, also where the target is not reached')
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
Only the numbers that change are written: comments and everything else in the
files stay as they are. docs/learn.md says what may be moved, and how far.

Examples:
  $ safetier tune posts.jsonl --rules my-rules --dry \\
      --target 'high recall 0.9 at 1 per 2500'
  $ safetier tune ours/*.jsonl --rules my-rules --held-out forum-b \\
      --target 'grooming recall 80 % at 5 per 1000' --move marks,faint

Exit code: 0 the target is reached, on what was held out as well, 1 it is not,
2 bad usage, a file that cannot be read or written, or bad lines.`,
    )
    .action(async (data: string[], options: TuneCommandOptions) => {
      const { tuneRules } = await import('../tune/tune.ts');
      process.exitCode = await tuneRules(data, options);
    });
}

function target(value: string): Target {
  const read = readTarget(value);
  if (typeof read === 'string') throw new InvalidArgumentError(`${read[0]!.toUpperCase()}${read.slice(1)}.`);
  return read;
}

function kinds(value: string): KnobKind[] {
  return list(value).map((name) => {
    const kind = KNOB_KINDS.find((one) => one === name);
    if (kind === undefined) throw new InvalidArgumentError(`“${name}” is none of ${KNOB_KINDS.join(', ')}.`);
    return kind;
  });
}
