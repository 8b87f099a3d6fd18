/**
 * Fits the weighted words of one category after another, and those of the impression of a whole post (risk, severity),
 * on labelled posts and writes them as rule files.
 *
 *   tsx scripts/learn.ts [--data fixtures/corpus/train] [--category C | --impression] [--out rules/en] [--dry]
 *
 * Sparse logistic regression (FTRL-proximal: McMahan and others, KDD 2013) on words, two words in a row, stems, and stems
 * beside the words that tell who is spoken of, as the tokeniser reads them. What is reported, and the marks of the
 * impression, come from posts of writers that a fit has not seen (writers are left out in groups). Words of fewer than
 * three writers are left out: they are names and habits; so are words that stand with a capital inside sentences.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, Scalar, visit } from 'yaml';
import { random } from '../src/evaluate/random.ts';
import { buildEngine } from '../src/engine.ts';
import { en } from '../src/generated/en.ts';
import { learnedScale } from '../src/match/learned.ts';
import { stemOf } from '../src/match/stem.ts';
import type { Pack } from '../src/model/pack.ts';
import { CATEGORIES, type Category, type Tier, rankOf } from '../src/model/vocabulary.ts';
import { BOUND, FLAG } from '../src/tokenise/tokens.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'fixtures/corpus/train' },
    category: { type: 'string' },
    impression: { type: 'boolean' },
    out: { type: 'string', default: 'rules/en' },
    /** Share of harmless posts, of writers not seen, on which words may speak alone. */
    budget: { type: 'string', default: '0.04' },
    /** Share of risky posts, of writers not seen, whose faint signs may be doubted. */
    doubts: { type: 'string', default: '0.07' },
    /** Share of posts below high, of writers not seen, that may count as severe. */
    raises: { type: 'string', default: '0.075' },
    /** Share of high posts, of writers not seen, that may count as not severe. */
    lowers: { type: 'string', default: '0.15' },
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
const ELSEWHERE = 0.4;
/** A category's words must say at least this much by themselves before they are named as the cause. */
const LEAST_SUM = -2.5;
/** Lexicons that tell who speaks and who is spoken of: a stem may weigh more or less beside each of them. */
const VOICES = ['voice-i', 'voice-you', 'voice-he', 'voice-she', 'voice-they'] as const;
/** How often it is read in each round. */
const TIMES = 4;
/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.3;
/** Smoothing of the first step, its size, and the two penalties: L1 makes most weights nothing, L2 keeps the rest small. */
const FTRL = { beta: 1, alpha: 2, l2: 0.02 };
/** The first penalty: words of a category only say which category it is, so fewer of them do. */
const L1 = { category: 3, impression: 1.2 };
/** Writers are left out in this many groups. */
const FOLDS = 6;

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
function readTerms(): { names: string[]; rows: Int32Array[]; scales: Float64Array; forms: string[] } {
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
  const voices = VOICES.map((voice) => [voice, new Set(engine.lowering.lexicon(voice).singles)] as const);
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
    const stemsOf = new Set<string>();
    const heard = new Set<string>();
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
      const stem = `${stemOf(word)}~`;
      if (stem.length > 2) stemsOf.add(stem);
      for (const [voice, symbols] of voices) if (symbols.has(tokens.symbols[at]!)) heard.add(voice);
      const next =
        at + 1 < tokens.count && tokens.bounds[at + 1] !== BOUND.sentence ? wordAt(at + 1) : undefined;
      if (next !== undefined) add(`${word} ${next}`);
    }
    for (const stem of stemsOf) {
      add(stem);
      for (const voice of heard) add(`@${voice} ${stem}`);
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
  const namesStems = new Set<string>();
  const isName = (word: string): boolean => {
    if (word.startsWith('@')) return false;
    if (word.endsWith('~')) return namesStems.has(word);
    const { all, capital } = written.get(word)!;
    return word !== 'i' && capital / all >= NAME_SHARE;
  };
  for (const word of written.keys()) if (isName(word)) namesStems.add(`${stemOf(word)}~`);
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
    // A word of one writer only may be a name that was never written with a capital.
    forms: [...written.keys()].filter((word) => !isName(word) && writers[ids.get(word)!]!.size > 1).sort(),
  };
}

const { names, rows, scales, forms } = readTerms();
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

function fit(train: readonly number[], isPositive: (post: number) => boolean, l1: number): Model {
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
    const penalty = term === names.length ? 0 : l1;
    weights[term] =
      Math.abs(z[term]!) <= penalty
        ? 0
        : -(z[term]! - Math.sign(z[term]!) * penalty) /
          ((FTRL.beta + Math.sqrt(n[term]!)) / FTRL.alpha + FTRL.l2);
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

/** The score that this share of the posts exceeds. */
function exceededBy(part: number, own: readonly number[], scores: Float64Array): number {
  const sorted = own.map((post) => scores[post]!).sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length * part)]! + 1e-9;
}

/** The scores of all posts, each by a model that was fitted without its writer. */
function scoresUnseen(
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
  l1: number,
): Float64Array {
  const unseen = new Float64Array(posts.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isOut = (post: number): boolean => writersOf.indexOf(posts[post]!.source) % FOLDS === fold;
    const model = fit(
      fitted.filter((post) => !isOut(post)),
      isPositive,
      l1,
    );
    for (const post of every) if (isOut(post)) unseen[post] = scoreOf(model, post);
  }
  return unseen;
}

