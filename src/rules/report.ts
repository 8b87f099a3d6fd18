/** Collects problems, so that a pack with nine mistakes reports nine. */
import type { LineCounter } from 'yaml';
import type { Place } from './locate.ts';
import type { Problem, ProblemCode } from './problem.ts';

interface Lined {
  path: string;
  text: string;
  lines: LineCounter;
}

export class Problems {
  readonly list: Problem[] = [];

  add(
    source: Lined,
    place: Place,
    code: ProblemCode,
    message: string,
    more: { hint?: string | undefined; severity?: Problem['severity'] } = {},
  ): void {
    const at = Math.max(0, Math.min(place.at, source.text.length));
    const { line, col } = source.lines.linePos(at);
    const start = at - (col - 1);
    const newline = source.text.indexOf('\n', start);
    const text = source.text.slice(start, newline < 0 ? undefined : newline).replace(/\r$/u, '');
    const { hint, severity = 'error' } = more;
    this.list.push({
      code,
      severity,
      message,
      file: source.path,
      line: Math.max(1, line),
      column: Math.max(1, col),
      length: Math.max(1, Math.min(place.length, text.length - (col - 1))),
      text,
      ...(hint === undefined ? {} : { hint }),
    });
  }

  get failed(): boolean {
    return this.list.some(({ severity }) => severity === 'error');
  }

  /** By file, then by place. */
  sorted(): Problem[] {
    return [...this.list].sort(
      (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
    );
  }
}
