import { firstsOf } from '../../match/firsts.ts';
import type { PatternNode } from '../../match/pattern.ts';
import { walk } from '../patterns.ts';
import { type Automaton, automatonOf, setOf, stands } from './automaton.ts';
import type { Check } from './check.ts';
import type { Subject } from './subject.ts';
import { sampleOf } from './words.ts';

/**
 * An alternative of a group `(a|b)` whose every text another alternative, or the others together, match too. Where both
 * are the same words to the tokeniser (`gonna` is read as `going to`), that is said once a pattern.
 */
export const unreachableAlternatives: Check = {
  codes: ['unreachable-alternative', 'read-the-same'],
  severity: 'warning',
  run(subject, report) {
    for (const { text, tree, source, path } of subject.patterns) {
      const same: { at: number; written: string; by: string }[] = [];
      walk(tree, (node) => {
        if (node.kind !== 'either') return;
        for (const { index, by, isSpelling } of superfluous(node.nodes, subject)) {
          const writtenAt = (k: number): string => text.slice(node.starts[k], node.starts[k + 1]! - 1).trim();
          const written = writtenAt(index);
          const at = text.indexOf(written, node.starts[index]);
          if (by !== undefined && isSpelling) same.push({ at, written, by: writtenAt(by) });
          else
            report(
              { source, path, within: { at, length: written.length } },
              `${by === undefined ? 'the others together match' : `“${writtenAt(by)}” matches`} all that “${written}” does`,
              'leave this alternative out',
            );
        }
      });
      const [first] = same;
      if (first)
        report(
          { source, path, within: { at: first.at, length: first.written.length } },
          `read the same: ${same.map(({ written, by }) => `“${written}” and “${by}”`).join(', ')}`,
          'one spelling of each is enough: posts and patterns are read alike',
          'read-the-same',
        );
    }
  },
};

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
