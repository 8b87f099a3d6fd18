import { foldWord } from '../normalise/fold.ts';

/** Symbols of tokens that are found by their shape, not in a word list. 0 is a word that stands in no rule. */
export const UNKNOWN = 0;
export const BUILT_IN = [
  'unknown-word',
  'digits',
  'url',
  'mention',
  'email',
  'phone',
  'postcode',
  'card',
  'iban',
  'national-id',
  'sort-code',
  'ip',
  'date',
  'clock',
  'plate',
  'capitalised',
  'wallet',
  'mac',
  'coordinates',
] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

export function symbolOf(builtIn: BuiltIn): number {
  return BUILT_IN.indexOf(builtIn);
}

const HASH_SEED = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

export { HASH_SEED, HASH_PRIME };

/** FNV-1a over UTF-16 units; the tokeniser computes the same value while it reads. */
function hashOf(word: string): number {
  let hash = HASH_SEED;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
  return hash;
}

/** Spreads the entropy of FNV's high bits into the low ones that index the table. */
function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

/**
 * All words of all rules, each with a number. Look-up is one probe of an open-addressed table; a candidate is verified
 * against its characters, so that no two words are ever confused.
 */
export class Vocabulary {
  readonly words: string[] = [...BUILT_IN].map((name) => `\u0000${name}`);
  /** What a word is read as, where that is not itself (`dont` → do, not). */
  readonly expansions: (readonly number[] | undefined)[] = this.words.map(() => undefined);
  /** 1 where a word may stand between any two words of a pattern. */
  filler = new Uint8Array(64);
  /** Longest word, in UTF-16 units: longer tokens need no look-up. */
  longest = 0;

  private ids = new Map<string, number>();
  private slots = new Int32Array(64);
  private hashes = new Int32Array(64);
  private chars = new Uint16Array(1024);
  private offsets = new Int32Array(64);
  private used = 0;

  constructor() {
    for (const word of this.words) this.ids.set(word, this.ids.size);
  }

  get size(): number {
    return this.words.length;
  }

  /** The number of a folded word, given one if it is new. */
  intern(word: string): number {
    const known = this.ids.get(word);
    if (known !== undefined) return known;
    const id = this.words.length;
    this.words.push(word);
    this.expansions.push(undefined);
    this.ids.set(word, id);
    this.longest = Math.max(this.longest, word.length);
    if ((id + 1) * 3 > this.slots.length) this.grow(Math.max(256, this.slots.length * 4));
    else this.insert(id);
    return id;
  }

  /** The number of a folded word, 0 if no rule knows it. */
  get(word: string): number {
    return this.ids.get(word) ?? UNKNOWN;
  }

  /** Like `get`, for `length` units in a buffer with their hash. */
  find(buffer: Uint16Array, length: number, hash: number): number {
    const { slots, hashes, offsets, chars } = this;
    const mask = slots.length - 1;
    for (let slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
      const id = slots[slot]!;
      if (id === 0) return UNKNOWN;
      if (hashes[id] !== hash) continue;
      const from = offsets[id]!;
      if (offsets[id + 1]! - from !== length) continue;
      let k = 0;
      while (k < length && chars[from + k] === buffer[k]) k++;
      if (k === length) return id;
    }
  }

  /** Declares that `variant` (one word, apostrophes kept) is read as `plain`. */
  expand(variant: string, plain: readonly string[]): void {
    const id = this.intern(foldWord(variant));
    this.expansions[id] = plain.map((word) => this.intern(word));
  }

  markFiller(word: string): void {
    const id = this.intern(word);
    if (id >= this.filler.length) {
      const larger = new Uint8Array(Math.max(id + 1, this.filler.length * 2));
      larger.set(this.filler);
      this.filler = larger;
    }
    this.filler[id] = 1;
  }

  /** Called when every word is known: look-ups by symbol are then always inside the tables. */
  seal(): void {
    const filler = new Uint8Array(this.words.length);
    filler.set(this.filler.subarray(0, this.words.length));
    this.filler = filler;
  }

  private insert(id: number): void {
    const word = this.words[id]!;
    while (this.used + word.length > this.chars.length) {
      const larger = new Uint16Array(this.chars.length * 2);
      larger.set(this.chars);
      this.chars = larger;
    }
    this.offsets[id] = this.used;
    for (let k = 0; k < word.length; k++) this.chars[this.used++] = word.charCodeAt(k);
    this.offsets[id + 1] = this.used;
    const hash = hashOf(word);
    this.hashes[id] = hash;
    const mask = this.slots.length - 1;
    let slot = slotOf(hash, mask);
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = id;
  }

  private grow(capacity: number): void {
    this.slots = new Int32Array(capacity);
    this.hashes = new Int32Array(capacity);
    this.offsets = new Int32Array(capacity + 1);
    this.used = 0;
    for (let id = BUILT_IN.length; id < this.words.length; id++) this.insert(id);
  }
}
