/** The report of `safetier evaluate` for a terminal. */
import type { BenignFigures, CategoryFigures, Figure, Report } from '../../evaluate/index.ts';
import { TIERS } from '../../model/vocabulary.ts';
import { columns } from '../text/columns.ts';
import type { Page } from '../text/page.ts';
import { count } from '../words.ts';
import { conversationsText } from './conversations-text.ts';
import { listingText } from './listing-text.ts';
import { rulesText } from './rules-text.ts';
import { slicesText } from './slices-text.ts';
import { decimal, percent, percentInterval, rate, rateInterval, rowsWords, tierList } from './words.ts';

export function reportText(report: Report, page: Page): string {
  const sections: [title: string, body: string][] = [
    ['Rows', rowsWords(report.rows).join('\n')],
    ['Tiers', tiersText(report)],
    ['HIGH', highText(report)],
    ['False positives', benignText(report)],
    ['Categories', categoriesText(report.categories)],
    ['Calibration of category scores', calibrationText(report)],
    ['Spans', spansText(report)],
    ['Slices', slicesText(report.slices)],
    ['Rules', rulesText(report)],
    ['Conversations', report.conversations ? conversationsText(report.conversations) : ''],
    ['Misses', listingText(report.misses, page)],
    ['False hits', listingText(report.falseHits, page)],
  ];
  return sections
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `${page.bold(title)}\n${body}`)
    .join('\n\n');
}

function tiersText({ tiers }: Report): string {
  if (tiers.rows === 0) return '';
  return [
    columns(
      ['acceptable', 'posts', 'right %', ...TIERS.map((tier) => `got ${tier}`)],
      tiers.confusion.map(({ acceptable, rows, right, given }) => [
        tierList(acceptable),
        String(rows),
        percent(right / rows),
        ...TIERS.map((tier) => String(given[tier])),
      ]),
    ),
    `${withInterval(tiers.accuracy)} of ${count(tiers.rows, 'post')} got an acceptable tier`,
  ].join('\n');
}

function highText({ high }: Report): string {
  if (high.positives === 0) return '';
  return [
    `recall     ${withInterval(high.recall)}: ${high.truePositives} of ${count(high.positives, 'HIGH post')}`,
    `precision  ${withInterval(high.precision)}: ${high.truePositives} of ${count(high.truePositives + high.falsePositives, 'HIGH verdict')} on posts that are HIGH or not`,
  ].join('\n');
}

function withInterval(figure: Figure): string {
  const interval = percentInterval(figure);
  return `${percent(figure.value)} %${interval === '' ? '' : ` (${interval})`}`;
}

function benignText({ benign, weakBenign }: Report): string {
  const row = (name: string, { rows, flagged, mediumOrHigh, high }: BenignFigures): string[] => [
    name,
    String(rows),
    ...[flagged, mediumOrHigh, high].map(({ per2500 }) => `${rate(per2500.value)}\n${rateInterval(per2500)}`),
  ];
  const rows = [
    ...(benign.rows === 0 ? [] : [row('benign', benign)]),
    ...(weakBenign.rows === 0 ? [] : [row('weakly benign', weakBenign)]),
  ];
  if (rows.length === 0) return '';
  return [
    'of 2,500 posts whose acceptable tiers are none or low',
    columns(['', 'posts', 'over acceptable', 'medium or high', 'high'], rows),
  ].join('\n');
}

function categoriesText(categories: readonly CategoryFigures[]): string {
  const stated = categories.filter(({ positives, negatives }) => positives + negatives > 0);
  if (stated.length === 0) return '';
  const cell = (figure: Figure): string => `${percent(figure.value)}\n${percentInterval(figure)}`;
  return columns(
    ['per cent', 'present', 'absent', 'precision', 'recall', 'F1', 'F2', 'AUPRC', 'FP/2,500'],
    stated.map(({ label, positives, negatives, precision, recall, f1, f2, auprc, falsePer2500 }) => [
      label.join('\nor '),
      String(positives),
      String(negatives),
      ...[precision, recall, f1, f2, auprc].map(cell),
      `${rate(falsePer2500.value)}\n${rateInterval(falsePer2500)}`,
    ]),
  );
}

function spansText({ spans }: Report): string {
  if (spans.rows === 0) return '';
  return [
    `F1         ${withInterval(spans.f1)}: mean over the characters of each of ${count(spans.rows, 'post')}`,
    `precision  ${withInterval(spans.precision)} of the characters of evidence lie in spans`,
    `recall     ${withInterval(spans.recall)} of the characters of spans have evidence`,
  ].join('\n');
}

function calibrationText({ calibration, categories }: Report): string {
  if (calibration.rows === 0) return '';
  return [
    columns(
      ['score', 'statements', 'mean score', 'present'],
      calibration.bins
        .filter(({ rows }) => rows > 0)
        .map(({ from, to, rows, meanScore, presentShare }) => [
          `${from.toFixed(1)}–${to.toFixed(1)}`,
          String(rows),
          decimal(meanScore),
          decimal(presentShare),
        ]),
    ),
    '',
    columns(
      ['', 'statements', 'Brier score', 'expected error'],
      [
        ...categories
          .filter(({ label, calibration: own }) => label.length === 1 && own.rows > 0)
          .map(({ label, calibration: own }) => ({ name: label.join(), ...own })),
        { name: 'all', ...calibration },
      ].map(({ name, rows, brier, expectedError }) => [
        name,
        String(rows),
        decimal(brier),
        decimal(expectedError),
      ]),
    ),
  ].join('\n');
}
