import {
  type ClassifierOptions,
  ConfigError,
  type ConfigProblem,
  type ConversationOptions,
  type GroundRule,
} from './model/config.ts';
import { durationOf } from './model/duration.ts';
import type { Pack, Policy, Rule, Thresholds } from './model/pack.ts';
import { AUDIENCES, CATEGORIES, type Category, TIERS, type Tier } from './model/vocabulary.ts';
import { ruleName } from './model/rule-name.ts';

/** What the classifier works with once the options are read. */
export interface Configuration {
  pack: Pack;
  policy: Policy;
  audience: NonNullable<ClassifierOptions['audience']>;
  anonymous: boolean;
  onTopic: ReadonlySet<string>;
  conversation: {
    /** Milliseconds, by name. */
    rhythm: Readonly<Record<string, number>>;
    contact: 'allowed' | 'forbidden';
  };
}

/** Points of a service's own rules, by tier; the same as the rule language's defaults. */
const WEIGHTS = { low: 1, medium: 2, high: 4 } as const;

/**
 * Reads the options over the packs.
 * @throws {ConfigError} naming every problem, not the first.
 */
export function configure(options: ClassifierOptions, bundled: readonly Pack[]): Configuration {
  const problems: ConfigProblem[] = [];
  const packs = options.packs ?? bundled;
  const merged = mergePacks(packs);
  if (!merged)
    throw new ConfigError([
      {
        code: 'no-pack',
        path: 'packs',
        message: 'at least one pack is needed; leave the option out for the bundled English pack',
      },
    ]);

  const own = ownRules(options, merged, problems);
  const disabled = new Set<string>();
  (options.disable ?? []).forEach((id, k) => {
    const hit = merged.rules.filter((rule) => id === ruleName(rule) || id === `${rule.category}/*`);
    if (hit.length === 0)
      problems.push({
        code: 'unknown-rule',
        path: `disable[${k}]`,
        message: `no rule is called “${id}”; write category/rule-id or category/*`,
      });
    for (const rule of hit) disabled.add(ruleName(rule));
  });
  (options.onTopic ?? []).forEach((topic, k) => {
    if (!isTopic(topic, merged))
      problems.push({
        code: 'unknown-topic',
        path: `onTopic[${k}]`,
        message: `“${topic}” is neither a category nor a category.concept`,
      });
  });
  const audience = options.audience ?? 'mixed';
  if (!AUDIENCES.includes(audience))
    problems.push({
      code: 'unknown-value',
      path: 'audience',
      message: `“${audience}” is none of ${AUDIENCES.join(', ')}`,
    });
  const conversation = readConversation(options.conversation ?? {}, problems);
  const policy = readPolicy(options, merged, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    pack: {
      ...merged,
      rules: [...merged.rules.filter((rule) => !disabled.has(ruleName(rule))), ...own],
    },
    policy,
    audience,
    anonymous: options.anonymous ?? false,
    onTopic: new Set(options.onTopic),
    conversation,
  };
}

function readConversation(
  { rhythm = {}, contact = 'allowed' }: ConversationOptions,
  problems: ConfigProblem[],
): Configuration['conversation'] {
  const bad = (path: string, message: string): void => {
    problems.push({ code: 'unknown-value', path: `conversation.${path}`, message });
  };
  if (!['allowed', 'forbidden'].includes(contact))
    bad('contact', `“${contact as string}” is none of allowed, forbidden`);
  const usual = Object.entries(rhythm).map(([name, text]): [string, number] => {
    const time = durationOf(text);
    if (time === undefined) bad(`rhythm.${name}`, `“${text}” is no time; write 12h or 1d`);
    return [name, time ?? 0];
  });
  return { rhythm: Object.fromEntries(usual), contact };
}

/** One pack of many: later packs add records and replace those of the same id or name. */
function mergePacks(packs: readonly Pack[]): Pack | undefined {
  const [first, ...rest] = packs;
  if (!first) return undefined;
  return rest.reduce((base, pack) => {
    const rules = new Map([...base.rules, ...pack.rules].map((rule) => [ruleName(rule), rule]));
    const cues = new Map([...base.cues, ...pack.cues].map((cue) => [cue.id, cue]));
    const policy = pack.policy ?? base.policy;
    const impression = pack.impression ?? base.impression;
    return {
      ...base,
      name: `${base.name}+${pack.name}`,
      categories: { ...base.categories, ...pack.categories },
      lexicons: { ...base.lexicons, ...pack.lexicons },
      forms: { ...base.forms, ...pack.forms },
      spelling: { ...base.spelling, ...pack.spelling },
      maskable: [...new Set([...base.maskable, ...pack.maskable])],
      fillers: [...new Set([...base.fillers, ...pack.fillers])],
      rules: [...rules.values()],
      cues: [...cues.values()],
      ...(impression ? { impression } : {}),
      ...(policy ? { policy } : {}),
      signals: lastOf([...(base.signals ?? []), ...(pack.signals ?? [])], ({ id }) => id),
      conversation: lastOf([...(base.conversation ?? []), ...(pack.conversation ?? [])], ({ id }) => id),
      talk: lastOf([...(base.talk ?? []), ...(pack.talk ?? [])], ({ rule }) => rule),
    };
  }, first);
}

