/** Messages of a conversation, as the command line reads them. */
import * as z from 'zod';
import type { Message } from '../model/conversation.ts';
import { issuesText } from './issues-text.ts';
import { BadRecord, type JsonRecord } from './ndjson.ts';

const idSchema = z.union([z.string(), z.number()], { error: 'neither text nor a number' });

/** Properties that it does not name are left alone. */
export const messageSchema = z.object({
  author: z.string({ error: 'no name of an author' }),
  text: z.string({ error: 'no text' }),
  at: z
    .union([z.string(), z.number()], { error: 'neither a time as text nor milliseconds' })
    .refine((at) => Number.isFinite(typeof at === 'string' ? Date.parse(at) : at), {
      error: 'no time: write 2026-05-01T18:00:00Z or milliseconds',
    })
    .nullish(),
  replyTo: idSchema.nullish(),
  id: idSchema.nullish(),
});

const recordSchema = z.object({
  messages: z.array(messageSchema, { error: 'no list of messages' }),
});

/** @throws {BadRecord} naming what is wrong, but never what a message says. */
export function messagesOf(record: JsonRecord): Message[] {
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) throw new BadRecord(issuesText(parsed.error));
  return parsed.data.messages.map(({ author, text, at, replyTo, id }) => ({
    author,
    text,
    ...(at === undefined || at === null ? {} : { at }),
    ...(replyTo === undefined || replyTo === null ? {} : { replyTo }),
    ...(id === undefined || id === null ? {} : { id }),
  }));
}
