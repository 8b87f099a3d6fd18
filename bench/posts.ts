import { readFileSync, readdirSync } from 'node:fs';
import { random } from '../src/evaluate/random.ts';

interface Case {
  text: string;
  tiers: string[];
}

/** Texts of the functional suite: risky ones and harmless ones. */
function cases(): { risky: string[]; quiet: string[] } {
  const folder = new URL('../fixtures/functional/', import.meta.url);
  const risky: string[] = [];
  const quiet: string[] = [];
  for (const file of readdirSync(folder).sort())
    if (file.endsWith('.jsonl'))
      for (const line of readFileSync(new URL(file, folder), 'utf8').trim().split('\n')) {
        const { text, tiers } = JSON.parse(line) as Case;
        (tiers.includes('none') ? quiet : risky).push(text);
      }
  return { risky, quiet };
}

/**
 * Posts of 50 to 1,500 characters (log-uniform), each joined from texts of the functional suite: one sentence in ten
 * is a risky one, which is far more than any real group sees.
 */
export function mixedPosts(count: number, seed = 1): string[] {
  const next = random(seed);
  const { risky, quiet } = cases();
  const pick = (from: string[]): string => from[Math.floor(next() * from.length)]!;
  return Array.from({ length: count }, () => {
    const length = Math.round(50 * 30 ** next());
    let post = '';
    while (post.length < length) post += (post === '' ? '' : ' ') + pick(next() < 0.1 ? risky : quiet);
    return post.slice(0, length);
  });
}

/** Phrases of two to four words drawn from the posts' own words, so that they share their anchors with real text. */
export function randomPhrases(count: number, seed = 2): string[] {
  const next = random(seed);
  const { quiet } = cases();
  const words = [
    ...new Set(
      quiet
        .join(' ')
        .toLowerCase()
        .match(/[a-z]{3,}/gu),
    ),
  ];
  const phrases = new Set<string>();
  while (phrases.size < count)
    phrases.add(
      Array.from(
        { length: 2 + Math.floor(next() * 3) },
        () => words[Math.floor(next() * words.length)]!,
      ).join(' '),
    );
  return [...phrases];
}
