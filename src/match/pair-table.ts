/** A place of the table: both keys, then the value. */
const PLACE = 3;

const FILTER_BITS = 4;

/** Spreads pairs of integers over all 32 bits. */
function pairHash(first: number, second: number): number {
  const hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

/** Pairs of integers from 0 up, each with an integer from 0 up; filled once, asked for every word of every post. */
export class PairTable {
  /** Open addressing in one array, at most half full; an empty place begins with −1. */
  private readonly places: Int32Array;
  private readonly mask: number;
  /** A few bits for every place, set by the hash of each pair: most pairs that are asked for are none of ours. */
  private readonly filter: Int32Array;
  private readonly filterShift: number;

  /** `count`: how many pairs will be added at most. */
  constructor(count: number) {
    let size = 1;
    while (size < count * 2) size *= 2;
    this.places = new Int32Array(size * PLACE).fill(-1);
    this.mask = size - 1;
    this.filterShift = Math.clz32(size * FILTER_BITS - 1);
    this.filter = new Int32Array(Math.ceil((size * FILTER_BITS) / 32));
  }

  add(first: number, second: number, value: number): void {
    const { places, mask } = this;
    const hash = pairHash(first, second);
    const bit = hash >>> this.filterShift;
    this.filter[bit >>> 5]! |= 1 << (bit & 31);
    let place = hash & mask;
    while (places[place * PLACE]! >= 0) place = (place + 1) & mask;
    places[place * PLACE] = first;
    places[place * PLACE + 1] = second;
    places[place * PLACE + 2] = value;
  }

  /** The value of the pair, −1 if it has none. */
  get(first: number, second: number): number {
    const { places, mask } = this;
    const hash = pairHash(first, second);
    const bit = hash >>> this.filterShift;
    if (((this.filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const at = place * PLACE;
      if (places[at]! < 0) return -1;
      if (places[at] === first && places[at + 1] === second) return places[at + 2]!;
    }
  }
}
