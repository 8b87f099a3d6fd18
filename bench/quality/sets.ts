/** The figures of each development set, and the targets that issues name. */
import type { EvaluationRow, Report } from '../../src/evaluate/index.ts';
import type { Tier } from '../../src/index.ts';

export interface Figure {
  name: string;
  /** Rows that state what the figure is about, and nothing else. */
  rows: EvaluationRow[];
  read: (report: Report) => number;
  /** Whether it should be large or small. */
  sense: '≥' | '≤';
  target?: number;
}

type Rows = readonly EvaluationRow[];

const ALARMING: readonly Tier[] = ['high', 'medium'];
const CALM: readonly Tier[] = ['none', 'low'];
const BELOW_HIGH: readonly Tier[] = ['none', 'low', 'medium'];

export const SETS: readonly [files: string[], figures: (rows: Rows) => Figure[]][] = [
  [['cssrs-7point-suicidewatch'], cssrs],
  [['suicidewatch-vs-teenagers'], suicidewatch],
  [
    ['openchs-child-helpline-preview'],
    (rows) => [
      least('helpline.high-or-medium', tiersOf(withTiers(rows), ALARMING), 0.85),
      least('helpline.acceptable', onlyTiers(rows)),
    ],
  ],
  [
    ['davidson-hate-offensive'],
    (rows) => [
      least('davidson.reported', present(rows), 0.9),
      most('davidson.neither', absent(ofGroup(rows, 'neither')), 0.15),
    ],
  ],
  [
    ['bias-madlibs-10k'],
    (rows) => [
      {
        ...least('madlibs.f1', [...present(rows), ...absent(rows)], 0.9),
        read: (report) => alternatives(report).f1,
      },
      most('madlibs.false', absent(rows)),
    ],
  ],
  [['benign-movie-plots'], (rows) => [most('plots.high', tiersOf(rows, BELOW_HIGH), 0.005)]],
  [['benign-movie-review-sentences'], (rows) => [most('reviews.high', tiersOf(rows, BELOW_HIGH), 0.005)]],
  [
    ['wiki-toxicity-nonfuzzed'],
    (rows) => [
      ...named('wiki')(rows),
      {
        ...least('wiki.auprc', [...present(rows), ...absent(rows)], 0.8),
        read: (report) => alternatives(report).auprc,
      },
    ],
  ],
  // All of these rows are sexist: there is nothing to measure false positives on.
  [['edos-sexism'], (rows) => [least('edos.present', present(rows), 0.6)]],
  [['convabuse'], named('convabuse')],
  [['diasafety'], named('diasafety')],
  [
    ['toxic-spans-semeval21'],
    (rows) => [
      least('spans.present', present(rows)),
      { ...least('spans.f1', [...rows], 0.6), read: ({ spans }) => spans.f1.value ?? NaN },
    ],
  ],
  [['pii-syn-nano-en'], named('pii-nano')],
  [['presidio-synth-v2'], named('presidio')],
  [['dreaddit'], dreaddit],
  [
    ['benign-banking77', 'benign-clinc150', 'benign-nl2bash'],
    (rows) => [
      most('benign.flagged', tiersOf(rows, ['none']), 0.005),
      most('benign.high', tiersOf(rows, BELOW_HIGH), 1 / 2500),
    ],
  ],
];

function cssrs(rows: Rows): Figure[] {
  const high = rows.filter(({ tiers }) => tiers?.length === 1 && tiers[0] === 'high');
  return [
    least('cssrs.high', tiersOf(high, ['high']), 0.9),
    least('cssrs.high-or-medium', tiersOf(high, ALARMING), 0.95),
    ...groupsOf(rows).flatMap((group) => {
      const own = ofGroup(rows, group);
      const stating = onlyTiers(own);
      return [
        ...(stating.length === 0 ? [] : [least(`cssrs.${group}.acceptable(${stating.length})`, stating)]),
        least(`cssrs.${group}.high(${own.length})`, tiersOf(own, ['high'])),
      ];
    }),
  ];
}

