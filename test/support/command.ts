import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'src/cli/main.ts');

export interface Run {
  code: number | null;
  out: string;
  err: string;
}

/** The command line from its source, in a process of its own, with pipes to it and from it. */
export function start(args: readonly string[], node: readonly string[] = []): ChildProcess {
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined };
  return spawn(process.execPath, [...node, '--import', 'tsx', MAIN, ...args], {
    cwd: ROOT,
    env,
    stdio: 'pipe',
  });
}

/** Runs it to its end. */
export async function run(args: readonly string[], input: string | Buffer = ''): Promise<Run> {
  const child = start(args);
  const [out, err] = [collect(child.stdout!), collect(child.stderr!)];
  // A command that fails early does not read its input.
  child.stdin!.on('error', () => undefined);
  child.stdin!.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: await out, err: await err };
}

export async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
