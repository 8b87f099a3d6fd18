import Table, { type CharName } from 'cli-table3';
import { widthOf, wrap } from './cells.ts';
import { WIDTH } from './page.ts';

const LINES: readonly CharName[] = [
  ...(['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'] as const),
  ...(['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'] as const),
];
const BETWEEN = '  ';
/** Of names: less would make them unreadable, rather than the table wide. */
const NARROWEST = 18;

/**
 * Rows in columns under their titles, the first column to the left, the others to the right. Cells may have lines. Names
 * in the first column are folded where the table would be wider than a usual page.
 */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    // Blanks part the columns; lines around the cells would only take room.
    chars: { ...Object.fromEntries(LINES.map((name) => [name, ''])), middle: BETWEEN },
    colAligns: head.map((_, k) => (k === 0 ? 'left' : 'right')),
    style: { 'padding-left': 0, 'padding-right': 0, border: [], compact: true },
  });
  const others = head
    .slice(1)
    .map((_, k) => Math.max(...[head, ...rows].map((row) => cellWidth(row[k + 1]!))));
  const room = WIDTH.usual - others.reduce((sum, other) => sum + BETWEEN.length + other, 0);
  const fold = (name: string): string => folded(name, Math.max(NARROWEST, room));
  const [first = '', ...titles] = head;
  // As a row, not as cli-table3's head: titles stand at the bottom, next to what they name.
  table.push([fold(first), ...titles].map((content) => ({ content, vAlign: 'bottom' as const })));
  table.push(...rows.map(([name = '', ...cells]) => [fold(name), ...cells]));
  return table.toString().replace(/ +$/gmu, '');
}

/** At blanks and inside ids after `/` and `.`; parts that are too long anywhere. */
function folded(name: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const part of name.split(/(?<=[\s/.])/u)) {
    if (line !== '' && cellWidth(line + part.trimEnd()) > width) {
      lines.push(line);
      line = '';
    }
    line += part;
  }
  return [...lines, line].flatMap((one) => wrap(one.trimEnd(), width)).join('\n');
}

function cellWidth(cell: string): number {
  return Math.max(...cell.split('\n').map(widthOf));
}
