/** Rules of which all but one element of a pattern stands in the post. */
import type { CompiledRule, Engine } from '../engine.ts';
import { firstsOf } from '../match/firsts.ts';
import { shareOf } from '../match/frequency.ts';
import type { Lowered } from '../match/lowered.ts';
import { type Element, elementsOf, partialMatch, takesWord } from '../match/partial.ts';
import type { Span } from '../model/assessment.ts';
import { type Category, type Tier, rankOf } from '../model/vocabulary.ts';
import { Nearby } from './near.ts';
import { spanOf } from './span.ts';
import { ruleName } from '../model/rule-name.ts';

/** A rule that would have matched if one more element of its pattern stood there. */
export interface NearMatch {
  rule: string;
  category: Category;
  concept: string;
  /** The tier that the rule would have carried. */
  tier: Tier;
  pattern: string;
  /** The words that did match. */
  span: Span;
  /** The element that is missing, as it is written in the pattern. */
  wanted: string;
  /** What stands in its place; absent where nothing does. */
  instead?: Span;
}

/** Rules named, the nearest first. */
const MOST = 5;
/** Part of what a pattern says that must stand in the post: elements count by how rare their words are. */
const LEAST_PART = 0.5;
/** And at least so much must: “going to” is not near to anything. */
const LEAST_BITS = 16;
/** Elements that a pattern must have: of two, a single word would be a near match. */
const LEAST_ELEMENTS = 3;
/** Words of a post that are looked at: its first ones. */
const MOST_WORDS = 400;

interface Candidate {
  rule: number;
  pattern: string;
  elements: readonly Element[];
  /** For each element the number of the set of words that it can begin with, −1 where that is anything. */
  sets: readonly number[];
  /** How much each element says: the rarer, the more. */
  bits: readonly number[];
  total: number;
}

/** Built for the first explanation, not with the classifier. */
export class NearMatches {
  private readonly engine: Engine;
  private readonly candidates: Candidate[] = [];
  /** The sets that hold a symbol. */
  private readonly setsOf = new Map<number, number[]>();
  private sets = 0;
  private readonly known = new Map<readonly number[], number>();

  constructor(engine: Engine) {
    this.engine = engine;
    engine.rules.forEach(({ rule }, index) => {
      for (const pattern of rule.match) this.enter(index, pattern);
    });
  }

  /** Must directly follow the classification of the text. `fired`: rules that are left out, `category/id`. */
  find(text: string, fired: ReadonlySet<string>): NearMatch[] {
    const { engine } = this;
    const { tokens } = engine;
    const present = this.presentSets();
    const nearby = new Nearby(engine);
    const best = new Map<number, { part: number; match: NearMatch }>();
    const isOut = engine.rules.map((compiled) => fired.has(ruleName(compiled.rule)));
    for (const candidate of this.candidates) {
      const { rule: index, elements, bits, total } = candidate;
      if (isOut[index] === true) continue;
      const absent = absentIn(candidate, present);
      if (absent === SEVERAL) continue;
      const [from, to] = absent === NONE ? [0, elements.length - 1] : [absent, absent];
      for (let k = from; k <= to; k++) {
        const said = total - bits[k]!;
        const part = said / total;
        if (said < LEAST_BITS || part < LEAST_PART || part <= (best.get(index)?.part ?? 0)) continue;
        if (!isMissable(elements[k]!.node)) continue;
        const found = partialMatch(elements, k, tokens, MOST_WORDS);
        const compiled = engine.rules[index]!;
        if (found === undefined || !this.mayCount(nearby, compiled, found.start, found.end)) continue;
        const { rule } = compiled;
        const { start, end } = found.instead;
        const match: NearMatch = {
          rule: ruleName(compiled.rule),
          category: rule.category,
          concept: rule.concept,
          tier: rule.tier,
          pattern: candidate.pattern,
          span: spanOf(engine, text, found.start, found.end),
          wanted: elements[k]!.text,
          ...(start < end ? { instead: spanOf(engine, text, start, end) } : {}),
        };
        best.set(index, { part, match });
      }
    }
    return [...best.values()]
      .sort(
        (a, b) =>
          b.part - a.part ||
          rankOf(b.match.tier) - rankOf(a.match.tier) ||
          (a.match.rule < b.match.rule ? -1 : 1),
      )
      .slice(0, MOST)
      .map(({ match }) => match);
  }

  private enter(rule: number, pattern: string): void {
    const elements = elementsOf(pattern, this.engine.lowering);
    if (elements.filter(({ node }) => isNamed(node)).length < LEAST_ELEMENTS) return;
    const firsts = elements.map(({ node }) => (isNamed(node) ? firstsOf(node) : undefined));
    const bits = elements.map(({ node }, k) => (isNamed(node) ? this.bitsOf(firsts[k]) : 0));
    const total = bits.reduce((sum, one) => sum + one, 0);
    if (total < LEAST_BITS) return;
    this.candidates.push({
      rule,
      pattern,
      elements,
      sets: firsts.map((one) => this.setOf(one)),
      bits,
      total,
    });
  }

  private setOf(symbols: readonly number[] | undefined): number {
    if (symbols === undefined) return -1;
    const known = this.known.get(symbols);
    if (known !== undefined) return known;
    const set = this.sets++;
    this.known.set(symbols, set);
    for (const symbol of symbols) {
      const list = this.setsOf.get(symbol);
      if (list) list.push(set);
      else this.setsOf.set(symbol, [set]);
    }
    return set;
  }

  private bitsOf(symbols: readonly number[] | undefined): number {
    let share = 0;
    for (const symbol of symbols ?? []) share += shareOf(this.engine.vocabulary.words[symbol] ?? '');
    return share === 0 ? 1 : Math.max(1, -Math.log2(share));
  }

  private presentSets(): Uint8Array {
    const present = new Uint8Array(this.sets);
    const { symbols, count } = this.engine.tokens;
    for (const symbol of new Set(symbols.subarray(0, Math.min(count, MOST_WORDS))))
      for (const set of this.setsOf.get(symbol) ?? []) present[set] = 1;
    return present;
  }

  /** Whether the rule's own conditions hold there: a match that lacks more than one thing is not near. */
  private mayCount(nearby: Nearby, { near, unless }: CompiledRule, start: number, end: number): boolean {
    return (
      nearby.find(unless, start, end) === undefined &&
      (near.groups.length === 0 || nearby.find(near, start, end) !== undefined)
    );
  }
}

const NONE = -1;
const SEVERAL = -2;

/** The one element of which no word stands in the post. */
function absentIn({ sets }: Candidate, present: Uint8Array): number {
  let absent = NONE;
  for (let k = 0; k < sets.length; k++) {
    if (sets[k]! < 0 || present[sets[k]!] === 1) continue;
    if (absent !== NONE) return SEVERAL;
    absent = k;
  }
  return absent;
}

/** Names words: neither a gap nor a place, and not to be left out anyway. */
function isNamed({ kind }: Lowered): boolean {
  return (
    kind === 'class' || kind === 'lexicon' || kind === 'either' || kind === 'sequence' || kind === 'flag'
  );
}

function isMissable(node: Lowered): boolean {
  return isNamed(node) || !takesWord(node);
}
