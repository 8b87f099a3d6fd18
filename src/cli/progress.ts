import type { Options } from 'cli-progress';
import { count } from './words.ts';

export interface Progress {
  update: (done: number) => void;
  /** Wipes the bar before something else is printed; the next update draws it again. */
  hide: () => void;
}

/**
 * Does `work` under a bar on stderr while that is a terminal, otherwise without. The bar is gone in the end, whatever
 * happens. `total` is in the units of the noun; undefined: not known.
 */
export async function withProgress<T>(
  total: number | undefined,
  noun: string,
  work: (progress: Progress) => T | Promise<T>,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<T> {
  if (total === undefined || !stream.isTTY || process.env['TERM'] === 'dumb')
    return work({ update: () => undefined, hide: () => undefined });
  const { default: bars } = await import('cli-progress');
  const bar = new bars.SingleBar({ ...optionsOf(total, noun), stream }, bars.Presets.shades_classic);
  try {
    return await work({
      update: (done) => {
        if (bar.isActive) bar.update(done);
        else bar.start(total, done);
      },
      hide: () => bar.stop(),
    });
  } finally {
    bar.stop();
  }
}

function optionsOf(total: number, noun: string): Options {
  return {
    format: `{bar} {percentage} %  {value} of ${count(total, noun)}  {eta_formatted} left`,
    formatValue: (value, _options, kind) =>
      kind === 'percentage' ? String(value).padStart(3) : value.toLocaleString('en-GB'),
    barsize: 25,
    clearOnComplete: true,
    // Updates that the time left is estimated from: rows take microseconds, and some many times as long as others.
    etaBuffer: 500,
    // Otherwise wrapping is turned off, and stays off after Ctrl-C.
    linewrap: true,
  };
}
