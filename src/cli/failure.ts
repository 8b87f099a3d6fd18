/** Bad usage or bad input: the message goes to stderr as it is, without a stack, and the exit code is 2. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

/** Exit codes: the contract of docs/DESIGN.md. */
export const EXIT = { fine: 0, findings: 1, bad: 2 } as const;

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a directory, not a file',
  ENOTDIR: 'a part of this path is not a directory',
  EACCES: 'no permission to read this file',
  EPERM: 'no permission to read this file',
  ERR_FS_FILE_TOO_LARGE: 'this file is too large to be read as one text; use --input ndjson',
  ERR_STRING_TOO_LONG: 'this file is too large to be read as one text; use --input ndjson',
};

/** What an error of node:fs says to a person, with the path it is about. */
export function fileFailure(error: unknown, path: string): Failure {
  const { code, path: at, message } = error as NodeJS.ErrnoException;
  return new Failure(`${at ?? path}: ${FILE_ERRORS[code ?? ''] ?? message}`);
}

/** Whether a write failed because the reader has gone: `| head`. */
export function isBrokenPipe(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
