/** The options by which a service is configured, and the classifier that they make. */
import { type Command, Option } from 'commander';
import { type Classifier, buildClassifier } from '../classifier.ts';
import type { ClassifierOptions } from '../model/config.ts';
import type { Pack } from '../model/pack.ts';
import { AUDIENCES, type Audience } from '../model/vocabulary.ts';
import { Failure } from './failure.ts';

export interface ServiceOptions {
  config?: string;
  audience?: Audience;
  anonymous?: boolean;
  onTopic?: string[];
  codeword?: string[];
  watch?: string[];
  rules?: string[];
  lenient?: boolean;
}

export function addServiceOptions(command: Command): Command {
  const more = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
  return command
    .option(
      '--config <file>',
      'options of the classifier as JSON or YAML: audience, codewords, watch, groundRules …',
    )
    .addOption(new Option('--audience <who>', 'who reads and writes here').choices(AUDIENCES))
    .option('--anonymous', 'members cannot be contacted')
    .option(
      '--on-topic <topic>',
      "a category, or category.concept, that is the group's own subject (repeatable)",
      more,
    )
    .option('--codeword <phrase>', 'a phrase that means “I am not safe to talk” (repeatable)', more)
    .option('--watch <phrase>', 'a phrase to watch for (repeatable)', more)
    .option(
      '--rules <path>',
      'use the pack of these rule files instead of the bundled one (repeatable)',
      more,
    )
    .option('--lenient', 'with --rules: leave broken rules out instead of refusing them');
}

/** What a classifier is built from: the options, and the pack that they fall back on. */
export interface Service {
  options: ClassifierOptions;
  bundled: Pack[];
}

/** @throws {Failure | ConfigError} naming everything that is wrong with the options. */
export async function buildService(options: ServiceOptions): Promise<Classifier> {
  const service = await readService(options);
  return buildClassifier(service.options, service.bundled);
}

/** @throws {Failure} if a file of options or rules cannot be used. */
export async function readService(options: ServiceOptions): Promise<Service> {
  const fromFile =
    options.config === undefined ? {} : (await import('./config-file.ts')).readConfigFile(options.config);
  const merged: ClassifierOptions = {
    ...fromFile,
    ...(options.audience === undefined ? {} : { audience: options.audience }),
    ...(options.anonymous === undefined ? {} : { anonymous: options.anonymous }),
    onTopic: [...(fromFile.onTopic ?? []), ...(options.onTopic ?? [])],
    codewords: [...(fromFile.codewords ?? []), ...(options.codeword ?? [])],
    watch: [...(fromFile.watch ?? []), ...(options.watch ?? [])],
  };
  if (options.rules !== undefined)
    return {
      options: { ...merged, packs: [await packOf(options.rules, options.lenient === true)] },
      bundled: [],
    };
  return { options: merged, bundled: [(await import('../generated/en.ts')).en] };
}

async function packOf(paths: readonly string[], lenient: boolean): Promise<Pack> {
  const { readRules } = await import('./rule-files.ts');
  const { formatProblem } = await import('../rules/index.ts');
  const { pack, problems } = await readRules(paths, lenient);
  const shown = problems.map(formatProblem).join('\n\n');
  if (pack === undefined)
    throw new Failure(`the rules cannot be used (--lenient leaves broken ones out):\n\n${shown}`);
  if (shown !== '') console.error(shown);
  return pack;
}
