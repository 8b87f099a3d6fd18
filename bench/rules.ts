/**
 * What each rule does on the development data: rows where it counts for something, by kind of set.
 *
 *   tsx bench/rules.ts [--category C] [--sort false|hits] [--rule category/id [--set NAME] [--count N]]
 *
 * “false” are rows that are benign or state that the rule's category is absent; “weak” are unchecked, probably
 * harmless rows; “true” state a tier of medium or higher or that the category is present. --rule lists rows it fires on.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createClassifier, type Category } from '../src/index.ts';
import type { Row } from '../test/support/rows.ts';

const DATA = new URL('../../shared/data/', import.meta.url);
const { values } = parseArgs({
  options: {
    category: { type: 'string' },
    rule: { type: 'string' },
    set: { type: 'string' },
    count: { type: 'string', default: '25' },
    sort: { type: 'string', default: 'false' },
  },
});

interface Tally {
  tier: string;
  true: number;
  false: number;
  weak: number;
  other: number;
}
const tallies = new Map<string, Tally>();
const classifier = createClassifier();
let shown = 0;
for (const file of readdirSync(DATA)
  .filter((name) => name.endsWith('.jsonl'))
  .sort())
  for (const line of readFileSync(new URL(file, DATA), 'utf8').trim().split('\n')) {
    const row = JSON.parse(line) as Row & { weakBenign?: boolean };
    const { findings, tier } = classifier.classify(row.text);
    for (const finding of findings) {
      const { rule, category } = finding;
      if (values.category && category !== values.category) continue;
      let tally = tallies.get(rule);
      if (!tally) tallies.set(rule, (tally = { tier: finding.tier, true: 0, false: 0, weak: 0, other: 0 }));
      const kind = kindOf(row, category, file);
      tally[kind]++;
      if (
        values.rule === rule &&
        (!values.set || file.includes(values.set) || kind === values.set) &&
        shown++ < Number(values.count)
      ) {
        const { start, end, text } = finding.spans[0]!;
        console.log(
          `${kind} ${row.id} [${row.group}] post ${tier}, rule ${finding.tier} ${finding.qualifiers.map((q) => q.qualifier).join(',')}\n    …${row.text.slice(Math.max(0, start - 90), start).replaceAll('\n', ' ')}⟦${text.replaceAll('\n', ' ')}⟧${row.text.slice(end, end + 90).replaceAll('\n', ' ')}…`,
        );
      }
    }
  }
function kindOf(
  row: Row & { weakBenign?: boolean },
  category: Category,
  file: string,
): 'true' | 'false' | 'weak' | 'other' {
  if (row.tiers?.every((one) => one === 'none') || (row.absent ?? []).flat().includes(category))
    return 'false';
  if (row.weakBenign || file.startsWith('benign')) return 'weak';
  if (
    (row.present ?? []).flat().includes(category) ||
    row.tiers?.some((one) => one === 'high') ||
    (category === 'self-harm' && file.startsWith('suicidewatch'))
  )
    return 'true';
  return 'other';
}
if (!values.rule) {
  console.log('  true  false  weak  other  tier    rule');
  for (const [rule, tally] of [...tallies].sort(([, a], [, b]) =>
    values.sort === 'hits' ? b.true - a.true : b.false * 3 + b.weak - a.false * 3 - a.weak,
  ))
    console.log(
      `${String(tally.true).padStart(6)} ${String(tally.false).padStart(6)} ${String(tally.weak).padStart(5)} ${String(tally.other).padStart(6)}  ${tally.tier.padEnd(6)}  ${rule}`,
    );
}
