/** Sound records to the records of a pack: defaults filled in, names checked, every pattern validated. */
import type { Signal } from '../model/conversation.ts';
import type { CategoryPolicy, Cue, Impression, NearPattern, Policy, Rule, Window } from '../model/pack.ts';
import { type Category, REASONS, REASONS_OF, type Reason } from '../model/vocabulary.ts';
import type { BrokenRecord, Sourced, SourcedRule } from './collect.ts';
import { type Path, keyPlace, placeOf } from './locate.ts';
import type { PatternCheck } from './patterns.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import type { CueRecord, FileOf, GroundRuleRecord, NearRecord, PartialRule, SignalRecord } from './schema.ts';
import { RULE_TIERS } from './schema.ts';
import { didYouMean } from './suggest.ts';
import { weighedOf } from './weighed.ts';

/** Points of a rule that states none. */
const DEFAULT_WEIGHT = { low: 1, medium: 2, high: 4 } as const;
/** `near` and `unless` look this far unless told: rules in their sentence, cues a few words either side. */
const DEFAULT_WINDOW = { rule: 'sentence', cue: 3 } as const;

export class Builder {
  private readonly categories: Readonly<Partial<Record<Category, CategoryPolicy>>>;
  private readonly patterns: PatternCheck;
  private readonly problems: Problems;

  constructor(
    categories: Readonly<Partial<Record<Category, CategoryPolicy>>>,
    patterns: PatternCheck,
    problems: Problems,
  ) {
    this.categories = categories;
    this.patterns = patterns;
    this.problems = problems;
  }

  /** The rule, undefined if a pattern or a name in it is wrong. */
  rule(sourced: SourcedRule): Rule | undefined {
    const { record, category, learned, details } = sourced;
    const { id, concept, tier, match, near, unless, faint, plain, qualifiers, voice, note, sources } = record;
    const rule: Rule = {
      id,
      category,
      concept,
      tier,
      reason: record.reason ?? this.defaultReason(category, tier),
      weight: record.weight ?? DEFAULT_WEIGHT[tier],
      group: record.group ?? concept,
      match,
      ...(learned ? { learned } : {}),
      ...(details ? { details } : {}),
      // A telephone number is one in the most harmless post.
      ...(details || plain === true ? { 'in-any-company': true } : {}),
      ...(near ? { near: near.map(ruleNear) } : {}),
      ...(unless ? { unless: unless.map(ruleNear) } : {}),
      ...(faint === undefined ? {} : { faint }),
      ...(qualifiers ? { qualifiers } : {}),
      ...(voice ? { voice } : {}),
      ...(note ? { note } : {}),
      ...(sources ? { sources } : {}),
    };
    return this.sound(rule, sourced) ? rule : undefined;
  }

  /** A rule of the pack that is extended, with the keys that the override states. */
  override(target: Rule, sourced: Sourced<PartialRule>): Rule | undefined {
    const { record } = sourced;
    const {
      near,
      unless,
      concept,
      tier,
      match,
      reason,
      weight,
      group,
      faint,
      plain,
      qualifiers,
      voice,
      note,
      sources,
    } = record;
    const rule: Rule = {
      ...target,
      ...(concept === undefined
        ? {}
        : { concept, group: target.group === target.concept ? concept : target.group }),
      ...(tier === undefined || tier === target.tier
        ? {}
        : { tier, reason: this.defaultReason(target.category, tier), weight: DEFAULT_WEIGHT[tier] }),
      ...(reason === undefined ? {} : { reason }),
      ...(weight === undefined ? {} : { weight }),
      ...(group === undefined ? {} : { group }),
      ...(match === undefined ? {} : { match }),
      ...(near === undefined ? {} : { near: near.map(ruleNear) }),
      ...(unless === undefined ? {} : { unless: unless.map(ruleNear) }),
      ...(faint === undefined ? {} : { faint }),
      ...(plain === undefined ? {} : { 'in-any-company': plain }),
      ...(qualifiers === undefined ? {} : { qualifiers: { ...target.qualifiers, ...qualifiers } }),
      ...(voice === undefined ? {} : { voice }),
      ...(note === undefined ? {} : { note }),
      ...(sources === undefined ? {} : { sources }),
    };
    return this.sound(rule, sourced) ? rule : undefined;
  }

