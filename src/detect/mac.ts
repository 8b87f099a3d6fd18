import { finderOf } from './finder.ts';

/** Hardware addresses. Source: IEEE 802 (six octets in hexadecimal, hyphens or colons between). */
export const findMacAddresses = finderOf('mac-address', [
  {
    expression:
      /(?<![\w:-])[a-f\d]{2}(?:(?::[a-f\d]{2}){5}|(?:-[a-f\d]{2}){5}|[a-f\d]{2}\.[a-f\d]{4}\.[a-f\d]{4})(?![\w:-])/g,
    cause: 'six octets',
    points: 0.8,
    holds: (octets) => /[a-f]/.test(octets) || octets.includes(':'),
  },
]);
