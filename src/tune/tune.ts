/**
 * Moves the numbers of a pack to a stated target: posts are recorded once → knobs → search on one part → figures on both →
 * the files with the changed values. docs/learn.md says what may be moved.
 */
import type { LearningPost } from '../learn/posts.ts';
import type { Pack, Policy } from '../model/pack.ts';
import type { Collected } from '../rules/collect.ts';
import { placeOf } from '../rules/locate.ts';
import { editYaml } from './edit.ts';
import { type KnobKind, type KnobValue, type Knob, knobsOf } from './knobs.ts';
import { Replay, recordPosts } from './replay.ts';
import { Board, search } from './search.ts';
import type { Split } from './split.ts';
import { type Tally, type Target, isReached } from './target.ts';

export interface TuneOptions {
  target: Target;
  split: Split;
  seed: number;
  /** What may be moved. */
  kinds: readonly KnobKind[];
}

export interface Change {
  name: string;
  file: string;
  line: number;
  before: KnobValue;
  after: KnobValue;
}

/** Both parts, before and after. */
type BeforeAfter = Readonly<Record<'before' | 'after', Tally>>;

export interface Tuned {
  /** Whether the train part reaches the target, and whether the part that was held out does. */
  reached: boolean;
  holds: boolean;
  train: BeforeAfter;
  heldOut: BeforeAfter;
  /** By file and line. */
  changes: Change[];
  /** The files that changed, with their text before and after. */
  files: { path: string; before: string; after: string }[];
  /** The pack with what was found. */
  pack: Pack;
}

/** @param policy of the pack; rules of a pack that is extended stay as they are */
export function tune(
  posts: readonly LearningPost[],
  given: { pack: Pack; policy: Policy; records: Collected },
  { target, split, seed, kinds }: TuneOptions,
): Tuned {
  const pack = structuredClone(given.pack);
  const policy = structuredClone(given.policy);
  pack.policy = policy;
  const recorded = recordPosts(posts, pack);
  const replay = new Replay(pack, policy);
  const boardOf = (part: readonly number[]): Board => new Board(replay, recorded, part, target);
  const knobs = knobsOf(pack, policy, given.records, recorded, split.train, target.of).filter(({ kind }) =>
    kinds.includes(kind),
  );
  const board = boardOf(split.train);
  const before = { train: { ...board.tally }, heldOut: boardOf(split.heldOut).tally };
  const { values } = search(knobs, board, target, seed);
  const changes = [...values].map(([knob, value]) => changeOf(knob, value));
  for (const [knob, value] of values) knob.set(value);
  const after = { train: boardOf(split.train).tally, heldOut: boardOf(split.heldOut).tally };
  return {
    reached: isReached(target, after.train),
    holds: isReached(target, after.heldOut),
    train: { before: before.train, after: after.train },
    heldOut: { before: before.heldOut, after: after.heldOut },
    changes: changes.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line)),
    files: filesOf(values),
    pack,
  };
}

/** Called before the knob is turned. */
function changeOf(knob: Knob, value: KnobValue): Change {
  const { name, source, path } = knob;
  const { line } = source.lines.linePos(placeOf(source, path).at);
  return { name, file: source.path, line, before: knob.read(), after: value };
}

function filesOf(values: ReadonlyMap<Knob, KnobValue>): Tuned['files'] {
  const byFile = new Map<Knob['source'], [Knob, KnobValue][]>();
  for (const [knob, value] of values)
    byFile.set(knob.source, [...(byFile.get(knob.source) ?? []), [knob, value]]);
  return [...byFile].map(([source, moved]) => ({
    path: source.path,
    before: source.text,
    after: editYaml(
      source.text,
      moved.map(([{ path }, value]) => ({ path, value })),
    ),
  }));
}
