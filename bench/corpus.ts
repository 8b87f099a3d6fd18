/**
 * How the packs do on the posts of fixtures/corpus, by part and writer: `tsx bench/corpus.ts [train|tune|test]…`.
 *
 * Rules are written from the train part only; tune and test show what they do for a writer whose posts nobody read.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createClassifier, type Category, type Tier } from '../src/index.ts';

interface Post {
  text: string;
  tiers: Tier[];
  present?: (Category | Category[])[];
}

const RANK: Record<Tier, number> = { none: 0, low: 1, medium: 2, high: 3 };
const FOLDER = new URL('../fixtures/corpus/', import.meta.url);
const parts = process.argv.length > 2 ? process.argv.slice(2) : ['train', 'tune', 'test'];
const classifier = createClassifier();

/** Of the posts that a figure is about, how many meet it. */
class Share {
  private met = 0;
  private all = 0;

  add(met: boolean): void {
    this.all++;
    if (met) this.met++;
  }

  toString(): string {
    return this.all === 0 ? '–' : (this.met / this.all).toFixed(3);
  }
}

console.log(
  '| posts | acceptable tier | HIGH recall | HIGH at least medium | risky at least medium | category reported | false HIGH | harmless flagged | harmless medium or high |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|');
for (const part of parts)
  for (const file of readdirSync(new URL(`${part}/`, FOLDER)).sort()) {
    const [acceptable, high, highReached, risky, category, falseHigh, flagged, harmlessReached] = Array.from(
      { length: 8 },
      () => new Share(),
    ) as [Share, Share, Share, Share, Share, Share, Share, Share];
    for (const line of readFileSync(new URL(`${part}/${file}`, FOLDER), 'utf8')
      .trim()
      .split('\n')) {
      const { text, tiers, present } = JSON.parse(line) as Post;
      const { tier, reported } = classifier.classify(text);
      const least = Math.min(...tiers.map((one) => RANK[one]));
      const most = Math.max(...tiers.map((one) => RANK[one]));
      acceptable.add(tiers.includes(tier));
      if (least === 3) {
        high.add(tier === 'high');
        highReached.add(RANK[tier] >= 2);
      }
      if (most < 3) falseHigh.add(tier === 'high');
      if (present === undefined && least === 0) {
        flagged.add(RANK[tier] > most);
        harmlessReached.add(RANK[tier] >= 2);
      } else if (least >= 2) risky.add(RANK[tier] >= 2);
      for (const wanted of present ?? []) category.add([wanted].flat().some((one) => reported.includes(one)));
    }
    const figures = [acceptable, high, highReached, risky, category, falseHigh, flagged, harmlessReached];
    console.log(`| ${part}/${file.replace('.jsonl', '')} | ${figures.join(' | ')} |`);
  }
