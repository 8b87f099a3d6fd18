/** How often rules still speak when their own examples are written otherwise. */
import type { Classifier } from '../classifier.ts';
import type { Assessment, Finding } from '../model/assessment.ts';
import { hashOf } from '../model/hash.ts';
import { rankOf } from '../model/vocabulary.ts';
import { PERTURBATIONS, type PerturbationKind, perturb } from './perturb.ts';
import { random } from './random.ts';
import type { Share } from './slices.ts';

export interface RobustnessOptions {
  seed?: number;
  /** Variants of each example and kind. */
  variants?: number;
  onProgress?: (rules: number) => void;
}

/** A rule with texts in which it fires. */
export interface RuleTexts {
  /** `category/id`. */
  rule: string;
  texts: readonly string[];
}

/** `of` variants of the examples, `met` of which the rule held. */
export interface RuleRobustness extends Share {
  rule: string;
  kinds: Record<PerturbationKind, Share>;
  /** The first variant of each kind that was lost. */
  lost: { kind: PerturbationKind; text: string }[];
}

export interface Robustness extends Share {
  kinds: Record<PerturbationKind, Share>;
  /** The worst first. */
  rules: RuleRobustness[];
  /** Rules that fire in none of their texts as they stand, or whose texts are too short to be written otherwise. */
  untested: string[];
}

const DEFAULT = { seed: 1, variants: 3 } as const;

/**
 * Perturbs each text inside the words in which its rule fires. A variant holds if the rule still fires, or if another
 * finding of its category has at least the tier that the rule had.
 */
export function measureRobustness(
  rules: readonly RuleTexts[],
  classifier: Pick<Classifier, 'classify'>,
  { seed = DEFAULT.seed, variants = DEFAULT.variants, onProgress }: RobustnessOptions = {},
): Robustness {
  const all: Robustness = { met: 0, of: 0, kinds: noShares(), rules: [], untested: [] };
  rules.forEach(({ rule, texts }, done) => {
    onProgress?.(done);
    // Each rule has numbers of its own, so that it is tested alike whatever other rules there are.
    const next = random(seed ^ hashOf(rule));
    const own: RuleRobustness = { rule, met: 0, of: 0, kinds: noShares(), lost: [] };
    for (const text of texts) {
      const finding = classifier.classify(text).findings.find((one) => one.rule === rule);
      if (finding === undefined) continue;
      for (const kind of PERTURBATIONS)
        for (const variant of variantsOf(kind, text, finding, variants, next)) {
          const held = holds(finding, classifier.classify(variant));
          for (const share of [own, own.kinds[kind], all, all.kinds[kind]]) {
            share.of++;
            if (held) share.met++;
          }
          if (!held && !own.lost.some((one) => one.kind === kind)) own.lost.push({ kind, text: variant });
        }
    }
    if (own.of === 0) all.untested.push(rule);
    else all.rules.push(own);
  });
  all.rules.sort((a, b) => a.met / a.of - b.met / b.of || (a.rule < b.rule ? -1 : 1));
  return all;
}

/** Different ones, so where there is only one way there is one variant. */
function variantsOf(
  kind: PerturbationKind,
  text: string,
  { spans }: Finding,
  variants: number,
  next: () => number,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (let k = 0; k < variants; k++) {
    const { start, end } = spans[Math.floor(next() * spans.length)]!;
    const variant = perturb(kind, { text, start, end, next });
    if (variant !== undefined) found.add(variant);
  }
  return found;
}

function holds({ rule, category, tier }: Finding, { findings }: Assessment): boolean {
  return findings.some(
    (one) => one.rule === rule || (one.category === category && rankOf(one.tier) >= rankOf(tier)),
  );
}

function noShares(): Record<PerturbationKind, Share> {
  return Object.fromEntries(PERTURBATIONS.map((kind) => [kind, { met: 0, of: 0 }])) as Record<
    PerturbationKind,
    Share
  >;
}
