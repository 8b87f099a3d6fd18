import { isatty } from 'node:tty';
import { count } from './words.ts';

export interface Progress {
  update: (done: number) => void;
  /** Wipes the bar, so that nothing of it stays among the messages. */
  end: () => void;
}

const WIDTH = 30;
/** Milliseconds between two drawings: a terminal is slower than a post. */
const PAUSE = 100;

/** A bar on stderr while it is a terminal, otherwise nothing. `total` is in the units of the noun; undefined: not known. */
export function progressBar(total: number | undefined, noun: string): Progress {
  if (total === undefined || !isatty(process.stderr.fd) || process.env['TERM'] === 'dumb')
    return { update: () => undefined, end: () => undefined };
  let drawn = 0;
  return {
    update: (done) => {
      const now = performance.now();
      if (now - drawn < PAUSE) return;
      drawn = now;
      process.stderr.write(`\r${barText(done, total, noun)}`);
    },
    end: () => process.stderr.write('\r\u001B[K'),
  };
}

export function barText(done: number, total: number, noun: string): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * WIDTH);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent}  ${done.toLocaleString('en-GB')} of ${count(total, noun)}`;
}
