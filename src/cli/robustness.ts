/** `safetier test --perturb`. */
import {
  PERTURBATIONS,
  type PerturbationKind,
  type Share,
  type Robustness,
  type RuleRobustness,
  measureRobustness,
} from '../evaluate/index.ts';
import type { Pack } from '../model/pack.ts';
import type { RuleExamples } from '../rules/index.ts';
import { exampleClassifier } from './examples.ts';
import { withProgress } from './progress.ts';
import { quoted, visible } from './text/cells.ts';
import { columns } from './text/columns.ts';
import { count } from './words.ts';

/** Where the name of a kind is wider than its figures, so that the table has 80 columns. */
const TITLES: Partial<Record<PerturbationKind, string>> = {
  apostrophes: 'apos-\ntro-\nphes',
  elongation: 'elon-\ngation',
  homoglyphs: 'homo-\nglyphs',
  'zero-width': 'zero-\nwidth',
  spacing: 'spa-\ncing',
};
/** Rules of which lost variants are quoted. */
const QUOTED = 5;

/** @throws {ConfigError} if the pack cannot be used at all. */
export function robustnessOf(pack: Pack, sets: readonly RuleExamples[], seed: number): Promise<Robustness> {
  const rules = sets
    .filter(({ kind }) => kind === 'rule')
    .map(({ rule, fires }) => ({ rule, texts: fires.map(({ text }) => text) }));
  return withProgress(rules.length, 'rule', ({ update }) =>
    measureRobustness(rules, exampleClassifier(pack), { seed, onProgress: update }),
  );
}

/** The worst `limit` rules by kind, in per cent, and what was lost of the very worst. */
export function robustnessText(robustness: Robustness, limit: number): string {
  const { rules, untested } = robustness;
  const worst = rules.slice(0, limit);
  const cells = ({ kinds, ...all }: Pick<RuleRobustness, 'met' | 'of' | 'kinds'>): string[] =>
    [all, ...PERTURBATIONS.map((kind) => kinds[kind])].map(wholePercent);
  const rows = [
    ['all rules', ...cells(robustness)],
    ...worst.map((rule) => [visible(rule.rule), ...cells(rule)]),
  ];
  return [
    'per cent of perturbed examples on which the rule, or one of its category and tier, still fires',
    columns(['', 'all', ...PERTURBATIONS.map((kind) => TITLES[kind] ?? kind)], rows),
    ...worst.slice(0, QUOTED).flatMap(lostText),
    ...(untested.length === 0
      ? []
      : [`${count(untested.length, 'rule')} not tested: no example fires, or none can be written otherwise`]),
    `${count(robustness.of, 'variant')} of the examples of ${count(rules.length, 'rule')}${worst.length < rules.length ? `, the worst ${worst.length} shown` : ''}`,
  ].join('\n\n');
}

function wholePercent({ met, of }: Share): string {
  return of === 0 ? '–' : String(Math.floor((100 * met) / of));
}

function lostText({ rule, lost }: RuleRobustness): string[] {
  if (lost.length === 0) return [];
  const width = Math.max(...lost.map(({ kind }) => kind.length));
  return [
    [
      `${visible(rule)} lost`,
      ...lost.map(({ kind, text }) => `  ${kind.padEnd(width)}  ${quoted(text)}`),
    ].join('\n'),
  ];
}
