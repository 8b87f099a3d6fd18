/** Checks one file against the schema of its kind, and says in the file's own terms what does not fit. */
import { isScalar } from 'yaml';
import type * as z from 'zod';
import { ACTIONS, CATEGORIES, EFFECTS, QUALIFIERS, REASONS } from '../model/vocabulary.ts';
import { type Path, type Place, keyPlace, nodeAt, placeOf } from './locate.ts';
import type { ProblemCode } from './problem.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import { CUE_KINDS, FILE_SCHEMAS, type FileOf, KINDS, type Kind, LEAST_EXAMPLES } from './schema.ts';
import { didYouMean } from './suggest.ts';

/** A file of a known kind. Only the parts for which `sound` holds have the shape that `value` promises. */
export type Checked = { [K in Kind]: { kind: K; source: Source; value: FileOf<K>; sound: (path: Path) => boolean } }[Kind];

/** Codes of the closed vocabularies, by their values. */
const VOCABULARIES: readonly (readonly [ProblemCode, readonly string[]])[] = [
  ['unknown-category', CATEGORIES],
  ['unknown-reason', REASONS],
  ['unknown-qualifier', QUALIFIERS],
  ['unknown-qualifier', CUE_KINDS],
  ['unknown-effect', EFFECTS],
  ['unknown-action', ACTIONS],
];

/** Checks the shape of a file; undefined if its kind is not known or its outline is no map. */
export function checkShape(source: Source, problems: Problems): Checked | undefined {
  const kind = kindOf(source, problems);
  if (kind === undefined) return undefined;
  const schema = FILE_SCHEMAS[kind];
  const result = schema.safeParse(source.value);
  const broken: Path[] = [];
  for (const issue of result.success ? [] : result.error.issues) {
    // A key too many breaks nothing else: the record is used without it.
    if (issue.code !== 'unrecognized_keys') broken.push(issue.path);
    report(source, schema, issue, problems);
  }
  const sound = (path: Path): boolean =>
    !broken.some((bad) => {
      const shared = Math.min(bad.length, path.length);
      return bad.slice(0, shared).every((step, k) => step === path[k]);
    });
  return { kind, source, value: source.value, sound } as Checked;
}

function kindOf(source: Source, problems: Problems): Kind | undefined {
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.add(source, placeOf(source, []), 'wrong-type', 'a rule file is a map with a kind');
    return undefined;
  }
  if (!('kind' in value)) {
    problems.add(source, firstKey(source), 'missing-key', 'the file does not say its kind', { hint: `write kind: with one of ${KINDS.join(', ')}` });
    return undefined;
  }
  const { kind } = value;
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) {
    const hint = didYouMean(String(kind), KINDS) ?? `a kind is one of ${KINDS.join(', ')}`;
    problems.add(source, placeOf(source, ['kind']), 'unknown-kind', `there is no kind ${shown(kind)}`, { hint });
  }
  return known;
}

function firstKey(source: Source): Place {
  const [key] = Object.keys(source.value as object);
  return key === undefined ? placeOf(source, []) : keyPlace(source, [key]);
}

function report(source: Source, schema: z.ZodType, issue: z.core.$ZodIssue, problems: Problems): void {
  const { path } = issue;
  const value = valueAt(source.value, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const { keys, code } = keysAt(schema, path);
      for (const key of issue.keys)
        problems.add(source, keyPlace(source, [...path, key]), code, code === 'unknown-key' ? `${where(path)} has no key “${key}”` : `there is no ${noun(code)} “${key}”`, {
          hint: didYouMean(key, keys) ?? oneOf(keys),
        });
      return;
    }
    case 'invalid_key': {
      const hint = 'lower case words joined by hyphens, e.g. groom-platform';
      problems.add(source, keyPlace(source, path), 'wrong-type', `“${String(path[path.length - 1])}” is no name`, { hint });
      return;
    }
    case 'invalid_union': {
      const branches = issue.errors.filter((branch) => !branch.some((inner) => inner.path.length === 0 && inner.code === 'invalid_type'));
      const branch = branches[0] ?? [];
      if (value === undefined || branch.length === 0 || branch.every((inner) => inner.path.length === 0)) {
        wrong(source, path, value, choices(schemasAt(schema, path)), problems);
        return;
      }
      for (const inner of branch) report(source, schema, { ...inner, path: [...path, ...inner.path] }, problems);
      return;
    }
    case 'invalid_value': {
      if (value === undefined) {
        missing(source, path, problems, oneOf(issue.values.map(String)));
        return;
      }
      const values = issue.values.map(String);
      const code = VOCABULARIES.find(([, all]) => all.length === values.length && all.every((one) => values.includes(one)))?.[0] ?? 'unknown-value';
      problems.add(source, placeOf(source, path), code, `there is no ${noun(code, path)} ${shown(value)}`, {
        hint: didYouMean(String(value), values) ?? oneOf(values),
      });
      return;
    }
    case 'too_small': {
      const key = path[path.length - 1];
      if (Array.isArray(value) && (key === 'fires' || key === 'quiet') && issue.minimum !== 1) {
        const least = path.includes('cues') ? LEAST_EXAMPLES.cue : LEAST_EXAMPLES.rule;
        problems.add(source, keyPlace(source, path), 'too-few-examples', `${value.length} of at least ${least} examples in “${key}”`, {
          hint: key === 'quiet' ? 'quiet examples come from different kinds of context' : 'write original sentences, informal ones too',
        });
      } else if (Array.isArray(value)) problems.add(source, keyPlace(source, path), 'empty-list', `“${String(key)}” is empty`, { hint: 'fill it or leave the key out' });
      else if (value === '') problems.add(source, placeOf(source, path), 'pattern-empty', 'this string is empty');
      else problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is too small`, { hint: `at least ${issue.minimum}` });
      return;
    }
    case 'too_big':
      problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is too large`, { hint: `at most ${issue.maximum}` });
      return;
    case 'invalid_format':
      problems.add(source, placeOf(source, path), 'wrong-type', `${shown(value)} is no id`, { hint: 'lower case words joined by dots and hyphens, e.g. threat.weapon' });
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
  else if (expected.includes('string') && (value === null || typeof value !== 'object')) {
    const written = isScalar(node) ? (node.source ?? '') : String(value);
    if (written.trim() === '') problems.add(source, keyPlace(source, path), 'not-a-string', 'nothing stands here, which YAML reads as null');
    else
      problems.add(source, placeOf(source, path), 'not-a-string', `unquoted ${written} is ${yamlType(value)}, not a string`, {
        hint: `quote it: "${written}"`,
      });
  } else {
    const hint = typeof value === 'object' && expected.includes('string') ? 'quote the string: a colon or a bracket in it made it something else' : expected === 'array' && typeof value === 'string' ? `write it as a list: ["…"]` : undefined;
    problems.add(source, placeOf(source, path), 'wrong-type', `this is ${yamlType(value)}, but ${article(expected)} is wanted here`, { hint });
  }
}

