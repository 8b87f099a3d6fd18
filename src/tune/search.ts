/** A seeded search over the knobs: coordinate ascent, at several prices of a false one. */
import { random, shuffle } from '../evaluate/random.ts';
import type { Knob, KnobValue } from './knobs.ts';
import type { RecordedPost, Replay, Verdict } from './replay.ts';
import {
  type Stance,
  type Tally,
  type Target,
  boundsOf,
  count,
  emptyTally,
  isReached,
  isWanted,
} from './target.ts';

/** What a false one too many costs, in found ones. */
const PRICES = [1, 5, 25, 125];
/** What it costs to move a knob, in found ones: a change must earn more than one post. */
const PRICE_OF_MOVE = 1.5;
/** What an acceptable tier is worth, in found ones: it decides between moves that are otherwise alike. */
const WORTH_OF_RIGHT = 0.02;
const MOST_PASSES = 6;

/** The posts of one part and their verdicts, kept up to date while knobs move. */
export class Board {
  readonly tally: Tally = emptyTally();
  private readonly replay: Replay;
  private readonly posts: readonly RecordedPost[];
  private readonly target: Target;
  private readonly stances = new Map<number, Stance>();
  private readonly verdicts = new Map<number, Verdict>();

  constructor(replay: Replay, posts: readonly RecordedPost[], part: readonly number[], target: Target) {
    this.replay = replay;
    this.posts = posts;
    this.target = target;
    for (const post of part) {
      const { row } = posts[post]!;
      const stance: Stance = {
        wanted: isWanted(row, target.of),
        tiers: row.weakBenign === true ? undefined : row.tiers,
      };
      if (stance.wanted !== undefined) this.tally[stance.wanted ? 'wanted' : 'unwanted']++;
      if (stance.tiers !== undefined) this.tally.tiered++;
      this.stances.set(post, stance);
      const verdict = replay.verdict(posts[post]!);
      this.verdicts.set(post, verdict);
      count(this.tally, stance, verdict, target.of, 1);
    }
  }

  /** Scores posts anew; returns what takes that back. */
  rescore(posts: readonly number[]): () => void {
    const before: [post: number, verdict: Verdict][] = [];
    for (const post of posts) {
      const old = this.verdicts.get(post);
      if (!old) continue;
      const verdict = this.replay.verdict(this.posts[post]!);
      if (verdict.tier === old.tier && verdict.reported.join() === old.reported.join()) continue;
      before.push([post, old]);
      this.put(post, verdict);
    }
    return () => before.forEach(([post, verdict]) => this.put(post, verdict));
  }

  private put(post: number, verdict: Verdict): void {
    const stance = this.stances.get(post)!;
    count(this.tally, stance, this.verdicts.get(post)!, this.target.of, -1);
    count(this.tally, stance, verdict, this.target.of, 1);
    this.verdicts.set(post, verdict);
  }
}

export interface Found {
  reached: boolean;
  /** The value of each knob that was moved. */
  values: ReadonlyMap<Knob, KnobValue>;
}

/**
 * Moves knobs until the target is reached on the board. Where it cannot be, what is found is the highest recall with no
 * more false ones than are allowed, or else the fewest false ones. Knobs are left as they were. The same seed gives the
 * same answer.
 */
export function search(knobs: readonly Knob[], board: Board, target: Target, seed: number): Found {
  const start = new Map(knobs.map((knob) => [knob, knob.read()]));
  const { need, allowed } = boundsOf(target, board.tally);
  const fault = ({ found, false: wrong }: Tally): [over: number, missing: number] => [
    Math.max(0, wrong - allowed),
    Math.max(0, need - found),
  ];
  let best: { fault: [number, number]; values: Map<Knob, KnobValue> } = {
    fault: fault(board.tally),
    values: new Map(),
  };
  for (const price of PRICES) {
    if (best.fault[0] + best.fault[1] === 0) break;
    const next = random(seed);
    const worth = (): number => {
      const [over, missing] = fault(board.tally);
      return board.tally.right * WORTH_OF_RIGHT - missing - price * over;
    };
    const moved = (knob: Knob): number => (knob.read() === start.get(knob) ? 0 : PRICE_OF_MOVE);
    for (
      let pass = 0, better = true;
      better && pass < MOST_PASSES && !isReached(target, board.tally);
      pass++
    ) {
      better = false;
      for (const knob of shuffle([...knobs], next)) {
        if (isReached(target, board.tally)) break;
        better = improve(knob, board, () => worth() - moved(knob)) || better;
      }
    }
    const now = fault(board.tally);
    if (now[0] < best.fault[0] || (now[0] === best.fault[0] && now[1] < best.fault[1]))
      best = {
        fault: now,
        values: new Map(
          knobs.flatMap((knob) => (knob.read() === start.get(knob) ? [] : [[knob, knob.read()] as const])),
        ),
      };
    restore(knobs, start, board);
  }
  return { reached: best.fault[0] + best.fault[1] === 0, values: best.values };
}

/** Sets a knob to the best of its values, if one is better than what it has. */
function improve(knob: Knob, board: Board, worth: () => number): boolean {
  const was = knob.read();
  let best = { value: was, worth: worth() + 1e-9 };
  for (const value of knob.others()) {
    knob.set(value);
    const undo = board.rescore(knob.touches(was, value));
    const now = worth();
    if (now > best.worth) best = { value, worth: now };
    undo();
    knob.set(was);
  }
  if (best.value === was) return false;
  knob.set(best.value);
  board.rescore(knob.touches(was, best.value));
  return true;
}

function restore(knobs: readonly Knob[], start: ReadonlyMap<Knob, KnobValue>, board: Board): void {
  for (const knob of knobs) {
    const [now, then] = [knob.read(), start.get(knob)!];
    if (now === then) continue;
    knob.set(then);
    board.rescore(knob.touches(now, then));
  }
}
