import { Command, Option } from 'commander';
import { FOLDED_BY, type FoldedBy } from '../../learn/folds.ts';
import { BUDGETS, type Budgets } from '../../learn/marks.ts';
import { MOST_TERMS } from '../../learn/joint.ts';
import { EXIT } from '../failure.ts';
import { list, share, wholeNumber } from '../options.ts';

export interface LearnCommandOptions extends Budgets {
  category?: string[];
  severity?: boolean;
  out?: string;
  id: string;
  partly?: string[];
  half?: boolean;
  rules?: string[];
  folds: FoldedBy;
  read: string[];
  beside?: string[];
  classes: string[];
  sources?: string[];
  seed: number;
  terms: number;
  dry?: boolean;
  color: boolean;
}

export function learnCommand(): Command {
  const budget = (name: keyof Budgets, says: string): Option =>
    new Option(`--${name} <share>`, says).argParser(share).default(BUDGETS[name]);
  return new Command('learn')
    .description('fit weighted words on labelled posts and write them as a rule file')
    .argument(
      '[data...]',
      'NDJSON files of posts labelled whole: a category that a post does not state is absent',
    )
    .option('--category <ids>', 'what is learned: a category, several joined by commas, or all', list)
    .option('--severity', 'learn how severe and how alarming posts sound, too (kind: impression)')
    .option(
      '--out <path>',
      'the file to write, or the folder where several are learned (default: CATEGORY.learned.yaml here)',
    )
    .option('--partly <files...>', 'files whose rows count only for what they state; never copied from')
    .option('--half', 'of --partly only rows whose id has an even hash; the others stay for measuring')
    .option('--rules <paths...>', 'the pack whose rules are weighed (default: the bundled one)')
    .option('--id <id>', 'what the rule is called', 'learned.words')
    .addOption(
      new Option('--folds <by>', 'what is left out together in cross-validation')
        .choices(FOLDED_BY)
        .default('writer'),
    )
    .option('--read <writers>', 'writers whose posts the authors of the rules have read', list, [])
    .option('--beside <lexicons>', 'lexicons beside which a stem may weigh more (default: @voice-…)', list)
    .option('--classes <lexicons>', 'lexicons of which each word counts as one term', list, [])
    .option('--sources <texts>', 'what the file names as its sources (default: the data)', list)
    .option('--seed <number>', 'decides which posts are left out together', wholeNumber, 20261123)
    .option(
      '--terms <number>',
      'of a category so many terms at most, those that change most',
      wholeNumber,
      MOST_TERMS.category,
    )
    .addOption(budget('alone', 'of harmless posts without a match, so many may be flagged by words alone'))
    .addOption(budget('elsewhere', 'the same of each set of --partly'))
    .addOption(budget('doubts', 'of posts with medium evidence that is right, so many may be doubted'))
    .addOption(budget('raises', 'of alarms below high, so many may be raised (--severity)'))
    .addOption(budget('lowers', 'of high posts, so many may sound mild (--severity)'))
    .addOption(budget('rouses', 'of harmless posts, in so many a low match may be raised (--severity)'))
    .addOption(
      budget('speaks', 'of harmless posts without a match, so many may be flagged as alarming (--severity)'),
    )
    .addOption(budget('calms', 'of alarming posts with a match, so many may be doubted (--severity)'))
    .option('--dry', 'print the figures, write nothing')
    .option('--no-color', 'no colours, also on a terminal')
    .addHelpText(
      'after',
      `
Figures are of posts that the model has not seen. Words alone are medium at
most. The file holds no text but seven or eight short examples from DATA: read
them before you share it. docs/learn.md says how it is done.

Examples:
  $ safetier learn posts.jsonl --category grooming --dry
  $ safetier learn posts.jsonl --category grooming --out my-rules/learned.yaml
  $ safetier learn ours/*.jsonl --partly public/*.jsonl --half --category all \\
      --severity --out my-rules

Exit code: 0 fine, 2 bad usage, a file that cannot be read, too little to learn
from, or bad lines.`,
    )
    .action(async (data: string[], options: LearnCommandOptions) => {
      const { learn } = await import('../learn/learn.ts');
      if ((await learn(data, options)) > 0) process.exitCode = EXIT.bad;
    });
}
