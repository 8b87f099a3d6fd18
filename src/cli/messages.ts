/** Messages of a conversation, as the command line reads them. */
import * as z from 'zod';

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
