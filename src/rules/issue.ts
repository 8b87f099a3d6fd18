/** One complaint of zod in the terms of the file: a code, the place, the mend. */
import { isScalar } from 'yaml';
import type * as z from 'zod';
import { type Path, type Place, keyPlace, nodeAt, placeOf } from './locate.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import { choicesAt, keysAt, vocabularyOf } from './schema-at.ts';
import { LEAST_EXAMPLES } from './schema.ts';
import { didYouMean } from './suggest.ts';
import { article, noun, oneOf, shown, where, yamlType } from './wording.ts';

export function reportIssue(
  source: Source,
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  problems: Problems,
): void {
  const { path } = issue;
  const value = valueAt(source.value, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const { keys, code } = keysAt(schema, path);
      for (const key of issue.keys)
        problems.add(
          source,
          keyPlace(source, [...path, key]),
          code,
          code === 'unknown-key'
            ? `${where(path)} has no key “${key}”`
            : `there is no ${noun(code)} “${key}”`,
          {
            hint: didYouMean(key, keys) ?? oneOf(keys),
          },
        );
      return;
    }
    case 'invalid_key': {
      const hint = 'lower case words joined by hyphens, e.g. groom-platform';
      problems.add(
        source,
        keyPlace(source, path),
        'wrong-type',
        `“${String(path[path.length - 1])}” is no name`,
        { hint },
      );
      return;
    }
    case 'invalid_union': {
      const branches = issue.errors.filter(
        (branch) => !branch.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'),
      );
      const branch = branches[0] ?? [];
      if (value === undefined || branch.length === 0 || branch.every((inner) => inner.path.length === 0)) {
        wrong(source, path, value, choicesAt(schema, path), problems);
        return;
      }
      for (const inner of branch)
        reportIssue(source, schema, { ...inner, path: [...path, ...inner.path] }, problems);
      return;
    }
    case 'invalid_value': {
      if (value === undefined) {
        missing(source, path, problems, oneOf(issue.values.map(String)));
        return;
      }
      const values = issue.values.map(String);
      const code = vocabularyOf(values) ?? 'unknown-value';
      problems.add(source, placeOf(source, path), code, `there is no ${noun(code, path)} ${shown(value)}`, {
        hint: (typeof value === 'string' ? didYouMean(value, values) : undefined) ?? oneOf(values),
      });
      return;
    }
    case 'too_small': {
      const key = path[path.length - 1];
      if (Array.isArray(value) && (key === 'fires' || key === 'quiet') && issue.minimum !== 1) {
        const least = path.includes('cues') ? LEAST_EXAMPLES.cue : LEAST_EXAMPLES.rule;
        problems.add(
          source,
          keyPlace(source, path),
          'too-few-examples',
          `${value.length} of at least ${least} examples in “${key}”`,
          {
            hint:
              key === 'quiet'
                ? 'quiet examples come from different kinds of context'
                : 'write original sentences, informal ones too',
          },
        );
      } else if (Array.isArray(value))
        problems.add(source, keyPlace(source, path), 'empty-list', `“${String(key)}” is empty`, {
          hint: 'fill it or leave the key out',
        });
      else if (value === '')
        problems.add(source, placeOf(source, path), 'pattern-empty', 'this string is empty');
      else
        problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is too small`, {
          hint: `at least ${issue.minimum}`,
        });
      return;
    }
    case 'too_big':
      problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is too large`, {
        hint: `at most ${issue.maximum}`,
      });
      return;
    case 'invalid_format':
      problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is no id`, {
        hint: 'lower case words joined by dots and hyphens, e.g. threat.weapon',
      });
      return;
    case 'invalid_type':
      wrong(source, path, value, issue.expected, problems);
      return;
    default:
      problems.add(source, placeOf(source, path), 'wrong-type', issue.message);
  }
}

function wrong(source: Source, path: Path, value: unknown, expected: string, problems: Problems): void {
  const node = nodeAt(source, path);
  if (value === undefined) missing(source, path, problems);
  else if (expected.includes('string') && isScalar(node)) {
    const written = isScalar(node) ? (node.source ?? '') : '';
    if (written.trim() === '')
      problems.add(
        source,
        keyPlace(source, path),
        'not-a-string',
        'nothing stands here, which YAML reads as null',
      );
    else
      problems.add(
        source,
        placeOf(source, path),
        'not-a-string',
        `unquoted ${written} is ${yamlType(value)}, not a string`,
        {
          hint: `quote it: "${written}"`,
        },
      );
  } else {
    const hint =
      typeof value === 'object' && expected.includes('string')
        ? 'quote the string: a colon or a bracket in it made it something else'
        : expected === 'array' && typeof value === 'string'
          ? `write it as a list: ["…"]`
          : undefined;
    problems.add(
      source,
      placeOf(source, path),
      'wrong-type',
      `this is ${yamlType(value)}, but ${article(expected)} is wanted here`,
      { hint },
    );
  }
}

function missing(source: Source, path: Path, problems: Problems, hint?: string): void {
  const owner = path.slice(0, -1);
  const key = String(path[path.length - 1]);
  const place =
    typeof owner[owner.length - 1] === 'number' ? recordPlace(source, owner) : keyPlace(source, owner);
  problems.add(source, place, 'missing-key', `${where(owner)} lacks “${key}”`, {
    hint: hint ?? `add ${key}:`,
  });
}

/** A record of a list is pointed at by its id, or by its first line. */
function recordPlace(source: Source, path: Path): Place {
  return typeof valueAt(source.value, [...path, 'id']) === 'string'
    ? placeOf(source, [...path, 'id'])
    : placeOf(source, path);
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}
