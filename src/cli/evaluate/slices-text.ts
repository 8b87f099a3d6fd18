import type { Slice } from '../../evaluate/index.ts';
import { visible } from '../text/cells.ts';
import { columns } from '../text/columns.ts';
import { SLICE_WORDS, percent, sharePercent } from './words.ts';

/** Slices of one property that are shown; the JSON and the HTML report have them all. */
const MOST = 15;

/** One table a property that has more than one value; where there are many values, those with the lowest share right. */
export function slicesText(slices: readonly Slice[]): string {
  return [...new Set(slices.map(({ by }) => by))]
    .map((by) => slices.filter((slice) => slice.by === by))
    .filter((own) => own.length > 1)
    .map(tableText)
    .join('\n\n');
}

function tableText(slices: readonly Slice[]): string {
  const rightShare = ({ right, rows }: Slice): number => right / rows;
  const shown =
    slices.length <= MOST ? slices : [...slices].sort((a, b) => rightShare(a) - rightShare(b)).slice(0, MOST);
  const more = slices.length - shown.length;
  return [
    columns(
      [
        `${SLICE_WORDS[slices[0]!.by]}, per cent`,
        'posts',
        'all met',
        'tier ok',
        'HIGH rec.',
        'HIGH prec.',
        'benign flagged',
      ],
      shown.map((slice) => [
        visible(slice.value),
        String(slice.rows),
        percent(rightShare(slice)),
        ...[slice.tiers, slice.highRecall, slice.highPrecision, slice.benignFlagged].map(sharePercent),
      ]),
    ),
    ...(more > 0 ? [`and ${more} more, in which more is met`] : []),
  ].join('\n');
}
