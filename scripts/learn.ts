/**
 * Fits the weighted words of one category after another on labelled posts and writes them as rule files.
 *
 *   tsx scripts/learn.ts [--data fixtures/corpus/train] [--category C] [--out rules/en] [--dry]
 *
 * Sparse logistic regression (FTRL-proximal: McMahan and others, KDD 2013) on words and two words in a row, as the
 * tokeniser reads them. What is reported, and where the rule begins to fire, comes from posts of writers that a fit has
 * not seen (leave one writer out). Words of fewer than three writers are left out: they are names and habits; so
 * are words that stand with a capital inside sentences.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, Scalar, visit } from 'yaml';
import { random } from '../src/evaluate/random.ts';
import { buildEngine } from '../src/engine.ts';
import { en } from '../src/generated/en.ts';
import { learnedScale } from '../src/match/learned.ts';
import type { Pack } from '../src/model/pack.ts';
import { CATEGORIES, type Category, type Tier } from '../src/model/vocabulary.ts';
import { BOUND, FLAG } from '../src/tokenise/tokens.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'fixtures/corpus/train' },
    category: { type: 'string' },
    out: { type: 'string', default: 'rules/en' },
    /** Share of harmless posts, of writers not seen, on which the rule may fire. */
    budget: { type: 'string', default: '0.003' },
    dry: { type: 'boolean' },
  },
});

/** A breach of the ground rules is told by its words, not by many together. */
const LEARNED = CATEGORIES.filter((category) => category !== 'conduct');
const SEED = 20261123;
const EPOCHS = 12;
const LEAST_POSTS = 4;
const LEAST_WRITERS = 3;
/** A word that is written with a capital inside a sentence this often is somebody's name. */
const NAME_SHARE = 0.2;
/** The budget of harmless text of other places, as a part of the whole budget. */
const ELSEWHERE = 0.67;
/** Added to the mark: what a sample of harmless text holds is never all there is. */
const MARGIN = 0.35;
/** How often it is read in each round. */
const TIMES = 4;
/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.15;
/** Smoothing of the first step, its size, and the two penalties: L1 makes most weights nothing, L2 keeps the rest small. */
const FTRL = { beta: 1, alpha: 0.6, l1: 1.2, l2: 0.02 };

interface Post {
  id: string;
  source: string;
  text: string;
  tiers: Tier[];
  present?: (Category | Category[])[];
}