function missing(source: Source, path: Path, problems: Problems, hint?: string): void {
  const owner = path.slice(0, -1);
  const key = String(path[path.length - 1]);
  const place = typeof owner[owner.length - 1] === 'number' ? recordPlace(source, owner) : keyPlace(source, owner);
  problems.add(source, place, 'missing-key', `${where(owner)} lacks “${key}”`, { hint: hint ?? `add ${key}:` });
}

/** A record of a list is pointed at by its id, or by its first line. */
function recordPlace(source: Source, path: Path): Place {
  return typeof valueAt(source.value, [...path, 'id']) === 'string' ? placeOf(source, [...path, 'id']) : placeOf(source, path);
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}

/** The schemas that apply at a path; several where a union stands on the way. */
function schemasAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'union') return def.options.flatMap((option) => schemasAt(option, path));
  if (def.type === 'optional') return schemasAt(def.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return [schema];
  if (def.type === 'object') {
    const inner = def.shape[String(step)];
    return inner ? schemasAt(inner, rest) : [];
  }
  if (def.type === 'array') return schemasAt(def.element, rest);
  if (def.type === 'record') return schemasAt(def.valueType, rest);
  return [];
}

/** The keys that a map at a path may have, and what it means if another stands there. */
function keysAt(schema: z.core.$ZodType, path: Path): { keys: string[]; code: ProblemCode } {
  const keys: string[] = [];
  let code: ProblemCode = 'unknown-key';
  for (const one of schemasAt(schema, path)) {
    const { def } = (one as z.core.$ZodTypes)._zod;
    if (def.type === 'object') keys.push(...Object.keys(def.shape));
    if (def.type !== 'record') continue;
    const known = [...((def.keyType as z.core.$ZodTypes)._zod.values ?? [])].map(String);
    keys.push(...known);
    code = VOCABULARIES.find(([, all]) => all.length === known.length && all.every((value) => known.includes(value)))?.[0] ?? code;
  }
  return { keys, code };
}

function choices(schemas: readonly z.core.$ZodType[]): string {
  const types = schemas.map((one) => (one as z.core.$ZodTypes)._zod.def.type);
  return [...new Set(types.map((type) => (type === 'enum' ? 'string' : type)))].join(' or ');
}

function where(path: Path): string {
  const name = [...path].reverse().find((step) => typeof step === 'string');
  const singular: Record<string, string> = { rules: 'the rule', cues: 'the cue', override: 'the override', advice: 'the advice', 'ground-rules': 'the ground rule' };
  if (name === undefined) return 'a file of this kind';
  return typeof path[path.length - 1] === 'number' ? (singular[name] ?? `an entry of “${name}”`) : `“${name}”`;
}

function noun(code: ProblemCode, path: Path = []): string {
  if (code.startsWith('unknown-') && code !== 'unknown-value') return code.slice('unknown-'.length);
  const name = [...path].reverse().find((step) => typeof step === 'string');
  return name ?? 'value';
}

function oneOf(values: readonly string[]): string {
  return `one of ${values.join(', ')}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function yamlType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return `the number ${value}`;
  return 'a string';
}

function article(expected: string): string {
  const names: Record<string, string> = { object: 'a map', record: 'a map', array: 'a list', int: 'a whole number', string: 'a string', number: 'a number', boolean: 'true or false' };
  return expected
    .split(' or ')
    .map((name) => names[name] ?? name)
    .join(' or ');
}
