/** The text report of `safetier test`. */
import type { NearMiss } from '../qualify/explain.ts';
import type { CategoryResult, ExampleResults, Failing } from './examples.ts';
import { columns } from './text/columns.ts';
import { count } from './words.ts';

export function reportExamples({ categories, failures }: ExampleResults): string {
  return [...failures.map(failureText), table(categories)].join('\n\n');
}

function failureText(failing: Failing): string {
  const { file, line, column, rule, kind, expected, text } = failing;
  const name = kind === 'rule' ? rule : `${kind} ${rule}`;
  const head = `${file}:${line}:${column} ${name} should ${expected === 'fires' ? 'fire' : 'stay quiet'}`;
  const details =
    failing.instead === undefined
      ? expected === 'fires'
        ? silence(failing)
        : noise(failing)
      : [failing.instead];
  return [head, `    “${text}”`, ...details.map((detail) => `    ${detail}`)].join('\n');
}

/** Why a rule or cue did not fire, and what did. */
function silence({ kind, found, nearMiss }: Failing): string[] {
  if (kind !== 'rule') return [`the ${kind} was not found`];
  const others = found.map(({ rule, tier }) => `${rule} (${tier})`).join(', ');
  return [
    nearMiss ? missText(nearMiss) : 'no pattern of the rule matched',
    ...(others === '' ? [] : [`found instead: ${others}`]),
  ];
}

/** Where a rule or cue fired that should not have. */
function noise({ found, cue }: Failing): string[] {
  if (cue !== undefined) return [`it was found at “${cue}”`];
  return found.map(({ tier, spans, qualifiers }) => {
    const context = qualifiers.map(({ qualifier, effect }) => `${qualifier}: ${effect}`).join(', ');
    return `it fired ${tier} at ${spans.map((span) => `“${span.text}”`).join(', ')}${context === '' ? '' : ` (${context})`}`;
  });
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
  const all = categories.length > 1 ? [...categories, total] : categories;
  const rows = all.map((one) => [one.category, ...[one.rules, one.examples, one.failures].map(String)]);
  const head = ['category', 'rules', 'examples', 'failures'];
  return [
    columns(head, rows),
    '',
    total.failures === 0
      ? `all ${count(total.examples, 'example')} hold`
      : `${count(total.failures, 'example')} of ${total.examples} failed`,
  ].join('\n');
}
