/** The options by which a service is configured, and the classifier that they make. */
import { type Command, Option } from 'commander';
import { type Classifier, buildClassifier } from '../classifier.ts';
import type { ClassifierOptions } from '../model/config.ts';
import type { Pack } from '../model/pack.ts';
import { AUDIENCES, type Audience } from '../model/vocabulary.ts';
import { bundledPack } from './bundled-pack.ts';
import { Failure } from './failure.ts';

/** Options of a service other than its pack. */
export interface ContextOptions {
  config?: string;
  audience?: Audience;
  anonymous?: boolean;
  onTopic?: string[];
  codeword?: string[];
  watch?: string[];
}

export interface ServiceOptions extends ContextOptions {
  rules?: string[];
  lenient?: boolean;
}

const more = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export function addServiceOptions(command: Command): Command {
  return addContextOptions(command)
    .option(
      '--rules <path>',
      'use the pack of these rule files instead of the bundled one (repeatable)',
      more,
    )
    .option('--lenient', 'with --rules: leave broken rules out instead of refusing them');
}

export function addContextOptions(command: Command): Command {
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
    .option('--watch <phrase>', 'a phrase to watch for (repeatable)', more);
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
  const context = await readContext(options);
  if (options.rules === undefined) return { options: context, bundled: [await bundledPack()] };
  const pack = await packOf(options.rules, options.lenient === true);
  return { options: { ...context, packs: [pack] }, bundled: [] };
}

/** The options of the classifier but `packs`. */
export async function readContext(options: ContextOptions): Promise<ClassifierOptions> {
  const fromFile =
    options.config === undefined ? {} : (await import('./config-file.ts')).readConfigFile(options.config);
  return {
    ...fromFile,
    ...(options.audience === undefined ? {} : { audience: options.audience }),
    ...(options.anonymous === undefined ? {} : { anonymous: options.anonymous }),
    onTopic: [...(fromFile.onTopic ?? []), ...(options.onTopic ?? [])],
    codewords: [...(fromFile.codewords ?? []), ...(options.codeword ?? [])],
    watch: [...(fromFile.watch ?? []), ...(options.watch ?? [])],
  };
}

/** @throws {Failure} with every problem of the files, unless `lenient` leaves out what is broken. */
export async function packOf(paths: readonly string[], lenient: boolean): Promise<Pack> {
  const { readRules } = await import('./rule-files.ts');
  const { formatProblem } = await import('../rules/index.ts');
  const { pack, problems } = await readRules(paths, lenient);
  const shown = problems.map(formatProblem).join('\n\n');
  if (pack === undefined)
    throw new Failure(`the rules cannot be used (--lenient leaves broken ones out):\n\n${shown}`);
  if (shown !== '') console.error(shown);
  return pack;
}
