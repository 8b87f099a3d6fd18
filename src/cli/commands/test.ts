import { Command, Option } from 'commander';
import { matchesGlob } from '../../model/glob.ts';
import { CATEGORIES } from '../../model/vocabulary.ts';
import type { Problem, RuleExamples, RuleFile } from '../../rules/index.ts';
import { didYouMean } from '../../rules/suggest.ts';
import { groupOf, runExamples } from '../examples.ts';
import { EXIT, Failure } from '../failure.ts';
import { wholeNumber } from '../options.ts';
import { print } from '../output.ts';
import { count } from '../words.ts';

interface TestOptions {
  format: 'text' | 'json';
  output?: 'text' | 'json';
  perturb?: boolean;
  watch?: boolean;
  seed: number;
  limit: number;
  category?: string;
  rule?: string;
}

/** Rules shown of those tested with --perturb. */
const WORST = 30;
const PERTURBED = `case, apostrophes, typos, elongation, leet, homoglyphs,
zero-width characters, spacing. It measures, so the examples decide nothing.`;

export function testCommand(): Command {
  return new Command('test')
    .description("run every rule's and cue's own examples: `fires` must fire, `quiet` must not")
    .argument(
      '[paths...]',
      'rule files and folders of them, compiled as one pack (default: the packs that ship with safetier)',
    )
    .addOption(
      new Option(
        '--category <id>',
        'only the rules of this category, or `cues`, `signals`, `conversations`',
      ).choices([...CATEGORIES, 'cues', 'signals', 'conversations']),
    )
    .option('--rule <glob>', 'only rules and cues whose id matches: `domestic.*`, `self-harm/plan.*`')
    .option('--perturb', 'instead: how often each rule still fires when its examples are written otherwise')
    .option('--seed <number>', 'with --perturb: seed of what is changed', wholeNumber, 1)
    .option('--limit <rules>', 'with --perturb: rules shown as text, the worst first', wholeNumber, WORST)
    .option('--watch', 'test again whenever a file changes, until Ctrl-C')
    .addOption(new Option('--format <form>', 'what to print').choices(['text', 'json']).default('text'))
    .addOption(new Option('--output <form>').choices(['text', 'json']).hideHelp())
    .addHelpText(
      'after',
      `
Files that are broken are reported and left out; the rest is tested. What
--perturb changes: ${PERTURBED}

Examples:
  $ safetier test
  $ safetier test rules/en --category self-harm
  $ safetier test rules/en my-rules/ --rule 'domestic.strangulation.*'
  $ safetier test my-rules/ --watch
  $ safetier test --perturb --category self-harm --limit 10

Exit code: 0 all examples hold, 1 failures or problems in the files, 2 a path
cannot be read.`,
    )
    .action(test);
}

async function test(paths: string[], options: TestOptions): Promise<void> {
  const once = (): Promise<void> => testOnce(paths, options);
  await (options.watch === true ? (await import('../watch.ts')).watchRules(paths, once) : once());
}

async function testOnce(paths: string[], options: TestOptions): Promise<void> {
  const { readRules } = await import('../rule-files.ts');
  const { formatProblem } = await import('../../rules/index.ts');
  const { files, pack, examples, conversations, problems } = await readRules(paths, true);
  const sets = select(examples, groupOf, options);
  const turns = select(conversations, () => 'conversations', options);
  if (pack === undefined || sets.length + turns.length === 0)
    throw new Failure(nothing(examples, problems, options));

  const shown = problems.filter(concerns(files, sets, options));
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = EXIT.findings;
  const format = options.output ?? options.format;
  if (options.perturb === true) {
    const { robustnessOf, robustnessText } = await import('../robustness.ts');
    const results = await robustnessOf(pack, sets, options.seed);
    await print(
      format === 'json'
        ? `${JSON.stringify({ seed: options.seed, ...results, problems: shown }, null, 2)}\n`
        : `${[...shown.map(formatProblem), robustnessText(results, options.limit)].join('\n\n')}\n`,
    );
    return;
  }
  const results = runExamples(pack, sets, turns);
  if (format === 'json') await print(`${JSON.stringify({ ...results, problems: shown }, null, 2)}\n`);
  else {
    const { reportExamples } = await import('../test-report.ts');
    const others = problems.length - shown.length;
    const parts = [
      ...shown.map(formatProblem),
      ...(others === 0
        ? []
        : [`${count(others, 'problem')} in files of other categories: see safetier lint`]),
      reportExamples(results),
      ...(errors === 0 ? [] : [`${count(errors, 'error')} in the files: what is broken was left out`]),
    ];
    await print(`${parts.join('\n\n')}\n`);
  }
  if (results.failures.length > 0) process.exitCode = EXIT.findings;
}

/** Why there is nothing to run. */
function nothing(
  examples: readonly RuleExamples[],
  problems: readonly Problem[],
  { category, rule }: TestOptions,
): string {
  const asked = rule === undefined ? (category ?? 'these paths') : `“${rule}”`;
  const hint =
    rule === undefined
      ? undefined
      : didYouMean(
          rule,
          examples.flatMap(({ rule: id }) => [id, id.slice(id.indexOf('/') + 1)]),
        );
  const broken =
    problems.length === 0
      ? ''
      : `\n${count(problems.length, 'problem')} in the files, and what is broken is left out: see safetier lint`;
  return `no rule or cue with examples matches ${asked}${hint === undefined ? '' : `: ${hint}`}${broken}`;
}

/** With a selection, problems in rules of other categories are somebody else's; shared files concern everyone. */
function concerns(
  files: readonly RuleFile[],
  sets: readonly RuleExamples[],
  { category, rule }: TestOptions,
): (problem: Problem) => boolean {
  if (category === undefined && rule === undefined) return () => true;
  const selected = new Set(sets.map(groupOf));
  const categoryOf = new Map(
    files.map(({ path, text }) => [path, /^category:\s*["']?([a-z-]+)/mu.exec(text)?.[1]]),
  );
  return ({ file }) => {
    const own = categoryOf.get(file);
    return own === undefined || selected.has(own);
  };
}

function select<T extends { rule: string }>(
  examples: readonly T[],
  group: (set: T) => string,
  { category, rule }: TestOptions,
): T[] {
  return examples.filter(
    (set) =>
      (category === undefined || group(set) === category) &&
      (rule === undefined ||
        matchesGlob(rule, set.rule) ||
        matchesGlob(rule, set.rule.slice(set.rule.indexOf('/') + 1))),
  );
}
