/** A word as it is written in a pattern. */
export interface WordNode {
  kind: 'word';
  text: string;
  /** What it is read as, once that was asked: the memory of those who read the words of one set of nodes. */
  symbols: readonly number[] | undefined;
}

/**
 * The words of many patterns, each text one node: hundreds of thousands of places hold a few thousand words, and a word that
 * is known need be neither cut out of its pattern nor looked up again by those who read it.
 */
export class WordNodes {
  /** Open addressing, at most half full. */
  private nodes: (WordNode | undefined)[] = [];
  private hashes = new Int32Array(0);
  private count = 0;

  /** The word at [from, to) of a pattern; `hash`: any number that is the same for the same text. */
  at(source: string, from: number, to: number, hash: number): WordNode {
    if (this.count * 2 >= this.nodes.length) this.grow();
    let place = this.placeOf(hash);
    for (let node = this.nodes[place]; node; node = this.nodes[place]) {
      const { text } = node;
      if (this.hashes[place] === hash && text.length === to - from && source.startsWith(text, from))
        return node;
      place = (place + 1) & (this.nodes.length - 1);
    }
    const node: WordNode = { kind: 'word', text: source.slice(from, to), symbols: undefined };
    this.nodes[place] = node;
    this.hashes[place] = hash;
    this.count++;
    return node;
  }

  private placeOf(hash: number): number {
    return (hash ^ (hash >>> 15)) & (this.nodes.length - 1);
  }

  private grow(): void {
    const { nodes, hashes } = this;
    const size = Math.max(64, nodes.length * 4);
    this.nodes = new Array<WordNode | undefined>(size).fill(undefined);
    this.hashes = new Int32Array(size);
    nodes.forEach((node, k) => {
      if (!node) return;
      let place = this.placeOf(hashes[k]!);
      while (this.nodes[place]) place = (place + 1) & (size - 1);
      this.nodes[place] = node;
      this.hashes[place] = hashes[k]!;
    });
  }
}
