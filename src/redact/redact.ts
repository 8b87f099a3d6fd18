import { type FindOptions, findDetails } from '../detect/find-details.ts';
import type { Detail } from '../model/detail.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { type RedactStyle, masked, placeholderOf } from './style.ts';

export interface RedactOptions extends FindOptions {
  /** Default `mask`. */
  style?: RedactStyle;
  /** Also give what leads back to the original. Keep it as carefully as the original. */
  map?: boolean;
  /** For the style `pseudonym`: the same book over many posts gives the same detail the same pseudonym. */
  pseudonyms?: Pseudonyms;
}

/** What one placeholder of a redacted text stands for; positions are those of the redacted text. */
export interface Replacement {
  start: number;
  end: number;
  placeholder: string;
  original: string;
}

export interface Redaction {
  text: string;
  /** What was replaced, in positions of the original. */
  details: Detail[];
  map?: Replacement[];
}

/** Taking a detail out may let another be seen; each round finds at least one, and this many are more than any post needs. */
const MOST_ROUNDS = 12;

/**
 * Replaces the personal details of a post and leaves the rest as it is, character for character. Redacting what is
 * redacted changes nothing. Never throws.
 *
 * @example
 * redact('text me on 07700 900123', { style: 'label' }).text; // 'text me on [phone]'
 */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  const style = options.style ?? 'mask';
  const pseudonyms = options.pseudonyms ?? new Pseudonyms();
  let details = findDetails(text, options);
  /** Details of which nothing may be left to see: what was left made another. */
  const whole = new Set<number>();
  const replace = (detail: Detail): string =>
    whole.has(detail.start) ? masked(detail.text) : placeholderOf(detail, style, pseudonyms);
  let rendered = render(text, details, replace);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const left = findDetails(rendered.text, options);
    if (left.length === 0) break;
    const more = backToOriginal(left, rendered.map, whole, details);
    details = [...details, ...more].sort((a, b) => a.start - b.start);
    rendered = render(text, details, replace);
  }
  return { text: rendered.text, details, ...(options.map === true ? { map: rendered.map } : {}) };
}

/**
 * Puts the originals back into a redacted text.
 * @throws {RangeError} if the text is not the one that the map belongs to.
 */
export function restore(redacted: string, map: readonly Replacement[]): string {
  let text = '';
  let from = 0;
  for (const { start, end, placeholder, original } of map) {
    if (start < from || redacted.slice(start, end) !== placeholder)
      throw new RangeError(`the map does not belong to this text: no “${placeholder}” stands at ${start}`);
    text += redacted.slice(from, start) + original;
    from = end;
  }
  return text + redacted.slice(from);
}

/** The text with each detail replaced, and what each placeholder stands for. The details are in order and do not overlap. */
export function render(
  text: string,
  details: readonly Detail[],
  replace: (detail: Detail) => string,
): { text: string; map: Replacement[] } {
  let out = '';
  let from = 0;
  const map: Replacement[] = [];
  for (const detail of details) {
    out += text.slice(from, detail.start);
    const placeholder = replace(detail);
    map.push({ start: out.length, end: out.length + placeholder.length, placeholder, original: detail.text });
    out += placeholder;
    from = detail.end;
  }
  return { text: out + text.slice(from), map };
}

/**
 * Details of the redacted text in positions of the original; both lists are in order and are walked once. One that touches
 * what a placeholder left to see gives no new detail: that placeholder is then masked as a whole.
 */
function backToOriginal(
  left: readonly Detail[],
  map: readonly Replacement[],
  whole: Set<number>,
  details: readonly Detail[],
): Detail[] {
  let shift = 0;
  let k = 0;
  return left.flatMap((detail) => {
    for (; k < map.length && map[k]!.end <= detail.start; k++)
      shift += map[k]!.original.length - map[k]!.placeholder.length;
    if (k < map.length && map[k]!.start < detail.end) {
      for (let touched = k; touched < map.length && map[touched]!.start < detail.end; touched++)
        whole.add(details[touched]!.start);
      return [];
    }
    return [{ ...detail, start: detail.start + shift, end: detail.end + shift }];
  });
}
