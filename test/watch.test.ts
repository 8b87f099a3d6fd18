/** `--watch`: the logic on a clock of its own, and one run of the command. */
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rerun } from '../src/cli/watch.ts';
import { ROOT, start } from './support/command.ts';

/** A clock that goes on only when told, and runs that end only when told. */
function setUp() {
  const waiting = new Set<() => void>();
  const open: (() => void)[] = [];
  let runs = 0;
  const rerun = new Rerun(
    () => {
      runs++;
      return new Promise((resolve) => open.push(resolve));
    },
    (callback) => {
      waiting.add(callback);
      return () => waiting.delete(callback);
    },
  );
  return {
    rerun,
    runs: () => runs,
    waiting,
    /** Time passes until nothing waits. */
    pass: () => {
      for (const callback of [...waiting]) {
        waiting.delete(callback);
        callback();
      }
    },
    /** The run under way ends. */
    finish: async () => {
      open.shift()?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('running again', () => {
  it('waits until changes come to rest, and then runs once', () => {
    const { rerun, runs, waiting, pass } = setUp();
    for (let k = 0; k < 5; k++) rerun.change();
    expect([runs(), waiting.size]).toEqual([0, 1]);
    pass();
    expect([runs(), waiting.size]).toEqual([1, 0]);
  });

  it('never runs twice at a time, and makes up once for all that changed meanwhile', async () => {
    const { rerun, runs, waiting, pass, finish } = setUp();
    void rerun.start();
    rerun.change();
    rerun.change();
    pass();
    expect([runs(), waiting.size]).toEqual([1, 0]);
    await finish();
    expect([runs(), waiting.size]).toEqual([1, 1]);
    pass();
    expect(runs()).toBe(2);
    await finish();
    expect([runs(), waiting.size]).toEqual([2, 0]);
  });

  it('ends, whatever waits', () => {
    const { rerun, runs, waiting, pass } = setUp();
    rerun.change();
    rerun.end();
    rerun.change();
    pass();
    expect([runs(), waiting.size]).toEqual([0, 0]);
  });
});

describe('safetier lint --watch', () => {
  it('checks, checks again when a file changes, survives what is broken, and ends on Ctrl-C', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'safetier-watch-'));
    for (const name of ['categories.yaml', 'policy.yaml'])
      copyFileSync(join(ROOT, 'rules/en', name), join(folder, name));
    const child = start(['lint', folder, '--watch', '--only', 'none']);
    let out = '';
    let err = '';
    child.stdout!.on('data', (part: Buffer) => (out += part.toString()));
    child.stderr!.on('data', (part: Buffer) => (err += part.toString()));
    const rounds = (): number => err.split('Ctrl-C ends').length - 1;
    const round = async (number: number): Promise<void> => {
      while (rounds() < number) await once(child.stderr!, 'data');
    };
    await round(1);
    expect(out).toBe('2 files: no errors\n');
    writeFileSync(join(folder, 'broken.yaml'), 'kind: rulez\n');
    await round(2);
    expect(out).toContain('broken.yaml:1:7 unknown-kind');
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
