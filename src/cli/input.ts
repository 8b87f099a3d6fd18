/** Where posts come from: a file or stdin, as one text or as lines. */
import { createReadStream, openSync } from 'node:fs';
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
  if (file === undefined || file === '-') return { name: 'stdin', chunks: process.stdin };
  try {
    return { name: file, chunks: readFile(file, openSync(file, 'r')) };
  } catch (error) {
    throw fileFailure(error, file);
  }
}

/** Whether stdin is a person who has typed nothing yet. */
export function isTerminal(): boolean {
  return process.stdin.isTTY;
}

async function* readFile(file: string, fd: number): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { fd, highWaterMark: CHUNK })) yield chunk as Buffer;
  } catch (error) {
    throw fileFailure(error, file);
  }
}

/** Decodes UTF-8; a byte order mark is dropped, bytes that are no UTF-8 become U+FFFD. */
export async function* readText({ chunks }: Input): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
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
