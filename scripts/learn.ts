/**
 * Fits the weighted words of each category, and those that tell how severe a post sounds, on labelled posts and writes
 * them as rule files.
 *
 *   tsx scripts/learn.ts [--data fixtures/corpus/train] [--partly DIR [--only NAME,…]] [--out rules/en] [--dry]
 *
 * `--data` is labelled whole: a category that a post does not carry is absent. `--partly` is a folder of labelled sets
 * whose rows count only for what they state; of these, rows with an even hash of their id are learned from and the others
 * never are, so that figures of the odd half are those of posts not seen (`bench/quality.ts --odd`).
 *
 * Sparse logistic regression (FTRL-proximal: McMahan and others, KDD 2013) on words, two words in a row, stems, and stems
 * beside the words that tell who is spoken of, as the tokeniser reads them; then a second, small one on the sum of the
 * words (of posts that the first had not seen) and the rules that stand in the post, whose weights are never negative.
 * Rules are weighed only on writers whom no rule writer has read. Terms of fewer than three writers are left out: they are
 * names and habits; so are words that stand with a capital inside sentences.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, Scalar, visit } from 'yaml';
import { hashOf, random } from '../src/evaluate/random.ts';
import { buildClassifier } from '../src/classifier.ts';
import { buildEngine } from '../src/engine.ts';
import { en } from '../src/generated/en.ts';
import { learnedScale } from '../src/match/learned.ts';
import { stemOf } from '../src/match/stem.ts';
import type { Pack } from '../src/model/pack.ts';
import { CATEGORIES, type Category, type Tier, rankOf } from '../src/model/vocabulary.ts';
import type { EvaluationRow } from '../src/evaluate/row.ts';
import { BOUND, FLAG } from '../src/tokenise/tokens.ts';
import { ruleName } from '../src/model/rule-name.ts';
import { rulesAlone } from '../src/rules/alone.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: 'fixtures/corpus/train' },
    partly: { type: 'string' },
    only: { type: 'string' },
    out: { type: 'string', default: 'rules/en' },
    /** Share of harmless posts in which no rule stands, on which the words of one category may speak alone. */
    budget: { type: 'string', default: '0.012' },
    /** The same of the harmless posts of each public set: there are more kinds of chat than those of the corpus. */
    elsewhere: { type: 'string', default: '0.003' },
    /** Share of posts of a category, with medium evidence of it, that may be doubted. */
    doubts: { type: 'string', default: '0.06' },
    /** Share of posts below high that may count as severe. */
    raises: { type: 'string', default: '0.13' },
    /** Share of high posts that may count as not severe. */
    lowers: { type: 'string', default: '0.015' },
    dry: { type: 'boolean' },
  },
});

/** A breach of the ground rules is told by its words, not by many together. */
const LEARNED = CATEGORIES.filter((category) => category !== 'conduct');
const SEED = 20261123;
const EPOCHS = 8;
const LEAST_POSTS = 5;
const LEAST_WRITERS = 3;
/** A word that is written with a capital inside a sentence this often is somebody's name. */
const NAME_SHARE = 0.2;
/** Lexicons that tell who speaks and who is spoken of: a stem may weigh more or less beside each of them. */
const VOICES = ['voice-i', 'voice-you', 'voice-he', 'voice-she', 'voice-they'] as const;
/** Terms of less weight than this change nothing. */
const LEAST_WEIGHT = 0.3;
/** Smoothing of the first step, its size, and the two penalties: L1 makes most weights nothing, L2 keeps the rest small. */
const FTRL = { beta: 1, alpha: 2, l2: 0.02 };
/** The first penalty: words of a category only say which category it is, so fewer of them do. */
/**
 * What rules say of which the corpus has no post to learn it from: a detector has checked these shapes, and no other
 * words of the post are needed to believe them.
 */