  /** A ground rule of the group is a rule of `conduct`; it is low unless told. */
  groundRule({ record, ...place }: Sourced<GroundRuleRecord>): Rule | undefined {
    const { id, says, tier = 'low', reason, match, near, unless } = record;
    const rule: Rule = {
      id: `ground-rule.${id}`,
      category: 'conduct',
      concept: 'ground-rule',
      tier,
      reason: reason ?? this.defaultReason('conduct', tier),
      weight: DEFAULT_WEIGHT[tier],
      group: `ground-rule.${id}`,
      match,
      ...(near ? { near: near.map(ruleNear) } : {}),
      ...(unless ? { unless: unless.map(ruleNear) } : {}),
      note: says,
    };
    return this.sound(rule, { ...place, record }) ? rule : undefined;
  }

  cue({ source, path, record }: Sourced<CueRecord>): Cue | undefined {
    const { id, qualifier, direction, scope, match, stops, unless } = record;
    const checks = [
      this.all(source, [...path, 'match'], match),
      this.all(source, [...path, 'stops'], stops),
      this.allNear(source, [...path, 'unless'], unless),
    ];
    if (checks.includes(false)) return undefined;
    return {
      id,
      qualifier,
      direction,
      scope,
      match,
      ...(stops ? { stops } : {}),
      ...(unless ? { unless: unless.map((one) => nearOf(one, DEFAULT_WINDOW.cue)) } : {}),
    };
  }

  signal({ source, path, record }: Sourced<SignalRecord>): Signal | undefined {
    const { id, match, near, unless, reads } = record;
    const checks = [
      this.all(source, [...path, 'match'], match),
      this.allNear(source, [...path, 'near'], near),
      this.allNear(source, [...path, 'unless'], unless),
    ];
    if (checks.includes(false)) return undefined;
    return {
      id,
      match,
      ...(near ? { near: near.map(ruleNear) } : {}),
      ...(unless ? { unless: unless.map(ruleNear) } : {}),
      ...(reads ? { reads } : {}),
    };
  }

  /** Reports what is wrong in a record besides its shape. */
  checkBroken({ source, path, record, category }: BrokenRecord): void {
    const { concept, tier, reason } = record;
    if (category !== undefined && typeof concept === 'string')
      this.concept(category, source, [...path, 'concept'], concept);
    const known = RULE_TIERS.find((one) => one === tier);
    const stated = REASONS.find((one) => one === reason);
    if (known && stated) this.reasonFits(known, stated, source, [...path, 'reason']);
    for (const key of ['match', 'near', 'unless', 'stops']) {
      const list = record[key];
      if (!Array.isArray(list)) continue;
      list.forEach((one: unknown, k) => {
        const at = [...path, key, k];
        const match: unknown =
          typeof one === 'object' && one !== null && 'match' in one ? one.match : undefined;
        if (typeof one === 'string' && one !== '')
          this.patterns.checkPattern({ source, path: at, text: one });
        if (typeof match === 'string' && match !== '')
          this.patterns.checkPattern({ source, path: [...at, 'match'], text: match });
      });
    }
  }

  private sound(
    rule: Rule,
    {
      source,
      path,
      record,
    }: Sourced<Partial<Pick<PartialRule, 'concept' | 'reason' | 'match' | 'near' | 'unless' | 'plain'>>>,
  ): boolean {
    const checks = [
      this.concept(rule.category, source, [...path, 'concept'], record.concept),
      this.all(source, [...path, 'match'], record.match),
      this.allNear(source, [...path, 'near'], record.near),
      this.allNear(source, [...path, 'unless'], record.unless),
    ];
    this.reason(rule, source, path, record.reason);
    if (rule.faint === true && record.plain === true) {
      this.problems.add(
        source,
        keyPlace(source, [...path, 'plain']),
        'plain-and-faint',
        'a rule cannot be both plain and faint',
        { hint: 'leave out the one that does not hold' },
      );
      checks.push(false);
    }
    return !checks.includes(false);
  }

