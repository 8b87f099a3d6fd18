/** Reads NDJSON as a stream: one record a line, bad lines reported and passed over. */
import { type Input, readText } from './input.ts';
import { type Line, LONGEST_LINE, LineSplitter } from './lines.ts';

/** A line that is JSON but not what is needed; the message says what is missing. */
export class BadRecord extends Error {}

export type JsonRecord = Readonly<Record<string, unknown>>;

/**
 * Hands each record to `answer`, in order, and the answers of a chunk to `write`. Memory stays constant: the next chunk
 * is read when `write` is done. Returns how many lines were bad; `report` was told each of them.
 */
export async function answerRecords<Answer>(
  input: Input,
  answer: (record: JsonRecord, line: string, number: number) => Answer,
  write: (answers: Answer[]) => Promise<void>,
  report: (message: string) => void,
): Promise<number> {
  let bad = 0;
  const answerLines = (lines: readonly Line[]): Promise<void> => {
    const answers: Answer[] = [];
    for (const { number, text } of lines) {
      if (text?.trim() === '') continue;
      try {
        if (text === undefined)
          throw new BadRecord(`longer than ${LONGEST_LINE / (1 << 20)} million characters`);
        answers.push(answer(parseRecord(text), text, number));
      } catch (error) {
        if (!(error instanceof BadRecord)) throw error;
        bad++;
        report(`${input.name}:${number}: ${error.message}`);
      }
    }
    return write(answers);
  };

  const splitter = new LineSplitter();
  for await (const part of readText(input)) await answerLines(splitter.push(part));
  await answerLines(splitter.end());
  return bad;
}

function parseRecord(line: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    // The parser's own message quotes the post, which does not belong in a log.
    const at = /at position (\d+)/u.exec((error as Error).message)?.[1];
    throw new BadRecord(at === undefined ? 'not JSON' : `not JSON, from column ${Number(at) + 1} on`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRecord('not a JSON object');
  return value as JsonRecord;
}

/** @throws {BadRecord} if the record has no text. */
export function textOf(record: JsonRecord): string {
  if (!Object.hasOwn(record, 'text')) throw new BadRecord('no "text"');
  if (typeof record['text'] !== 'string') throw new BadRecord('"text" is not a string');
  return record['text'];
}

/** `"id":…,` as it stands in the line, or nothing if there is none. Numbers keep all their digits. */
export function idPrefix(record: JsonRecord, line: string): string {
  if (!Object.hasOwn(record, 'id')) return '';
  const { id } = record;
  if (typeof id === 'number' && !Number.isSafeInteger(id)) {
    const written = [...line.matchAll(/"id"\s*:\s*(-?\d[\d.eE+-]*)/gu)];
    if (written.length === 1) return `"id":${written[0]![1]!},`;
  }
  return `"id":${JSON.stringify(id)},`;
}