const posts = readdirSync(options.data)
  .filter((file) => file.endsWith('.jsonl'))
  .sort()
  .flatMap((file) =>
    readFileSync(join(options.data, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Post),
  );
const has = (post: Post, category: Category): boolean => (post.present ?? []).flat().includes(category);
const isHarmless = (post: Post): boolean => post.present === undefined && post.tiers.includes('none');

/** The terms of each post, as the numbers of `names`. */
function readTerms(): { names: string[]; rows: Int32Array[]; scales: Float64Array } {
  // All words of the posts are made known to the tokeniser, so that each has a symbol.
  const words = new Set(posts.flatMap(({ text }) => text.toLowerCase().match(/[a-z]{2,}/gu) ?? []));
  const plain: Pack = { ...en, rules: en.rules.filter(({ learned }) => learned === undefined) };
  const probe = plain.rules[0]!;
  const { engine } = buildEngine({
    ...plain,
    rules: [
      ...plain.rules,
      {
        ...probe,
        id: 'vocabulary',
        match: [],
        learned: { bias: 0, from: 1, terms: [...words].map((word) => [word, 0]) },
      },
    ],
  });
  const ids = new Map<string, number>();
  const names: string[] = [];
  const written = new Map<string, { all: number; capital: number }>();
  const scales = new Float64Array(posts.length);
  const found = posts.map(({ text }, k) => {
    const { tokens, tokeniser, vocabulary } = engine;
    tokeniser.read(text, tokens);
    scales[k] = learnedScale(tokens.count);
    const terms = new Set<number>();
    const add = (name: string): void => {
      let id = ids.get(name);
      if (id === undefined) {
        id = names.length;
        ids.set(name, id);
        names.push(name);
      }
      terms.add(id);
    };
    const wordAt = (at: number): string | undefined => {
      const word = vocabulary.words[tokens.symbols[at]!]!;
      return /^[a-z]+$/u.test(word) ? word : undefined;
    };
    for (let at = 0; at < tokens.count; at++) {
      const word = wordAt(at);
      if (word === undefined) continue;
      const count = written.get(word) ?? { all: 0, capital: 0 };
      count.all++;
      if ((tokens.flags[at]! & FLAG.capitalised) !== 0) count.capital++;
      written.set(word, count);
      add(word);
      const next =
        at + 1 < tokens.count && tokens.bounds[at + 1] !== BOUND.sentence ? wordAt(at + 1) : undefined;
      if (next !== undefined) add(`${word} ${next}`);
    }
    return terms;
  });
  const counts = new Int32Array(names.length);
  const writers = names.map(() => new Set<string>());
  found.forEach((terms, k) => {
    for (const term of terms) {
      counts[term]!++;
      writers[term]!.add(posts[k]!.source);
    }
  });
  const isName = (word: string): boolean => {
    const { all, capital } = written.get(word)!;
    return word !== 'i' && capital / all >= NAME_SHARE;
  };
  const kept = new Int32Array(names.length).fill(-1);
  const keptNames: string[] = [];
  names.forEach((name, term) => {
    if (counts[term]! >= LEAST_POSTS && writers[term]!.size >= LEAST_WRITERS && !name.split(' ').some(isName))
      kept[term] = keptNames.push(name) - 1;
  });
  return {
    names: keptNames,
    rows: found.map((terms) =>
      Int32Array.from([...terms].map((term) => kept[term]!).filter((term) => term >= 0)),
    ),
    scales,
  };
}

const { names, rows, scales } = readTerms();
const ids: ReadonlySet<string> = new Set(names);

const writersOf = [...new Set(posts.map(({ source }) => source))].sort();
/** Writers of harmless posts only. */
const elsewhere: ReadonlySet<string> = new Set(
  writersOf.filter((writer) =>
    posts.every(({ source, present }) => source !== writer || !present?.some((one) => one !== 'conduct')),
  ),
);

interface Model {
  bias: number;
  weights: Float64Array;
}

function fit(train: readonly number[], isPositive: (post: number) => boolean): Model {
  const size = names.length + 1;
  const z = new Float64Array(size);
  const n = new Float64Array(size);
  const weights = new Float64Array(size);
  // Text of other places counts several times: there is more of it in the world than in the sample.
  const order = Int32Array.from(
    train.flatMap((post) => (elsewhere.has(posts[post]!.source) ? Array<number>(TIMES).fill(post) : [post])),
  );
  const next = random(SEED);
  const step = (term: number, gradient: number): void => {
    const squared = gradient * gradient;
    const rate = (Math.sqrt(n[term]! + squared) - Math.sqrt(n[term]!)) / FTRL.alpha;
    z[term]! += gradient - rate * weights[term]!;
    n[term]! += squared;
    const l1 = term === names.length ? 0 : FTRL.l1;
    weights[term] =
      Math.abs(z[term]!) <= l1
        ? 0
        : -(z[term]! - Math.sign(z[term]!) * l1) / ((FTRL.beta + Math.sqrt(n[term]!)) / FTRL.alpha + FTRL.l2);
  };
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let k = order.length - 1; k > 0; k--) {
      const j = Math.floor(next() * (k + 1));
      [order[k], order[j]] = [order[j]!, order[k]!];
    }
    for (const post of order) {
      const scale = scales[post]!;
      let sum = weights[names.length]!;
      for (const term of rows[post]!) sum += weights[term]! * scale;
      const error = 1 / (1 + Math.exp(-sum)) - (isPositive(post) ? 1 : 0);
      for (const term of rows[post]!) step(term, error * scale);
      step(names.length, error);
    }
  }
  return { bias: weights[names.length]!, weights };
}

function scoreOf({ bias, weights }: Model, post: number): number {
  let sum = 0;
  for (const term of rows[post]!) sum += weights[term]!;
  return bias + sum * scales[post]!;
}

/** The score from which on no more than the budget of these posts would fire. */
function firesFrom(own: readonly number[], unseen: Float64Array, part = 1): number {
  const sorted = own.map((post) => unseen[post]!).sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length * Number(options.budget) * part)]! + 1e-9;
}

