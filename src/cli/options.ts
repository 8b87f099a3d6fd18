/** Values of options. */
import { InvalidArgumentError, Option } from 'commander';

export function wholeNumber(value: string): number {
  if (!/^\d{1,9}$/u.test(value)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(value);
}

/** A share of posts, between 0 and 1. */
export function share(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number > 0 && number < 1))
    throw new InvalidArgumentError('It is not a share between 0 and 1.');
  return number;
}

/** Words joined by commas; the option may be given again. */
export function list(value: string, before: readonly string[] = []): string[] {
  return [...before, ...value.split(',').map((one) => one.trim())].filter((one) => one !== '');
}

/** Commands that read one post or a stream of them. */
export interface PostInput {
  input?: 'text' | 'ndjson';
}

export function postInputOption(): Option {
  return new Option(
    '--input <form>',
    'text: the input is one post; ndjson: {"id","text"} a line (default: by the file’s ending)',
  ).choices(['text', 'ndjson']);
}

/** Whether the input is a post a line. */
export function isStream({ input }: PostInput, file: string | undefined): boolean {
  return input === undefined ? /\.(?:ndjson|jsonl)$/u.test(file ?? '') : input === 'ndjson';
}
