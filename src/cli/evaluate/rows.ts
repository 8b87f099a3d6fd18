/** Rows of the evaluation format, read from NDJSON and checked. */
import * as z from 'zod';
import type { EvaluationRow } from '../../evaluate/index.ts';
import { CATEGORIES, TIERS } from '../../model/vocabulary.ts';
import { openInput } from '../input.ts';
import { issuesText } from '../issues-text.ts';
import { messageSchema } from '../messages.ts';
import { BadRecord, type JsonRecord, answerRecords } from '../ndjson.ts';

export interface ReadRows {
  rows: EvaluationRow[];
  /** Lines that are no row; each was reported. */
  bad: number;
}

const category = z.enum(CATEGORIES);
const stated = z.array(
  z.union([category, z.array(category).min(1)], {
    error: 'neither a category nor a list of categories',
  }),
);

const offset = z.int().nonnegative();
const span = z
  .tuple([offset, offset, z.string().optional()], { error: 'not [start, end] or [start, end, label]' })
  .refine(([start, end]) => start < end, { error: 'ends before it begins' });
const names = z.union([z.string(), z.array(z.string()).min(1)]);
const goldSchema = z
  .object({
    by: z.int().nonnegative(),
    from: z.int().nonnegative(),
    subject: names,
    target: names.nullable().optional(),
    category: z.union([category, z.array(category).min(1)]),
  })
  .refine(({ from, by }) => from <= by, { error: '"from" comes after "by"' });

/** Properties that it does not name are left alone: sets bring their own. */
const rowSchema = z
  .object({
    id: z.union([z.string(), z.number()], { error: 'neither text nor a number' }).optional(),
    text: z.string().optional(),
    messages: z.array(messageSchema).optional(),
    alerts: z.array(goldSchema).optional(),
    tiers: z.array(z.enum(TIERS)).min(1).optional(),
    present: stated.optional(),
    absent: stated.optional(),
    spans: z.array(span).optional(),
    source: z.string().optional(),
    group: z.string().optional(),
    writer: z.string().optional(),
    weakBenign: z.boolean().optional(),
  })
  .refine(({ text, messages }) => text !== undefined || messages !== undefined, {
    error: 'neither "text" nor "messages"',
  })
  .refine(({ messages = [], alerts = [] }) => alerts.every(({ by }) => by < messages.length), {
    error: 'an alert is called for by a message that is not there',
  })
  .refine(
    ({ present = [], absent = [] }) => {
      const without = absent.flat();
      return !present.some((one) => [one].flat().every((id) => without.includes(id)));
    },
    { error: 'the same category is both present and absent' },
  )
  .refine(
    ({ text, spans = [] }) => text === undefined || spans.length === 0 || lastOf(spans) <= [...text].length,
    { error: 'a span ends after the text', path: ['spans'] },
  );

function lastOf(spans: readonly z.infer<typeof span>[]): number {
  return Math.max(...spans.map(([, end]) => end));
}

/** @throws {Failure} if a file cannot be opened or read. */
export async function readRows(
  files: readonly string[],
  report: (message: string) => void,
): Promise<ReadRows> {
  const rows: EvaluationRow[] = [];
  const bad = await eachRow(
    files,
    (row) => row,
    (some) => {
      rows.push(...some);
      return Promise.resolve();
    },
    report,
  );
  return { rows, bad };
}

/**
 * Hands each row to `answer`, in order, and the answers of a chunk to `write`, in constant memory. Returns how many lines
 * were bad; `report` was told each of them, `onRead` how many bytes have been read.
 * @throws {Failure} if a file cannot be opened or read.
 */
export async function eachRow<Answer>(
  files: readonly string[],
  answer: (row: EvaluationRow) => Answer,
  write: (answers: Answer[]) => Promise<void>,
  report: (message: string) => void,
  onRead: (bytes: number) => void = () => undefined,
): Promise<number> {
  let bad = 0;
  let bytes = 0;
  for (const file of files) {
    const input = openInput(file);
    const chunks = counted(input.chunks, (length) => onRead((bytes += length)));
    bad += await answerRecords(
      { ...input, chunks },
      (record, _line, number) => answer(rowOf(record, `${input.name}:${number}`)),
      write,
      report,
    );
  }
  return bad;
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  count: (length: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk;
    count(chunk.length);
  }
}

/** @throws {BadRecord} naming what is wrong, but never what the post says. */
function rowOf(record: JsonRecord, place: string): EvaluationRow {
  const parsed = rowSchema.safeParse(record);
  if (!parsed.success) throw new BadRecord(issuesText(parsed.error));
  const { id, ...row } = parsed.data;
  return { ...(row as Omit<EvaluationRow, 'id'>), id: String(id ?? place), place };
}
