/** Charts as inline SVG: unit squares with the origin at the bottom left. */
import { scaleLinear, scaleSqrt } from 'd3-scale';
import { curveStepBefore, line } from 'd3-shape';
import type { Calibration, CategoryFigures } from '../../../evaluate/index.ts';
import { labelWords, percent } from '../words.ts';
import { type Markup, markup } from './markup.ts';

const SIDE = 180;
const MARGIN = { left: 34, top: 20, right: 10, bottom: 34 };
const x = scaleLinear([MARGIN.left, MARGIN.left + SIDE]);
const y = scaleLinear([MARGIN.top + SIDE, MARGIN.top]);
/** Of dots, by the share of rows that they stand for. */
const radius = scaleSqrt([3, 10]);

type Point = [across: number, up: number];

const straight = line<Point>(
  ([across]) => x(across),
  ([, up]) => y(up),
).digits(1);
/** Each point's precision holds from the recall of the point before. */
const stepped = line<Point>(straight.x(), straight.y()).curve(curveStepBefore).digits(1);

/** The curve by steps, as its area is measured; the dot is where categories are reported now. */
export function precisionRecallChart({ label, curve, precision, recall, auprc }: CategoryFigures): Markup {
  const points = curve.map((point): Point => [point.recall, point.precision]);
  const start = points.slice(0, 1).map(([, first]): Point => [0, first]);
  const now =
    precision.value === null || recall.value === null ? '' : dot([recall.value, precision.value], 4);
  return chart(
    `Precision and recall of ${labelWords(label)}: AUPRC ${percent(auprc.value)} %, now precision ${percent(precision.value)} %, recall ${percent(recall.value)} %`,
    'recall',
    'precision',
    markup`<path class="line" d="${stepped([...start, ...points]) ?? ''}" />${now}`,
  );
}

/** Bins as dots, the larger the more statements; on the diagonal, scores would be probabilities. */
export function reliabilityChart({ bins, rows }: Calibration): Markup {
  const dots = bins.flatMap(({ rows: own, meanScore, presentShare }) =>
    meanScore === null || presentShare === null ? [] : [dot([meanScore, presentShare], radius(own / rows))],
  );
  return chart(
    'Share of present categories by score; the table beside it has the same figures',
    'mean score',
    'present',
    markup`<path class="diagonal" d="${lineOf([0, 0], [1, 1])}" />${dots}`,
  );
}

function chart(title: string, across: string, up: string, content: Markup): Markup {
  const width = MARGIN.left + SIDE + MARGIN.right;
  const height = MARGIN.top + SIDE + MARGIN.bottom;
  const grid = x.ticks(5).map(
    (tick) =>
      markup`<path class="grid" d="${lineOf([tick, 0], [tick, 1])}${lineOf([0, tick], [1, tick])}" />
<text x="${x(tick)}" y="${y(0) + 13}" text-anchor="middle">${tick}</text>
<text x="${x(0) - 5}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>
`,
  );
  return markup`<svg class="chart" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>${title}</title>
${grid}<text x="${x(0.5)}" y="${y(0) + 28}" text-anchor="middle">${across}</text>
<text x="${x(0)}" y="${y(1) - 8}">${up}</text>
${content}</svg>`;
}

function dot([across, up]: Point, r: number): Markup {
  return markup`<circle class="dot" cx="${x(across).toFixed(1)}" cy="${y(up).toFixed(1)}" r="${r.toFixed(1)}" />`;
}

function lineOf(...points: Point[]): string {
  return straight(points) ?? '';
}
