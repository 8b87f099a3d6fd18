/** Where a value stands in its file: paths of plain JSON to positions in YAML. */
import { type Node, type Pair, type ParsedNode, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Source } from './read.ts';

/** A stretch of a file, in UTF-16 units. */
export interface Place {
  at: number;
  length: number;
}

export type Path = readonly PropertyKey[];

/** The node at a path, or the nearest one above it that exists. */
export function nodeAt(source: Source, path: Path): Node | undefined {
  let node: Node | undefined = source.document.contents ?? undefined;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

/** The place of the value at a path; maps and lists are pointed at by their first line, or their key. */
export function placeOf(source: Source, path: Path): Place {
  const node = nodeAt(source, path);
  if (isScalar(node)) return rangeOf(node);
  if (path.length > 0 && typeof path[path.length - 1] === 'string') return keyPlace(source, path);
  return firstLine(source, rangeOf(node));
}

/** The place of the key that the last step of a path names; of the value that has no key, its first line. */
export function keyPlace(source: Source, path: Path): Place {
  const parent = nodeAt(source, path.slice(0, -1));
  const pair = pairOf(parent, path[path.length - 1]);
  if (pair !== undefined && isNode(pair.key)) return rangeOf(pair.key);
  return firstLine(source, rangeOf(nodeAt(source, path)));
}

/**
 * The place of a part of a string: offset and length in the value, quoting, escapes and folded lines accounted for.
 * Block scalars (`|`, `>`) are pointed at as a whole.
 */
export function placeInString(source: Source, path: Path, at: number, length: number): Place {
  const node = nodeAt(source, path);
  if (!isScalar(node) || !node.range) return placeOf(source, path);
  const offsets = offsetsOf(source.text, node.range[0], node.range[1], node.type);
  if (offsets === undefined) return firstLine(source, rangeOf(node));
  const from = offsets[Math.min(at, offsets.length - 1)]!;
  const to = offsets[Math.min(at + length, offsets.length - 1)]!;
  return { at: from, length: Math.max(1, to - from) };
}

/** For each unit of a flow scalar's value, and for its end, where it stands in the file. */
function offsetsOf(
  text: string,
  start: number,
  end: number,
  type: string | null | undefined,
): number[] | undefined {
  const double = type === 'QUOTE_DOUBLE';
  const single = type === 'QUOTE_SINGLE';
  if (!double && !single && type !== 'PLAIN') return undefined;
  const offsets: number[] = [];
  let at = double || single ? start + 1 : start;
  const last = double || single ? end - 1 : end;
  while (at < last) {
    const char = text.charAt(at);
    const fold = /[ \t]*\r?\n\s*/uy;
    fold.lastIndex = at;
    const folded = fold.exec(text)?.[0];
    const escaped = double && char === '\\' ? escapeLength(text, at) : undefined;
    if (escaped !== undefined) {
      for (let k = 0; k < escaped.units; k++) offsets.push(at);
      at += escaped.length;
    } else if (folded !== undefined) {
      // One line break is read as a blank, each further one as itself.
      const breaks = folded.split('\n').length - 1;
      for (let k = 0; k < Math.max(1, breaks - 1); k++) offsets.push(at);
      at += folded.length;
    } else {
      offsets.push(at);
      at += single && text.startsWith("''", at) ? 2 : 1;
    }
  }
  offsets.push(last);
  return offsets;
}

/** How much of the file an escape takes up, and how many units of the value it makes. */
function escapeLength(text: string, at: number): { length: number; units: number } {
  const kind = text.charAt(at + 1);
  const digits = { x: 2, u: 4, U: 8 }[kind];
  if (digits !== undefined) {
    const code = Number.parseInt(text.slice(at + 2, at + 2 + digits), 16);
    return { length: 2 + digits, units: code > 0xffff ? 2 : 1 };
  }
  const newline = /\\\r?\n[ \t]*/uy;
  newline.lastIndex = at;
  const joined = newline.exec(text)?.[0];
  return joined === undefined ? { length: 2, units: 1 } : { length: joined.length, units: 0 };
}

function child(node: Node | undefined, step: PropertyKey): Node | undefined {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return isNode(item) ? item : undefined;
  }
  const value = pairOf(node, step)?.value;
  return isNode(value) ? value : undefined;
}

function pairOf(node: Node | undefined, key: PropertyKey | undefined): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find(
    (pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key),
  );
}

function rangeOf(node: Node | undefined): Place {
  const range = (node as ParsedNode | undefined)?.range;
  return range ? { at: range[0], length: Math.max(1, range[1] - range[0]) } : { at: 0, length: 1 };
}

function firstLine(source: Source, place: Place): Place {
  const end = source.text.indexOf('\n', place.at);
  const length = end < 0 ? place.length : Math.min(place.length, end - place.at);
  return { at: place.at, length: Math.max(1, length) };
}