const GIVEN: Partial<Record<Category, Record<string, number>>> = {
  oversharing: {
    'oversharing/bank.wallet': 4,
    'oversharing/device.address': 4,
    'oversharing/live.coordinates': 4,
    'oversharing/medical.record-number': 2,
  },
};

const L1 = { category: 1.2, severity: 1.2 };
/** Writers are left out in this many groups. */
const FOLDS = 4;

/** Writers of the train part whose posts the writers of rules have read. */
const READ: ReadonlySet<string> = new Set(['a', 'b', 'c', 'e']);
/** The mark of doubt is set so much below: short, plain posts, of which the corpus has few, would be doubted too often. */
const MERCY = 1;
/** Fewer posts than this say nothing of a share of a few in a thousand. */
const LEAST_SET = 300;
/** Penalty of the second step for leaving what a rule of a tier is expected to say. */
const SECOND = { l2: 1, rounds: 400, rate: 0.1 };
const EXPECTED = {
  risk: { high: 2, medium: 1.5, low: 0.5 },
  severity: { high: 1, medium: 0.3, low: 0 },
};
const MOST_SAID = 6;

interface Post extends Pick<EvaluationRow, 'tiers' | 'present' | 'absent' | 'weakBenign'> {
  id: string;
  source: string;
  text: string;
  /** Labelled whole: what is not stated is absent. */
  whole: boolean;
  /** Who wrote it; of rows without a known writer, the row. */
  writer: string;
}

function readPosts(folder: string, whole: boolean): Post[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const only = whole ? undefined : options.only?.split(',').map((name) => `${name}.jsonl`);
  const missing = only?.filter((file) => !files.includes(file)) ?? [];
  if (missing.length > 0) throw new Error(`${folder} has no ${missing.join(', ')}: mend --only`);
  return [...(only ?? files)].sort().flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Post)
      .filter(({ id, text }) => typeof text === 'string' && (whole || hashOf(id) % 2 === 0))
      .map((row) => ({ ...row, whole, writer: whole ? row.source : row.id })),
  );
}

const posts = [
  ...readPosts(options.data, true),
  ...(options.partly === undefined ? [] : readPosts(options.partly, false)),
];
const most = ({ tiers }: Post): number => Math.max(...(tiers ?? []).map(rankOf));
const least = ({ tiers }: Post): number => Math.min(...(tiers ?? []).map(rankOf));
/** Of alternatives, the first counts: it is the category that the set was made for. */
const carried = ({ present }: Post): Category[] => (present ?? []).map((one) => [one].flat()[0]!);
const isHarmless = (post: Post): boolean =>
  post.present === undefined && (post.weakBenign === true || (post.tiers?.includes('none') ?? false));

/** Whether a post carries a risk of the category; undefined where nothing is said of it. */
function carries(post: Post, category: Category): boolean | undefined {
  const { tiers, weakBenign, absent, whole } = post;
  const own = whole ? (post.present ?? []).flat() : carried(post);
  if (own.includes(category))
    return tiers === undefined || least(post) >= rankOf('medium') ? true : undefined;
  if (whole || weakBenign === true || (tiers?.length === 1 && tiers[0] === 'none')) return false;
  return (absent ?? []).flat().includes(category) ? false : undefined;
}

/** Whether a post is high; undefined where moderators may differ or nothing is said. */
function isHigh(post: Post): boolean | undefined {
  if (post.weakBenign === true) return false;
  if (post.tiers === undefined) return undefined;
  return least(post) >= rankOf('high') ? true : most(post) < rankOf('high') ? false : undefined;
}

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
      writers[term]!.add(posts[k]!.writer);
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

