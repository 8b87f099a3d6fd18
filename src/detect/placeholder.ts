import { DETAIL_KINDS } from '../model/detail.ts';

/** What masks a character. Redacted text is never taken for a detail again, so a placeholder must be known as one. */
export const MASK = '█';

const LABEL = new RegExp(`\\[(?:${DETAIL_KINDS.join('|')})(?: \\d{1,9})?\\]`, 'g');
/** Longest label, with its number. */
const LONGEST = 40;

/** Whether a placeholder of `redact` shares characters with this part of the text. */
export function overlapsPlaceholder(text: string, start: number, end: number): boolean {
  if (text.slice(start, end).includes(MASK)) return true;
  const from = Math.max(0, start - LONGEST);
  const around = text.slice(from, end + LONGEST);
  if (!around.includes('[')) return false;
  for (const label of around.matchAll(LABEL)) {
    const at = from + label.index;
    if (at < end && at + label[0].length > start) return true;
  }
  return false;
}
