/** Rule files from disk; Node only. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleFile } from './read.ts';

/**
 * Reads rule files; a directory stands for all *.yaml and *.yml below it, in the order of their names.
 * @throws the error of node:fs if a path does not exist or cannot be read.
 */
export function loadRuleFiles(paths: readonly string[]): RuleFile[] {
  return paths
    .flatMap(filesAt)
    .map((path) => ({ path, text: readFileSync(path, 'utf8').replace(/^\uFEFF/u, '') }));
}

function filesAt(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return filesAt(inner);
      return /\.ya?ml$/u.test(entry.name) ? [inner] : [];
    });
}
