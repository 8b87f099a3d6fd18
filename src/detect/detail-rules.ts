import type { Hits } from '../match/matcher.ts';
import type { DetailKind } from '../model/detail.ts';
import type { Rule } from '../model/pack.ts';
import type { Tokens } from '../tokenise/tokens.ts';
import type { Vocabulary } from '../tokenise/vocabulary.ts';
import type { Source } from './detector.ts';
import { type FinderEntry, FINDERS, settled } from './find-details.ts';
import type { Candidate } from './finder.ts';
import { type Reading, readPost } from './source.ts';
import { type Part, Stretches } from './stretches.ts';

interface Wanted {
  /** The number that its hits carry. */
  owner: number;
  kind: DetailKind;
  from: number;
  words: number;
}

interface Asked extends FinderEntry {
  /** Fewer words no rule asks of its details. */
  leastWords: number;
}

/** A post of fewer tokens is read whole: to cut it would cost more than it saves. */
const SHORT = 48;

/**
 * Rules whose evidence is a personal detail. Finders look only at the parts of a post whose words tell that there may be
 * something to find, and only those finders whose kinds some rule asks for.
 */
export class DetailRules {
  private readonly wanted: readonly Wanted[];
  private readonly finders: readonly Asked[];
  private readonly stretches: Stretches;

  /** @param vocabulary one that knows all its words but those of the needs, which are added */
  constructor(rules: readonly Rule[], vocabulary: Vocabulary) {
    this.wanted = rules.flatMap(({ details = [] }, owner) =>
      details.map(({ kind, from, words = 1 }) => ({ owner, kind, from, words })),
    );
    this.finders = FINDERS.flatMap((entry) => {
      const asked = this.wanted.filter(({ kind }) => entry.kinds.includes(kind));
      return asked.length === 0
        ? []
        : [{ ...entry, leastWords: Math.min(...asked.map(({ words }) => words)) }];
    });
    this.stretches = new Stretches(
      this.finders.map(({ needs }) => needs),
      vocabulary,
    );
  }

  /**
   * Adds a hit for each detail that a rule asks for.
   * @param read the post as the detectors read it, if they did
   */
  scan(text: string, tokens: Tokens, hits: Hits, read?: Reading): void {
    if (this.finders.length === 0 || tokens.count === 0) return;
    this.stretches.read(text, tokens);
    let reading = read;
    const candidates: Candidate[] = [];
    for (let k = 0; k < this.finders.length; k++) {
      const parts = this.stretches.partsFor(k);
      if (parts.length === 0) continue;
      reading ??= readPost(text);
      const { find, findShapes, leastWords } = this.finders[k]!;
      if (findShapes) candidates.push(...findShapes(reading, tokens));
      else if (tokens.count < SHORT) candidates.push(...find(reading.source, leastWords));
      else for (const part of parts) findIn(part, reading, tokens, find, leastWords, candidates);
    }
    if (reading === undefined || candidates.length === 0) return;
    for (const { kind, start, end, confidence } of settled(text, reading, candidates)) {
      const first = tokenAt(tokens.ends, tokens.count, start + 1);
      const behind = tokenAt(tokens.starts, tokens.count, end);
      for (const { owner, kind: asked, from, words } of this.wanted)
        if (kind === asked && confidence >= from && behind - first >= words && behind > first)
          hits.push(owner, first, behind, 0);
    }
  }
}

/** Adds what a finder finds in a part of a post, as candidates of the whole post. */
function findIn(
  { from, to }: Part,
  reading: Reading,
  { starts, ends, count }: Tokens,
  find: FinderEntry['find'],
  leastWords: number,
  candidates: Candidate[],
): void {
  const { source } = reading;
  const start = from === 0 ? 0 : wordStart(source, reading.toSource(starts[from]!));
  const end = to === count ? source.text.length : wordEnd(source, reading.toSource(ends[to - 1]!));
  const part = { text: source.text.slice(start, end), plain: source.plain.slice(start, end) };
  for (const candidate of find(part, leastWords))
    candidates.push({ ...candidate, start: candidate.start + start, end: candidate.end + start });
}

/** Signs that stand right before or behind a word belong to it: a bracket, a plus, the dot of an abbreviation. */
const MOST_SIGNS = 8;

function wordStart({ text }: Source, at: number): number {
  let start = at;
  while (start > 0 && at - start < MOST_SIGNS && !isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}

function wordEnd({ text }: Source, at: number): number {
  let end = at;
  while (end < text.length && end - at < MOST_SIGNS && !isSpace(text.charCodeAt(end))) end++;
  return end;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10;
}

/** The first of the rising positions that is not below `at`. */
function tokenAt(positions: Int32Array, count: number, at: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
