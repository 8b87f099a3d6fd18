import {
  type Detector,
  NUMBER_OF_A_THING,
  endOf,
  isDigit,
  precededBy,
  type Shape,
  type Source,
} from './detector.ts';

/**
 * Payment card numbers, in one piece or in the groups printed on the card. Sources: ISO/IEC 7812-1 (13 to 19 digits,
 * Luhn check digit) and the issuers' published prefixes by length.
 */
export const card: Detector = { kind: 'card', begins: 'digit', find };

const SHAPES = [
  /\d{13,19}/y,
  /\d{4}([ .-])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?/y,
  /\d{4}([ .-])\d{6}\1\d{4,5}/y,
];
/** Visa, Mastercard, Amex, Diners, JCB, Discover, UnionPay, Maestro. */
const ISSUER =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12}|35\d{14}|(?:2131|1800)\d{11}|6\d{15,18}|5[06-8]\d{11,17})$/;

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  for (const shape of SHAPES) {
    const end = endOf(shape, plain, at);
    if (end === 0) continue;
    const digits = plain.slice(at, end).replace(/\D/g, '');
    const more = '-.'.includes(plain.charAt(end) || ' ') && isDigit(plain.charCodeAt(end + 1));
    if (!more && ISSUER.test(digits) && luhn(digits))
      return precededBy(NUMBER_OF_A_THING, source, at) ? undefined : { start: at, end };
  }
  return undefined;
}

/** Whether the digits, every second one from the right doubled, add up to a multiple of ten. */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let k = 0; k < digits.length; k++) {
    const digit = digits.charCodeAt(digits.length - 1 - k) - 48;
    const doubled = k % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
