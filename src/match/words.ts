/** The words of patterns, lexicons and weighted terms, read as posts are: each word as its symbols. */
import type { WordForms } from '../model/pack.ts';
import { foldWord, splitHyphens } from '../normalise/fold.ts';
import { UNKNOWN, type Vocabulary } from '../tokenise/vocabulary.ts';
import { type ClassNode, classOf } from './lowered.ts';
import { PatternError } from './pattern.ts';
import { type WordNode, WordNodes } from './word-nodes.ts';

/** A lemma as a pattern names it: one or several, in all forms or in one. */
export interface NamedLemma {
  lemmas: readonly string[];
  tag: keyof WordForms | undefined;
  at: number;
}

const ALL_TAGS = ['base', 's', 'past', 'ing'] as const;

export class Words {
  /** For parsing patterns of these words. */
  readonly nodes = new WordNodes();
  private readonly known = new Map<string, readonly number[]>();
  private readonly lemmas = new Map<string, readonly (readonly number[])[]>();
  /** Of each symbol the class that holds nothing else: most classes are of one word, the same few thousand. */
  private readonly singles: (ClassNode | undefined)[] = [];
  private readonly vocabulary: Vocabulary;
  private readonly forms: Readonly<Record<string, WordForms>>;

  constructor(vocabulary: Vocabulary, forms: Readonly<Record<string, WordForms>>) {
    this.vocabulary = vocabulary;
    this.forms = forms;
  }

  single(symbol: number): ClassNode {
    // Filled in order: an array with holes is looked up like a dictionary.
    while (this.singles.length <= symbol) this.singles.push(undefined);
    return (this.singles[symbol] ??= classOf([symbol]));
  }

  /** The same for a word of a pattern. */
  ofNode(node: WordNode): readonly number[] {
    return (node.symbols ??= this.symbols(node.text));
  }

  /** Hyphens split, contractions and spelling variants opened. */
  symbols(text: string): readonly number[] {
    let symbols = this.known.get(text);
    if (!symbols) {
      symbols = this.read(text);
      this.known.set(text, symbols);
    }
    return symbols;
  }

  /** The forms of a lemma, each as its symbols. A phrase `{spit at}` inflects its first word. */
  lemma(node: NamedLemma): readonly (readonly number[])[] {
    const key = `${node.lemmas.join('|')}:${node.tag ?? ''}`;
    let forms = this.lemmas.get(key);
    if (!forms) {
      forms = this.formsOf(node);
      this.lemmas.set(key, forms);
    }
    return forms;
  }

  private read(text: string): number[] {
    const symbols: number[] = [];
    for (const piece of splitHyphens(text)) {
      const folded = foldWord(piece);
      const plain = folded.replaceAll("'", '');
      if (plain === '') continue;
      const spelled = folded.includes("'") ? this.vocabulary.get(folded) : UNKNOWN;
      let id = spelled;
      if (id === UNKNOWN && folded.endsWith("'s"))
        id = this.vocabulary.intern(folded.slice(0, -2).replaceAll("'", ''));
      if (id === UNKNOWN) id = this.vocabulary.intern(plain);
      symbols.push(...(this.vocabulary.expansions[id] ?? [id]));
    }
    return symbols;
  }

  private formsOf({ lemmas, tag, at }: NamedLemma): (readonly number[])[] {
    const out = new Map<string, readonly number[]>();
    for (const lemma of lemmas) {
      const forms = Object.hasOwn(this.forms, lemma) ? this.forms[lemma] : undefined;
      if (!forms)
        throw new PatternError(
          'unknown-lemma',
          `the forms of “${lemma}” are not known here; write them out as (a|b)`,
          at,
          lemma.length + 2,
        );
      for (const one of tag === undefined ? ALL_TAGS : [tag])
        for (const form of forms[one] ?? []) {
          const symbols = form.split(' ').flatMap((word) => this.symbols(word));
          out.set(symbols.join(' '), symbols);
        }
    }
    return [...out.values()];
  }
}
