/**
 * Speed of the full `classify` on the bundled packs. `npm run bench`; `-- --record` writes bench/record/.
 *
 * Traps: this machine has two speeds and noisy neighbours, so nothing here is compared between runs. Every round
 * measures all contenders one after the other (interleaved), the median over the rounds of each contender's ratio to
 * the charCodeAt floor of the same round is what counts. Warm-up rounds are thrown away: V8 compiles late.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Profanity } from '@2toad/profanity';
import { RegExpMatcher, englishDataset, englishRecommendedTransformers, parseRawPattern } from 'obscenity';
import { createClassifier } from '../src/index.ts';
import { mixedPosts, randomPhrases } from './posts.ts';

const ROUNDS = 9;
const WARM_UP = 3;
const posts = mixedPosts(1500);
const characters = posts.reduce((sum, post) => sum + post.length, 0);
const phrases = randomPhrases(10_000);

let sink = 0;
function floor(): void {
  for (const post of posts) for (let k = 0; k < post.length; k++) sink = (sink + post.charCodeAt(k)) | 0;
}

const classifier = createClassifier();
const larger = createClassifier({ watch: phrases });
const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers });
const manyTerms = new RegExpMatcher({
  ...englishRecommendedTransformers,
  blacklistedTerms: [
    ...englishDataset.build().blacklistedTerms,
    ...phrases.map((phrase, k) => ({ id: 100_000 + k, pattern: parseRawPattern(phrase) })),
  ],
});
const profanity = new Profanity();
const manyWords = new Profanity();
manyWords.addWords(phrases);

/** Some contenders take seconds a round with 10,000 phrases: they read a sample, scaled up. */
const contenders: { name: string; sample: number; run: (texts: readonly string[]) => void }[] = [
  { name: 'floor: charCodeAt loop', sample: 1, run: floor },
  {
    name: 'safetier classify',
    sample: 1,
    run: (texts) => {
      for (const text of texts) sink += classifier.classify(text).findings.length;
    },
  },
  {
    name: 'safetier classify + 10,000 phrases',
    sample: 1,
    run: (texts) => {
      for (const text of texts) sink += larger.classify(text).findings.length;
    },
  },
  {
    name: 'obscenity getAllMatches',
    sample: 0.2,
    run: (texts) => {
      for (const text of texts) sink += matcher.getAllMatches(text).length;
    },
  },
  {
    name: 'obscenity + 10,000 phrases',
    sample: 0.005,
    run: (texts) => {
      for (const text of texts) sink += manyTerms.getAllMatches(text).length;
    },
  },
  {
    name: '@2toad/profanity exists',
    sample: 1,
    run: (texts) => {
      for (const text of texts) sink += profanity.exists(text) ? 1 : 0;
    },
  },
  {
    name: '@2toad/profanity + 10,000 phrases',
    sample: 0.02,
    run: (texts) => {
      for (const text of texts) sink += manyWords.exists(text) ? 1 : 0;
    },
  },
];

const times = contenders.map((): number[] => []);
for (let round = -WARM_UP; round < ROUNDS; round++)
  contenders.forEach(({ sample, run }, k) => {
    const texts = posts.slice(0, Math.max(5, Math.round(posts.length * sample)));
    const share = texts.reduce((sum, text) => sum + text.length, 0) / characters;
    const from = performance.now();
    run(texts);
    if (round >= 0) times[k]!.push((performance.now() - from) / share);
  });

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const ratios = times.map((own) => median(own.map((time, round) => times[0]![round]! / time)));
const rows = contenders.map(({ name }, k) => ({
  name,
  percentOfFloor: ratios[k]! * 100,
  megabytesPerSecond: characters / 1e6 / (median(times[k]!) / 1000),
  microsecondsPerPost: (median(times[k]!) * 1000) / posts.length,
}));

const extra = median(times[2]!.map((time, round) => time / times[1]![round]!));
const lines = [
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${posts.length} posts, ${characters} characters`,
  '',
  '| contender | % of floor | MB/s | µs a post |',
  '|---|---:|---:|---:|',
  ...rows.map(
    (row) =>
      `| ${row.name} | ${row.percentOfFloor.toFixed(row.percentOfFloor < 1 ? 3 : 1)} | ${row.megabytesPerSecond.toFixed(row.megabytesPerSecond < 1 ? 3 : 1)} | ${row.microsecondsPerPost.toFixed(1)} |`,
  ),
  '',
  `10,000 extra phrases cost ${extra.toFixed(2)} times the time of the bundled packs alone.`,
  '',
  '| hostile megabyte | ms for 0.5 MB | ms for 1 MB | growth |',
  '|---|---:|---:|---:|',
  ...hostile(),
];
console.log(lines.join('\n'));
if (process.argv.includes('--record')) {
  mkdirSync(new URL('record/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL(`record/${new Date().toISOString().slice(0, 10)}-classify.md`, import.meta.url),
    `# Speed of classify\n\n\`npm run bench -- --record\`, ${lines.join('\n')}\n`,
  );
}
if (!Number.isFinite(sink)) throw new Error('unreachable');

/** Twice the text should take about twice the time: growth near 2 is linear, near 4 is quadratic. */
function hostile(): string[] {
  const repeat = (unit: string, length: number): string =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const units = [
    'a',
    ' ',
    '.',
    '*',
    '1',
    '"',
    '#',
    '@',
    '\n',
    '\u200b',
    '🔪',
    'é',
    '漢',
    'a.',
    'a ',
    '1.',
    "i'",
    'want ',
    'i want to die ',
    'just ',
    'he never ',
    'kill just just ',
    'my ',
    '🔪 ',
    's*',
    'aaa ',
    '07700 900 ',
    '"he said ',
    'not ',
  ];
  return units.map((unit) => {
    const time = (length: number): number => {
      const text = repeat(unit, length);
      const all = [0, 1, 2].map(() => {
        const from = performance.now();
        classifier.classify(text);
        return performance.now() - from;
      });
      return Math.min(...all);
    };
    const half = time(500_000);
    const whole = time(1_000_000);
    return `| ${JSON.stringify(unit)} | ${half.toFixed(1)} | ${whole.toFixed(1)} | ${(whole / half).toFixed(1)} |`;
  });
}