function suicidewatch(rows: Rows): Figure[] {
  const teenagers = ofGroup(rows, 'teenagers');
  const others = rows.filter(({ group }) => group !== 'teenagers');
  return [
    least('suicidewatch.high-or-medium', tiersOf(others, ALARMING), 0.92),
    least('suicidewatch.high', tiersOf(others, ['high'])),
    most('teenagers.high-or-medium', tiersOf(teenagers, CALM), 0.03),
    most(
      'teenagers.self-harm',
      teenagers.map((row) => ({ ...bare(row), absent: ['self-harm'] })),
    ),
    most('teenagers.high', tiersOf(teenagers, BELOW_HIGH)),
  ];
}

const ABUSE = ['domesticviolence', 'survivorsofabuse'];
/** Of ptsd, anxiety, stress and relationships many posts tell of abuse: these have lines of their own only. */
const UNRELATED = ['almosthomeless', 'assistance', 'food_pantry', 'homeless'];

function dreaddit(rows: Rows): Figure[] {
  const ofGroups = (groups: readonly string[]): EvaluationRow[] =>
    groups.flatMap((group) => ofGroup(rows, group));
  return [
    ...groupsOf(rows).map((group) => {
      const own = ofGroup(rows, group);
      return least(`dreaddit.${group}.high-or-medium(${own.length})`, tiersOf(own, ALARMING));
    }),
    least('dreaddit.abuse.high-or-medium', tiersOf(ofGroups(ABUSE), ALARMING), 0.65),
    most('dreaddit.unrelated.high-or-medium', tiersOf(ofGroups(UNRELATED), CALM), 0.08),
    least('dreaddit.present', present(rows)),
  ];
}

function named(name: string): (rows: Rows) => Figure[] {
  return (rows) => [
    least(`${name}.present`, present(rows)),
    ...(absent(rows).length === 0 ? [] : [most(`${name}.absent`, absent(rows))]),
  ];
}

/** The share of rows that are right. */
function least(name: string, rows: EvaluationRow[], target?: number): Figure {
  return { name, rows, read: rightOf, sense: '≥', ...(target === undefined ? {} : { target }) };
}

/** The share of rows that are wrong. */
function most(name: string, rows: EvaluationRow[], target?: number): Figure {
  return { ...least(name, rows, target), read: (report) => 1 - rightOf(report), sense: '≤' };
}

/** Every row has a length, so the slices by length are all rows. */
function rightOf({ slices }: Report): number {
  const all = slices.filter(({ by }) => by === 'length');
  const sum = (of: 'right' | 'rows'): number => all.reduce((total, slice) => total + slice[of], 0);
  return sum('right') / sum('rows');
}

function alternatives({ categories }: Report): Record<'f1' | 'auprc', number> {
  const { f1, auprc } = categories.find(({ label }) => label.length > 1)!;
  return { f1: f1.value ?? NaN, auprc: auprc.value ?? NaN };
}

function bare({ id, text, place }: EvaluationRow): EvaluationRow {
  return { id, text: text!, place: place! };
}

function tiersOf(rows: Rows, tiers: readonly Tier[]): EvaluationRow[] {
  return rows.map((row) => ({ ...bare(row), tiers }));
}

function withTiers(rows: Rows): EvaluationRow[] {
  return rows.filter(({ tiers }) => tiers !== undefined);
}

function onlyTiers(rows: Rows): EvaluationRow[] {
  return withTiers(rows).map((row) => ({ ...bare(row), tiers: row.tiers! }));
}

function present(rows: Rows): EvaluationRow[] {
  return rows.flatMap((row) => (row.present === undefined ? [] : [{ ...bare(row), present: row.present }]));
}

function absent(rows: Rows): EvaluationRow[] {
  return rows.flatMap((row) => (row.absent === undefined ? [] : [{ ...bare(row), absent: row.absent }]));
}

function ofGroup(rows: Rows, group: string): EvaluationRow[] {
  return rows.filter((row) => row.group === group);
}

function groupsOf(rows: Rows): string[] {
  return [...new Set(rows.flatMap(({ group }) => group ?? []))].sort();
}
