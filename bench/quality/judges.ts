/** Who gives the verdicts: the library, or the command. A text is judged once, however many figures it counts for. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { EvaluationRow } from '../../src/evaluate/index.ts';
import { type Assessment, type Classifier, createClassifier } from '../../src/index.ts';

export type Judge = Pick<Classifier, 'classify' | 'explain'>;

let classifier: Classifier | undefined;
const library = (): Classifier => (classifier ??= createClassifier());

export function inProcess(verdicts = new Map<string, Assessment>()): Judge {
  return {
    classify: (text) => {
      const verdict = verdicts.get(text) ?? library().classify(text);
      verdicts.set(text, verdict);
      return verdict;
    },
    explain: (text) => library().explain(text),
  };
}

/** Verdicts of `node dist/cli.js classify`, in the order of the rows. */
export async function throughCommand(rows: readonly EvaluationRow[]): Promise<Judge> {
  const child = spawn(process.execPath, ['dist/cli.js', 'classify', '--input', 'ndjson'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const verdicts = new Map<string, Assessment>();
  let done = 0;
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const verdict = JSON.parse(line) as Assessment & { id: string };
      const row = rows[done++];
      if (row?.text === undefined || row.id !== verdict.id) throw new Error(`out of order: ${verdict.id}`);
      verdicts.set(row.text, verdict);
    }
  })();
  for (const { id, text } of rows)
    if (!child.stdin.write(`${JSON.stringify({ id, text })}\n`))
      await new Promise((resolve) => child.stdin.once('drain', resolve));
  child.stdin.end();
  await reading;
  if (done !== rows.length) throw new Error(`${rows.length} rows in, ${done} out`);
  return inProcess(verdicts);
}
