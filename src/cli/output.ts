import { once } from 'node:events';

/** Writes to stdout and waits while the reader is behind, so that memory stays constant. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