/** Terms stand in quotes: `no` and `on` are booleans to older readers of YAML. */
function yamlOf(file: object): string {
  const document = new Document(file);
  visit(document, {
    Pair: (_, { key }) => {
      if (key instanceof Scalar && ids.has(String(key.value))) key.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({
    lineWidth: 0,
    defaultStringType: Scalar.QUOTE_DOUBLE,
    defaultKeyType: Scalar.PLAIN,
  });
}

/** Area under the ROC curve: the chance that a positive post scores above a negative one. */
function areaUnder(scored: readonly { score: number; positive: boolean }[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let below = 0;
  let sum = 0;
  let positives = 0;
  for (const { positive } of sorted)
    if (positive) {
      sum += below;
      positives++;
    } else below++;
  return sum / (positives * below);
}

const every = posts.map((_, k) => k);
for (const category of LEARNED) {
  if (options.category !== undefined && options.category !== category) continue;
  const isPositive = (post: number): boolean => has(posts[post]!, category);
  const unseen = new Float64Array(posts.length);
  for (const writer of writersOf) {
    const model = fit(
      every.filter((post) => posts[post]!.source !== writer),
      isPositive,
    );
    for (const post of every) if (posts[post]!.source === writer) unseen[post] = scoreOf(model, post);
  }
  // Text of other places (writers of harmless posts only) is to be quieter still: there is far more of it.
  const from =
    MARGIN +
    Math.max(
      firesFrom(
        every.filter((post) => isHarmless(posts[post]!)),
        unseen,
      ),
      ...[...elsewhere].map((writer) =>
        firesFrom(
          every.filter((post) => posts[post]!.source === writer),
          unseen,
          ELSEWHERE,
        ),
      ),
    );
  const positives = every.filter(isPositive);
  const recall = positives.filter((post) => unseen[post]! >= from).length / positives.length;
  const area = areaUnder(every.map((post) => ({ score: unseen[post]!, positive: isPositive(post) })));
  const model = fit(every, isPositive);
  const terms = names
    .map((name, term) => [name, Math.round(model.weights[term]! * 100) / 100] as const)
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  console.log(
    `${category}: area ${area.toFixed(3)}, fires on ${(recall * 100).toFixed(1)} % of its posts by writers not seen, ${terms.length} terms`,
  );
  if (options.dry) {
    console.log(
      '  for:',
      terms
        .slice(0, 40)
        .map(([name, weight]) => `${name} ${weight}`)
        .join(', '),
    );
    continue;
  }
  // Examples must hold for the rule as it is, so they are posts of the train part that it is sure of.
  const sure = every
    .map((post) => ({ post, score: scoreOf(model, post) }))
    .filter(({ post }) => posts[post]!.text.length < 160);
  const fires = sure
    .filter(({ post }) => isPositive(post))
    .sort((a, b) => b.score - a.score)
    .slice(0, 4);
  const quiet = sure
    .filter(({ post }) => isHarmless(posts[post]!))
    .sort((a, b) => a.score - b.score)
    .slice(0, 4);
  const file = {
    kind: 'learned',
    category,
    learned: [
      {
        id: 'learned.words',
        concept: 'unspecified',
        tier: 'medium',
        // With one medium finding of a pattern it must not add up to high.
        weight: 1,
        note: 'Words that many writers used when they told of this without its obvious words. Written by scripts/learn.ts; do not edit by hand.',
        sources: ['fixtures/corpus/README.md'],
        'learned-from': {
          data: options.data,
          writers: writersOf.join(' '),
          posts: posts.length,
          positive: positives.length,
          seed: SEED,
          method: `FTRL-proximal logistic regression, ${EPOCHS} epochs, l1 ${FTRL.l1}; terms of at least ${LEAST_POSTS} posts by ${LEAST_WRITERS} writers`,
          'area under the curve, writers not seen': Math.round(area * 1000) / 1000,
          'recall, writers not seen': Math.round(recall * 1000) / 1000,
          'share of harmless posts, writers not seen': Number(options.budget),
        },
        bias: Math.round(model.bias * 1000) / 1000,
        from: Math.round(from * 1000) / 1000,
        terms: Object.fromEntries(terms),
        fires: fires.map(({ post }) => posts[post]!.text),
        quiet: quiet.map(({ post }) => posts[post]!.text),
      },
    ],
  };
  mkdirSync(join(options.out, category), { recursive: true });
  writeFileSync(join(options.out, category, 'learned.yaml'), yamlOf(file));
}
