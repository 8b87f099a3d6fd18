import { widthOf } from './cells.ts';

/** Rows in columns under their titles, the first column to the left, the others to the right. Cells may have lines. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map((cell) => cell.split('\n')));
  const widths = head.map((_, k) => Math.max(...all.flatMap((row) => row[k]!.map(widthOf))));
  return all
    .flatMap((row) => {
      const height = Math.max(...row.map(({ length }) => length));
      return Array.from({ length: height }, (_, line) =>
        row
          .map((cell, k) => padded(cell[line] ?? '', widths[k]!, k === 0))
          .join('  ')
          .trimEnd(),
      );
    })
    .join('\n');
}

function padded(cell: string, width: number, isFirst: boolean): string {
  const blank = ' '.repeat(width - widthOf(cell));
  return isFirst ? cell + blank : blank + cell;
}
