import type { Classifier } from '../classifier.ts';
import type { Finding } from '../model/assessment.ts';
import { type Category, type Tier, rankOf } from '../model/vocabulary.ts';
import type { NearMiss } from '../qualify/explain.ts';
import type { Judged } from './judge.ts';
import type { EvaluationRow, Unmet } from './row.ts';

/** Rows that are wrong in one way, the worst first, and of these only the first ones in full. */
export interface Listing {
  rows: number;
  listed: ListedRow[];
}

/** A row beside its verdict. */
export interface ListedRow extends Pick<
  EvaluationRow,
  'id' | 'place' | 'source' | 'group' | 'tiers' | 'present' | 'absent'
> {
  text: string;
  tier: Tier;
  /** 0..1. */
  score: number;
  reported: Category[];
  unmet: Unmet;
  findings: Pick<Finding, 'rule' | 'tier' | 'score' | 'spans'>[];
  /** What matched and did not count, the highest tier first. */
  nearMisses: NearMiss[];
}

/** Near misses shown of one row. */
const MOST_NEAR = 3;

/** Rows with a tier below what is acceptable, or a category that is present and was not reported. */
export function missesOf(
  rows: readonly Judged[],
  classifier: Pick<Classifier, 'explain'>,
  limit: number,
): Listing {
  const gap = ({ row, verdict }: Judged): number =>
    Math.min(...(row.tiers ?? []).map(rankOf)) - rankOf(verdict.tier);
  return listing(
    rows.filter(({ unmet }) => unmet.tier === 'below' || unmet.missing.length > 0),
    (judged) => (judged.unmet.tier === 'below' ? gap(judged) : 0),
    classifier,
    limit,
  );
}

/** Rows with a tier above what is acceptable, or a category that is absent and was reported. */
export function falseHitsOf(
  rows: readonly Judged[],
  classifier: Pick<Classifier, 'explain'>,
  limit: number,
): Listing {
  const gap = ({ row, verdict }: Judged): number =>
    rankOf(verdict.tier) - Math.max(...(row.tiers ?? []).map(rankOf));
  return listing(
    rows.filter(({ unmet }) => unmet.tier === 'above' || unmet.unexpected.length > 0),
    (judged) => (judged.unmet.tier === 'above' ? gap(judged) : 0),
    classifier,
    limit,
  );
}

function listing(
  wrong: readonly Judged[],
  severity: (judged: Judged) => number,
  classifier: Pick<Classifier, 'explain'>,
  limit: number,
): Listing {
  const worst = [...wrong].sort((a, b) => severity(b) - severity(a)).slice(0, limit);
  return { rows: wrong.length, listed: worst.map((judged) => listedRow(judged, classifier)) };
}

function listedRow({ row, verdict, unmet }: Judged, classifier: Pick<Classifier, 'explain'>): ListedRow {
  const { id, text, place, source, group, tiers, present, absent } = row;
  return {
    id,
    ...(place === undefined ? {} : { place }),
    ...(source === undefined ? {} : { source }),
    ...(group === undefined ? {} : { group }),
    ...(tiers === undefined ? {} : { tiers }),
    ...(present === undefined ? {} : { present }),
    ...(absent === undefined ? {} : { absent }),
    text,
    tier: verdict.tier,
    score: verdict.score,
    reported: verdict.reported,
    unmet,
    findings: verdict.findings.map(({ rule, tier, score, spans }) => ({ rule, tier, score, spans })),
    nearMisses: classifier
      .explain(text)
      .nearMisses.sort((a, b) => rankOf(b.tier) - rankOf(a.tier))
      .slice(0, MOST_NEAR),
  };
}
