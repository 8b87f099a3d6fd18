/**
 * How far plain speech is covered: fixtures/paradigms by paradigm, and what a frame or a filler loses.
 *
 *   tsx bench/paradigms.ts [PREFIX] [--misses N]     paradigms whose id begins so; N sentences that are judged otherwise
 */
import { parseArgs } from 'node:util';
import { createClassifier } from '../src/index.ts';
import { readParadigms } from '../test/support/paradigms.ts';
import { unmet } from '../test/support/rows.ts';

const { values, positionals } = parseArgs({
  options: { misses: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const classifier = createClassifier();
for (const { paradigms } of readParadigms())
  for (const { id, sentences, holds } of paradigms) {
    if (!id.startsWith(positionals[0] ?? '')) continue;
    const shares = new Map<string, [met: number, all: number]>();
    const missed: string[] = [];
    let met = 0;
    for (const sentence of sentences) {
      const assessment = classifier.classify(sentence.text);
      const why = unmet(sentence, assessment);
      met += Number(why.length === 0);
      if (why.length > 0)
        missed.push(
          `${sentence.text}  [${why.join(', ')}] ${assessment.findings.map((finding) => `${finding.rule}:${finding.tier}`).join(' ')}`,
        );
      const parts = [
        `“${sentence.frame}”`,
        ...Object.entries(sentence.fillers).map(([slot, filler]) => `${slot}: ${filler}`),
      ];
      for (const part of parts) {
        const share = shares.get(part) ?? [0, 0];
        shares.set(part, [share[0] + Number(why.length === 0), share[1] + 1]);
      }
    }
    console.log(`${(met / sentences.length).toFixed(3)} of ${sentences.length}  ${id}  (holds ${holds})`);
    const weak = [...shares]
      .filter(([, [yes, all]]) => yes / all < 0.9)
      .sort((a, b) => a[1][0] / a[1][1] - b[1][0] / b[1][1]);
    for (const [part, [yes, all]] of weak) console.log(`    ${(yes / all).toFixed(2)} of ${all}  ${part}`);
    const every = Math.max(1, Math.floor(missed.length / Math.max(1, Number(values.misses))));
    if (Number(values.misses) > 0)
      for (let k = 0; k < missed.length; k += every) console.log(`      ${missed[k]}`);
  }