/** The terms of a model that change anything, the strongest first. */
function termsOf(model: Model): [name: string, weight: number][] {
  return names
    .map((name, term): [string, number] => [name, Math.round(model.weights[term]! * 10) / 10])
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Where weights come from, as the files say it. */
function provenance(positive: number, l1: number): Record<string, string | number> {
  return {
    data: options.data,
    writers: writersOf.join(' '),
    posts: posts.length,
    positive,
    seed: SEED,
    method: `FTRL-proximal logistic regression, ${EPOCHS} epochs, l1 ${l1}; terms of at least ${LEAST_POSTS} posts by ${LEAST_WRITERS} writers`,
  };
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
const ranks = posts.map(({ tiers }) => tiers.map(rankOf));
const isRisky = (post: number): boolean => Math.min(...ranks[post]!) >= rankOf('medium');
const isQuiet = (post: number): boolean => Math.max(...ranks[post]!) <= rankOf('low');
const isHigh = (post: number): boolean => Math.min(...ranks[post]!) >= rankOf('high');
const isBelowHigh = (post: number): boolean => Math.max(...ranks[post]!) < rankOf('high');

/** The sum of the odds of all categories, each by models that had not seen the writer. */
const odds = new Float64Array(posts.length);
for (const category of LEARNED) {
  if (!options.impression && options.category !== undefined && options.category !== category) continue;
  const isPositive = (post: number): boolean => has(posts[post]!, category);
  const unseen = scoresUnseen(every, isPositive, L1.category);
  for (const post of every) odds[post]! += Math.exp(unseen[post]!);
  const positives = every.filter(isPositive);
  const area = areaUnder(every.map((post) => ({ score: unseen[post]!, positive: isPositive(post) })));
  const model = fit(every, isPositive, L1.category);
  const terms = termsOf(model);
  console.log(`${category}: area ${area.toFixed(3)}, ${terms.length} terms`);
  if (options.dry || options.impression) continue;
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
  write(join(category, 'learned.yaml'), {
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
          ...provenance(positives.length, L1.category),
          'area under the curve, writers not seen': Math.round(area * 1000) / 1000,
        },
        bias: Math.round(model.bias * 1000) / 1000,
        from: LEAST_SUM,
        terms: Object.fromEntries(terms),
        fires: fires.map(({ post }) => posts[post]!.text),
        quiet: quiet.map(({ post }) => posts[post]!.text),
      },
    ],
  });
}

if (options.category === undefined) {
  const riskSet = every.filter((post) => isRisky(post) || isQuiet(post));
  const severitySet = every.filter((post) => isHigh(post) || isBelowHigh(post));
  const ownRisk = scoresUnseen(riskSet, isRisky, L1.impression);
  const riskOf = odds.map((sum, post) => (ownRisk[post]! + Math.log(sum)) / 2);
  const severityOf = scoresUnseen(severitySet, isHigh, L1.impression);
  const quiet = riskSet.filter(isQuiet);
  const risky = riskSet.filter(isRisky);
  const speaks = Math.max(
    exceededBy(Number(options.budget), quiet, riskOf),
    ...[...elsewhere].map((writer) =>
      exceededBy(
        Number(options.budget) * ELSEWHERE,
        quiet.filter((post) => posts[post]!.source === writer),
        riskOf,
      ),
    ),
  );
  const high = severitySet.filter(isHigh);
  const marks = {
    speaks,
    doubts: exceededBy(1 - Number(options.doubts), risky, riskOf),
    raises: exceededBy(
      Number(options.raises),
      severitySet.filter((post) => !isHigh(post)),
      severityOf,
    ),
    lowers: exceededBy(1 - Number(options.lowers), high, severityOf),
  };
  const recall = risky.filter((post) => riskOf[post]! >= marks.speaks).length / risky.length;
  console.log(
    `risk: area ${areaUnder(riskSet.map((post) => ({ score: riskOf[post]!, positive: isRisky(post) }))).toFixed(3)}, speaks on ${(recall * 100).toFixed(1)} % of risky posts by writers not seen; severity: area ${areaUnder(severitySet.map((post) => ({ score: severityOf[post]!, positive: isHigh(post) }))).toFixed(3)}`,
  );
  console.log(
    Object.entries(marks)
      .map(([name, mark]) => `${name} ${mark.toFixed(3)}`)
      .join(', '),
    `; of quiet posts ${((quiet.filter((post) => riskOf[post]! >= marks.doubts).length / quiet.length) * 100).toFixed(1)} % are not doubted`,
  );
  const wordsOf = (name: string, set: readonly number[], isPositive: (post: number) => boolean): object => {
    const model = fit(set, isPositive, L1.impression);
    const terms = termsOf(model);
    console.log(`${name}: ${terms.length} terms`);
    for (const [term] of terms) if (term.endsWith('~')) weighty.add(term.split(' ').at(-1)!);
    return {
      'learned-from': provenance(set.filter(isPositive).length, L1.impression),
      bias: Math.round(model.bias * 1000) / 1000,
      terms: Object.fromEntries(terms),
    };
  };
  const weighty = new Set<string>();
  const [risk, severity] = [wordsOf('risk', riskSet, isRisky), wordsOf('severity', severitySet, isHigh)];
  const round = (mark: number): number => Math.round(mark * 1000) / 1000;
  if (!options.dry)
    write('impression.yaml', {
      kind: 'impression',
      note: 'What the words of a post suggest as a whole. Written by scripts/learn.ts; do not edit by hand.',
      sources: ['fixtures/corpus/README.md'],
      speaks: round(marks.speaks),
      doubts: round(marks.doubts),
      raises: round(marks.raises),
      lowers: round(marks.lowers),
      forms: forms.filter((word) => weighty.has(`${stemOf(word)}~`)),
      risk,
      severity,
    });
}

function write(path: string, file: object): void {
  const to = join(options.out, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, yamlOf(file));
}
