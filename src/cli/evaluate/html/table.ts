import { type Markup, markup } from './markup.ts';

/** What a cell shows; `sort` where its text would sort wrongly. */
export interface Cell {
  content: Markup | string;
  sort?: number | undefined;
  /** How strongly the cell is tinted, 0..1. */
  tint?: number;
}

interface Table {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly (Cell | string)[])[];
  /** Whether the script makes it one that sorts and filters: what the filter is called. */
  filter?: string;
}

export function table({ caption, head, rows, filter }: Table): Markup {
  const lines = rows.map(
    ([name, ...cells]) => markup`<tr>${cellOf('th', name!)}${cells.map((cell) => cellOf('td', cell))}</tr>\n`,
  );
  // Wide tables scroll inside a region that the keyboard reaches.
  return markup`<div class="wide" role="region" tabindex="0" aria-label="${caption}">
<table${filter === undefined ? '' : markup` data-filter="${filter}"`}>
<caption>${caption}</caption>
<thead><tr>${head.map((title) => markup`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>
${lines}</tbody>
</table>
</div>
`;
}

function cellOf(kind: 'th' | 'td', cell: Cell | string): Markup {
  const { content, sort, tint } = typeof cell === 'string' ? { content: cell } : cell;
  const attributes = markup`${sort === undefined ? '' : markup` data-sort="${sort}"`}${tint === undefined ? '' : markup` style="--tint:${(tint * 45).toFixed(0)}%"`}`;
  return kind === 'th'
    ? markup`<th scope="row"${attributes}>${content}</th>`
    : markup`<td${attributes}>${content}</td>`;
}
