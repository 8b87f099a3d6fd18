/** The numbers of a pack that may be moved: where each stands in its file, how far it may go, and which posts it touches. */
import type { LearnedWords, Pack, Policy, Rule } from '../model/pack.ts';
import { rounded } from '../model/rounded.ts';
import { ruleName } from '../model/rule-name.ts';
import { CATEGORIES } from '../model/vocabulary.ts';
import { FAR } from '../qualify/evidence.ts';
import { LEAST_POSTS, LEAST_WRITERS } from '../learn/terms.ts';
import type { Collected, Sourced } from '../rules/collect.ts';
import { FITTING } from '../rules/lint/weight-out-of-line.ts';
import type { Path } from '../rules/locate.ts';
import type { Source } from '../rules/read.ts';
import { FARTHEST, type RecordedPost } from './replay.ts';
import type { Target } from './target.ts';

export const KNOB_KINDS = ['marks', 'faint', 'weights', 'sums', 'thresholds'] as const;
export type KnobKind = (typeof KNOB_KINDS)[number];

export type KnobValue = number | boolean;

export interface Knob {
  kind: KnobKind;
  /** `grooming/learned.words from`. */
  name: string;
  source: Source;
  /** The path to the value, which may not be there yet. */
  path: Path;
  read: () => KnobValue;
  set: (value: KnobValue) => void;
  /** What may be tried instead of the value that it has now. */
  others: () => KnobValue[];
  /** Posts whose verdict may change when it goes from one value to another. */
  touches: (from: KnobValue, to: KnobValue) => readonly number[];
}

/** Steps of marks, as logarithms of odds, either way. */
const MARK_STEPS = [0.05, 0.1, 0.25, 0.5, 1, 2];
const POINT_STEPS = [0.5, 1];
const SCORE_STEPS = [0.02, 0.05, 0.1];
/** Evidence below high adds up to high from at least as many points: learned words weigh 1, and must not be among few. */
const LEAST_SUM = { high: 4, medium: 2 } as const;
const MOST_SUM = 12;
/** More than rounding can be wrong by. */
const HAIR = 1e-6;

/** What knobs are made from. */
interface Workbench {
  /** Its numbers are what the knobs move. */
  pack: Pack;
  policy: Policy;
  records: Collected;
  posts: readonly RecordedPost[];
  /** Numbers of the posts that are tuned on. */
  train: ReadonlySet<number>;
  /** Posts with evidence; no number changes the verdict of the others. */
  everywhere: readonly number[];
}

/** The knobs of a pack whose files are at hand; rules of a pack that is extended have none. */
export function knobsOf(
  pack: Pack,
  policy: Policy,
  records: Collected,
  posts: readonly RecordedPost[],
  train: readonly number[],
  of: Target['of'],
): Knob[] {
  const everywhere = posts.flatMap(({ evidence }, post) => (evidence.length > 0 ? [post] : []));
  const bench: Workbench = { pack, policy, records, posts, train: new Set(train), everywhere };
  return [...ruleKnobs(bench), ...impressionKnobs(bench), ...sumKnobs(bench), ...thresholdKnobs(bench, of)];
}

function ruleKnobs(bench: Workbench): Knob[] {
  const { pack, records, posts } = bench;
  const recordOf = new Map(
    records.rules.map((one) => [ruleName({ category: one.category, id: one.record.id }), one]),
  );
  const touched = pack.rules.map((): number[] => []);
  posts.forEach(({ evidence }, post) => {
    for (const rule of new Set(evidence.map((one) => one.rule))) touched[rule]!.push(post);
  });
  return pack.rules.flatMap((rule, number) => {
    const sourced = recordOf.get(ruleName(rule));
    if (!sourced) return [];
    if (rule.learned) return learnedKnobs(bench, rule, rule.learned, sourced);
    return patternKnobs(bench, rule, sourced, touched[number]!);
  });
}

/**
 * A rule has knobs of its own only where it stands in five of the posts tuned on, by three writers: fewer could not tell.
 * @param own posts in which it stands
 */
function patternKnobs(
  { posts, train }: Workbench,
  rule: Rule,
  sourced: Sourced<unknown>,
  own: readonly number[],
): Knob[] {
  const told = own.filter((post) => train.has(post));
  const writers = new Set(told.map((post) => posts[post]!.row.writer));
  if (told.length < LEAST_POSTS || writers.size < LEAST_WRITERS) return [];
  const name = ruleName(rule);
  const touches = (): readonly number[] => own;
  const [least, most] = FITTING[rule.tier];
  const weight: Knob = {
    kind: 'weights',
    name: `${name} weight`,
    ...placed(sourced, ['weight']),
    read: () => rule.weight,
    set: (value) => (rule.weight = Number(value)),
    others: () => stepped(rule.weight, POINT_STEPS, least, most),
    touches,
  };
  if (rule.tier !== 'high') return [weight];
  const faint: Knob = {
    kind: 'faint',
    name: `${name} faint`,
    ...placed(sourced, ['faint']),
    read: () => rule.faint === true,
    set: (value) => (rule.faint = value === true),
    others: () => [rule.faint !== true],
    touches,
  };
  return [faint, weight];
}

