/** Which parts of a long post are shown: the sentences around its evidence. */

export interface Excerpt {
  start: number;
  end: number;
}

/** A post up to this length is shown whole. */
const LONG = 1200;
/** How far a sentence is followed to either side. */
const FAR = 240;
/** Less than this between two excerpts is shown too. */
const GAP = 80;
const MOST = 12;

/** Excerpts in order, and a note wherever something is left out. */
export function excerptsOf(text: string, marks: readonly Excerpt[]): (Excerpt | string)[] {
  const length = text.trimEnd().length;
  if (length <= LONG) return [{ start: 0, end: length }];
  const places = merge(marks.map(({ start, end }) => around(text, start, Math.min(end, start + LONG))));
  if (places.length === 0) places.push({ start: 0, end: around(text, 0, FAR).end });
  const parts: (Excerpt | string)[] = [];
  let at = 0;
  for (const place of places.slice(0, MOST)) {
    if (place.start > at) parts.push(skipped(place.start - at));
    parts.push(place);
    at = place.end;
  }
  if (at < length)
    parts.push(
      places.length > MOST
        ? `[… ${skippedUnits(length - at)}, with ${places.length - MOST} more places]`
        : skipped(length - at),
    );
  return parts;
}

function skipped(units: number): string {
  return `[… ${skippedUnits(units)} …]`;
}

function skippedUnits(units: number): string {
  return `${units.toLocaleString('en-GB')} characters`;
}

function merge(places: readonly Excerpt[]): Excerpt[] {
  const merged: Excerpt[] = [];
  for (const place of [...places].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last && place.start - last.end < GAP) last.end = Math.max(last.end, place.end);
    else merged.push({ ...place });
  }
  return merged;
}

/** From the beginning of the sentence that holds `start` to the end of the one that holds `end`. */
function around(text: string, start: number, end: number): Excerpt {
  const before = text.slice(Math.max(0, start - FAR), start);
  const after = text.slice(end, end + FAR);
  const opening = Math.max(
    ...[...before.matchAll(/[.!?…]\s+|\n\s*/gu)].map(({ index, 0: mark }) => index + mark.length),
    -1,
  );
  const closing = /[.!?…](?=\s|$)|\n/u.exec(after);
  const wordStart = opening >= 0 ? opening : before.length < FAR ? 0 : before.indexOf(' ') + 1;
  const wordEnd = closing
    ? closing.index + closing[0].trimEnd().length
    : after.length < FAR
      ? after.length
      : Math.max(after.lastIndexOf(' '), 0);
  return { start: start - before.length + wordStart, end: end + wordEnd };
}
