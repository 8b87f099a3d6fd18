/** `--config`: the options of `createClassifier` from a JSON or YAML file, checked before they are used. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { ClassifierOptions } from '../model/config.ts';
import { AUDIENCES, CATEGORIES, TIERS } from '../model/vocabulary.ts';
import { keyPlace, placeOf } from '../rules/locate.ts';
import { formatProblem } from '../rules/problem.ts';
import { readSource } from '../rules/read.ts';
import { Problems } from '../rules/report.ts';
import { FILE_SCHEMAS } from '../rules/schema.ts';
import { didYouMean } from '../rules/suggest.ts';
import { Failure, fileFailure } from './failure.ts';

const texts = z.array(z.string());
const tier = z.enum(TIERS).exclude(['none']);
const watched = z.strictObject({
  phrase: z.string(),
  tier: tier.optional(),
  category: z.enum(CATEGORIES).optional(),
});
const policy = FILE_SCHEMAS.policy.omit({ kind: true }).partial();

/** Everything but `packs`, which the command line takes as `--rules`. */
const configSchema = z.strictObject({
  audience: z.enum(AUDIENCES).optional(),
  anonymous: z.boolean().optional(),
  onTopic: texts.optional(),
  codewords: texts.optional(),
  watch: z.array(z.union([z.string(), watched])).optional(),
  groundRules: z
    .array(
      z.strictObject({ id: z.string(), label: z.string().optional(), match: texts, tier: tier.optional() }),
    )
    .optional(),
  thresholds: policy.shape.thresholds.unwrap().partial().optional(),
  policy: policy.optional(),
  conversation: z
    .strictObject({
      rhythm: z.record(z.string(), z.string()).optional(),
      contact: z.enum(['allowed', 'forbidden']).optional(),
    })
    .optional(),
  disable: texts.optional(),
});

/** @throws {Failure} with every problem of the file, each with its place. */
export function readConfigFile(path: string): ClassifierOptions {
  const problems = new Problems();
  const source = readSource({ path, text: textAt(path) }, problems);
  const parsed = source && configSchema.safeParse(source.value);
  if (source && parsed?.success === false)
    for (const issue of parsed.error.issues) {
      if (issue.code !== 'unrecognized_keys')
        problems.add(source, placeOf(source, issue.path), 'wrong-type', issue.message);
      else
        for (const key of issue.keys)
          problems.add(
            source,
            keyPlace(source, [...issue.path, key]),
            'unknown-key',
            `there is no option “${key}”`,
            {
              hint:
                key === 'packs'
                  ? 'packs are given with --rules'
                  : didYouMean(key, Object.keys(configSchema.shape)),
            },
          );
    }
  if (problems.failed || !parsed?.success)
    throw new Failure(`the options cannot be used:\n\n${problems.sorted().map(formatProblem).join('\n\n')}`);
  return parsed.data as ClassifierOptions;
}

function textAt(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    throw fileFailure(error, path);
  }
}