const writersOf = [...new Set(posts.filter(({ whole }) => whole).map(({ source }) => source))].sort();
const setsOf = [...new Set(posts.filter(({ whole }) => !whole).map(({ source }) => source))].sort();
/** The fold in which each post is left out: all posts of a writer together. */
const foldOf = posts.map(
  ({ whole, writer }) => (whole ? writersOf.indexOf(writer) : hashOf(`fold ${writer}`)) % FOLDS,
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
  const order = Int32Array.from(train);
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
    const model = fit(
      fitted.filter((post) => foldOf[post] !== fold),
      isPositive,
      l1,
    );
    for (const post of every) if (foldOf[post] === fold) unseen[post] = scoreOf(model, post);
  }
  return unseen;
}

/** What is made of the sum of the words, and what each rule adds to it. */
interface Second {
  factor: number;
  bias: number;
  says: ReadonlyMap<string, number>;
}

/**
 * The second step: logistic regression on the words' sum and the rules that stand, by gradients of all posts at once with
 * steps after Adagrad. What rules add stays near what their tier lets expect unless posts say otherwise.
 */
function weighRules(
  fitted: readonly number[],
  isPositive: (post: number) => boolean,
  sums: Float64Array,
  expected: (rule: string) => number | undefined,
): Second {
  const ids = new Map<string, number>();
  const prior: number[] = [];
  const found = fitted.map((post) =>
    standing[post]!.flatMap(({ rule }) => {
      const said = expected(rule);
      if (said === undefined) return [];
      let id = ids.get(rule);
      if (id === undefined) {
        id = ids.size;
        ids.set(rule, id);
        prior.push(said);
      }
      return [id];
    }),
  );
  const weights = Float64Array.from([...prior, 1, 0]);
  const [factorAt, biasAt] = [prior.length, prior.length + 1];
  const squares = new Float64Array(weights.length).fill(1e-8);
  const gradient = new Float64Array(weights.length);
  for (let round = 0; round < SECOND.rounds; round++) {
    prior.forEach((said, k) => (gradient[k] = SECOND.l2 * (weights[k]! - said)));
    gradient[factorAt] = gradient[biasAt] = 0;
    fitted.forEach((post, k) => {
      let sum = weights[biasAt]! + weights[factorAt]! * sums[post]!;
      for (const id of found[k]!) sum += weights[id]!;
      const error = 1 / (1 + Math.exp(-sum)) - (isPositive(post) ? 1 : 0);
      for (const id of found[k]!) gradient[id]! += error;
      gradient[factorAt]! += error * sums[post]!;
      gradient[biasAt]! += error;
    });
    for (let k = 0; k < weights.length; k++) {
      squares[k]! += gradient[k]! ** 2;
      weights[k]! -= (SECOND.rate * gradient[k]!) / Math.sqrt(squares[k]!);
      if (k < prior.length) weights[k] = Math.min(MOST_SAID, Math.max(0, weights[k]!));
    }
  }
  return {
    factor: weights[factorAt]!,
    bias: weights[biasAt]!,
    says: new Map([...ids].map(([rule, id]) => [rule, weights[id]!])),
  };
}

/** The sums of all posts, words and rules together. */
function wholeSums({ factor, bias, says }: Second, sums: Float64Array): Float64Array {
  return sums.map(
    (sum, post) =>
      bias + factor * sum + standing[post]!.reduce((all, { rule }) => all + (says.get(rule) ?? 0), 0),
  );
}

