import { type Detector, endOf, type Shape, type Source } from './detector.ts';

/**
 * Addresses of crypto wallets. Sources: Ethereum (20 bytes in hexadecimal), Bitcoin and Litecoin bech32 (BIP 173) and
 * base58 (25 bytes: version, 20 of the key, 4 to check).
 */
export const wallet: Detector = { kind: 'wallet', begins: 'either', find };

const HEX = /0x[a-f\d]{40}/y;
const BECH32 = /(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{11,71}/y;
const BASE58 = /[13LM][1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z\d])/y;
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const BYTES = 25;

function find({ text, plain }: Source, at: number): Shape | undefined {
  const end = endOf(HEX, plain, at) || endOf(BECH32, plain, at);
  if (end > 0) return { start: at, end };
  // Here capitals matter.
  if (!'13LM'.includes(text.charAt(at))) return undefined;
  BASE58.lastIndex = at;
  const address = BASE58.exec(text)?.[0];
  return address !== undefined && bytesOf(address) === BYTES
    ? { start: at, end: at + address.length }
    : undefined;
}

/** How many bytes a base58 text stands for. */
function bytesOf(address: string): number {
  let value = 0n;
  for (const char of address) value = value * 58n + BigInt(ALPHABET.indexOf(char));
  const zeros = /^1*/.exec(address)![0].length;
  return zeros + Math.ceil(value.toString(16).length / 2);
}
