import { MASK } from '../detect/placeholder.ts';
import type { Detail, DetailKind } from '../model/detail.ts';
import type { Pseudonyms } from './pseudonyms.ts';

export const REDACT_STYLES = ['mask', 'label', 'partial', 'pseudonym'] as const;
/** `mask` ██████, `label` [phone], `partial` █████ ██████123, `pseudonym` [phone 1]. */
export type RedactStyle = (typeof REDACT_STYLES)[number];

/** Numbers whose last digits tell the owner which one is meant, and nobody else the number. */
const LAST_DIGITS: Partial<Record<DetailKind, number>> = {
  phone: 3,
  card: 4,
  'bank-account': 3,
  'crypto-wallet': 4,
  'national-id': 2,
  passport: 2,
  'driving-licence': 2,
};
/** What is at least this many characters longer than what is left of it may be left in part. */
const HIDDEN = 5;

export function placeholderOf(detail: Detail, style: RedactStyle, pseudonyms: Pseudonyms): string {
  switch (style) {
    case 'mask':
      return masked(detail.text);
    case 'label':
      return `[${detail.kind}]`;
    case 'pseudonym':
      return pseudonyms.of(detail);
    case 'partial':
      return partial(detail);
  }
}

/** Every character but spaces masked. */
export function masked(text: string): string {
  return text.replaceAll(/\S/gu, MASK);
}

function partial({ kind, text }: Detail): string {
  if (kind === 'name') return text.replaceAll(/(?<=[\p{L}\p{N}])\S/gu, MASK);
  if (kind === 'email') return text.replaceAll(/(?<=[^@\s])[^@\s]/gu, MASK);
  const shown = LAST_DIGITS[kind] ?? 0;
  if (shown === 0 || text.length < shown + HIDDEN) return masked(text);
  return masked(text.slice(0, -shown)) + text.slice(-shown);
}
