/** What `learn` is asked for, checked before an hour is spent on it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { VOICES } from '../../learn/terms.ts';
import type { Pack } from '../../model/pack.ts';
import { CATEGORIES, type Category } from '../../model/vocabulary.ts';
import { didYouMean } from '../../rules/suggest.ts';
import { Failure } from '../failure.ts';

/** A breach of the ground rules is told by its words, not by many together. */
const NOT_OF_ALL: readonly Category[] = ['conduct'];

/** @throws {Failure} naming every category that there is not. */
export function categoriesOf(wanted: readonly string[], pack: Pack): Category[] {
  const known = CATEGORIES.filter((id) => pack.categories[id] !== undefined);
  if (wanted.includes('all')) return known.filter((id) => !NOT_OF_ALL.includes(id));
  return [...new Set(wanted)].map((id) => known.find((one) => one === id) ?? unknown('category', id, known));
}

/** @throws {Failure} naming a lexicon that there is not. */
export function lexiconsOf(wanted: readonly string[], pack: Pack): string[] {
  const known = Object.keys(pack.lexicons);
  return wanted.map((name) =>
    known.includes(name.replace(/^@/u, '')) ? name.replace(/^@/u, '') : unknown('lexicon', name, known),
  );
}

/** Where nothing else is said: the lexicons that tell who is spoken of, if the pack has them. */
export function voicesOf(pack: Pack): string[] {
  return VOICES.filter((name) => pack.lexicons[name] !== undefined);
}

function unknown(noun: string, name: string, known: readonly string[]): never {
  const hint = didYouMean(name, known) ?? `there are ${known.join(', ')}`;
  throw new Failure(`there is no ${noun} “${name}”: ${hint}`);
}

/** Where each file goes: `out` is a file for one, and a folder for several. */
export function pathsOf(
  categories: readonly Category[],
  severity: boolean,
  out: string | undefined,
): { ofCategory: (category: Category) => string; ofSeverity: string } {
  const isOne = categories.length + (severity ? 1 : 0) === 1;
  const isFile = out !== undefined && /\.ya?ml$/u.test(out);
  if (isFile && !isOne)
    throw new Failure(`--out ${out}: several files are learned, so it must name a folder, not a file`);
  if (isFile) return { ofCategory: () => out, ofSeverity: out };
  if (out !== undefined && existsSync(out) && !statSync(out).isDirectory())
    throw new Failure(`--out ${out}: this is a file; name a folder, or a file that ends in .yaml`);
  return {
    ofCategory: (category) =>
      out === undefined ? `${category}.learned.yaml` : join(out, category, 'learned.yaml'),
    ofSeverity: join(out ?? '.', 'impression.yaml'),
  };
}

/**
 * A file of another kind is never written over.
 * @throws {Failure} if one stands there.
 */
export function checkPath(path: string, kind: 'learned' | 'impression'): void {
  if (!existsSync(path)) return;
  const isOurs = statSync(path).isFile() && new RegExp(`^"?kind"?: "?${kind}"?\\s*$`, 'mu').test(head(path));
  if (!isOurs)
    throw new Failure(`${path}: something else than a file of kind ${kind} stands here; give another --out`);
}

function head(path: string): string {
  return readFileSync(path, 'utf8').slice(0, 10_000);
}
