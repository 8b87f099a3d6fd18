import type { Report, RuleFigures } from '../../../evaluate/index.ts';
import { count } from '../../words.ts';
import { visible } from '../../text/cells.ts';
import { REMOVAL_NOTE, percent } from '../words.ts';
import { type Markup, markup } from './markup.ts';
import { type Cell, table } from './table.ts';

export function rulesHtml({ rules, silentRules = [] }: Report): Markup {
  const silent =
    silentRules.length === 0
      ? ''
      : markup`<details><summary>${count(silentRules.length, 'rule')} never fired</summary>
<ul class="names">${silentRules.map((rule) => markup`<li>${visible(rule)}</li>`)}</ul></details>`;
  return markup`<p>${REMOVAL_NOTE} Unique: posts of a stated category where no other rule of it fired.</p>
${table({
  caption: 'Rules that fired',
  head: ['rule', 'hits', 'precision', 'conflicts', 'unique', 'unique recall', 'lost', 'gained', 'fires with'],
  filter: 'Filter rules',
  rows: rules.map(ruleRow),
})}
${silent}`;
}

function ruleRow(figures: RuleFigures): (Cell | string)[] {
  const { rule, hits, supported, conflicts, precision, unique, uniqueRecall, removal, overlap } = figures;
  return [
    visible(rule),
    String(hits),
    {
      content: markup`${percent(precision)} <small>of ${supported + conflicts}</small>`,
      sort: precision ?? -1,
    },
    String(conflicts),
    String(unique),
    { content: percent(uniqueRecall), sort: uniqueRecall ?? -1 },
    String(removal.lost),
    String(removal.gained),
    {
      content: markup`<small>${overlap.map(({ rule: other, rows }) => `${visible(other)} (${rows})`).join(', ')}</small>`,
      sort: overlap[0]?.rows ?? 0,
    },
  ];
}
