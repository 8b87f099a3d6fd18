import { finderOf } from './finder.ts';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * Addresses of crypto wallets. Sources: Bitcoin base58 (the first byte 0 or 5) and bech32 (BIP 173), Ethereum (20 bytes
 * in hex). A base58 address is 25 bytes long; shorter or longer ones of its letters are something else.
 */
export const findWallets = finderOf('crypto-wallet', [
  {
    expression: /\b0x[a-f\d]{40}\b/gi,
    asWritten: true,
    cause: 'shaped like an Ethereum address',
    points: 0.85,
  },
  {
    expression: /\b(?:bc1|tb1|ltc1)[02-9ac-hj-np-z]{11,71}\b/gi,
    asWritten: true,
    cause: 'shaped like a bech32 address',
    points: 0.85,
  },
  {
    expression: /\b[13LM][1-9A-HJ-NP-Za-km-z]{25,34}\b/g,
    asWritten: true,
    holds: (address) => bytesOf(address) === 25,
    cause: 'a base58 address of 25 bytes',
    points: 0.7,
    context: [
      {
        cause: 'a currency stands before it',
        points: 0.2,
        before: /\b(?:btc|bitcoin|crypto|wallet|ltc|litecoin|send)\b/,
      },
    ],
  },
]);

/** How many bytes a base58 text stands for. */
function bytesOf(address: string): number {
  let value = 0n;
  for (const char of address) {
    const digit = ALPHABET.indexOf(char);
    if (digit < 0) return 0;
    value = value * 58n + BigInt(digit);
  }
  const zeros = /^1*/.exec(address)![0].length;
  return zeros + Math.ceil(value.toString(16).length / 2);
}
