import type { ListedRow, Listing } from '../../evaluate/index.ts';
import { quoted, visible } from '../text/cells.ts';
import { reasonOf } from '../text/explanation.ts';
import { tierWord } from '../text/labels.ts';
import type { Page } from '../text/page.ts';
import { type Mark, postText } from '../text/post.ts';
import { listingWords, unmetWords } from './words.ts';

const UNDER = '    ';

export function listingText(listing: Listing, page: Page): string {
  if (listing.rows === 0) return 'none';
  return [listingWords(listing), ...listing.listed.map((row) => rowText(row, page))].join('\n\n');
}

function rowText(row: ListedRow, page: Page): string {
  const { id, place, text, findings, nearMisses } = row;
  const name = visible(place === undefined || place === id ? id : `${place} ${id}`).replace(/\s+/gu, ' ');
  const marks: Mark[] = [
    ...nearMisses.map(({ span: { start, end } }): Mark => ({ start, end, kind: 'near' })),
    ...findings.flatMap(({ tier, spans }) =>
      tier === 'none' ? [] : spans.map(({ start, end }): Mark => ({ start, end, kind: tier })),
    ),
  ];
  return [
    `${page.bold(name)}: ${unmetWords(row)}`,
    postText(text, marks, page),
    ...findings.map(({ rule, tier, spans }) =>
      page.hang(UNDER, `${tierWord(tier)} ${visible(rule)} ${quoted(spans[0]?.text ?? '')}`),
    ),
    ...nearMisses
      .slice(0, 1)
      .map(({ rule, tier, span, because, detail }) =>
        page.hang(
          UNDER,
          `nearest: ${tierWord(tier)} ${visible(rule)} ${quoted(span.text)} ${reasonOf(because, visible(detail))}`,
        ),
      ),
  ].join('\n');
}
