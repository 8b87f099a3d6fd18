/** Labelled posts with a known answer: which words tell the risky from the harmless ones. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../src/evaluate/random.ts';
import type { LearningPost } from '../../src/learn/posts.ts';
import { ROOT } from './command.ts';

const NEUTRAL =
  'the a of to in on with for and then was is my our week garden shop road tea dinner bus rain window table phone cat walk train'.split(
    ' ',
  );
const TOOLS = ['hammer', 'chisel', 'spanner', 'trowel', 'rasp', 'mallet', 'awl', 'plane'];

/** Terms that stand in risky posts (weight above 0) and in harmless ones (below). */
export const PLANTED = { for: ['lantern', 'silver bell'], against: ['marmalade'] } as const;
/** Of one writer only, in every risky post of theirs. */
export const HABIT = 'zebedee';
/** Written with a capital inside sentences, by all writers, in risky posts. */
export const NAME = 'harriet';
/** Each rare by itself, in risky posts. */
export const CLASS = { lexicon: 'tools', words: TOOLS } as const;

export interface PlantedOptions {
  writers?: number;
  each?: number;
  seed?: number;
}

/** Posts of `writers` writers, half of each writer's about the planted words. */
export function plantedPosts({ writers = 6, each = 60, seed = 7 }: PlantedOptions = {}): LearningPost[] {
  const next = random(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  return Array.from({ length: writers * each }, (_, k): LearningPost => {
    const writer = `w${k % writers}`;
    const risky = Math.floor(k / writers) % 2 === 0;
    const words = Array.from({ length: 14 }, () => pick(NEUTRAL));
    const put = (chance: number, word: string): void => {
      if (next() < chance) words.splice(1 + Math.floor(next() * (words.length - 1)), 0, word);
    };
    put(risky ? 0.8 : 0.04, 'lantern');
    put(risky ? 0.5 : 0.03, 'silver bell');
    put(risky ? 0.04 : 0.6, 'marmalade');
    put(risky ? 0.5 : 0, 'Harriet');
    put(risky ? 0.5 : 0.03, pick(TOOLS));
    if (risky && writer === 'w0') put(1, HABIT);
    return {
      id: `${writer}-${k}`,
      text: `${words.join(' ')}.`,
      source: writer,
      writer,
      whole: true,
      tiers: risky ? ['medium'] : ['none'],
      ...(risky ? { present: ['grooming'] } : {}),
    };
  });
}

export function linesOf(posts: readonly object[]): string {
  return posts.map((post) => `${JSON.stringify(post)}\n`).join('');
}

/** A folder of rules with one rule of patterns, and the categories and the policy of the bundled pack. */
export function writeSmallPack(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['categories.yaml', 'policy.yaml'])
    copyFileSync(join(ROOT, 'rules/en', name), join(folder, name));
  writeFileSync(
    join(folder, 'rules.yaml'),
    `kind: rules
category: grooming
rules:
  - id: secret.kept
    concept: secrecy
    tier: medium
    match: ["keep it secret"]
    sources: [test]
    fires: ["keep it secret", "keep it secret then", "and keep it secret"]
    quiet: ["the cat sat", "tea with dinner", "a walk in the rain"]
`,
  );
  writeFileSync(
    join(folder, 'lexicons.yaml'),
    `kind: lexicons\nlexicons:\n  ${CLASS.lexicon}:\n    terms: ${JSON.stringify(TOOLS)}\n`,
  );
}
