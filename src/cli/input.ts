/** Where posts come from: a file or stdin, as one text or as lines. */
import { createReadStream, fstatSync, openSync } from 'node:fs';
import { Failure, fileFailure } from './failure.ts';

export interface Input {
  /** How messages call it. */
  name: string;
  chunks: AsyncIterable<Buffer>;
}

const CHUNK = 256 * 1024;

/**
 * `undefined` and `-` mean stdin.
 * @throws {Failure} if the file cannot be opened.
 */
export function openInput(file: string | undefined): Input {
  const isStdin = file === undefined || file === '-';
  const name = isStdin ? 'stdin' : file;
  try {
    const fd = isStdin ? process.stdin.fd : openSync(name, 'r');
    // A directory can be opened like a file, and as stdin it would even read as empty.
    if (fstatSync(fd).isDirectory()) throw Object.assign(new Error(name), { code: 'EISDIR' });
    return {
      name,
      chunks: isStdin ? process.stdin : createReadStream(name, { fd, highWaterMark: CHUNK }),
    };
  } catch (error) {
    throw fileFailure(error, name);
  }
}

/** Whether stdin is a person who has typed nothing yet. */
export function isTerminal(): boolean {
  return process.stdin.isTTY;
}

/**
 * Decodes UTF-8; a byte order mark is dropped, bytes that are no UTF-8 become U+FFFD.
 * @throws {Failure} if reading fails.
 */
export async function* readText({ name, chunks }: Input): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw fileFailure(error, name);
  }
  yield decoder.decode();
}

/** The whole input as one text. */
export async function readWhole(input: Input): Promise<string> {
  let text = '';
  try {
    for await (const part of readText(input)) text += part;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(`${input.name}: this is too large to be read as one post; use --input ndjson`);
  }
  return text;
}
