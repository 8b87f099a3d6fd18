/** What was learned as a rule file: readable, with where it comes from and on how many posts each term stands. */
import { Document, Scalar, isMap, isPair, isScalar } from 'yaml';
import type { FittedOdds } from './conversations.ts';
import { JOINT_FIT } from './joint.ts';
import type { LearnedAlarm, LearnedCategory, LearnedSeverity } from './learn.ts';
import { TALK_FIT } from './talk.ts';
import { LEAST_POSTS, LEAST_WRITERS } from './terms.ts';
import { type LearnedWeights, thousandths } from './weights.ts';

/** Where the posts come from, as the file says it: names to texts and numbers. */
type Provenance = Readonly<Record<string, string | number>>;

export interface FileOptions {
  provenance: Provenance;
  sources: readonly string[];
}

export function categoryFile(learned: LearnedCategory, options: FileOptions): string {
  const { category, id, bias, from, doubts, forms, fires, quiet, figures } = learned;
  const { area } = figures.all;
  return yamlOf(
    {
      kind: 'learned',
      category,
      learned: [
        {
          id,
          concept: 'unspecified',
          tier: 'medium',
          // With one medium finding of a pattern it must not add up to high.
          weight: 1,
          note: 'Words that many writers used when they told of this without its obvious words. Written by safetier learn; learn again rather than edit.',
          sources: [...options.sources],
          'learned-from': {
            ...provenanceOf(learned, options),
            ...(area === null ? {} : { 'area under the curve, posts not seen': thousandths(area) }),
          },
          bias,
          from,
          ...(doubts === undefined ? {} : { doubts }),
          matches: Object.fromEntries(learned.matches),
          terms: termsOf(learned),
          ...(forms.length > 0 ? { forms } : {}),
          fires,
          quiet,
        },
      ],
    },
    [[['learned', 0, 'terms'], learned]],
  );
}

/** @param forms words of the stems of all files that were learned together */
export function impressionFile(
  severity: LearnedSeverity,
  alarm: LearnedAlarm,
  forms: readonly string[],
  options: FileOptions,
): string {
  return yamlOf(
    {
      kind: 'impression',
      note: 'How severe and how alarming a post sounds as a whole. Written by safetier learn; learn again rather than edit.',
      sources: [...options.sources],
      raises: severity.raises,
      lowers: severity.lowers,
      forms: [...forms],
      severity: wholeOf(severity, options),
      alarm: {
        raises: alarm.raises,
        speaks: alarm.speaks,
        doubts: alarm.doubts,
        ...wholeOf(alarm, options),
      },
    },
    [
      [['severity', 'terms'], severity],
      [['alarm', 'terms'], alarm],
    ],
  );
}

/** The weighted words of conversation rules. */
export function talkFile(
  all: readonly Pick<FittedOdds, 'rule' | 'talk' | 'positives' | 'negatives'>[],
  { provenance, sources }: FileOptions,
): string {
  const learned = all.flatMap((one) => (one.talk ? [{ ...one, talk: one.talk }] : []));
  return yamlOf(
    {
      kind: 'talk',
      talk: learned.map(({ rule, talk, positives, negatives }) => ({
        rule,
        sources: [...sources],
        'learned-from': {
          ...provenance,
          'called for': positives,
          'harmless members': negatives,
          method: `${TALK_FIT}; terms of at least ${LEAST_POSTS} conversations by ${LEAST_WRITERS} writers`,
        },
        said: { terms: termsOf({ terms: talk.said }) },
        heard: { terms: termsOf({ terms: talk.heard }) },
      })),
    },
    learned.flatMap(({ talk }, k) =>
      (['said', 'heard'] as const).map(
        (side) => [['talk', k, side, 'terms'], { terms: talk[side] }] as const,
      ),
    ),
  );
}

function wholeOf(
  learned: LearnedWeights & { posts: number; positives: number },
  options: FileOptions,
): Record<string, unknown> {
  return {
    'learned-from': provenanceOf(learned, options),
    bias: learned.bias,
    matches: Object.fromEntries(learned.matches),
    terms: termsOf(learned),
  };
}

function provenanceOf(
  { posts, positives }: { posts: number; positives: number },
  { provenance }: FileOptions,
): Provenance {
  return {
    ...provenance,
    posts,
    positive: positives,
    method: `${JOINT_FIT}; terms of at least ${LEAST_POSTS} posts by ${LEAST_WRITERS} writers`,
  };
}

function termsOf({ terms }: Pick<LearnedWeights, 'terms'>): Record<string, number> {
  return Object.fromEntries(terms.map(({ term, weight }) => [term, weight]));
}

/** Terms and names of rules stand in quotes: `no` and `on` are booleans to older readers of YAML. */
function yamlOf(
  file: object,
  weights: readonly (readonly [at: readonly (string | number)[], learned: Pick<LearnedWeights, 'terms'>])[],
): string {
  const document = new Document(file);
  for (const [at, { terms }] of weights) {
    const stood = new Map(terms.map((one) => [one.term, one]));
    for (const path of [at, [...at.slice(0, -1), 'matches']]) {
      const map: unknown = document.getIn(path);
      if (!isMap(map)) continue;
      if (path === at)
        map.commentBefore = ' Behind each weight: in how many posts, by how many writers, the term stood.';
      for (const pair of map.items) {
        if (!isPair(pair) || !isScalar(pair.key) || !isScalar(pair.value)) continue;
        pair.key.type = Scalar.QUOTE_DOUBLE;
        const term = path === at ? stood.get(String(pair.key.value)) : undefined;
        if (term) pair.value.comment = ` ${term.posts}/${term.writers}`;
      }
    }
  }
  return document.toString({
    lineWidth: 0,
    defaultStringType: Scalar.QUOTE_DOUBLE,
    defaultKeyType: Scalar.PLAIN,
  });
}
