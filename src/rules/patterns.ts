/** Checks patterns and lexicon terms against the whole set of lexicons, and collects the words and lemmas they use. */
import type { Lowering } from '../match/lower.ts';
import { PatternError, type PatternNode, parsePattern } from '../match/pattern.ts';
import type { LexiconTerm, Pack, WordForms } from '../model/pack.ts';
import { BUILT_IN } from '../tokenise/vocabulary.ts';
import { formsOf, lemmaOf } from './forms.ts';
import { languageOf } from './language.ts';
import { type Path, placeInString } from './locate.ts';
import type { Source } from './read.ts';
import type { Problems } from './report.ts';
import { mendOf } from './mend.ts';
import { didYouMean } from './suggest.ts';

/** A pattern and the place of its string. */
export interface SourcedPattern {
  source: Source;
  path: Path;
  text: string;
}

export interface SourcedTerm extends SourcedPattern {
  weight: number;
}

/** Lexicons with their terms in the order of the files. */
export type SourcedLexicons = ReadonlyMap<string, { terms: readonly SourcedTerm[] }>;

export class PatternCheck {
  /** Every lemma in use, with its forms. */
  readonly forms = new Map<string, WordForms>();
  /** Every word in use, as written, and in how many places. */
  readonly words = new Map<string, number>();
  /** The terms that can be used. */
  readonly lexicons = Object.create(null) as Record<string, LexiconTerm[]>;

  private readonly names: ReadonlySet<string>;
  /** Lexicons of which no term is left: patterns that name one are silently broken, the cause is reported. */
  private readonly hollow = new Set<string>();
  private readonly lowering: Lowering;
  private readonly formsRecord = Object.create(null) as Record<string, WordForms>;
  private readonly problems: Problems;
  private scratch = 0;

  /**
   * @param base the pack that is extended, known to be sound
   * @param spelling so that patterns are read as posts are
   */
  constructor(
    names: Iterable<string>,
    base: Pack,
    spelling: Readonly<Record<string, string>>,
    problems: Problems,
  ) {
    this.problems = problems;
    this.names = new Set([...names, ...Object.keys(base.lexicons)]);
    for (const [name, terms] of Object.entries(base.lexicons)) this.lexicons[name] = [...terms];
    for (const pattern of patternsOf(base)) this.note(parsePattern(pattern));
    this.lowering = languageOf(spelling, { lexicons: this.lexicons, forms: this.formsRecord }).lowering;
  }

  /** Checks lexicons, those first that others name, so that each mistake is reported where it stands and once. */
  checkLexicons(lexicons: SourcedLexicons): void {
    const done = new Set<string>();
    const open: string[] = [];
    const visit = (name: string): void => {
      const lexicon = lexicons.get(name);
      if (lexicon === undefined || done.has(name)) return;
      open.push(name);
      const sound: LexiconTerm[] = [];
      for (const term of lexicon.terms) {
        const node = this.parsed(term);
        if (node === undefined) continue;
        const circle = this.enter(node, open, visit);
        if (circle !== undefined) {
          const at = Math.max(0, term.text.indexOf(`@${circle}`));
          const round = [...open.slice(open.indexOf(circle)), circle].join(' → ');
          this.report(
            term,
            at,
            circle.length + 1,
            'circular-lexicon',
            `the lexicon “${circle}” contains itself: ${round}`,
          );
          continue;
        }
        if (!this.named(term, node)) continue;
        if (this.lowered(term, (text) => this.tryTerm(text)))
          sound.push(term.weight === 1 ? term.text : [term.text, term.weight]);
      }
      open.pop();
      done.add(name);
      const all = [...(this.lexicons[name] ?? []), ...sound];
      if (all.length > 0) this.lexicons[name] = all;
      else this.hollow.add(name);
    };
    for (const name of lexicons.keys()) visit(name);
  }

  /** Whether a pattern can be used; if not, every mistake in it is reported. */
  checkPattern(pattern: SourcedPattern): boolean {
    const node = this.parsed(pattern);
    return (
      node !== undefined &&
      this.named(pattern, node) &&
      this.lowered(pattern, (text) => this.lowering.pattern(text))
    );
  }

  private enter(
    node: PatternNode,
    open: readonly string[],
    visit: (name: string) => void,
  ): string | undefined {
    for (const name of lexiconsIn(node)) {
      if (open.includes(name)) return name;
      visit(name);
    }
    return undefined;
  }

  private parsed(pattern: SourcedPattern): PatternNode | undefined {
    try {
      const node = parsePattern(pattern.text);
      this.note(node);
      return node;
    } catch (error) {
      this.failed(pattern, error);
      return undefined;
    }
  }

