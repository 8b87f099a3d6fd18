/** `--watch`: runs a command again whenever its rule files change, until Ctrl-C. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isatty } from 'node:tty';
import { ConfigError } from '../model/config.ts';
import { EXIT, Failure, fileFailure } from './failure.ts';
import { rulePaths } from './rule-files.ts';

/** Milliseconds without a change before a run: editors write a file in several steps, and several files at once. */
const QUIET = 150;
/** Wipes the screen and what has scrolled off it. */
const CLEAR = '\u001B[2J\u001B[3J\u001B[H';
const RULE_FILE = /\.ya?ml$/u;

/** Calls a function later; gives what calls it off. */
type Later = (callback: () => void, milliseconds: number) => () => void;

const later: Later = (callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * One run at a time: changes are awaited until they come to rest; what changes during a run makes one more run after it.
 */
export class Rerun {
  private readonly run: () => Promise<void>;
  private readonly later: Later;
  private callOff: (() => void) | undefined;
  private running = false;
  /** Changes during runs. */
  private missed = 0;
  private ended = false;

  /** `run` must not reject. */
  constructor(run: () => Promise<void>, wait: Later = later) {
    this.run = run;
    this.later = wait;
  }

  /** Something changed. */
  change(): void {
    if (this.ended) return;
    if (this.running) {
      this.missed++;
      return;
    }
    this.callOff?.();
    this.callOff = this.later(() => void this.start(), QUIET);
  }

  /** Runs at once. */
  async start(): Promise<void> {
    if (this.ended) return;
    this.callOff = undefined;
    const before = this.missed;
    this.running = true;
    await this.run();
    this.running = false;
    // A change during the run; through `change`, so that it too comes to rest first.
    if (this.missed > before) this.change();
  }

  /** Runs no more. */
  end(): void {
    this.ended = true;
    this.callOff?.();
  }
}

/**
 * Runs once, and again after every change of a rule file at the paths (default: the shipped packs), until Ctrl-C.
 * A failure of a run is shown and waits for the next change.
 * @throws {Failure} if a path cannot be watched.
 */
export async function watchRules(paths: readonly string[], run: () => Promise<void>): Promise<void> {
  const watched = rulePaths(paths);
  const watchers: FSWatcher[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const rerun = new Rerun(async () => {
        if (isatty(process.stdout.fd)) process.stdout.write(CLEAR);
        await run().catch((error: unknown) => {
          if (error instanceof Failure || error instanceof ConfigError)
            console.error(`safetier: ${error.message}`);
          else reject(error instanceof Error ? error : new Error(String(error)));
        });
        console.error(`\nwatching ${watched.join(', ')}; Ctrl-C ends`);
      });
      process.once('SIGINT', () => {
        rerun.end();
        resolve();
      });
      for (const path of watched) watchers.push(watchPath(path, () => rerun.change()));
      void rerun.start();
    });
  } finally {
    for (const watcher of watchers) watcher.close();
  }
  process.exitCode = EXIT.fine;
}

/** Files are watched through their folder: many editors replace a file by a new one. */
function watchPath(path: string, onChange: () => void): FSWatcher {
  try {
    const isFolder = statSync(path).isDirectory();
    const concerns = isFolder
      ? (name: string): boolean => RULE_FILE.test(name)
      : (name: string): boolean => name === basename(path);
    return watch(isFolder ? path : dirname(path), { recursive: isFolder }, (_, name) => {
      if (name === null || concerns(name)) onChange();
    });
  } catch (error) {
    throw fileFailure(error, path);
  }
}
