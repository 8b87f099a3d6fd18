import type { Slice } from '../../evaluate/index.ts';
import { visible } from '../text/cells.ts';
import { columns } from '../text/columns.ts';
import { SLICE_WORDS, percent, sharePercent } from './words.ts';

/** Slices of one property that are shown; the JSON and the HTML report have them all. */
const MOST = 20;

/** Two tables a property that has more than one value: of tiers, and of what rows name. */
export function slicesText(slices: readonly Slice[]): string {
  return [...new Set(slices.map(({ by }) => by))]
    .map((by) => slices.filter((slice) => slice.by === by))
    .filter((own) => own.length > 1)
    .flatMap((own) => [tiersText(own.filter(({ rows }) => rows > 0)), namedText(own)])
    .filter((text) => text !== '')
    .join('\n\n');
}

/** Where there are many values, those with the lowest share right. */
function tiersText(slices: readonly Slice[]): string {
  if (slices.length === 0) return '';
  const rightShare = ({ right, rows }: Slice): number => right / rows;
  return tableText(
    slices,
    (a, b) => rightShare(a) - rightShare(b),
    ['posts', 'all met', 'tier ok', 'HIGH rec.', 'HIGH prec.', 'benign\nflagged'],
    (slice) => [
      String(slice.rows),
      percent(rightShare(slice)),
      ...[slice.tiers, slice.highRecall, slice.highPrecision, slice.benignFlagged].map(sharePercent),
    ],
    'more, in which more is met',
  );
}

/** Where there are many values, those with the most posts. */
function namedText(slices: readonly Slice[]): string {
  return tableText(
    slices,
    (a, b) => b.mediumOrHigh.of - a.mediumOrHigh.of,
    ['all posts', 'medium\nor high', 'present,\nreported', 'absent,\nreported', 'AUPRC', 'span F1'],
    (slice) => [
      String(slice.mediumOrHigh.of),
      ...[slice.mediumOrHigh, slice.present, slice.absentReported].map(sharePercent),
      ...[slice.auprc, slice.spanF1].map(percent),
    ],
    'more, with fewer posts',
  );
}

function tableText(
  slices: readonly Slice[],
  first: (a: Slice, b: Slice) => number,
  head: readonly string[],
  cells: (slice: Slice) => string[],
  rest: string,
): string {
  const shown = slices.length <= MOST ? slices : [...slices].sort(first).slice(0, MOST);
  const more = slices.length - shown.length;
  return [
    columns(
      [`${SLICE_WORDS[slices[0]!.by]}, per cent`, ...head],
      shown.map((slice) => [visible(slice.value), ...cells(slice)]),
    ),
    ...(more > 0 ? [`and ${more} ${rest}`] : []),
  ].join('\n');
}
