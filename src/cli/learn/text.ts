/** What `safetier learn` prints: figures of posts that were not seen, and what was learned. */
import type { LearnedFigures } from '../../learn/figures.ts';
import type { FoldedBy } from '../../learn/folds.ts';
import type { LearnedAlarm, LearnedCategory, LearnedSeverity } from '../../learn/learn.ts';
import type { LearnedTerm } from '../../learn/weights.ts';
import { columns } from '../text/columns.ts';
import type { Page } from '../text/page.ts';
import { count } from '../words.ts';

/** Terms shown on each side. */
const SHOWN = 12;

export function categoryText(learned: LearnedCategory, by: FoldedBy, page: Page): string {
  const { category, id, from, doubts, silent, mistaken } = learned;
  return [
    ...common(`${category}/${id}`, learned, by, page),
    `from ${mark(from)} on it speaks alone: on ${share(silent.found, silent.posts)} of ${count(silent.posts, 'post')} of the category in which no rule stands`,
    doubts === undefined
      ? 'no mark of doubt: too few posts with medium evidence to set it on'
      : `below ${mark(doubts)} evidence is doubted: ${share(mistaken.doubted, mistaken.posts)} of ${count(mistaken.posts, 'post')} with false evidence`,
  ].join('\n');
}

export function severityText(learned: LearnedSeverity, by: FoldedBy, page: Page): string {
  const { raises, lowers } = learned;
  return [
    ...common('severity', learned, by, page),
    `from ${mark(raises)} on a medium match is high; below ${mark(lowers)} a faint sign is medium`,
  ].join('\n');
}

export function alarmText(learned: LearnedAlarm, by: FoldedBy, page: Page): string {
  const { raises, speaks, doubts } = learned;
  return [
    ...common('alarm', learned, by, page),
    `from ${mark(raises)} on a low match is medium, from ${mark(speaks)} on words speak alone; below ${mark(doubts)} a medium match is low`,
  ].join('\n');
}

function common(
  name: string,
  { posts, positives, figures, terms, matches }: LearnedCategory | LearnedSeverity | LearnedAlarm,
  by: FoldedBy,
  page: Page,
): string[] {
  const row = (source: string, one: LearnedFigures): string[] => [
    source,
    String(one.posts),
    String(one.positives),
    figure(one.area),
    figure(one.auprc),
    figure(one.f1),
  ];
  const [some, none] = [true, false].map((any) => figures.sources.filter((one) => one.positives > 0 === any));
  const weak = terms.filter(({ weight }) => weight < 0).reverse();
  return [
    page.bold(`${name}: ${positives.toLocaleString('en-GB')} of ${count(posts, 'post')} positive`),
    columns(
      [`${by} not seen`, 'posts', 'positive', 'area', 'AUPRC', 'F1'],
      [
        row('all', figures.all),
        ...some!.map((one) => row(one.source, one)),
        ...(none!.length === 0
          ? []
          : [[`${none!.length} without any`, String(sum(none!)), '0', '–', '–', '–']]),
      ],
    ),
    `F1 of what reaches ${mark(figures.mark)}, the best mark for all together`,
    `${count(terms.length, 'term')}, ${count(matches.length, 'rule')}`,
    page.hang('for      ', listed(terms.filter(({ weight }) => weight > 0))),
    ...(weak.length === 0 ? [] : [page.hang('against  ', listed(weak))]),
  ];
}

function sum(sources: readonly LearnedFigures[]): number {
  return sources.reduce((all, { posts }) => all + posts, 0);
}

function listed(terms: readonly LearnedTerm[]): string {
  return terms
    .slice(0, SHOWN)
    .map(({ term, weight, posts, writers }) => `${term} ${weight.toFixed(1)} (${posts}/${writers})`)
    .join(', ');
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

function mark(value: number): string {
  return value.toFixed(2);
}

function share(part: number, all: number): string {
  return all === 0 ? '–' : `${((part / all) * 100).toFixed(1)} %`;
}
