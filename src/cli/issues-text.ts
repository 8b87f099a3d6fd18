import type * as z from 'zod';

/** What is wrong with a record and where, never what stands there: `present[0][1]: …`. */
export function issuesText({ issues }: z.core.$ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${pathText(path)}: ${message}`))
    .join('; ');
}

function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, k) => (k === 0 ? String(key) : typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('');
}