/** The terms of a model that change anything, the strongest first. */
function termsOf(model: Model, factor: number): [name: string, weight: number][] {
  return names
    .map((name, term): [string, number] => [name, Math.round(model.weights[term]! * factor * 10) / 10])
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Where weights come from, as the files say it. */
function provenance(positive: number, l1: number): Record<string, string | number> {
  return {
    data: options.data,
    writers: writersOf.join(' '),
    ...(setsOf.length > 0 ? { 'half of the rows of': setsOf.join(', ') } : {}),
    posts: posts.length,
    positive,
    seed: SEED,
    method: `FTRL-proximal logistic regression, ${EPOCHS} epochs, l1 ${l1}; terms of at least ${LEAST_POSTS} posts by ${LEAST_WRITERS} writers; then words and rules together`,
  };
}

/** Terms stand in quotes: `no` and `on` are booleans to older readers of YAML. */
function yamlOf(file: object): string {
  const document = new Document(file);
  visit(document, {
    Pair: (_, { key }) => {
      if (key instanceof Scalar && (ids.has(String(key.value)) || String(key.value).includes('/')))
        key.type = Scalar.QUOTE_DOUBLE;
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
const round = (value: number): number => Math.round(value * 1000) / 1000;
const weightsOf = (says: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries(
    [...says]
      .map(([rule, weight]): [string, number] => [rule, Math.round(weight * 10) / 10])
      .filter(([, weight]) => weight > 0)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  );

/** The rules of patterns that stand in each post once context is known, and their tier there. */
const standing = ((): { rule: string; tier: Tier }[][] => {
  const alone = rulesAlone(en);
  const patterns = alone.rules.filter(({ learned }) => learned === undefined);
  const classifier = buildClassifier({}, [{ ...alone, rules: patterns }]);
  return posts.map(({ text }) =>
    classifier.classify(text).findings.map(({ rule, tier }) => ({ rule, tier })),
  );
})();
const tierOfRule = new Map(en.rules.map((rule) => [ruleName(rule), rule.tier]));
const isUnread = (post: number): boolean => !posts[post]!.whole || !READ.has(posts[post]!.writer);
const isAlarm = (tier: Tier): boolean => rankOf(tier) >= rankOf('medium');
const stemsUsed = new Set<string>();
const remember = (terms: [string, number][]): void => {
  for (const [term] of terms) if (term.endsWith('~')) stemsUsed.add(term.split(' ').at(-1)!);
};

for (const category of LEARNED) {
  const fitted = every.filter((post) => carries(posts[post]!, category) !== undefined);
  const isPositive = (post: number): boolean => carries(posts[post]!, category) === true;
  const unseen = scoresUnseen(fitted, isPositive, L1.category);
  const isOwn = (rule: string): boolean => rule.startsWith(`${category}/`);
  const second = weighRules(fitted.filter(isUnread), isPositive, unseen, (rule) =>
    isOwn(rule) ? EXPECTED.risk[tierOfRule.get(rule)!] : undefined,
  );
  const sums = wholeSums(second, unseen);
  const hasEvidence = (post: number): boolean =>
    standing[post]!.some(({ rule, tier }) => isOwn(rule) && isAlarm(tier));
  const unread = fitted.filter(isUnread);
  const positives = unread.filter(isPositive);
  const silent = (source?: string): number[] =>
    unread.filter(
      (post) =>
        (source === undefined ? posts[post]!.whole : posts[post]!.source === source) &&
        isHarmless(posts[post]!) &&
        !hasEvidence(post),
    );
  const words = sums.map((_, post) => second.bias + second.factor * unseen[post]!);
  const from = Math.max(
    exceededBy(Number(options.budget), silent(), words),
    ...setsOf
      .map((source) => silent(source))
      .filter((set) => set.length >= LEAST_SET)
      .map((set) => exceededBy(Number(options.elsewhere), set, words)),
  );
  const doubts = exceededBy(1 - Number(options.doubts), positives.filter(hasEvidence), sums);
  const share = (set: readonly number[], test: (post: number) => boolean): string =>
    `${((set.filter(test).length / Math.max(1, set.length)) * 100).toFixed(1)} %`;
  const area = areaUnder(fitted.map((post) => ({ score: unseen[post]!, positive: isPositive(post) })));
  const model = fit(fitted, isPositive, L1.category);
  const terms = termsOf(model, second.factor);
  remember(terms);
  const mistaken = unread.filter((post) => !isPositive(post) && hasEvidence(post));
  console.log(
    `${category}: area ${area.toFixed(3)}, ${terms.length} terms, factor ${second.factor.toFixed(2)}; from ${from.toFixed(2)} speaks on ${share(
      positives.filter((post) => !hasEvidence(post)),
      (post) => words[post]! >= from,
    )} of silent positives; doubts ${doubts.toFixed(2)} lowers ${share(mistaken, (post) => sums[post]! < doubts)} of ${mistaken.length} false`,
  );
  if (options.dry) continue;
  // Examples must hold for the rule as it is, so they are posts of the train part that it is sure of.
  const sure = every
    .map((post) => ({ post, score: scoreOf(model, post) }))
    .filter(({ post }) => posts[post]!.whole && posts[post]!.text.length < 160);
  const fires = sure
    // Where a pattern of the category has spoken, words are silent.
    .filter(
      ({ post }) =>
        carries(posts[post]!, category) === true &&
        !hasEvidence(post) &&
        second.bias + second.factor * scoreOf(model, post) >= from,
    )
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
        sources: ['fixtures/corpus/README.md', ...(setsOf.length > 0 ? ['docs/learned.md'] : [])],
        'learned-from': {
          ...provenance(fitted.filter(isPositive).length, L1.category),
          'area under the curve, writers not seen': round(area),
        },
        bias: round(second.bias + second.factor * model.bias),
        from: round(from),
        doubts: round(doubts - MERCY),
        matches: { ...weightsOf(second.says), ...GIVEN[category] },
        terms: Object.fromEntries(terms),
        fires: fires.map(({ post }) => posts[post]!.text),
        quiet: quiet.map(({ post }) => posts[post]!.text),
      },
    ],
  });
}

const severe = every.filter((post) => isHigh(posts[post]!) !== undefined);
const isSevere = (post: number): boolean => isHigh(posts[post]!) === true;
const unseenSeverity = scoresUnseen(severe, isSevere, L1.severity);
const saysSeverity = weighRules(
  severe.filter(isUnread),
  isSevere,
  unseenSeverity,
  (rule) => EXPECTED.severity[tierOfRule.get(rule)!],
);
const severity = wholeSums(saysSeverity, unseenSeverity);
const raises = exceededBy(
  Number(options.raises),
  severe.filter(
    (post) => isUnread(post) && !isSevere(post) && standing[post]!.some(({ tier }) => isAlarm(tier)),
  ),
  severity,
);
const lowers = exceededBy(
  1 - Number(options.lowers),
  severe.filter(
    (post) => isUnread(post) && isSevere(post) && standing[post]!.some(({ tier }) => tier === 'high'),
  ),
  severity,
);
const severityModel = fit(severe, isSevere, L1.severity);
const severityTerms = termsOf(severityModel, saysSeverity.factor);
remember(severityTerms);
console.log(
  `severity: area ${areaUnder(severe.map((post) => ({ score: unseenSeverity[post]!, positive: isSevere(post) }))).toFixed(3)}, ${severityTerms.length} terms, factor ${saysSeverity.factor.toFixed(2)}; raises ${raises.toFixed(2)}, lowers ${lowers.toFixed(2)}`,
);
if (!options.dry)
  write('impression.yaml', {
    kind: 'impression',
    note: 'How severe a post sounds as a whole. Written by scripts/learn.ts; do not edit by hand.',
    sources: ['fixtures/corpus/README.md', ...(setsOf.length > 0 ? ['docs/learned.md'] : [])],
    raises: round(raises),
    lowers: round(lowers),
    forms: forms.filter((word) => stemsUsed.has(`${stemOf(word)}~`)),
    severity: {
      'learned-from': provenance(severe.filter(isSevere).length, L1.severity),
      bias: round(saysSeverity.bias + saysSeverity.factor * severityModel.bias),
      matches: weightsOf(saysSeverity.says),
      terms: Object.fromEntries(severityTerms),
    },
  });
function write(path: string, file: object): void {
  const to = join(options.out, path);
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, yamlOf(file));
}
