/**
 * What the detectors cost `classify`, and how fast `findDetails` and `redact` are.
 *
 *   tsx bench/detectors.ts
 *
 * Their time is what tokenising with them, and with the finders that rules of details ask for, takes more than tokenising
 * without. Traps: this machine has two speeds and noisy neighbours, so the processor's time is measured, not the clock's; all
 * contenders run one after the other in every round, and the median over the rounds of ratios within a round is what counts.
 */
import { detect } from '../src/detect/detect.ts';
import { buildEngine } from '../src/engine.ts';
import { en } from '../src/generated/en.ts';
import { createClassifier } from '../src/index.ts';
import { Hits } from '../src/match/matcher.ts';
import { findDetails, redact } from '../src/redact/index.ts';
import { mixedPosts } from './posts.ts';

const ROUNDS = 9;
const WARM_UP = 2;
const posts = mixedPosts(400);
const bytes = posts.reduce((sum, post) => sum + post.length, 0);
const classifier = createClassifier();
const { tokeniser, tokens, details } = buildEngine(en).engine;
const hits = new Hits();

const contenders = {
  classify: (post: string) => classifier.classify(post),
  tokenise: (post: string) => tokeniser.read(post, tokens),
  'tokenise and detect': (post: string) => {
    tokeniser.read(post, tokens);
    if (tokens.anyDigits) detect(post, tokens);
  },
  'and rules of details': (post: string) => {
    tokeniser.read(post, tokens);
    const detected = tokens.anyDigits ? detect(post, tokens) : undefined;
    hits.count = 0;
    details.scan(post, tokens, hits, detected);
  },
  findDetails: (post: string) => findDetails(post),
  redact: (post: string) => redact(post),
} as const;
type Name = keyof typeof contenders;

const rounds: Record<Name, number>[] = [];
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const times = Object.fromEntries(
    Object.entries(contenders).map(([name, run]) => {
      const before = process.cpuUsage();
      for (const post of posts) run(post);
      const { user, system } = process.cpuUsage(before);
      return [name, (user + system) / 1000];
    }),
  ) as Record<Name, number>;
  if (round >= 0) rounds.push(times);
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const share = median(
  rounds.map((times) => (times['and rules of details'] - times.tokenise) / times.classify),
);
console.log(
  `${posts.length} posts, ${(bytes / 1e6).toFixed(2)} MB, ${posts.filter((post) => /\d/u.test(post)).length} with a digit; median of ${ROUNDS} rounds, processor time`,
);
for (const name of Object.keys(contenders) as Name[]) {
  const time = median(rounds.map((times) => times[name]));
  console.log(
    `${name.padEnd(20)} ${time.toFixed(1).padStart(7)} ms ${(bytes / 1000 / time).toFixed(1).padStart(6)} MB/s`,
  );
}
console.log(
  `detectors take ${(share * 100).toFixed(1)} % of classify; classify without them would take ${(100 - share * 100).toFixed(1)} % of its time`,
);
