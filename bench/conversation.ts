/**
 * What a message of a conversation costs beside `classify` of the same text, and how large the state grows:
 * `tsx bench/conversation.ts [messages]`; with `NODE_OPTIONS=--expose-gc` memory is what is left after a collection. The two are measured in turns, since the machine has several speeds.
 */
import { performance } from 'node:perf_hooks';
import { createClassifier } from '../src/index.ts';
import { mixedPosts } from './posts.ts';

const MEMBERS = 12;
const ROUNDS = 7;
/** How often memory is looked at. */
const EACH = 100_000;
const most = Number(process.argv[2] ?? 20_000);

const classifier = createClassifier();
const conversation = classifier.conversation();
const texts = mixedPosts(3000);

const message = (
  k: number,
  members: number,
): { author: string; replyTo: string; text: string; at: number } => ({
  author: `member${(k * 7919) % members}`,
  replyTo: `member${(k * 104_729 + 1) % members}`,
  text: texts[k % texts.length]!,
  at: k * 60_000,
});

function timed(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

const posts = (): void => texts.forEach((text) => classifier.classify(text));
const messages = (): void => {
  let state = conversation.start();
  texts.forEach((_, k) => ({ state } = conversation.step(state, message(k, MEMBERS))));
};
posts();
messages();
const ratios = Array.from({ length: ROUNDS }, () => {
  const alone = timed(posts);
  return timed(messages) / alone;
}).sort((a, b) => a - b);
console.log(
  `message : post = ${ratios[Math.floor(ROUNDS / 2)]!.toFixed(2)} (${ratios[0]!.toFixed(2)}–${ratios.at(-1)!.toFixed(2)}, ${ROUNDS} rounds of ${texts.length})`,
);

// Short texts, so that a million of them end: it is the state that is measured.
let state = conversation.start();
let largest = 0;
const spent = timed(() => {
  for (let k = 0; k < most; k++) {
    const one = message(k, 5003);
    ({ state } = conversation.step(state, { ...one, text: one.text.slice(0, 60) }));
    if (k % 1000 === 0) largest = Math.max(largest, JSON.stringify(state).length);
    if ((k + 1) % EACH === 0) console.log(`  ${memoryAt(k + 1)}`);
  }
});
console.log(
  `${most.toLocaleString('en-GB')} messages of 5,003 members: state at most ${(largest / 1e6).toFixed(2)} MB, ${((spent / most) * 1000).toFixed(0)} µs a message`,
);

function memoryAt(messages: number): string {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const size = JSON.stringify(state).length;
  return `${messages.toLocaleString('en-GB')} messages: state ${megabytes(size)}, heap ${megabytes(heapUsed)}, process ${megabytes(rss)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
