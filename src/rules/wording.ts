/** How values and places of a rule file are called in messages. */
import type { Path } from './locate.ts';
import type { ProblemCode } from './problem.ts';

export function where(path: Path): string {
  const name = [...path].reverse().find((step) => typeof step === 'string');
  const singular: Record<string, string> = {
    rules: 'the rule',
    cues: 'the cue',
    override: 'the override',
    advice: 'the advice',
    'ground-rules': 'the ground rule',
  };
  if (name === undefined) return 'a file of this kind';
  return typeof path[path.length - 1] === 'number'
    ? (singular[name] ?? `an entry of “${name}”`)
    : `“${name}”`;
}

export function noun(code: ProblemCode, path: Path = []): string {
  if (code.startsWith('unknown-') && code !== 'unknown-value') return code.slice('unknown-'.length);
  const name = [...path].reverse().find((step) => typeof step === 'string');
  return name ?? 'value';
}

export function oneOf(values: readonly string[]): string {
  return `one of ${values.join(', ')}`;
}

export function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

export function yamlType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return `the number ${value}`;
  return 'a string';
}

export function article(expected: string): string {
  const names: Record<string, string> = {
    object: 'a map',
    record: 'a map',
    array: 'a list',
    int: 'a whole number',
    string: 'a string',
    number: 'a number',
    boolean: 'true or false',
  };
  return expected
    .split(' or ')
    .map((name) => names[name] ?? name)
    .join(' or ');
}
