import { firstsOf } from '../../match/firsts.ts';
import type { PatternNode } from '../../match/pattern.ts';
import { walk } from '../patterns.ts';
import { type Automaton, automatonOf, setOf, stands } from './automaton.ts';
import type { Source } from '../read.ts';
import type { Check, LintPlace } from './check.ts';
import type { Subject } from './subject.ts';
import { sampleOf } from './words.ts';

/**
 * An alternative of a group `(a|b)` whose every text another alternative, or the others together, match too. Where both
 * are spellings of the same words to the tokeniser (`gonna` is read as `going to`), that is said once a file: it is no
 * slip but a habit, and harmless.
 */
export const unreachableAlternatives: Check = {
  codes: ['unreachable-alternative', 'read-the-same'],
  severity: 'warning',
  run(subject, report) {
    const spellings = new Map<Source, Spellings>();
    for (const { text, tree, source, path } of subject.patterns)
      walk(tree, (node) => {
        if (node.kind !== 'either') return;
        for (const { index, by, isSpelling } of superfluous(node.nodes, subject)) {
          const writtenAt = (k: number): string => text.slice(node.starts[k], node.starts[k + 1]! - 1).trim();
          const written = writtenAt(index);
          const at = text.indexOf(written, node.starts[index]);
          const place = { source, path, within: { at, length: written.length } };
          const other = by === undefined ? undefined : writtenAt(by);
          if (other === written) report(place, `“${written}” stands twice in this group`, LEAVE_OUT);
          else if (other !== undefined && isSpelling) {
            const own = spellings.get(source) ?? { first: place, pairs: new Map<string, number>() };
            spellings.set(source, own);
            const pair = `“${written}” and “${other}”`;
            own.pairs.set(pair, (own.pairs.get(pair) ?? 0) + 1);
          } else
            report(
              place,
              `${other === undefined ? 'the others together match' : `“${other}” matches`} all that “${written}” does`,
              LEAVE_OUT,
            );
        }
      });
    for (const { first, pairs } of spellings.values())
      report(
        first,
        `spellings that are read the same, in this file ${timesOf(pairs)}: ${pairsText(pairs)}`,
        'one spelling of each is enough: posts and patterns are read alike',
        'read-the-same',
      );
  },
};

const LEAVE_OUT = 'leave this alternative out';
/** Pairs named in a finding. */
const MOST_PAIRS = 10;

/** Of one file: how often each pair stands in a group, and the place of the first. */
interface Spellings {
  first: LintPlace;
  pairs: Map<string, number>;
}

function timesOf(pairs: ReadonlyMap<string, number>): string {
  const times = [...pairs.values()].reduce((sum, count) => sum + count, 0);
  return times === 1 ? 'once' : `${times} times`;
}

/** The most frequent ones first. */
function pairsText(pairs: ReadonlyMap<string, number>): string {
  const sorted = [...pairs].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const named = sorted
    .slice(0, MOST_PAIRS)
    .map(([pair, count]) => (count === 1 ? pair : `${pair} (${count})`));
  const more = sorted.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

interface Superfluous {
  index: number;
  /** The alternative that covers it, undefined where it takes several. */
  by: number | undefined;
  /** Both are plain words, and the same ones. */
  isSpelling: boolean;
}

/** Of equal alternatives the later ones. */
function superfluous(nodes: readonly PatternNode[], subject: Subject): Superfluous[] {
  const lowered = nodes.map((node) => subject.language.lowering.part(node));
  const own = lowered.map((node) => automatonOf(node));
  const wide = lowered.map((node) => automatonOf(node, ({ phrases }) => phrases));
  const firsts = lowered.map((node) => firstsOf(node)).map((all) => all && setOf(all));
  const isPlain = (k: number): boolean => {
    let plain = true;
    walk(nodes[k]!, ({ kind }) => (plain &&= kind === 'word' || kind === 'sequence'));
    return plain;
  };
  const found: Superfluous[] = [];
  const kept = new Set(nodes.keys());
  for (let index = nodes.length - 1; index >= 0; index--) {
    // What a `!x` lets through depends on what stands behind it.
    if (own[index]!.conditional) continue;
    kept.delete(index);
    const [first] = sampleOf(lowered[index]!, 'first');
    const near = [...kept].filter((k) => first === undefined || firsts[k]?.has(first) !== false);
    const by = near.find((k) => stands(wide[k]!, own[index]!, true));
    if (by !== undefined) found.push({ index, by, isSpelling: isPlain(index) && isPlain(by) });
    else if (near.length > 1 && stands(joined(near.map((k) => wide[k]!)), own[index]!, true))
      found.push({ index, by, isSpelling: false });
    else kept.add(index);
  }
  return found.reverse();
}

/** Several automata as one: any of them. */
function joined(all: readonly Automaton[]): Automaton {
  const one: Automaton = { arcs: [[], []], free: [[], []], start: 0, accept: 1, conditional: false };
  for (const { arcs, free, start, accept, conditional } of all) {
    if (conditional) continue;
    const offset = one.arcs.length;
    for (const list of arcs) one.arcs.push(list.map((arc) => ({ ...arc, to: arc.to + offset })));
    for (const list of free) one.free.push(list.map((to) => to + offset));
    one.free[0]!.push(start + offset);
    one.free[accept + offset]!.push(1);
  }
  return one;
}
