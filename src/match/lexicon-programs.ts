import { SymbolClasses } from './classes.ts';
import { PairTable } from './pair-table.ts';

/** Lexicons that hold phrases: their single words as a set, their phrases by the first two symbols. */
export class LexiconPrograms {
  private readonly singles = new SymbolClasses();
  private readonly beginnings = new SymbolClasses();
  private count = 0;
  /** Until they are laid out: the phrases' programs, each behind lexicon, first and second symbol. */
  private pending: number[] = [];
  /** Of (lexicon and first symbol, second symbol): where its programs are listed in `listed`. */
  private table = new PairTable(0);
  private symbols = 0;
  /** Of each such pair the number of its programs, then these. */
  listed = new Int32Array(0);

  /** `firsts`: the words that its phrases begin with. */
  add(singles: readonly number[], firsts: readonly number[]): number {
    // Sets of its own for every lexicon, so that the numbers of all three are the same.
    this.singles.addOwn(singles);
    this.beginnings.addOwn(firsts);
    return this.count++;
  }

  addPhrase(id: number, first: number, second: number, start: number): void {
    this.pending.push(id, first, second, start);
  }

  seal(symbols: number): void {
    // A lexicon and a symbol are one key of the table.
    if (symbols * this.count > MOST_KEYS)
      throw new Error('safetier: the packs have too many words and lexicons');
    this.symbols = symbols;
    this.singles.seal();
    this.beginnings.seal();
    this.layOut();
    this.pending = [];
  }

  /** Lists the programs of each pair of first symbols together, in the order in which the pairs came. */
  private layOut(): void {
    const { pending, symbols } = this;
    const count = pending.length / PENDING;
    const groups = new PairTable(count);
    const groupOf = new Int32Array(count);
    const sizes: number[] = [];
    const keyOf = (phrase: number): number =>
      pending[phrase * PENDING]! * symbols + pending[phrase * PENDING + 1]!;
    for (let phrase = 0; phrase < count; phrase++) {
      const second = pending[phrase * PENDING + 2]!;
      let group = groups.get(keyOf(phrase), second);
      if (group < 0) {
        group = sizes.push(0) - 1;
        groups.add(keyOf(phrase), second, group);
      }
      groupOf[phrase] = group;
      sizes[group]!++;
    }
    this.listed = new Int32Array(count + sizes.length);
    this.table = new PairTable(sizes.length);
    const next: number[] = [];
    let at = 0;
    for (let phrase = 0; phrase < count; phrase++) {
      const group = groupOf[phrase]!;
      let place = next[group];
      if (place === undefined) {
        this.table.add(keyOf(phrase), pending[phrase * PENDING + 2]!, at);
        this.listed[at] = sizes[group]!;
        place = at + 1;
        at += 1 + sizes[group]!;
      }
      next[group] = place + 1;
      this.listed[place] = pending[phrase * PENDING + 3]!;
    }
  }

  hasSingle(id: number, symbol: number): boolean {
    return this.singles.has(id, symbol);
  }

  /** Whether a phrase of the lexicon begins with the symbol. */
  hasPhrases(id: number, symbol: number): boolean {
    return this.beginnings.has(id, symbol);
  }

  /** The programs of the phrases that begin with the two symbols: where in `listed` their number stands; −1 for none. */
  phrasesFrom(id: number, first: number, second: number): number {
    return this.table.get(id * this.symbols + first, second);
  }
}

/** Integers of a phrase that is not laid out yet. */
const PENDING = 4;
/** Keys of a table are integers of 31 bits. */
const MOST_KEYS = 2 ** 31;
