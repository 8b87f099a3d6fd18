/**
 * Compiles rules/en to src/generated/en.ts and writes rules/schema.json. Any error stops it with all of them printed;
 * `--lenient` drops what is broken and goes on, for work on the rules.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import wordListPath from 'word-list';
import { takeTerms } from '../src/model/packed-terms.ts';
import { compilePack, formatProblem, loadRuleFiles, rulesJsonSchema } from '../src/rules/index.ts';

const root = join(import.meta.dirname, '..');
const lenient = process.argv.includes('--lenient');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const words = new Set(readFileSync(wordListPath, 'utf8').split('\n'));
const files = loadRuleFiles([join(root, 'rules/en')]).map((file) => ({
  ...file,
  path: relative(root, file.path),
}));
const { pack, examples, problems } = compilePack(files, {
  name: 'en',
  version,
  language: 'en',
  words,
  lenient,
});
if (problems.length > 0) console.error(problems.map(formatProblem).join('\n\n'));
const errors = problems.filter(({ severity }) => severity === 'error').length;
if (pack === undefined || (errors > 0 && !lenient)) {
  console.error(`\n${count(errors, 'error')} in ${count(files.length, 'file')}; nothing was written`);
  process.exit(1);
}

const { pack: bare, packed } = takeTerms(pack);
write(
  'src/generated/en.ts',
  `// Compiled from rules/en by scripts/compile-packs.ts; do not edit.
import type { Pack } from '../model/pack.ts';
import { type PackedTerms, fillTerms } from '../model/packed-terms.ts';

export const en: Pack = fillTerms(
  ${parsed(bare)} as Pack,
  ${parsed(packed)} as PackedTerms,
);
`,
);
write('rules/schema.json', `${JSON.stringify(rulesJsonSchema(), null, 2)}\n`);
console.log(
  `${count(pack.rules.length, 'rule')}, ${count(pack.cues.length, 'cue')}, ${count(Object.keys(pack.lexicons).length, 'lexicon')}, ${count(examples.length, 'set')} of examples${errors > 0 ? `, ${count(errors, 'error')} passed over` : ''}`,
);

/** JSON.parse of a string starts faster than an object literal of this size, and a string of one-byte characters faster still. */
function parsed(value: object): string {
  const json = JSON.stringify(value)
    .replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'");
  return `JSON.parse('${json}')`;
}

function write(path: string, text: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
