import type { Engine } from '../engine.ts';
import type { Assessment, Span } from '../model/assessment.ts';
import type { Category, Tier } from '../model/vocabulary.ts';
import type { CueKind } from '../model/pack.ts';
import { WORDS_AGAINST } from './evidence.ts';
import type { Blocked, Qualification } from './qualification.ts';
import { spanOf } from './span.ts';
import { ruleName } from '../model/rule-name.ts';

/** A rule that matched and yet did not become a finding. */
export interface NearMiss {
  rule: string;
  category: Category;
  concept: string;
  /** The tier that the rule would have carried. */
  tier: Tier;
  span: Span;
  /** `negated`, `fiction`, … for a qualifier that dropped it; `unless` or `near` for the rule's own conditions. */
  because: string;
  /** The cue or pattern that decided, and where it stands if it stands anywhere. */
  detail: string;
  at?: Span;
}

/** A context cue that stands in the post, whether or not it acted on anything. */
export interface PlacedCue {
  cue: string;
  qualifier: CueKind;
  span: Span;
}

export interface Explanation {
  assessment: Assessment;
  /** How each category's score and tier come about; the last ones may have no findings. */
  arithmetic: CategoryArithmetic[];
  /** What matched and did not count. */
  nearMisses: NearMiss[];
  cues: PlacedCue[];
}

/** The score of one category: the points of the best finding of each group, and what the whole post sounds like. */
export interface CategoryArithmetic {
  category: Category;
  /** The most points first. */
  groups: GroupPoints[];
  /** The sum over the groups. */
  points: number;
  /** The highest tier that one finding carries by itself. */
  best: Tier;
  tier: Tier;
  /** How likely the words of the whole post and the rules that stand in it make the category, 0..1. */
  sounds: number;
  /** 1 − (1 − sounds) · 2^(−points/2). */
  raw: number;
  /** The scores of the tier: `score` is `from` + (`to` − `from`) · `raw`. */
  band: { from: number; to: number };
  score: number;
}

export interface GroupPoints {
  group: string;
  /** The rule that counts, and rules of the group that add nothing beside it. */
  rule: string;
  points: number;
  beside: string[];
}

function neededBy({ compiled: { near } }: Blocked): string {
  return near.groups.flatMap(({ patterns }) => patterns.map(({ source }) => source)).join(' or ');
}

/** What the last post's rules matched and context took away. Must directly follow `classify` of the same text. */
export function explainPost(
  qualification: Qualification,
  engine: Engine,
  text: string,
): Pick<Explanation, 'nearMisses' | 'cues'> {
  const missOf = (
    { compiled: { rule }, start, end }: Pick<Blocked, 'compiled' | 'start' | 'end'>,
    because: string,
    detail: string,
  ): NearMiss => ({
    rule: ruleName(rule),
    category: rule.category,
    concept: rule.concept,
    tier: rule.tier,
    span: spanOf(engine, text, start, end),
    because,
    detail,
  });
  const nearMisses = qualification.blocked.map((one) =>
    one.unless ? missOf(one, 'unless', one.unless.source) : missOf(one, 'near', neededBy(one)),
  );
  for (const one of qualification.evidence) {
    if (one.tier !== 'none') continue;
    const cause =
      one.qualifiers.find(({ effect }) => effect === 'drop') ??
      one.qualifiers.find(({ effect }) => effect === 'lower' || effect === 'low');
    nearMisses.push({
      ...(one.contributions.at(-1)?.cause === WORDS_AGAINST
        ? missOf(one, 'words', 'the words of the whole post')
        : missOf(one, cause?.qualifier ?? 'context', cause?.cue ?? 'the place of the words')),
      ...(cause && cause.start >= 0 ? { at: spanOf(engine, text, cause.start, cause.end) } : {}),
    });
  }
  const cues = qualification.cues().map(({ cue, start, end }) => ({
    cue: cue.id,
    qualifier: cue.qualifier,
    span: spanOf(engine, text, start, end),
  }));
  return { nearMisses, cues };
}
