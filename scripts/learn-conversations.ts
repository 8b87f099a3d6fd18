/**
 * Fits the odds of conversation rules on labelled conversations, one file for each writer:
 *
 *   tsx scripts/learn-conversations.ts FILE… [--talk OUT.yaml]
 *
 * prints bias and weights for `rules/en/conversations`, with what they find of each writer when fitted on the others. The
 * words of rules that weigh `talk` are written to OUT.yaml, a file of kind talk.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type ConversationRow, isConversation } from '../src/evaluate/conversations.ts';
import type { EvaluationRow } from '../src/evaluate/row.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { learnOdds } from '../src/learn/conversations.ts';
import { talkFile } from '../src/learn/file.ts';

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { talk: { type: 'string' } },
});
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
const fitted = learnOdds(createClassifier(), en.conversation ?? [], sets, en);
for (const { rule, bias, weights, positives, negatives, unseen, together } of fitted) {
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
if (values.talk !== undefined)
  writeFileSync(
    values.talk,
    talkFile(fitted, {
      sources: ['fixtures/conversations/README.md', 'scripts/learn-conversations.ts'],
      provenance: { data: files.map((file) => basename(file)).join(' ') },
    }),
  );
