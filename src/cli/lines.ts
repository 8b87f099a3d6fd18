/** Longest line that is read, in UTF-16 units; longer ones are refused, so that no input exhausts the memory. */
export const LONGEST_LINE = 1 << 26;

export interface Line {
  /** Counts from 1. */
  number: number;
  /** Without its end; undefined if the line was too long to be read. */
  text: string | undefined;
}

/**
 * Splits text that arrives in parts into lines that end in `\n` or `\r\n`, and only there: JSON strings may hold U+2028,
 * at which node:readline would split.
 */
export class LineSplitter {
  private rest: string[] = [];
  private length = 0;
  private number = 0;

  /** The lines that are complete with this part. */
  push(part: string): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = part.indexOf('\n'); end >= 0; end = part.indexOf('\n', from)) {
      this.keep(part.slice(from, end));
      lines.push(this.take());
      from = end + 1;
    }
    this.keep(part.slice(from));
    return lines;
  }

  /** The last line, if it has no line end. */
  end(): Line[] {
    return this.length > 0 ? [this.take()] : [];
  }

  private keep(part: string): void {
    this.length += part.length;
    if (this.length > LONGEST_LINE) this.rest = [];
    else if (part !== '') this.rest.push(part);
  }

  private take(): Line {
    const text = this.length > LONGEST_LINE ? undefined : this.rest.join('').replace(/\r$/u, '');
    this.rest = [];
    this.length = 0;
    return { number: ++this.number, text };
  }
}
