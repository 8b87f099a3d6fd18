/** What `safetier tune` prints: figures before and after on both parts, what changes, and whether the target is reached. */
import type { Split } from '../../tune/split.ts';
import type { Tally, Target } from '../../tune/target.ts';
import type { Change, Tuned } from '../../tune/tune.ts';
import { columns } from '../text/columns.ts';
import type { Page } from '../text/page.ts';
import { count } from '../words.ts';

export interface Outcome {
  target: Target;
  split: Split;
  dry: boolean;
  written: boolean;
  /** How many more examples of the rules fail than before. */
  broken: number;
}

export function tunedText(tuned: Tuned, outcome: Outcome, page: Page): string {
  const { target } = outcome;
  const parts = [tuned.train.before, tuned.train.after, tuned.heldOut.before, tuned.heldOut.after];
  const row = (name: string, figure: (tally: Tally) => string): string[] => [name, ...parts.map(figure)];
  const { train, heldOut, names, by } = outcome.split;
  return [
    page.bold(`target: ${targetText(target)}`),
    `tuned on ${count(train.length, 'post')}; held out: ${count(heldOut.length, 'post')} of ${heldOutText(by, names)}`,
    '',
    columns(
      ['', 'before', 'after', 'held out before', 'after'],
      [
        row(`${target.of} recall`, ({ found, wanted }) => decimal(found / wanted)),
        row(`false per ${target.per}`, (tally) => ((tally.false * target.per) / tally.unwanted).toFixed(2)),
        row('precision', ({ found, false: wrong }) => decimal(found / (found + wrong))),
        row('acceptable tier', ({ right, tiered }) => decimal(right / tiered)),
        row('found', ({ found, wanted }) => `${found} of ${wanted}`),
        row('false', ({ false: wrong, unwanted }) => `${wrong} of ${unwanted}`),
      ],
    ),
    '',
    ...(tuned.changes.length === 0 ? ['nothing to change'] : tuned.changes.map(changeText)),
    '',
    ...verdictOf(tuned, outcome),
  ].join('\n');
}

function targetText({ of, recall, false: wrong, per }: Target): string {
  return `${of} recall ${recall} at ${wrong} per ${per}`;
}

/** Sources are named; writers and posts are only counted. */
function heldOutText(by: Split['by'], names: readonly string[]): string {
  if (by === 'source') return names.join(', ');
  return by === 'writer'
    ? `${count(names.length, 'writer')}, as there is one source only`
    : 'no source of their own, as there is one only';
}

function changeText({ file, line, name, before, after }: Change): string {
  return `${file}:${line} ${name}: ${before} → ${after}`;
}

function verdictOf(tuned: Tuned, { dry, written, broken }: Outcome): string[] {
  const { reached, holds, files, changes } = tuned;
  return [
    !reached
      ? 'The target cannot be reached with these rules: this is the best that was found.'
      : holds
        ? 'The target is reached, on what was held out as well.'
        : 'The target is reached on the posts tuned on, but not on what was held out.',
    ...(broken > 0
      ? [`${count(broken, 'example')} of the rules would no longer hold: see safetier test.`]
      : []),
    written
      ? `${count(changes.length, 'value')} written to ${count(files.length, 'file')}.`
      : dry || changes.length === 0
        ? 'Nothing was written.'
        : 'Nothing was written; --best writes it all the same.',
  ];
}

function decimal(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}
