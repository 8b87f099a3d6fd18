/** Charts as inline SVG: unit squares with the origin at the bottom left. */
import type { Calibration, CategoryFigures } from '../../../evaluate/index.ts';
import { labelWords, percent } from '../words.ts';
import { type Markup, markup } from './markup.ts';

const SIDE = 180;
const MARGIN = { left: 34, top: 20, right: 10, bottom: 34 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** The curve by steps, as its area is measured; the dot is where categories are reported now. */
export function precisionRecallChart({ label, curve, precision, recall, auprc }: CategoryFigures): Markup {
  let path = '';
  let from = 0;
  for (const point of curve) {
    path += `${path === '' ? 'M' : 'L'}${x(from)} ${y(point.precision)}H${x(point.recall)}`;
    from = point.recall;
  }
  const now =
    precision.value === null || recall.value === null
      ? ''
      : markup`<circle class="dot" cx="${x(recall.value)}" cy="${y(precision.value)}" r="4" />`;
  return chart(
    `Precision and recall of ${labelWords(label)}: AUPRC ${percent(auprc.value)} %, now precision ${percent(precision.value)} %, recall ${percent(recall.value)} %`,
    'recall',
    'precision',
    markup`<path class="line" d="${path}" />${now}`,
  );
}

/** Bins as dots, the larger the more statements; on the diagonal, scores would be probabilities. */
export function reliabilityChart({ bins, rows }: Calibration): Markup {
  const dots = bins.flatMap(({ rows: own, meanScore, presentShare }) =>
    meanScore === null || presentShare === null
      ? []
      : [
          markup`<circle class="dot" cx="${x(meanScore)}" cy="${y(presentShare)}" r="${(3 + 7 * Math.sqrt(own / rows)).toFixed(1)}" />`,
        ],
  );
  return chart(
    'Share of present categories by score; the table beside it has the same figures',
    'mean score',
    'present',
    markup`<path class="diagonal" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" />${dots}`,
  );
}

function chart(title: string, across: string, up: string, content: Markup): Markup {
  const width = MARGIN.left + SIDE + MARGIN.right;
  const height = MARGIN.top + SIDE + MARGIN.bottom;
  const grid = TICKS.map(
    (tick) =>
      markup`<path class="grid" d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}" />
<text x="${x(tick)}" y="${y(0) + 13}" text-anchor="middle">${tick}</text>
<text x="${x(0) - 5}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>
`,
  );
  return markup`<svg class="chart" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${title}</title>
${grid}<text x="${x(0.5)}" y="${y(0) + 28}" text-anchor="middle">${across}</text>
<text x="${x(0)}" y="${y(1) - 8}">${up}</text>
${content}</svg>`;
}

function x(share: number): number {
  return Math.round((MARGIN.left + share * SIDE) * 10) / 10;
}

function y(share: number): number {
  return Math.round((MARGIN.top + (1 - share) * SIDE) * 10) / 10;
}
