/**
 * Fits the odds of conversation rules on labelled conversations and prints them for `rules/en/conversations`, with what
 * they find of each writer when fitted on the others: `tsx scripts/learn-conversations.ts FILE…`, one file for each writer.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type ConversationRow, isConversation } from '../src/evaluate/conversations.ts';
import type { EvaluationRow } from '../src/evaluate/row.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnOdds } from '../src/learn/conversations.ts';

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('which conversations? name one file for each writer');
const sets = new Map(
  files.map((file): [string, ConversationRow[]] => [
    basename(file),
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as EvaluationRow)
      .filter(isConversation),
  ]),
);
for (const { rule, bias, weights, positives, negatives, unseen, together } of learnOdds(
  createClassifier(),
  en.conversation ?? [],
  sets,
)) {
  console.log(`${rule}: ${positives} called for, ${negatives} harmless members`);
  console.log(`  bias: ${bias}`);
  console.log(`  weights: ${JSON.stringify(weights).replaceAll('"', '').replaceAll(/[:,]/gu, '$& ')}`);
  for (const { writer, marks } of [...unseen, { writer: 'all', marks: together }])
    console.log(
      `  ${writer}, unseen: ${marks
        .map(
          ({ share, odds, found, inTime }) =>
            `${share * 100} % harmless at ${odds}: ${found} found, ${inTime} in time`,
        )
        .join('; ')}`,
    );
}