/** The last of those that are called the same. */
function lastOf<T>(records: readonly T[], nameOf: (record: T) => string): T[] {
  return [...new Map(records.map((record) => [nameOf(record), record])).values()];
}

function ownRules(options: ClassifierOptions, pack: Pack, problems: ConfigProblem[]): Rule[] {
  const rules: Rule[] = [];
  const add = (
    category: Category,
    concept: string,
    id: string,
    tier: Exclude<Tier, 'none'>,
    match: string[],
    note: string,
    path: string,
    reason?: Rule['reason'],
  ): void => {
    const policy = pack.categories[category];
    if (!policy) {
      problems.push({
        code: 'unknown-value',
        path: `${path}.category`,
        message: `the packs have no category “${category}”`,
      });
      return;
    }
    if (!(TIERS.slice(1) as readonly string[]).includes(tier)) {
      problems.push({
        code: 'unknown-value',
        path: `${path}.tier`,
        message: `“${tier}” is none of low, medium, high`,
      });
      return;
    }
    // A group's own words are meant as they stand: no context takes them back, save denying them.
    const keep = Object.fromEntries(
      Object.keys(policy.qualifiers).map((name) => [name, name === 'negated' ? 'show' : 'keep']),
    ) as NonNullable<Rule['qualifiers']>;
    rules.push({
      id,
      category,
      concept,
      tier,
      reason: reason ?? policy.reasons[tier],
      weight: WEIGHTS[tier],
      group: `${concept}.${id}`,
      match,
      note,
      qualifiers: keep,
      'in-any-company': true,
    });
  };
  const literal = (phrase: string, path: string): string[] => {
    const words = literalPattern(phrase);
    if (words === '') problems.push({ code: 'empty-phrase', path, message: `“${phrase}” holds no word` });
    return words === '' ? [] : [words];
  };
  (options.codewords ?? []).forEach((word, k) => {
    const match = literal(word, `codewords[${k}]`);
    if (match.length > 0)
      add(
        'abuse-disclosure',
        'codeword',
        `service.${k + 1}`,
        'high',
        match,
        `the group’s codeword “${word}”`,
        `codewords[${k}]`,
        'domestic-abuse',
      );
  });
  (options.watch ?? []).forEach((entry, k) => {
    const {
      phrase,
      tier = 'medium',
      category = 'conduct',
    } = typeof entry === 'string' ? { phrase: entry } : entry;
    const match = literal(phrase, `watch[${k}].phrase`);
    const concept =
      category === 'conduct' ? 'ground-rule' : (pack.categories[category]?.concepts[0] ?? 'ground-rule');
    if (match.length > 0)
      add(
        category,
        concept,
        `watched.${k + 1}`,
        tier,
        match,
        `the watched phrase “${phrase}”`,
        `watch[${k}]`,
        tier === 'medium' ? 'uncertain' : undefined,
      );
  });
  (options.groundRules ?? []).forEach((rule: GroundRule, k) => {
    if (rule.match.length === 0)
      problems.push({
        code: 'empty-phrase',
        path: `groundRules[${k}].match`,
        message: 'a ground rule needs at least one pattern',
      });
    else
      add(
        'conduct',
        'ground-rule',
        `service.${rule.id}`,
        rule.tier ?? 'low',
        rule.match,
        rule.label ?? rule.id,
        `groundRules[${k}]`,
        rule.tier === 'medium' ? 'uncertain' : undefined,
      );
  });
  return rules;
}

/** A phrase as a pattern that means these words and nothing else. */
function literalPattern(phrase: string): string {
  return phrase
    .replaceAll(/[()|{}?!@^$.,;:"“”<>[\]]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/gu, ' ');
}

function isTopic(topic: string, pack: Pack): boolean {
  const category = CATEGORIES.find((id) => topic === id || topic.startsWith(`${id}.`));
  if (!category) return false;
  const concept = topic.slice(category.length + 1);
  return (
    concept === '' ||
    (pack.categories[category]?.concepts.some(
      (known) => known === concept || known.startsWith(`${concept}.`),
    ) ??
      false)
  );
}

function readPolicy(options: ClassifierOptions, pack: Pack, problems: ConfigProblem[]): Policy {
  const base = pack.policy;
  if (!base) {
    problems.push({ code: 'no-pack', path: 'packs', message: 'no pack brings a policy' });
    return {
      thresholds: { low: 0.2, medium: 0.45, high: 0.75, report: 0.2 },
      audience: {},
      advice: [],
      never: [],
    };
  }
  const thresholds: Thresholds = { ...base.thresholds, ...options.policy?.thresholds, ...options.thresholds };
  const { low, medium, high, report } = thresholds;
  if (
    ![low, medium, high, report].every((value) => value > 0 && value < 1) ||
    !(low < medium && medium < high)
  )
    problems.push({
      code: 'bad-threshold',
      path: 'thresholds',
      message: `low < medium < high, all between 0 and 1, are needed; these are ${low}, ${medium}, ${high}, report ${report}`,
    });
  return { ...base, ...options.policy, thresholds };
}
