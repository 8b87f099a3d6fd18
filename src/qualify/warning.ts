import type { Engine } from '../engine.ts';
import { Hits } from '../match/matcher.ts';
import { BOUND, FLAG } from '../tokenise/tokens.ts';

/** A content warning as found in a post. */
export interface Warning {
  present: boolean;
  /** Token behind the warning's cue; what stands before it is not covered. −1 without a warning. */
  from: number;
  /** Concepts that the warning names; empty means that it covers everything. */
  topics: string[];
  cue?: string;
  start: number;
  end: number;
}

const NO_WARNING: Warning = { present: false, from: -1, topics: [], start: -1, end: -1 };
/** A warning names its topics in the words right behind it. */
const TOPIC_WORDS = 14;

const hits = new Hits();

/** Finds the first content warning (a cue, or spoiler bars) and the topics that it names. */
export function readWarning(engine: Engine): Warning {
  const { tokens, machine } = engine;
  hits.count = 0;
  engine.warningMatcher.scan(tokens, machine, hits);
  if (hits.count === 0) {
    for (let at = 0; at < tokens.count; at++)
      if ((tokens.flags[at]! & FLAG.spoiler) !== 0)
        return { present: true, from: at, topics: [], start: at, end: at + 1 };
    return NO_WARNING;
  }
  let first = 0;
  for (let k = 1; k < hits.count; k++)
    if (hits.data[k * Hits.WIDTH + 1]! < hits.data[first * Hits.WIDTH + 1]!) first = k;
  const start = hits.data[first * Hits.WIDTH + 1]!;
  const end = hits.data[first * Hits.WIDTH + 2]!;
  const topics = new Set<string>();
  for (let at = start; at < tokens.count && at < end + TOPIC_WORDS; at++) {
    if (at > end && tokens.bounds[at] === BOUND.sentence) break;
    for (const { concept, program } of engine.warnings) if (machine.matches(program, at)) topics.add(concept);
  }
  return {
    present: true,
    from: end,
    topics: [...topics],
    start,
    end,
    cue: engine.cues[hits.data[first * Hits.WIDTH]!]!.cue.id,
  };
}

/** Whether the warning covers a concept that stands at token `at`. Lexicons are named `warns-<concept, dots as dashes>`. */
export function covers(warning: Warning, concept: string, at: number): boolean {
  if (!warning.present || at < warning.start) return false;
  if (warning.topics.length === 0) return true;
  const id = concept.replaceAll('.', '-');
  return warning.topics.some((topic) => topic === id || id.startsWith(`${topic}-`));
}