  /** Whether all names in a pattern are known; reports each that is not. */
  private named(pattern: SourcedPattern, node: PatternNode): boolean {
    let sound = true;
    walk(node, (part) => {
      if (part.kind === 'lexicon' && !isBuiltIn(part.name)) {
        if (this.hollow.has(part.name)) sound = false;
        else if (!this.names.has(part.name)) {
          sound = false;
          const hint =
            didYouMean(part.name, [...this.names, ...BUILT_IN], (name) => `@${name}`) ??
            'lexicons are listed in rules/en/**/lexicons.yaml';
          this.report(
            pattern,
            part.at,
            part.name.length + 1,
            'unknown-lexicon',
            `there is no lexicon “${part.name}”`,
            hint,
          );
        }
      }
      if (part.kind === 'lemma') sound = this.lemmas(pattern, part) && sound;
    });
    return sound;
  }

  private lemmas(pattern: SourcedPattern, part: PatternNode & { kind: 'lemma' }): boolean {
    let sound = true;
    for (const lemma of part.lemmas) {
      const at = Math.max(part.at, pattern.text.indexOf(lemma, part.at));
      const forms = formsOf(lemma);
      const base = lemmaOf(lemma);
      if (base !== undefined)
        this.report(
          pattern,
          at,
          lemma.length,
          'unknown-lemma',
          `“${lemma}” is a form, not a lemma: no other form is matched`,
          `did you mean {${base}}?`,
          'warning',
        );
      if (part.tag !== undefined && forms[part.tag] === undefined) {
        sound = false;
        this.report(
          pattern,
          at,
          lemma.length,
          'pattern-form',
          `“${lemma}” is a noun here and has no form “${part.tag}”`,
          'write the words out: (a|b)',
        );
      }
    }
    return sound;
  }

  private note(node: PatternNode): void {
    walk(node, (part) => {
      if (part.kind === 'word') for (const word of part.text.toLowerCase().split(/[-_/]/u)) this.count(word);
      if (part.kind !== 'lemma') return;
      for (const lemma of part.lemmas) {
        const forms = this.forms.get(lemma) ?? formsOf(lemma);
        this.forms.set(lemma, forms);
        this.formsRecord[lemma] = forms;
        for (const form of Object.values(forms).flat()) for (const word of form.split(' ')) this.count(word);
      }
    });
  }

  private count(word: string): void {
    this.words.set(word, (this.words.get(word) ?? 0) + 1);
  }

  private lowered(pattern: SourcedPattern, lower: (text: string) => void): boolean {
    try {
      lower(pattern.text);
      return true;
    } catch (error) {
      this.failed(pattern, error);
      return false;
    }
  }

  /** Lexicons are lowered as a whole; a term is tried as a lexicon of its own. */
  private tryTerm(text: string): void {
    const name = `\u0000${this.scratch++}`;
    this.lexicons[name] = [text];
    try {
      this.lowering.lexicon(name);
    } finally {
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the record is what Lowering reads
      delete this.lexicons[name];
    }
  }

  private failed(pattern: SourcedPattern, error: unknown): void {
    if (!(error instanceof PatternError)) throw error;
    const { code, message } = error;
    const { at, length, hint } = mendOf(error, pattern.text);
    this.report(pattern, at, length, code, message, hint);
  }

  private report(
    { source, path }: SourcedPattern,
    at: number,
    length: number,
    code: Parameters<Problems['add']>[2],
    message: string,
    hint?: string,
    severity: 'error' | 'warning' = 'error',
  ): void {
    this.problems.add(source, placeInString(source, path, at, length), code, message, { hint, severity });
  }
}

function patternsOf({ lexicons, rules, cues }: Pack): string[] {
  const terms = Object.values(lexicons).flat();
  return [
    ...terms.map((term) => (typeof term === 'string' ? term : term[0])),
    ...rules.flatMap(({ match, near = [], unless = [] }) => [
      ...match,
      ...[...near, ...unless].map((one) => one.match),
    ]),
    ...cues.flatMap(({ match, stops = [], unless = [] }) => [
      ...match,
      ...stops,
      ...unless.map((one) => one.match),
    ]),
  ];
}

function isBuiltIn(name: string): boolean {
  return (BUILT_IN as readonly string[]).includes(name);
}

function lexiconsIn(node: PatternNode): string[] {
  const names: string[] = [];
  walk(node, (part) => {
    if (part.kind === 'lexicon') names.push(part.name);
  });
  return names;
}

/** Visits a node and all nodes inside it, outer ones first. */
export function walk(node: PatternNode, visit: (node: PatternNode) => void): void {
  visit(node);
  if (node.kind === 'either' || node.kind === 'sequence') for (const inner of node.nodes) walk(inner, visit);
  else if (node.kind === 'not' || node.kind === 'optional') walk(node.node, visit);
}
