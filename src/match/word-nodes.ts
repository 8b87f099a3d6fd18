/** A word as it is written in a pattern. */
export interface WordNode {
  kind: 'word';
  text: string;
  /** What it is read as, once that was asked: the memory of those who read the words of one set of nodes. */
  symbols: readonly number[] | undefined;
}

/**
 * The words of many patterns, each text one node: hundreds of thousands of places hold a few thousand words, and a word that
 * is known need be neither made nor read again.
 */
export class WordNodes {
  private readonly nodes = new Map<string, WordNode>();

  of(text: string): WordNode {
    let node = this.nodes.get(text);
    if (!node) {
      node = { kind: 'word', text, symbols: undefined };
      this.nodes.set(text, node);
    }
    return node;
  }
}
