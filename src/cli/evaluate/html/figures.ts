/** The sections of figures. */
import type { BenignFigures, CategoryFigures, Figure, Report, Slice } from '../../../evaluate/index.ts';
import { TIERS } from '../../../model/vocabulary.ts';
import { count } from '../../words.ts';
import { visible } from '../../text/cells.ts';
import {
  SLICE_WORDS,
  decimal,
  labelWords,
  percent,
  percentInterval,
  rate,
  rateInterval,
  sharePercent,
  tierList,
} from '../words.ts';
import { precisionRecallChart, reliabilityChart } from './charts.ts';
import { type Markup, markup } from './markup.ts';
import { type Cell, table } from './table.ts';

export function tiersHtml({ tiers, high }: Report): Markup {
  const confusion = table({
    caption: 'Verdicts by acceptable tiers; framed: acceptable',
    head: ['acceptable', 'posts', 'right %', ...TIERS.map((tier) => `got ${tier}`)],
    rows: tiers.confusion.map(({ acceptable, rows, right, given }) => [
      tierList(acceptable),
      number(rows),
      percent(right / rows),
      ...TIERS.map((tier) => ({
        content: acceptable.includes(tier)
          ? markup`<strong class="ok">${given[tier]}</strong>`
          : String(given[tier]),
        tint: given[tier] / rows,
      })),
    ]),
  });
  const highTable = table({
    caption: 'HIGH verdicts, on posts that state whether they are HIGH',
    head: ['', 'per cent', '95 % interval', 'posts'],
    rows: [
      ['recall', ...percentCells(high.recall), `${high.truePositives} of ${high.positives}`],
      [
        'precision',
        ...percentCells(high.precision),
        `${high.truePositives} of ${high.truePositives + high.falsePositives}`,
      ],
      ['acceptable tier', ...percentCells(tiers.accuracy), `${tiers.right} of ${tiers.rows}`],
    ],
  });
  return markup`${highTable}${confusion}`;
}

export function benignHtml({ benign, weakBenign }: Report): Markup {
  const row = (name: string, { rows, flagged, mediumOrHigh, high }: BenignFigures): string[] => [
    name,
    number(rows),
    ...[flagged, mediumOrHigh, high].map(({ rows: own, per2500 }) => `${number(own)} → ${withRate(per2500)}`),
  ];
  return table({
    caption: 'Posts flagged → of 2,500 posts whose acceptable tiers are none or low',
    head: ['', 'posts', 'over acceptable', 'medium or high', 'high'],
    rows: [
      ...(benign.rows === 0 ? [] : [row('benign', benign)]),
      ...(weakBenign.rows === 0 ? [] : [row('weakly benign', weakBenign)]),
    ],
  });
}

export function categoriesHtml(report: Report): Markup {
  const stated = report.categories.filter(({ positives, negatives }) => positives + negatives > 0);
  const figure = (value: Figure): Cell => ({
    content: markup`${percent(value.value)} <small>${percentInterval(value)}</small>`,
    sort: value.value ?? -1,
  });
  const figures = table({
    caption: 'Categories, in per cent with 95 % intervals',
    head: ['category', 'present', 'absent', 'precision', 'recall', 'F1', 'F2', 'AUPRC', 'false of 2,500'],
    rows: stated.map((own) => [
      labelWords(own.label),
      number(own.positives),
      number(own.negatives),
      ...[own.precision, own.recall, own.f1, own.f2, own.auprc].map(figure),
      withRate(own.falsePer2500),
    ]),
  });
  return markup`${figures}<div class="charts">${stated.filter(({ curve }) => curve.length > 0).map(curveHtml)}</div>`;
}

function curveHtml(figures: CategoryFigures): Markup {
  return markup`<figure>${precisionRecallChart(figures)}<figcaption>${labelWords(figures.label)}</figcaption></figure>
`;
}

export function calibrationHtml({ calibration, categories }: Report): Markup {
  const bins = table({
    caption: 'All statements about single categories, by score',
    head: ['score', 'statements', 'mean score', 'share present'],
    rows: calibration.bins
      .filter(({ rows }) => rows > 0)
      .map(({ from, to, rows, meanScore, presentShare }) => [
        `${from.toFixed(1)}–${to.toFixed(1)}`,
        number(rows),
        decimal(meanScore),
        decimal(presentShare),
      ]),
  });
  const errors = table({
    caption: 'Calibration by category; 0 is perfect',
    head: ['category', 'statements', 'Brier score', 'expected error'],
    rows: categories
      .filter(({ label, calibration: own }) => label.length === 1 && own.rows > 0)
      .map(({ label, calibration: own }) => [
        labelWords(label),
        number(own.rows),
        decimal(own.brier),
        decimal(own.expectedError),
      ]),
  });
  return markup`<div class="charts">
<figure>${reliabilityChart(calibration)}<figcaption>all categories</figcaption></figure>
<div>${bins}</div>
<div>${errors}</div>
</div>`;
}

export function spansHtml({ spans }: Report): Markup {
  if (spans.rows === 0) return markup`<p>No row states spans.</p>`;
  return table({
    caption: `Characters of evidence against the spans of ${count(spans.rows, 'post')}`,
    head: ['', 'per cent', '95 % interval'],
    rows: [
      ['F1, mean over posts', ...percentCells(spans.f1)],
      ['precision, all characters', ...percentCells(spans.precision)],
      ['recall, all characters', ...percentCells(spans.recall)],
    ],
  });
}

export function slicesHtml(slices: readonly Slice[]): Markup {
  const figure = (value: number | null): Cell => ({ content: percent(value), sort: value ?? -1 });
  const share = ({ met, of }: Slice['tiers']): Cell => ({
    content:
      of === 0 ? sharePercent({ met, of }) : markup`${sharePercent({ met, of })} <small>of ${of}</small>`,
    sort: of === 0 ? -1 : met / of,
  });
  return table({
    caption: 'Slices, in per cent',
    head: [
      'slice',
      'by',
      'posts',
      'all met',
      'tier acceptable',
      'HIGH recall',
      'HIGH precision',
      'benign flagged',
      'all posts',
      'medium or high',
      'present, reported',
      'absent, reported',
      'AUPRC',
      'span F1',
    ],
    filter: 'Filter slices',
    rows: slices.map((slice) => [
      visible(slice.value),
      SLICE_WORDS[slice.by],
      { content: number(slice.rows), sort: slice.rows },
      share({ met: slice.right, of: slice.rows }),
      ...[slice.tiers, slice.highRecall, slice.highPrecision, slice.benignFlagged].map(share),
      { content: number(slice.mediumOrHigh.of), sort: slice.mediumOrHigh.of },
      ...[slice.mediumOrHigh, slice.present, slice.absentReported].map(share),
      ...[slice.auprc, slice.spanF1].map(figure),
    ]),
  });
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function percentCells(figure: Figure): [string, string] {
  return [percent(figure.value), percentInterval(figure)];
}

function withRate(figure: Figure): string {
  const interval = rateInterval(figure);
  return `${rate(figure.value)}${interval === '' ? '' : ` (${interval})`}`;
}
