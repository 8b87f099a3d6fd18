/** The text report of `safetier test`. */
import type { NearMiss } from '../qualify/explain.ts';
import type { CategoryResult, ExampleResults, Failing } from './examples.ts';
import { count } from './words.ts';

export function reportExamples({ categories, failures }: ExampleResults): string {
  return [...failures.map(failureText), table(categories)].join('\n\n');
}

function failureText({
  file,
  line,
  column,
  rule,
  kind,
  expected,
  text,
  found,
  nearMiss,
  cue,
}: Failing): string {
  const head = `${file}:${line}:${column} ${kind === 'cue' ? `cue ${rule}` : rule} should ${expected === 'fires' ? 'fire' : 'stay quiet'}`;
  const details = [
    ...(cue === undefined ? [] : [`it was found at “${cue}”`]),
    ...(nearMiss ? [missText(nearMiss)] : []),
    ...(expected === 'fires' && kind === 'cue' ? ['the cue was not found'] : []),
    ...(expected === 'fires' && kind === 'rule' && !nearMiss ? ['no pattern of the rule matched'] : []),
    ...(expected === 'fires' && found.length > 0
      ? [`found instead: ${found.map((one) => `${one.rule} (${one.tier})`).join(', ')}`]
      : []),
    ...(expected === 'quiet'
      ? found.map(
          ({ tier, spans, qualifiers }) =>
            `it fired ${tier} at ${spans.map((span) => `“${span.text}”`).join(', ')}${qualifiers.length === 0 ? '' : ` (${qualifiers.map(({ qualifier, effect }) => `${qualifier}: ${effect}`).join(', ')})`}`,
        )
      : []),
  ];
  return [head, `    “${text}”`, ...details.map((detail) => `    ${detail}`)].join('\n');
}

function missText({ span, because, detail, at }: NearMiss): string {
  const matched = `it matched “${span.text}”, but`;
  if (because === 'unless') return `${matched} ${detail} (unless) stands near`;
  if (because === 'near') return `${matched} none of near stands near: ${detail}`;
  return `${matched} ${because} took it away: ${detail}${at ? ` at “${at.text}”` : ''}`;
}

function table(categories: readonly CategoryResult[]): string {
  const total = categories.reduce(
    (sum, { rules, examples, failures }) => ({
      category: 'total',
      rules: sum.rules + rules,
      examples: sum.examples + examples,
      failures: sum.failures + failures,
    }),
    { category: 'total', rules: 0, examples: 0, failures: 0 },
  );
  const rows = [...categories, ...(categories.length > 1 ? [total] : [])].map(
    ({ category, rules, examples, failures }) => [
      category,
      String(rules),
      String(examples),
      String(failures),
    ],
  );
  const head = ['category', 'rules', 'examples', 'failures'];
  const widths = head.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]!.length)));
  const lines = [head, ...rows].map((row) =>
    row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join('  '),
  );
  return [
    ...lines,
    '',
    total.failures === 0
      ? `all ${count(total.examples, 'example')} hold`
      : `${count(total.failures, 'example')} of ${total.examples} failed`,
  ].join('\n');
}
