/** Posts with their evidence highlighted. */
import type { ListedRow, Listing } from '../../../evaluate/index.ts';
import { quoted, visible } from '../../text/cells.ts';
import { excerptsOf } from '../../text/excerpt.ts';
import { reasonOf } from '../../text/explanation.ts';
import { listingWords, statedWords, unmetWords } from '../words.ts';
import { type Markup, markup } from './markup.ts';

/** Where highlights overlap, the later kind is seen. */
const KINDS = ['near', 'low', 'medium', 'high'] as const;

export function listingHtml(listing: Listing): Markup {
  if (listing.rows === 0) return markup`<p>None.</p>`;
  return markup`<p>${listingWords(listing)}.</p>\n${listing.listed.map(postHtml)}`;
}

function postHtml(row: ListedRow): Markup {
  const { id, place, text, findings, nearMisses, score } = row;
  const fired = findings.map(
    ({ rule, tier, spans }) =>
      markup`<li><mark class="${tier}">${tier}</mark> <code>${visible(rule)}</code> ${quoted(spans[0]?.text ?? '')}</li>\n`,
  );
  const nearly = nearMisses.map(
    ({ rule, tier, span, because, detail }) =>
      markup`<li><mark class="near">nearly ${tier}</mark> <code>${visible(rule)}</code> ${quoted(span.text)} ${reasonOf(because, visible(detail))}</li>\n`,
  );
  return markup`<article>
<h3>${visible(place === undefined || place === id ? id : `${id} · ${place}`)}</h3>
<p><strong>${unmetWords(row)}</strong> <small>stated: ${statedWords(row)}; score ${score.toFixed(2)}</small></p>
<blockquote>${highlighted(text, marksOf(row))}</blockquote>
<ul>${fired}${nearly}</ul>
</article>
`;
}

interface Highlight {
  start: number;
  end: number;
  kind: (typeof KINDS)[number];
}

function marksOf({ findings, nearMisses }: ListedRow): Highlight[] {
  return [
    ...nearMisses.map(({ span: { start, end } }): Highlight => ({ start, end, kind: 'near' })),
    ...findings.flatMap(({ tier, spans }) =>
      tier === 'none' ? [] : spans.map(({ start, end }): Highlight => ({ start, end, kind: tier })),
    ),
  ];
}

/** Of a long post only what is around the highlights. */
export function highlighted(text: string, marks: readonly Highlight[]): Markup {
  const safe = visible(text);
  const kinds = new Uint8Array(text.length);
  for (const [rank, kind] of KINDS.entries())
    for (const mark of marks) if (mark.kind === kind) kinds.fill(rank + 1, mark.start, mark.end);
  const parts: Markup[] = [];
  for (const excerpt of excerptsOf(safe, marks)) {
    if (typeof excerpt === 'string') {
      parts.push(markup` <em>${excerpt}</em> `);
      continue;
    }
    for (let at = excerpt.start; at < excerpt.end;) {
      const kind = kinds[at]!;
      let end = at + 1;
      while (end < excerpt.end && kinds[end] === kind) end++;
      const run = safe.slice(at, end);
      parts.push(kind === 0 ? markup`${run}` : markup`<mark class="${KINDS[kind - 1]!}">${run}</mark>`);
      at = end;
    }
  }
  return markup`${parts}`;
}
