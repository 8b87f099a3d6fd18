/**
 * How the packs do on the posts of fixtures/corpus, by part and writer: `tsx bench/corpus.ts [train|tune|test]…`.
 *
 * Rules are written from the train part only; tune and test show what they do for a writer whose posts nobody read.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readRows } from '../src/cli/evaluate/rows.ts';
import { type ConfusionRow, type EvaluationRow, type Report, evaluate } from '../src/evaluate/index.ts';
import { createClassifier } from '../src/index.ts';

const FOLDER = new URL('../fixtures/corpus/', import.meta.url);
const classifier = createClassifier();

/** Posts that name no category and may be nothing. */
function isHarmless({ tiers, present }: EvaluationRow): boolean {
  return present === undefined && tiers?.includes('none') === true;
}

/** Of the rows whose acceptable tiers pass, those with a verdict of medium or high. */
function alarming({ tiers }: Report, passes: (acceptable: ConfusionRow['acceptable']) => boolean): string {
  const sets = tiers.confusion.filter(({ acceptable }) => passes(acceptable));
  const sum = (of: (set: ConfusionRow) => number): number => sets.reduce((total, set) => total + of(set), 0);
  return share(
    sum(({ given }) => given.medium + given.high),
    sum(({ rows }) => rows),
  );
}

function share(met: number, of: number): string {
  return of === 0 ? '–' : (met / of).toFixed(3);
}

/** In the order of the columns. */
function figuresOf(all: Report, harmless: Report): [title: string, figure: string][] {
  const statements = all.slices.filter(({ by }) => by === 'length').map(({ present }) => present);
  const sum = (of: 'met' | 'of'): number => statements.reduce((total, one) => total + one[of], 0);
  return [
    ['acceptable tier', share(all.tiers.right, all.tiers.rows)],
    ['HIGH recall', share(all.high.truePositives, all.high.positives)],
    ['HIGH at least medium', alarming(all, (acceptable) => acceptable.join() === 'high')],
    [
      'risky at least medium',
      alarming(all, (acceptable) => acceptable.every((tier) => tier === 'high' || tier === 'medium')),
    ],
    ['category reported', share(sum('met'), sum('of'))],
    ['false HIGH', share(all.high.falsePositives, all.high.negatives)],
    // None is acceptable for all of them, so whatever is wrong is flagged.
    ['harmless flagged', share(harmless.tiers.rows - harmless.tiers.right, harmless.tiers.rows)],
    ['harmless medium or high', alarming(harmless, () => true)],
  ];
}

const parts = process.argv.length > 2 ? process.argv.slice(2) : ['train', 'tune', 'test'];
let isFirst = true;
for (const part of parts)
  for (const file of readdirSync(new URL(`${part}/`, FOLDER)).sort()) {
    const path = fileURLToPath(new URL(`${part}/${file}`, FOLDER));
    const { rows, bad } = await readRows([path], (message) => console.error(message));
    if (bad > 0) throw new Error(`${bad} bad lines in ${path}`);
    const [all, harmless] = [rows, rows.filter(isHarmless)].map((own) =>
      evaluate(own, classifier, { rounds: 0, limit: 0 }),
    );
    const figures = figuresOf(all!, harmless!);
    if (isFirst) {
      console.log(`| posts | ${figures.map(([title]) => title).join(' | ')} |`);
      console.log(`|---|${'---:|'.repeat(figures.length)}`);
    }
    isFirst = false;
    console.log(`| ${part}/${file.replace('.jsonl', '')} | ${figures.map(([, cell]) => cell).join(' | ')} |`);
  }