  private concept(category: Category, source: Source, path: Path, concept: string | undefined): boolean {
    if (concept === undefined) return true;
    const concepts = this.categories[category]?.concepts;
    if (concepts?.includes(concept)) return true;
    const elsewhere = Object.entries(this.categories).find(([, policy]) =>
      policy.concepts.includes(concept),
    )?.[0];
    const hint =
      concepts === undefined
        ? `describe ${category} in a file of kind categories, or extend a pack that has it`
        : elsewhere !== undefined
          ? `it is a concept of ${elsewhere}`
          : (didYouMean(concept, concepts) ?? `one of ${concepts.join(', ')}`);
    this.problems.add(
      source,
      placeOf(source, path),
      'unknown-concept',
      `${category} has no concept “${concept}”`,
      { hint },
    );
    return false;
  }

  /** A reason of another tier is an error, yet breaks nothing: the default stands in for it. */
  private reason(rule: Rule, source: Source, path: Path, stated: Reason | undefined): void {
    const key = stated === undefined ? 'tier' : 'reason';
    if (!this.reasonFits(rule.tier, rule.reason, source, [...path, key]))
      rule.reason = this.defaultReason(rule.category, rule.tier);
  }

  private reasonFits(tier: Rule['tier'], reason: Reason, source: Source, path: Path): boolean {
    const reasons: readonly Reason[] = REASONS_OF[tier];
    if (reasons.includes(reason)) return true;
    const message = `“${reason}” is no reason for the tier ${tier}`;
    this.problems.add(source, placeOf(source, path), 'reason-for-tier', message, {
      hint: `one of ${reasons.join(', ')}, or leave it out`,
    });
    return false;
  }

  private defaultReason(category: Category, tier: Rule['tier']): Reason {
    return this.categories[category]?.reasons[tier] ?? REASONS_OF[tier][0];
  }

  private all(source: Source, path: Path, patterns: readonly string[] | undefined): boolean {
    const checks = (patterns ?? []).map((text, k) =>
      this.patterns.checkPattern({ source, path: [...path, k], text }),
    );
    return !checks.includes(false);
  }

  private allNear(source: Source, path: Path, patterns: readonly NearRecord[] | undefined): boolean {
    const checks = (patterns ?? []).map((one, k) =>
      this.patterns.checkPattern(
        typeof one === 'string'
          ? { source, path: [...path, k], text: one }
          : { source, path: [...path, k, 'match'], text: one.match },
      ),
    );
    return !checks.includes(false);
  }
}

export function impressionOf(record: FileOf<'impression'>): Impression {
  const { forms, severity, raises, lowers, calms, alarm } = record;
  return {
    forms,
    severity: weighedOf(severity),
    raises,
    lowers,
    calms,
    ...(alarm
      ? { alarm: { ...weighedOf(alarm), raises: alarm.raises, speaks: alarm.speaks, doubts: alarm.doubts } }
      : {}),
  };
}

export function policyOf(record: FileOf<'policy'>): Policy {
  const { thresholds, audience = {}, advice, never = [] } = record;
  return {
    thresholds,
    audience: audience,
    advice: advice as Policy['advice'],
    never: never as Policy['never'],
  };
}

function ruleNear(record: NearRecord): NearPattern {
  return nearOf(record, DEFAULT_WINDOW.rule);
}

function nearOf(record: NearRecord, unless: Window): NearPattern {
  return typeof record === 'string'
    ? { match: record, within: unless }
    : { match: record.match, within: record.within ?? unless };
}