function learnedKnobs(
  { pack, posts, everywhere }: Workbench,
  rule: Rule,
  learned: LearnedWords,
  sourced: Sourced<unknown>,
): Knob[] {
  const name = ruleName(rule);
  const category = CATEGORIES.indexOf(rule.category);
  const isOwn = (post: number): boolean => posts[post]!.evidence.some((one) => one.category === category);
  const own = everywhere.filter(isOwn);
  const speaking = own.filter((post) => posts[post]!.evidence.some((one) => pack.rules[one.rule] === rule));
  const from = markOf(
    `${name} from`,
    placed(sourced, ['from']),
    learned,
    'from',
    [between(speaking, (post) => posts[post]!.words[category]!)],
    learned.from - FARTHEST,
  );
  if (learned.doubts === undefined) return [from];
  const risk = (post: number): number => posts[post]!.sums.risk[category]!;
  const doubts = markOf(
    `${name} doubts`,
    placed(sourced, ['doubts']),
    learned as { doubts: number },
    'doubts',
    [0, ...Object.values(FAR)].map((beyond) => between(own, (post) => risk(post) + beyond)),
  );
  return [from, doubts];
}

function impressionKnobs({ pack: { impression }, records, posts, everywhere }: Workbench): Knob[] {
  const sourced = records.impression;
  if (!impression || !sourced) return [];
  const touches = between(everywhere, (post) => posts[post]!.sums.severity);
  return (['raises', 'lowers'] as const).map((key) =>
    markOf(`impression ${key}`, placed(sourced, [key]), impression, key, [touches]),
  );
}

/** From how many points on evidence of several groups adds up. */
function sumKnobs({ pack, records, posts, everywhere }: Workbench): Knob[] {
  return [...records.categories].flatMap(([category, sourced]) => {
    const own = pack.categories[category]?.accumulate;
    if (!own) return [];
    const number = CATEGORIES.indexOf(category);
    const several = everywhere.filter(
      (post) => posts[post]!.evidence.filter((one) => one.category === number).length > 1,
    );
    const least = (): number => Math.max(LEAST_SUM[own.to === 'high' ? 'high' : 'medium'], own.medium ?? 0);
    return (['points', 'medium'] as const).flatMap((key): Knob[] => {
      if (own[key] === undefined) return [];
      return [
        {
          kind: 'sums',
          name: `${category} accumulate.${key}`,
          ...placed(sourced, ['accumulate', key]),
          read: () => own[key]!,
          set: (to) => (own[key] = Number(to)),
          others: () =>
            key === 'points'
              ? stepped(own.points, POINT_STEPS, least(), MOST_SUM)
              : stepped(own.medium!, POINT_STEPS, LEAST_SUM.medium, own.points),
          touches: () => several,
        },
      ];
    });
  });
}

/** `low` and `high` bound scores but change no tier; `report` only what is reported. */
function thresholdKnobs(
  { policy: { thresholds }, records, everywhere, posts }: Workbench,
  of: Target['of'],
): Knob[] {
  const sourced = records.policy;
  if (!sourced) return [];
  const isOfTier = of === 'high' || of === 'medium';
  // Of a tier, a threshold only says from where on several pieces of evidence add up.
  const touched = isOfTier ? everywhere.filter((post) => posts[post]!.evidence.length > 1) : everywhere;
  return (isOfTier ? (['medium'] as const) : (['medium', 'report'] as const)).map((key) => ({
    kind: 'thresholds',
    name: `thresholds.${key}`,
    ...placed(sourced, ['thresholds', key]),
    read: () => thresholds[key],
    set: (to) => (thresholds[key] = Number(to)),
    others: () =>
      key === 'medium'
        ? stepped(thresholds.medium, SCORE_STEPS, thresholds.low + 0.02, thresholds.high - 0.02)
        : stepped(thresholds.report, SCORE_STEPS, 0.02, 0.98),
    touches: () => touched,
  }));
}

function placed({ source, path }: Sourced<unknown>, below: Path): Pick<Knob, 'source' | 'path'> {
  return { source, path: [...path, ...below] };
}

/** A mark that sums are held to. @param passed the posts whose sum lies between two values */
function markOf<Key extends string>(
  name: string,
  place: Pick<Knob, 'source' | 'path'>,
  of: Record<Key, number>,
  key: Key,
  passed: readonly ((from: number, to: number) => readonly number[])[],
  least = -Infinity,
): Knob {
  return {
    kind: 'marks',
    name,
    ...place,
    read: () => of[key],
    set: (value) => ((of as Record<string, number>)[key] = Number(value)),
    others: () => stepped(of[key], MARK_STEPS, least, Infinity),
    touches: (from, to) => passed.flatMap((posts) => posts(Number(from), Number(to))),
  };
}

/** Finds the posts whose value a mark passes on its way from one number to another. */
function between(
  posts: readonly number[],
  valueOf: (post: number) => number,
): (from: number, to: number) => readonly number[] {
  const sorted = posts.map((post) => ({ post, value: valueOf(post) })).sort((a, b) => a.value - b.value);
  const firstFrom = (value: number): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.value < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (from, to) =>
    sorted
      .slice(firstFrom(Math.min(from, to) - HAIR), firstFrom(Math.max(from, to) + HAIR))
      .map(({ post }) => post);
}

/** The value moved by each step either way, within its bounds, to a thousandth. */
function stepped(value: number, steps: readonly number[], least: number, most: number): number[] {
  return [...steps.map((step) => -step), ...steps]
    .map((step) => rounded(value + step, 3))
    .filter((one) => one >= least && one <= most && one !== value);
}
