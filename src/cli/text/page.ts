/** What the text is written on: its width, and colours where there are any. */
import { isatty } from 'node:tty';
import pc from 'picocolors';
import type { Tier } from '../../model/vocabulary.ts';
import { visible, wrap } from './cells.ts';

type Paint = (text: string) => string;

export interface Page {
  width: number;
  /** Whether evidence can be underlined; without colours it is marked on a line of its own. */
  colours: boolean;
  tier: Readonly<Record<Tier, Paint>>;
  bold: Paint;
  dim: Paint;
  underline: Paint;
  cue: Paint;
  /** The line that parts one post of a stream from the next. */
  heading: (id: unknown) => string;
  /** `lead` and the text, folded, further lines indented as far as the lead is wide. */
  hang: (lead: string, text: string, paint?: Paint) => string;
}

/** Of a page, in cells. */
export const WIDTH = { least: 40, usual: 80, most: 100 };

/** The page of stdout. Colours: on a terminal, unless `--no-color` or NO_COLOR forbids them. */
export function pageOf(color: boolean): Page {
  const { NO_COLOR = '', TERM } = process.env;
  return makePage(
    color && isatty(process.stdout.fd) && NO_COLOR === '' && TERM !== 'dumb',
    process.stdout.columns || WIDTH.usual,
  );
}

export function makePage(colours: boolean, columns: number): Page {
  const c = pc.createColors(colours);
  const width = Math.max(WIDTH.least, Math.min(columns, WIDTH.most));
  return {
    width,
    colours,
    tier: { high: (text) => c.bold(c.red(text)), medium: c.yellow, low: c.blue, none: c.green },
    bold: c.bold,
    dim: c.dim,
    underline: c.underline,
    cue: c.cyan,
    heading: (id) => {
      const name =
        id === undefined
          ? ''
          : ` ${visible(typeof id === 'string' ? id : JSON.stringify(id))} `.slice(0, width - 8);
      return `${c.dim(`──${name}${'─'.repeat(Math.max(0, width - 2 - name.length))}`)}\n`;
    },
    hang: (lead, text, paint = (line) => line) => {
      const indent = ' '.repeat(lead.length);
      return wrap(text, Math.max(20, width - lead.length))
        .map((line, k) => `${k === 0 ? lead : indent}${paint(line)}`)
        .join('\n');
    },
  };
}
