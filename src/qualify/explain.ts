import type { Engine } from '../engine.ts';
import type { Assessment, Span } from '../model/assessment.ts';
import type { Category, Tier } from '../model/vocabulary.ts';
import type { CueKind } from '../model/pack.ts';
import type { Qualification } from './qualification.ts';
import { spanOf } from './span.ts';

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
  nearMisses: NearMiss[];
  cues: PlacedCue[];
}

/** What the last post's rules matched and context took away. Must directly follow `classify` of the same text. */
export function explainPost(
  assessment: Assessment,
  qualification: Qualification,
  engine: Engine,
  text: string,
): Explanation {
  const nearMisses: NearMiss[] = [];
  for (const {
    compiled: { rule },
    start,
    end,
    why,
    pattern,
  } of qualification.blocked)
    nearMisses.push({
      rule: `${rule.category}/${rule.id}`,
      category: rule.category,
      concept: rule.concept,
      tier: rule.tier,
      span: spanOf(engine, text, start, end),
      because: why,
      detail: pattern,
    });
  for (const {
    compiled: { rule },
    start,
    end,
    tier,
    qualifiers,
  } of qualification.evidence) {
    if (tier !== 'none') continue;
    const cause =
      qualifiers.find(({ effect }) => effect === 'drop') ??
      qualifiers.find(({ effect }) => effect === 'lower' || effect === 'low');
    nearMisses.push({
      rule: `${rule.category}/${rule.id}`,
      category: rule.category,
      concept: rule.concept,
      tier: rule.tier,
      span: spanOf(engine, text, start, end),
      because: cause?.qualifier ?? 'context',
      detail: cause?.cue ?? 'the place of the words',
      ...(cause && cause.start >= 0 ? { at: spanOf(engine, text, cause.start, cause.end) } : {}),
    });
  }
  const cues = qualification.cues().map(({ cue, start, end }) => ({
    cue: cue.id,
    qualifier: cue.qualifier,
    span: spanOf(engine, text, start, end),
  }));
  return { assessment, nearMisses, cues };
}
