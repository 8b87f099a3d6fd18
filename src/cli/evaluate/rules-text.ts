import type { Report, RuleFigures } from '../../evaluate/index.ts';
import { visible } from '../text/cells.ts';
import { columns } from '../text/columns.ts';
import { count } from '../words.ts';
import { REMOVAL_NOTE, percent } from './words.ts';

/** Rules and silent rules that are shown; the JSON and the HTML report have them all. */
const MOST = 30;
const MOST_SILENT = 10;

/** The rules that cost most: by what removing them would gain, then by conflicts. */
export function rulesText({ rules, silentRules }: Report): string {
  const worst = [...rules].sort(
    (a, b) => netGain(b) - netGain(a) || b.conflicts - a.conflicts || b.hits - a.hits,
  );
  const parts = [
    ...(rules.length === 0 ? [] : [tableText(worst.slice(0, MOST))]),
    ...(rules.length > MOST ? [`and ${count(rules.length - MOST, 'more rule')} that fired`] : []),
    ...(rules.length === 0 ? [] : [REMOVAL_NOTE.replace('. ', '.\n')]),
    ...(silentRules === undefined || silentRules.length === 0 ? [] : [silentText(silentRules)]),
  ];
  return parts.join('\n');
}

/** Rows that would be right without the rule, less those that would be wrong. */
function netGain({ removal }: RuleFigures): number {
  return removal.gained - removal.lost;
}

function tableText(rules: readonly RuleFigures[]): string {
  return columns(
    ['rule', 'hits', 'precision', 'conflicts', 'unique', 'lost', 'gained'],
    rules.map(({ rule, hits, precision, conflicts, unique, removal }) => [
      visible(rule),
      String(hits),
      percent(precision),
      String(conflicts),
      String(unique),
      String(removal.lost),
      String(removal.gained),
    ]),
  );
}

function silentText(silent: readonly string[]): string {
  const more = silent.length - MOST_SILENT;
  return [
    `${count(silent.length, 'rule')} never fired${more > 0 ? ', among them' : ''}:`,
    ...silent.slice(0, MOST_SILENT).map((rule) => `  ${visible(rule)}`),
  ].join('\n');
}
