/** Changed scalars of a YAML file, and nothing else: comments, quotes and line breaks stay to the byte. */
import {
  type Document,
  type Pair,
  type ParsedNode,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
} from 'yaml';
import type { Path } from '../rules/locate.ts';

export interface Edit {
  path: Path;
  value: number | boolean;
}

interface Splice {
  from: number;
  to: number;
  text: string;
}

/**
 * The text of the file with the values at the paths replaced; a key that is not there is added behind the first of `after`
 * that is.
 * @throws {Error} if a path leads nowhere: edits come from records of the same text.
 */
export function editYaml(
  text: string,
  edits: readonly Edit[],
  after: readonly string[] = ['tier', 'id'],
): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: false });
  const splices = edits.map((edit) => spliceOf(document, text, edit, after));
  return splices
    .sort((a, b) => b.from - a.from)
    .reduce((out, { from, to, text: by }) => out.slice(0, from) + by + out.slice(to), text);
}

function spliceOf(
  document: Document.Parsed,
  text: string,
  { path, value }: Edit,
  after: readonly string[],
): Splice {
  const node: unknown = document.getIn(path, true);
  if (isScalar(node) && node.range) return { from: node.range[0], to: node.range[1], text: String(value) };
  const map: unknown = document.getIn(path.slice(0, -1), true);
  const pair = isMap(map)
    ? after
        .map((key) => map.items.find((one) => isPair(one) && isScalar(one.key) && one.key.value === key))
        .find((one) => one !== undefined)
    : undefined;
  if (!isMap(map) || !pair) throw new Error(`nothing to edit at ${path.join('.')}`);
  const { from: keyAt, to: end } = rangeOf(pair);
  const added = `${String(path.at(-1))}: ${value}`;
  if (map.flow === true) return { from: end, to: end, text: `, ${added}` };
  // Behind the line, with whatever comment it has.
  const breakAt = text.indexOf('\n', end);
  const at = breakAt < 0 ? text.length : text[breakAt - 1] === '\r' ? breakAt - 1 : breakAt;
  const newline = text[at] === '\r' || text.includes('\r\n') ? '\r\n' : '\n';
  const indent = ' '.repeat(keyAt - (text.lastIndexOf('\n', keyAt - 1) + 1));
  return { from: at, to: at, text: `${newline}${indent}${added}` };
}

function rangeOf({ key, value }: Pair): { from: number; to: number } {
  const [first, last] = [key, value].map((node) => (isNode(node) ? (node as ParsedNode).range : undefined));
  if (!first || !last) throw new Error('a node without a place');
  return { from: first[0], to: last[1] };
}
