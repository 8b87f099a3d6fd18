import { type Detector, endOf, type Shape, type Source } from './detector.ts';

/** Hardware addresses. Source: IEEE 802 (six octets in hexadecimal, hyphens or colons between). */
export const mac: Detector = { kind: 'mac', begins: 'either', find };

const OCTETS = /[a-f\d]{2}(?:(?::[a-f\d]{2}){5}|(?:-[a-f\d]{2}){5})/y;

function find({ plain }: Source, at: number): Shape | undefined {
  if (!':-'.includes(plain.charAt(at + 2) || ' ')) return undefined;
  const end = endOf(OCTETS, plain, at);
  if (end === 0 || ':-'.includes(plain.charAt(end) || ' ') || ':-'.includes(plain.charAt(at - 1) || ' '))
    return undefined;
  // Six pairs of digits with hyphens are some other number.
  return /[a-f:]/.test(plain.slice(at, end)) ? { start: at, end } : undefined;
}
