/** Reads one YAML file: its values, and where each of them stands. */
import {
  type Document,
  LineCounter,
  type Node,
  type Scalar,
  isCollection,
  isScalar,
  parseAllDocuments,
  visit,
} from 'yaml';
import type { Place } from './locate.ts';
import type { Problems } from './report.ts';

/** A file as it is given to the compiler; `path` is only used to name it. */
export interface RuleFile {
  path: string;
  text: string;
}

/** A file that YAML could read: `value` is plain JSON, `document` holds the positions. */
export interface Source extends RuleFile {
  lines: LineCounter;
  document: Document;
  value: unknown;
}

/** Plain scalars that YAML 1.1 readers (and editors) take for a boolean, though YAML 1.2 does not. */
const OLD_BOOLEAN = /^(?:yes|no|on|off)$/iu;

/**
 * Parses a file as one document of YAML 1.2 (core schema). What is wrong goes into `problems`; the source is absent if
 * the file cannot be used at all. Never throws.
 */
export function readSource(file: RuleFile, problems: Problems): Source | undefined {
  const lines = linesOf(file.text);
  const parsed = parseAllDocuments(file.text, {
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    // Checked below: the parser compares each key with all before it, which takes minutes for tens of thousands.
    uniqueKeys: false,
  });
  const document = Array.isArray(parsed) ? parsed[0] : undefined;
  const bare = { ...file, lines };
  if (document === undefined || document.contents === null) {
    problems.add(bare, { at: 0, length: 1 }, 'yaml-syntax', 'the file holds nothing');
    return undefined;
  }
  let broken = false;
  for (const one of parsed)
    for (const { message, pos } of [...one.errors, ...one.warnings]) {
      broken = true;
      const place: Place = { at: pos[0], length: Math.max(1, pos[1] - pos[0]) };
      problems.add(bare, place, 'yaml-syntax', message.replace(/\s+/gu, ' '));
    }
  const second = parsed[1];
  if (second !== undefined && !broken) {
    const at = second.range[0];
    problems.add(bare, { at, length: 3 }, 'yaml-syntax', 'a second document begins here', {
      hint: 'write one file for each',
    });
  }
  if (broken) return undefined;
  for (const key of collectionKeys(document)) {
    const at = key.range?.[0] ?? 0;
    problems.add(bare, { at, length: 1 }, 'yaml-syntax', 'a list or a map stands here as a key', {
      hint: 'quote the key',
    });
    broken = true;
  }
  if (broken) return undefined;
  for (const key of doubledKeys(document)) {
    const message = 'this key stands here twice; only one of them would count';
    problems.add(bare, { at: key.range?.[0] ?? 0, length: 1 }, 'duplicate-key', message);
  }
  oldBooleans(document, (scalar) => {
    const at = scalar.range?.[0] ?? 0;
    const written = scalar.source ?? '';
    problems.add(
      bare,
      { at, length: written.length },
      'not-a-string',
      `unquoted ${written} is a boolean to older YAML readers`,
      {
        hint: `quote it: "${written}"`,
      },
    );
  });
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    // Aliases without an anchor, or so many that they explode.
    problems.add(
      bare,
      { at: 0, length: 1 },
      'yaml-syntax',
      error instanceof Error ? error.message : String(error),
    );
    return undefined;
  }
  return { ...file, lines, document, value };
}

/** `{strangle}: x` is a map as a key, which nothing here means. */
function collectionKeys(document: Document): Node[] {
  const keys: Node[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (isCollection(key)) keys.push(key);
    },
  });
  return keys;
}

/** Keys that stand in their map already. */
function doubledKeys(document: Document): Scalar[] {
  const doubled: Scalar[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) doubled.push(key);
        seen.add(key.value);
      }
    },
  });
  return doubled;
}

/** The parser's own counter stops where the parser gives up. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

function oldBooleans(document: Document, report: (scalar: Scalar) => void): void {
  visit(document, {
    Scalar(_, node) {
      if (
        isScalar(node) &&
        node.type === 'PLAIN' &&
        typeof node.value === 'string' &&
        OLD_BOOLEAN.test(node.value)
      )
        report(node);
    },
  });
}
