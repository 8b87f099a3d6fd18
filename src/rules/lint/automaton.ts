/**
 * Patterns as automata over words, and whether one pattern stands wherever another does. The answer errs to one side:
 * “yes” is certain (but for `near` and `unless`, which are not part of a pattern), “no” may also mean that it cannot be
 * seen from here.
 */
import { type Lexicon, type Lowered, classOf } from '../../match/lowered.ts';
import { MOST_FILLERS } from '../../match/machine.ts';

type Letter =
  | { kind: 'class'; symbols: readonly number[]; set: ReadonlySet<number> }
  | { kind: 'lexicon'; lexicon: Lexicon; set: ReadonlySet<number> }
  | { kind: 'flag'; mask: number }
  /** Any word: of a gap, or `.`. */
  | { kind: 'word' }
  | { kind: 'start' }
  | { kind: 'end' };

interface Arc {
  letter: Letter;
  to: number;
}

export interface Automaton {
  arcs: Arc[][];
  /** Steps that take up no word. */
  free: number[][];
  start: number;
  accept: number;
  /** It holds a `!x`: what it matches depends on what stands around. */
  conditional: boolean;
}

/** Which phrases of a lexicon are spelled out; a lexicon is one letter besides. */
type SpellOut = (lexicon: Lexicon) => Lexicon['phrases'];

export function automatonOf(node: Lowered, spellOut: SpellOut = () => []): Automaton {
  const automaton: Automaton = { arcs: [[], []], free: [[], []], start: 0, accept: 1, conditional: false };
  new Builder(automaton, spellOut).add(node, 0, 1);
  return automaton;
}

class Builder {
  private readonly automaton: Automaton;
  private readonly spellOut: SpellOut;

  constructor(automaton: Automaton, spellOut: SpellOut) {
    this.automaton = automaton;
    this.spellOut = spellOut;
  }

  add(node: Lowered, from: number, to: number): void {
    switch (node.kind) {
      case 'class':
        this.arc(from, { kind: 'class', symbols: node.symbols, set: setOf(node.symbols) }, to);
        return;
      case 'lexicon': {
        const { lexicon } = node;
        this.arc(from, { kind: 'lexicon', lexicon, set: setOf(lexicon.singles) }, to);
        for (const phrase of this.spellOut(lexicon)) this.sequence(phrase.map(classOf), from, to);
        return;
      }
      case 'flag':
        this.arc(from, { kind: 'flag', mask: node.mask }, to);
        return;
      case 'any':
        this.arc(from, { kind: 'word' }, to);
        return;
      case 'gap': {
        let at = from;
        for (let k = 0; k < node.most; k++) {
          this.free(at, to);
          const next = this.state();
          this.arc(at, { kind: 'word' }, next);
          at = next;
        }
        this.free(at, to);
        return;
      }
      case 'start':
      case 'end':
        this.arc(from, { kind: node.kind }, to);
        return;
      case 'not':
        this.automaton.conditional = true;
        this.free(from, to);
        return;
      case 'optional':
        this.free(from, to);
        this.branch(node.node, from, to);
        return;
      case 'either':
        for (const inner of node.nodes) this.branch(inner, from, to);
        return;
      case 'sequence':
        this.sequence(node.nodes, from, to);
        return;
    }
  }

  private sequence(nodes: readonly Lowered[], from: number, to: number): void {
    let at = from;
    nodes.forEach((node, k) => {
      const next = k === nodes.length - 1 ? to : this.state();
      this.add(node, at, next);
      at = next;
    });
    if (nodes.length === 0) this.free(from, to);
  }

  /** In states of its own, so that no state is left both by a named word and by any word. */
  private branch(node: Lowered, from: number, to: number): void {
    const own = this.state();
    this.free(from, own);
    this.add(node, own, to);
  }

  private state(): number {
    this.automaton.free.push([]);
    return this.automaton.arcs.push([]) - 1;
  }

  private arc(from: number, letter: Letter, to: number): void {
    this.automaton.arcs[from]!.push({ letter, to });
  }

  private free(from: number, to: number): void {
    this.automaton.free[from]!.push(to);
  }
}

const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

export function setOf(symbols: readonly number[]): ReadonlySet<number> {
  let set = sets.get(symbols);
  if (!set) {
    set = new Set(symbols);
    sets.set(symbols, set);
  }
  return set;
}

/** States of the whole: twice the state, plus 1 where a word has been taken up. */
type States = readonly number[];

/** Pairs of states looked at before the question is given up. */
const MOST_PAIRS = 20_000;

/**
 * Whether every text that `part` matches holds a match of `whole`; `anchored`: one from the same first to the same last
 * word. Fillers between words are among the texts.
 */
export function stands(whole: Automaton, part: Automaton, anchored: boolean): boolean {
  if (whole.conditional) return false;
  return new Inclusion(whole, part, anchored).holds();
}

class Inclusion {
  private readonly whole: Automaton;
  private readonly part: Automaton;
  private readonly anchored: boolean;
  private readonly seen = new Set<string>();
  private readonly fresh: States;

  constructor(whole: Automaton, part: Automaton, anchored: boolean) {
    this.whole = whole;
    this.part = part;
    this.anchored = anchored;
    this.fresh = this.closed([whole.start * 2]);
  }

  holds(): boolean {
    return this.covers(this.part.start, false, this.fresh);
  }

