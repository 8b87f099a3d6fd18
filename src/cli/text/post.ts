/** A post with its evidence underlined, or marked under the lines. */
import type { Span } from '../../model/assessment.ts';
import type { Tier } from '../../model/vocabulary.ts';
import { type Grapheme, foldLines, graphemesOf, visible } from './cells.ts';
import { type Excerpt, excerptsOf } from './excerpt.ts';
import type { Page } from './page.ts';

/** What a stretch of a post is: evidence of a tier, words that nearly were, or a cue of the context. */
type MarkKind = 'cue' | 'near' | Exclude<Tier, 'none'>;

export interface Mark extends Pick<Span, 'start' | 'end'> {
  kind: MarkKind;
}

/** Where marks overlap, the later kind is seen. */
const KINDS: readonly MarkKind[] = ['cue', 'near', 'low', 'medium', 'high'];
const SIGNS: Readonly<Record<MarkKind, string>> = { cue: '·', near: '┄', low: '━', medium: '━', high: '━' };
const INDENT = '  ';

export function postText(text: string, marks: readonly Mark[], page: Page): string {
  const safe = visible(text);
  const kinds = new Uint8Array(text.length);
  for (const [rank, kind] of KINDS.entries())
    for (const mark of marks) if (mark.kind === kind) kinds.fill(rank + 1, mark.start, mark.end);
  const blocks = excerptsOf(safe, marks).map((excerpt) =>
    typeof excerpt === 'string' ? page.dim(INDENT + excerpt) : excerptText(safe, kinds, excerpt, page),
  );
  return blocks.join('\n');
}

/** What the marks mean, for the kinds that are there. */
export function legend(marks: readonly Mark[], page: Page): string {
  const has = (kind: MarkKind): boolean => marks.some((mark) => mark.kind === kind);
  const sample = (kind: MarkKind, words: string): string =>
    page.colours ? paintOf(kind, page)(words) : `${SIGNS[kind]} ${words}`;
  const parts = [
    ...(has('high') || has('medium') || has('low')
      ? [page.colours ? page.underline('evidence') : sample('high', 'evidence')]
      : []),
    ...(has('near') ? [sample('near', 'nearly fired')] : []),
    ...(has('cue') ? [sample('cue', 'context')] : []),
  ];
  // Two spaces, so that all three fit on the narrowest page.
  return INDENT + parts.join('  ');
}

function excerptText(safe: string, kinds: Uint8Array, { start, end }: Excerpt, page: Page): string {
  const lines = foldLines(safe.slice(start, end), page.width - INDENT.length * 2);
  return lines
    .flatMap((line) => {
      const from = start + line.start;
      const graphemes = graphemesOf(safe.slice(from, start + line.end).trimEnd());
      const kindOf = ({ at, text }: Grapheme): MarkKind | undefined =>
        KINDS[Math.max(...kinds.subarray(from + at, from + at + text.length)) - 1];
      return page.colours
        ? [INDENT + painted(graphemes, kindOf, page)]
        : [INDENT + graphemes.map(({ text }) => text).join(''), ...marked(graphemes, kindOf)];
    })
    .map((line) => line.trimEnd())
    .join('\n');
}

function painted(
  graphemes: readonly Grapheme[],
  kindOf: (grapheme: Grapheme) => MarkKind | undefined,
  page: Page,
): string {
  let line = '';
  for (let k = 0; k < graphemes.length;) {
    const kind = kindOf(graphemes[k]!);
    let run = '';
    for (; k < graphemes.length && kindOf(graphemes[k]!) === kind; k++) run += graphemes[k]!.text;
    line += kind === undefined ? run : paintOf(kind, page)(run);
  }
  return line;
}

function paintOf(kind: MarkKind, page: Page): (text: string) => string {
  if (kind === 'cue') return page.cue;
  if (kind === 'near') return (text) => page.dim(page.underline(text));
  return (text) => page.underline(page.tier[kind](text));
}

/** The line of marks under a line, or nothing. */
function marked(
  graphemes: readonly Grapheme[],
  kindOf: (grapheme: Grapheme) => MarkKind | undefined,
): string[] {
  const line = graphemes
    .map((grapheme) => {
      const kind = kindOf(grapheme);
      return (kind === undefined ? ' ' : SIGNS[kind]).repeat(grapheme.width);
    })
    .join('')
    .trimEnd();
  return line === '' ? [] : [INDENT + line];
}
