import type { Configuration } from '../configure.ts';
import { type Engine, buildEngine } from '../engine.ts';
import { Hits } from '../match/matcher.ts';
import type { Place, Signal } from '../model/conversation.ts';
import type { Pack, Rule, Talk } from '../model/pack.ts';
import { Nearby } from '../qualify/near.ts';
import { MOST } from './state.ts';
import type { Weighed } from './talk.ts';

/** A signal in a message. */
export interface Said {
  id: string;
  spans: Place[];
  /** Of signals that read one: a number, or a word in lower case. */
  value?: string;
}

/** Words of a vocabulary that begin so stand for shapes. */
const SHAPE = '\u0000';
/** Longer tokens are no words of signals. */
const LONGEST = 24;
const NUMBERS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/**
 * Finds the signals of a pack in the tokens of a post that has been read. It has words and tables of its own: were signals
 * among the words of the post rules, their spelling would change how posts are read. So the numbers of the post's words are
 * turned into its own, and only words that no rule knows are looked up.
 */
export class SignalReader {
  private readonly signals: readonly Signal[];
  private readonly byId: ReadonlyMap<string, Signal>;
  private readonly engine: Engine;
  private readonly nearby: Nearby;
  private readonly hits = new Hits();
  private readonly posts: Pick<Engine, 'tokens' | 'vocabulary'>;
  /** The rules that have weighted words, each with a set for what is said and one for what is heard. */
  private readonly talk: readonly string[];
  /** By the numbers of the words of posts. */
  private readonly own: Int32Array;
  /** Numbers below this are shapes, not words. */
  private readonly shapes: number;

  /** @param posts whose tokens are those of the last post */
  constructor(configuration: Configuration, posts: Pick<Engine, 'tokens' | 'vocabulary'>) {
    const { pack } = configuration;
    this.signals = pack.signals ?? [];
    const { talk = [] } = pack;
    this.talk = talk.map(({ rule }) => rule);
    const own: Pack = {
      ...pack,
      rules: [...this.signals.map(ruleOf), ...talk.flatMap(({ said, heard }) => [said, heard]).map(wordsOf)],
      cues: [],
      maskable: [],
      categories: {},
    };
    delete own.impression;
    const { engine, issues } = buildEngine(own);
    const [issue] = issues;
    if (issue) throw new Error(`signal ${issue.owner}: “${issue.pattern}”: ${issue.error.message}`);
    this.engine = engine;
    this.nearby = new Nearby(engine);
    this.byId = new Map(this.signals.map((one) => [one.id, one]));
    this.posts = posts;
    this.shapes = posts.vocabulary.words.findIndex((word) => !word.startsWith(SHAPE));
    this.own = Int32Array.from(posts.vocabulary.words, (word) => engine.vocabulary.get(word));
  }

  /** The signals of the last post, in the order of the pack, each with its first places. No context but theirs acts on them. */
  read(text: string): Said[] {
    const { engine, hits, nearby } = this;
    if (this.signals.length === 0 && this.talk.length === 0) return [];
    this.take(text);
    hits.count = 0;
    engine.ruleMatcher.scan(engine.tokens, engine.machine, hits);
    if (hits.count === 0) return [];
    nearby.reset();
    const found = new Map<string, Said>();
    for (let k = 0; k < hits.count; k++) {
      const at = k * Hits.WIDTH;
      const start = hits.data[at + 1]!;
      const end = hits.data[at + 2]!;
      const { rule, near, unless } = engine.rules[hits.data[at]!]!;
      const known = found.get(rule.id);
      if (known?.spans.length === MOST.places) continue;
      if (nearby.find(unless, start, end)) continue;
      if (near.groups.length > 0 && !nearby.find(near, start, end)) continue;
      const { starts, ends } = engine.tokens;
      const span = { start: starts[start]!, end: ends[end - 1]! };
      if (known) {
        known.spans.push(span);
        continue;
      }
      const value = valueOf(this.byId.get(rule.id)!, text.slice(span.start, span.end));
      found.set(rule.id, { id: rule.id, spans: [span], ...(value === undefined ? {} : { value }) });
    }
    return [...found.values()];
  }

  /** What the words of the post that was read last weigh; undefined if there are none, or nothing is weighed. */
  weigh(): Weighed | undefined {
    const { learned, tokens } = this.engine;
    if (this.talk.length === 0 || tokens.count === 0) return undefined;
    const sums = learned.sumsOf(tokens);
    const side = (k: number): Record<string, number> =>
      Object.fromEntries(this.talk.map((rule, at) => [rule, sums[at * 2 + k]!]));
    return { words: tokens.count, said: side(0), heard: side(1) };
  }

  private take(text: string): void {
    const { own, engine } = this;
    const { symbols, starts, ends, flags, bounds, count, anyDigits } = this.posts.tokens;
    const { tokens } = engine;
    tokens.reset();
    tokens.anyDigits = anyDigits;
    for (let at = 0; at < count; at++) {
      const first = at;
      const symbol = symbols[at]!;
      const start = starts[at]!;
      // What posts read in parts (“yr8” as yr, 8), or know by its shape only, signals may know as a word.
      const isJoined = at + 1 < count && ends[at] === starts[at + 1];
      let end = isJoined ? ends[at + 1]! : ends[at]!;
      let named = isJoined || symbol < this.shapes ? this.wordAt(text, start, end) : 0;
      if (isJoined && named !== 0) at++;
      else if (isJoined) {
        end = ends[at]!;
        named = symbol < this.shapes ? this.wordAt(text, start, end) : 0;
      }
      tokens.push(named === 0 ? own[symbol]! : named, start, end, flags[at]!, bounds[first]!);
    }
  }

  private wordAt(text: string, start: number, end: number): number {
    return end - start > LONGEST ? 0 : this.engine.vocabulary.get(text.slice(start, end).toLowerCase());
  }
}

function ruleOf({ id, match, near, unless }: Signal): Rule {
  return {
    id,
    category: 'conduct',
    concept: id,
    tier: 'low',
    reason: 'somewhat-inappropriate',
    weight: 1,
    group: id,
    match,
    ...(near ? { near } : {}),
    ...(unless ? { unless } : {}),
  };
}

/** Weighted words as a rule that never fires. */
function wordsOf({ terms }: Talk['said'], set: number): Rule {
  const id = `words ${set}`;
  return { ...ruleOf({ id, match: [] }), learned: { bias: 0, from: Infinity, terms } };
}

function valueOf({ reads }: Signal, text: string): string | undefined {
  if (reads === undefined) return undefined;
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  if (reads === 'word') return words.filter((word) => word !== '').at(-1);
  for (const word of words) {
    if (/^\d{1,3}$/u.test(word)) return word;
    const number = NUMBERS.indexOf(word);
    if (number > 0) return String(number);
  }
  return undefined;
}
