/** Rule files as the commands use them: read, compiled, their problems at hand. */
import { join, relative } from 'node:path';
import type { Pack } from '../model/pack.ts';
import {
  type Compiled,
  type LintCode,
  type Problem,
  type RuleFile,
  compilePack,
  lintPack,
  loadRuleFiles,
} from '../rules/index.ts';
import { bundledPack } from './bundled-pack.ts';
import { Failure, fileFailure } from './failure.ts';
import { packageRoot } from './package-root.ts';

export interface RuleSet extends Compiled {
  files: RuleFile[];
}

/** Compiles the files at the paths (default: the packs that ship with the package) as one pack. */
export async function readRules(paths: readonly string[], lenient: boolean): Promise<RuleSet> {
  const files = readFiles(paths);
  return { files, ...compilePack(files, { lenient, ...(await baseOf(files)) }) };
}

/** Every problem of the files, and what the checks find that have one of the codes (default: all). */
export async function lintRules(
  files: readonly RuleFile[],
  only: readonly LintCode[] | undefined,
): Promise<Problem[]> {
  return lintPack(files, { ...(only ? { only } : {}), ...(await baseOf(files)) }).problems;
}

/**
 * The files at the paths; default: the packs that ship with the package.
 * @throws {Failure} if a path cannot be read, or holds no rules.
 */
export function readFiles(paths: readonly string[]): RuleFile[] {
  const files = rulePaths(paths).flatMap((path) => {
    try {
      const found = loadRuleFiles([path]);
      if (found.length === 0) throw new Failure(`${path}: no rule files (*.yaml) in this folder`);
      return found;
    } catch (error) {
      throw error instanceof Failure ? error : fileFailure(error, path);
    }
  });
  // Paths may overlap (`lint rules rules/en`), and each file is read once.
  return [...new Map(files.map((file) => [relative(process.cwd(), file.path), file])).values()];
}

/** The paths, or that of the packs that ship with the package. */
export function rulePaths(paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? paths : [relative(process.cwd(), join(packageRoot(), 'rules')) || '.'];
}

/** The pack that `extends: en` means, if a file says so; none while the packs have not been compiled yet. */
export async function baseOf(files: readonly RuleFile[]): Promise<{ base?: Pack }> {
  if (!files.some(({ text }) => /^extends:/mu.test(text))) return {};
  try {
    return { base: await bundledPack() };
  } catch {
    return {};
  }
}
