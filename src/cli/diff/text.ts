/** Changed posts and their summary as a person reads them. */
import type { DiffSummary, PostChange, RuleChange } from '../../evaluate/index.ts';
import type { Tier } from '../../model/vocabulary.ts';
import { quoted, visible } from '../text/cells.ts';
import { columns } from '../text/columns.ts';
import { reasonOf } from '../text/explanation.ts';
import { tierWord } from '../text/labels.ts';
import type { Page } from '../text/page.ts';
import { type Mark, postText } from '../text/post.ts';
import { count } from '../words.ts';

const UNDER = '      ';
const SIGNS: Readonly<Record<RuleChange['change'], string>> = {
  new: '+',
  gone: '−',
  raised: '↑',
  lowered: '↓',
  score: '~',
};
/** Rules of the summary; JSON has them all. */
const MOST_RULES = 30;

export function changeText(change: PostChange, page: Page): string {
  const { id, place, base, head, gained, lost, stated, rules } = change;
  const name = visible(place === undefined || place === id ? id : `${place} ${id}`).replace(/\s+/gu, ' ');
  const facts = [
    tiersText(base.tier, head.tier, page),
    ...gained.map((category) => `+${category}`),
    ...lost.map((category) => `−${category}`),
    ...(stated === 'mended' || stated === 'broken' ? [page.bold(stated)] : []),
  ];
  const marks = rules.flatMap(({ base: was, head: is, spans }): Mark[] => {
    const tier = is === 'none' ? was : is;
    return tier === 'none' ? [] : spans.map(({ start, end }) => ({ start, end, kind: tier }));
  });
  return [
    `${page.bold(name)}  ${facts.join('  ')}`,
    postText(change.text, marks, page),
    ...rules.flatMap((rule) => ruleLines(rule, page)),
    ...(rules.length === 0 ? ['    no finding differs: the thresholds or the policy did it'] : []),
  ].join('\n');
}

function tiersText(base: Tier, head: Tier, page: Page): string {
  const [was, is] = [base, head].map((tier) => page.tier[tier](tierWord(tier)));
  return base === head ? is! : `${was!} → ${is!}`;
}

function ruleLines({ rule, change, base, head, spans, nearMiss }: RuleChange, page: Page): string[] {
  const tier =
    change === 'raised' || change === 'lowered' ? `${base} → ${head}` : head === 'none' ? base : head;
  const miss = nearMiss && reasonOf(nearMiss.because, visible(nearMiss.detail));
  const where = change === 'new' ? 'before' : 'now';
  return [
    page.hang(`    ${SIGNS[change]} `, `${visible(rule)} (${tier}) ${quoted(spans[0]?.text ?? '')}`),
    ...(miss === undefined ? [] : [page.hang(UNDER, `${where}: ${miss}`, page.dim)]),
  ];
}

export function summaryText(summary: DiffSummary, shown: number, page: Page): string {
  const { posts, changed, raised, lowered, sameTier, withoutRule, mended, broken } = summary;
  if (changed === 0) return `no verdict changed in ${count(posts, 'post')}`;
  const head = [
    `${count(changed, 'post')} of ${posts.toLocaleString('en-GB')} changed: ${raised} up, ${lowered} down, ${sameTier} in their categories only`,
    ...(mended + broken === 0 ? [] : [`of what rows state: ${mended} mended, ${broken} broken`]),
    ...(withoutRule === 0 ? [] : [`${count(withoutRule, 'post')} without any change of a finding`]),
    ...(shown < changed ? [`the first ${shown} are shown; --limit shows more`] : []),
  ];
  return [
    `${page.bold('Summary')}\n${head.join('\n')}`,
    columns(
      ['tiers', 'posts'],
      summary.tiers.map(({ base, head: is, posts: n }) => [`${base} → ${is}`, String(n)]),
    ),
    ...(summary.categories.length === 0
      ? []
      : [
          columns(
            ['category', 'gained', 'lost'],
            summary.categories.map(({ category, gained, lost }) => [category, String(gained), String(lost)]),
          ),
        ]),
    ...(summary.rules.length === 0 ? [] : [rulesText(summary.rules)]),
  ].join('\n\n');
}

function rulesText(rules: DiffSummary['rules']): string {
  const kinds = ['new', 'gone', 'raised', 'lowered', 'score'] as const;
  const more = rules.length - MOST_RULES;
  return [
    columns(
      ['rule', 'posts', ...kinds],
      rules
        .slice(0, MOST_RULES)
        .map((counts) => [
          visible(counts.rule),
          ...[counts.posts, ...kinds.map((kind) => counts[kind])].map(String),
        ]),
    ),
    ...(more > 0 ? [`and ${count(more, 'more rule')}`] : []),
  ].join('\n');
}
