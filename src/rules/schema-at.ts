/** Which part of a schema applies at a path of a file: what could have stood there. */
import type * as z from 'zod';
import { ACTIONS, CATEGORIES, EFFECTS, QUALIFIERS, REASONS } from '../model/vocabulary.ts';
import type { Path } from './locate.ts';
import type { ProblemCode } from './problem.ts';
import { CUE_KINDS } from './schema.ts';

/** Codes of the closed vocabularies, by their values. */
const VOCABULARIES: readonly (readonly [ProblemCode, readonly string[]])[] = [
  ['unknown-category', CATEGORIES],
  ['unknown-reason', REASONS],
  ['unknown-qualifier', QUALIFIERS],
  ['unknown-qualifier', CUE_KINDS],
  ['unknown-effect', EFFECTS],
  ['unknown-action', ACTIONS],
];

/** The code of the closed vocabulary that has exactly these values. */
export function vocabularyOf(values: readonly string[]): ProblemCode | undefined {
  return VOCABULARIES.find(
    ([, all]) => all.length === values.length && all.every((one) => values.includes(one)),
  )?.[0];
}

/** The keys that a map at a path may have, and what it means if another stands there. */
export function keysAt(schema: z.core.$ZodType, path: Path): { keys: string[]; code: ProblemCode } {
  const keys: string[] = [];
  let code: ProblemCode = 'unknown-key';
  for (const one of schemasAt(schema, path)) {
    const { def } = (one as z.core.$ZodTypes)._zod;
    if (def.type === 'object') keys.push(...Object.keys(def.shape));
    if (def.type !== 'record') continue;
    const key = (def.keyType as z.core.$ZodTypes)._zod.def;
    const known = key.type === 'enum' ? Object.values(key.entries).map(String) : [];
    keys.push(...known);
    code = vocabularyOf(known) ?? code;
  }
  return { keys, code };
}

/** The types that a path may have, in words of zod joined by “or”. */
export function choicesAt(schema: z.core.$ZodType, path: Path): string {
  const types = schemasAt(schema, path).map((one) => (one as z.core.$ZodTypes)._zod.def.type);
  return [...new Set(types.map((type) => (type === 'enum' ? 'string' : type)))].join(' or ');
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
