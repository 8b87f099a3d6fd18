/**
 * Learns the weighted words of the bundled pack: `npm run learn [-- OPTION…]`. Everything is done by `safetier learn`; this
 * says from what. docs/learned.md has the sets and their licences.
 *
 *   npm run learn -- --from ../shared/data [--out rules/en] [--dry]      what is shipped
 *   npm run learn -- --partly-from ../shared/data --out DIR              the same from half of the public rows
 *
 * What is shipped has seen every public row, so the figures on rows that nothing was learned from are those of the second.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const TRAIN = join(ROOT, 'fixtures/corpus/train');
/** Writers of the train part whose posts the writers of rules have read. */
const READ = ['a', 'b', 'c', 'e', 'f', 'g', 'h', 'l', 'm'];
/** Public sets whose licence allows it (MIT, CC0, CC BY). */
const SETS = [
  'benign-banking77',
  'benign-clinc150',
  'benign-movie-plots',
  'benign-movie-review-sentences',
  'benign-nl2bash',
  'bias-madlibs-10k',
  'convabuse',
  'counsel-chat-questions',
  'cssrs-7point-suicidewatch',
  'davidson-hate-offensive',
  'dreaddit',
  'edos-sexism',
  'suicidewatch-vs-teenagers',
  'toxic-spans-semeval21',
  'wiki-toxicity-nonfuzzed',
];

const args = process.argv.slice(2);
const take = (option: string): string | undefined => {
  const at = args.indexOf(option);
  return at < 0 ? undefined : args.splice(at, 2)[1];
};
const half = take('--partly-from');
const folder = half ?? take('--from');
const sets = folder === undefined ? [] : SETS.map((name) => join(folder, `${name}.jsonl`));
const missing = sets.filter((file) => !existsSync(file));
if (missing.length > 0) throw new Error(`not there: ${missing.join(', ')}`);

const command = [
  ...['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'learn'],
  ...readdirSync(TRAIN).map((file) => join(TRAIN, file)),
  ...['--category', 'all', '--severity', '--read', READ.join(',')],
  ...(args.some((arg) => arg.startsWith('--out')) ? [] : ['--out', join(ROOT, 'rules/en')]),
  ...['--sources', ['fixtures/corpus/README.md', ...(sets.length > 0 ? ['docs/learned.md'] : [])].join(',')],
  ...args,
  ...(half === undefined ? [] : ['--half']),
  ...(sets.length > 0 ? ['--partly', ...sets] : []),
];
process.exitCode = spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;
