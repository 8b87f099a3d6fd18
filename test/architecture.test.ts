import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as safetier from '../src/index.ts';
import * as conversation from '../src/conversation/index.ts';
import * as evaluate from '../src/evaluate/index.ts';
import * as redact from '../src/redact/index.ts';
import * as rules from '../src/rules/index.ts';

const SRC = join(import.meta.dirname, '../src');
const files = (readdirSync(SRC, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));
const folderOf = (file: string): string => (file.includes(sep) ? file.split(sep)[0]! : 'root');

/** All imports of a file: [path as written, whether only types]. */
function importsOf(file: string): { path: string; typeOnly: boolean }[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)(?<type> type)?[^;'"]*?from '(?<path>[^']+)'/gmu)].map(
    (match) => ({ path: match.groups!.path!, typeOnly: match.groups!.type !== undefined }),
  );
}

/** The import table of src/README.md. */
const table = new Map(
  [
    ...readFileSync(join(SRC, 'README.md'), 'utf8')
      .split('## Who may import whom')[1]!
      .matchAll(/^\| `(?<from>[a-z]+)` *\|(?<to>.*)\|$/gmu),
  ].map((row) => [
    row.groups!.from!,
    new Set([...row.groups!.to!.matchAll(/`([a-z]+)`/gu)].map((match) => match[1]!)),
  ]),
);

describe('the import table of src/README.md', () => {
  it('names every folder', () => {
    expect([...table.keys()].sort()).toEqual([...new Set(files.map(folderOf))].sort());
  });

  it.each(files)('%s keeps to it', (file) => {
    for (const { path } of importsOf(file)) {
      if (!path.startsWith('.')) continue;
      const target = folderOf(relative(SRC, join(SRC, dirname(file), path)));
      if (target !== folderOf(file))
        expect([...(table.get(folderOf(file)) ?? [])], `${file} imports ${path}`).toContain(target);
    }
  });

  it('has no cycle of values between files', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter(({ path, typeOnly }) => path.startsWith('.') && !typeOnly)
          .map(({ path }) => relative(SRC, join(SRC, dirname(file), path))),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      expect(path, `cycle: ${[...path, file].join(' → ')}`).not.toContain(file);
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it.each(['index.ts', 'evaluate/index.ts', 'redact/index.ts', 'conversation/index.ts'])(
    'keeps YAML, zod, compromise, the command line and Node out of %s',
    (entry) => {
      const core = new Set<string>();
      const visit = (file: string): void => {
        if (core.has(file)) return;
        core.add(file);
        for (const { path } of importsOf(file)) {
          expect(path.startsWith('.'), `${file} imports ${path}`).toBe(true);
          visit(relative(SRC, join(SRC, dirname(file), path)));
        }
      };
      visit(entry);
      expect([...core].filter((file) => /^(?:rules|cli)/u.test(file))).toEqual([]);
    },
  );
});

/** Packages that a file loads before anything of it runs; what it imports while running is not among them. */
function packagesOf(entry: string): Set<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path, typeOnly } of importsOf(file))
      if (typeOnly || path.startsWith('node:')) continue;
      else if (path.startsWith('.')) visit(relative(SRC, join(SRC, dirname(file), path)));
      else packages.add(path);
  };
  visit(entry);
  return packages;
}

describe('a command', () => {
  it('starts with commander and picocolors alone; charts, tables, progress and YAML are loaded where they are wanted', () => {
    expect([...packagesOf('cli/main.ts')]).toEqual(['commander', 'picocolors']);
  });

  it('loads charts for HTML only', () => {
    expect([...packagesOf('cli/evaluate/html/page.ts')].sort()).toEqual(['d3-scale', 'd3-shape']);
    expect([...packagesOf('cli/evaluate/text.ts')].sort()).toEqual(['cli-table3', 'picocolors']);
  });
});

describe('the public surface', () => {
  it('is exactly this', () => {
    expect(Object.keys(safetier).sort()).toEqual([
      'ACTIONS',
      'AUDIENCES',
      'CATEGORIES',
      'CONFIG_CODES',
      'ConfigError',
      'EFFECTS',
      'QUALIFIERS',
      'REASONS',
      'TIERS',
      'createClassifier',
    ]);
  });

  it('of safetier/conversation is exactly this', () => {
    expect(Object.keys(conversation).sort()).toEqual(['FACTS', 'PAIR_FACTS', 'createConversation']);
  });

  it('of safetier/evaluate is exactly this', () => {
    expect(Object.keys(evaluate).sort()).toEqual([
      'DiffTally',
      'PERTURBATIONS',
      'changeOf',
      'evaluate',
      'measureRobustness',
    ]);
  });

  it('of safetier/redact is exactly this', () => {
    expect(Object.keys(redact).sort()).toEqual([
      'DETAIL_KINDS',
      'Pseudonyms',
      'REDACT_STYLES',
      'adviseMember',
      'conceptOf',
      'findDetails',
      'redact',
      'restore',
    ]);
  });

  it('of safetier/rules is exactly this', () => {
    expect(Object.keys(rules).sort()).toMatchInlineSnapshot(`
      [
        "LINT_CODES",
        "LINT_SAYS",
        "PROBLEM_CODES",
        "compilePack",
        "formatProblem",
        "formsOf",
        "lintPack",
        "loadRuleFiles",
        "rulesJsonSchema",
      ]
    `);
  });
});