  /** Whether what the part matches from `at` on leads the whole, in one of `states`, to its end. */
  private covers(at: number, taken: boolean, states: States): boolean {
    const accepts = states.some((state) => state >> 1 === this.whole.accept);
    if (accepts && !this.anchored) return true;
    if (at === this.part.accept) return accepts;
    const key = `${at} ${taken} ${states.join()}`;
    if (this.seen.has(key)) return true;
    if (this.seen.size === MOST_PAIRS) return false;
    this.seen.add(key);
    if (!this.part.free[at]!.every((to) => this.covers(to, taken, states))) return false;
    return this.part.arcs[at]!.every(({ letter, to }) =>
      this.before(letter, taken, states).every((from) =>
        this.steps(letter, from).every((after) => this.covers(to, taken || isWord(letter), after)),
      ),
    );
  }

  /** Where the whole may be when the letter comes: fillers may stand before a named word. */
  private before(letter: Letter, taken: boolean, states: States): States[] {
    const all = [states];
    if (!taken || !isNamed(letter)) return all;
    for (let k = 0, at = states; k < MOST_FILLERS; k++) {
      const next = this.step(at, (one) => one.kind === 'word', isNamed);
      if (next.join() === at.join()) break;
      all.push(next);
      at = next;
    }
    return all;
  }

  /** Where the whole may be behind the letter, one by one for words that it takes differently. */
  private steps(letter: Letter, states: States): States[] {
    switch (letter.kind) {
      case 'class':
        return this.stepsOfWords(letter.symbols, states);
      case 'lexicon':
        return [this.step(states, (one) => coversLexicon(one, letter.lexicon))];
      case 'flag':
        return [
          this.step(
            states,
            (one) => one.kind === 'word' || (one.kind === 'flag' && one.mask === letter.mask),
          ),
        ];
      case 'word':
        return [this.step(states, (one) => one.kind === 'word')];
      case 'start':
        return [
          this.closed([
            ...states.filter((state) => (state & 1) === 0),
            ...this.step(states, (one) => one.kind === 'start'),
          ]),
        ];
      case 'end':
        return [
          this.closed([
            ...states.filter((state) => state >> 1 === this.whole.accept),
            ...this.step(states, (one) => one.kind === 'end'),
          ]),
        ];
    }
  }

  private stepsOfWords(symbols: readonly number[], states: States): States[] {
    const letters = states.flatMap((state) =>
      this.whole.arcs[state >> 1]!.flatMap(({ letter }) =>
        letter.kind === 'class' || letter.kind === 'lexicon' ? [letter] : [],
      ),
    );
    const kinds = new Map<string, number>();
    for (const symbol of symbols) {
      const kind = letters.map(({ set }) => (set.has(symbol) ? '1' : '0')).join('');
      if (!kinds.has(kind)) kinds.set(kind, symbol);
    }
    return [...kinds.values()].map((symbol) =>
      this.step(
        states,
        (one) =>
          one.kind === 'word' || ((one.kind === 'class' || one.kind === 'lexicon') && one.set.has(symbol)),
      ),
    );
  }

  /** States behind a letter; those with an arc for which `stays` holds may also wait where they are. */
  private step(
    states: States,
    takes: (letter: Letter) => boolean,
    stays: (letter: Letter) => boolean = () => false,
  ): States {
    const next: number[] = [];
    const waiting: number[] = [];
    for (const state of states)
      for (const { letter, to } of this.whole.arcs[state >> 1]!) {
        if (takes(letter)) next.push(to * 2 + (isWord(letter) ? 1 : state & 1));
        if ((state & 1) === 1 && stays(letter)) waiting.push(state);
      }
    const closed = this.closed(this.anchored ? next : [...next, this.whole.start * 2]);
    return waiting.length === 0 ? closed : sorted([...closed, ...waiting]);
  }

  private closed(states: readonly number[]): States {
    const all = new Set<number>();
    const open = [...states];
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (all.has(state)) continue;
      all.add(state);
      for (const to of this.whole.free[state >> 1]!) open.push(to * 2 + (state & 1));
    }
    return sorted(all);
  }
}

function sorted(states: Iterable<number>): States {
  return [...new Set(states)].sort((a, b) => a - b);
}

/** A word that the pattern names: fillers may stand before it. */
function isNamed({ kind }: Letter): boolean {
  return kind === 'class' || kind === 'lexicon' || kind === 'flag';
}

function isWord({ kind }: Letter): boolean {
  return kind !== 'start' && kind !== 'end';
}

/** Whether a letter takes every term of the lexicon. */
function coversLexicon(letter: Letter, { singles, phrases, weighted }: Lexicon): boolean {
  switch (letter.kind) {
    case 'class':
      return phrases.length === 0 && singles.every((symbol) => letter.set.has(symbol));
    case 'word':
      return phrases.length === 0;
    case 'lexicon': {
      const other = letter.lexicon;
      if (other.singles === singles) return true;
      if (weighted.length + other.weighted.length > 0) return false;
      const known = phraseKeys(other);
      return (
        singles.every((symbol) => letter.set.has(symbol)) &&
        phrases.every((phrase) => known.has(keyOf(phrase)))
      );
    }
    default:
      return false;
  }
}

const keys = new WeakMap<Lexicon, ReadonlySet<string>>();

function phraseKeys(lexicon: Lexicon): ReadonlySet<string> {
  let known = keys.get(lexicon);
  if (!known) {
    known = new Set(lexicon.phrases.map(keyOf));
    keys.set(lexicon, known);
  }
  return known;
}

function keyOf(phrase: Lexicon['phrases'][number]): string {
  return phrase.map((set) => set.join(',')).join(' ');
}
