/** How the text and the HTML report write figures and verdicts. */
import type {
  Figure,
  Label,
  ListedRow,
  Listing,
  RowCounts,
  Share,
  Slice,
  Stated,
} from '../../evaluate/index.ts';
import type { Tier } from '../../model/vocabulary.ts';
import { count } from '../words.ts';

const NONE = '–';

/** A share in per cent, one decimal. */
export function percent(share: number | null): string {
  return share === null ? NONE : (share * 100).toFixed(1);
}

/** `71–79`, per cent. */
export function percentInterval({ low, high }: Figure): string {
  return low === null || high === null ? '' : `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}`;
}

/** A number of posts of 2,500. */
export function rate(value: number | null): string {
  return value === null ? NONE : value.toFixed(value < 10 ? 1 : 0);
}

export function rateInterval({ low, high }: Figure): string {
  return low === null || high === null ? '' : `${rate(low)}–${rate(high)}`;
}

export function decimal(value: number | null): string {
  return value === null ? NONE : value.toFixed(3);
}

export function sharePercent({ met, of }: Share): string {
  return percent(of === 0 ? null : met / of);
}

/** What the report is made from, a line a kind of rows. */
export function rowsWords({ judged, stating, weakBenign, conversations }: RowCounts): string[] {
  return [
    `${count(judged, 'post')}, ${stating.toLocaleString('en-GB')} of which state a tier or a category`,
    ...(weakBenign === 0 ? [] : [`${count(weakBenign, 'weakly benign post')} counted apart`]),
    ...(conversations === 0
      ? []
      : [`${count(conversations, 'conversation')} left out: no alerts are stated`]),
  ];
}

/** Alternatives, joined by “or”. */
export function labelWords(label: Label): string {
  return label.join(' or ');
}

export function tierList(tiers: readonly Tier[]): string {
  return tiers.join('/');
}

/** What is wrong with a verdict: `low instead of high; self-harm not reported`. */
export function unmetWords({ tier, tiers, unmet }: ListedRow): string {
  return [
    ...(unmet.tier === undefined ? [] : [`${tier} instead of ${tierList(tiers ?? [])}`]),
    ...unmet.missing.map((label) => `${labelWords(label)} not reported`),
    ...unmet.unexpected.map((category) => `${category} reported`),
  ].join('; ');
}

/** What the row states: `high; self-harm; not bullying`. */
export function statedWords({ tiers, present = [], absent = [] }: ListedRow): string {
  const words = (stated: Stated): string => [stated].flat().join(' or ');
  return [
    ...(tiers === undefined ? [] : [tierList(tiers)]),
    ...present.map(words),
    ...absent.map((stated) => `not ${words(stated)}`),
  ].join('; ');
}

export const SLICE_WORDS: Readonly<Record<Slice['by'], string>> = {
  group: 'group',
  source: 'source',
  length: 'length in words',
};

/** What a figure of the removal column is made from. */
export const REMOVAL_NOTE =
  'lost and gained: rows that would be wrong, or right, without the rule. An approximation from the other findings of the row.';

/** `12 rows, the worst 10 of them`. */
export function listingWords({ rows, listed }: Listing): string {
  const isCut = listed.length > 0 && listed.length < rows;
  return `${count(rows, 'row')}${isCut ? `, the worst ${listed.length} of them` : ''}`;
}
