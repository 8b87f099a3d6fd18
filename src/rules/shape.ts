/** Checks one file against the schema of its kind. */
import type * as z from 'zod';
import { reportIssue } from './issue.ts';
import { type Path, type Place, keyPlace, placeOf } from './locate.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import { FILE_SCHEMAS, type FileOf, KINDS, type Kind } from './schema.ts';
import { keysAt } from './schema-at.ts';
import { didYouMean } from './suggest.ts';
import { shown } from './wording.ts';

/** A file of a known kind. Only the parts for which `sound` holds have the shape that `value` promises. */
export type Checked = {
  [K in Kind]: { kind: K; source: Source; value: FileOf<K>; sound: (path: Path) => boolean };
}[Kind];

/** Checks the shape of a file; undefined if its kind is not known or its outline is no map. */
export function checkShape(source: Source, problems: Problems): Checked | undefined {
  const kind = kindOf(source, problems);
  if (kind === undefined) return undefined;
  const schema = FILE_SCHEMAS[kind];
  const result = schema.safeParse(source.value);
  const broken: Path[] = [];
  for (const issue of result.success ? [] : result.error.issues) {
    broken.push(...brokenBy(schema, issue));
    reportIssue(source, schema, issue, problems);
  }
  const sound = (path: Path): boolean =>
    !broken.some((bad) => {
      const shared = Math.min(bad.length, path.length);
      return bad.slice(0, shared).every((step, k) => step === path[k]);
    });
  return { kind, source, value: source.value, sound } as Checked;
}

/**
 * What an issue makes unusable. A key too many and faults of the examples are errors, yet the rest of the record can be
 * checked and used.
 */
function brokenBy(schema: z.ZodType, issue: z.core.$ZodIssue): Path[] {
  const { path } = issue;
  if (path.includes('fires') || path.includes('quiet')) return [];
  if (issue.code !== 'unrecognized_keys') return [path];
  return keysAt(schema, path).code === 'unknown-key' ? [] : issue.keys.map((key) => [...path, key]);
}

function kindOf(source: Source, problems: Problems): Kind | undefined {
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(source, placeOf(source, []), 'wrong-type', 'a rule file is a map with a kind');
    return undefined;
  }
  if (!('kind' in value)) {
    problems.add(source, firstKey(source), 'missing-key', 'the file does not say its kind', {
      hint: `write kind: with one of ${KINDS.join(', ')}`,
    });
    return undefined;
  }
  const { kind } = value;
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) {
    const hint =
      (typeof kind === 'string' ? didYouMean(kind, KINDS) : undefined) ??
      `a kind is one of ${KINDS.join(', ')}`;
    problems.add(source, placeOf(source, ['kind']), 'unknown-kind', `there is no kind ${shown(kind)}`, {
      hint,
    });
  }
  return known;
}

function firstKey(source: Source): Place {
  const [key] = Object.keys(source.value as object);
  return key === undefined ? placeOf(source, []) : keyPlace(source, [key]);
}
