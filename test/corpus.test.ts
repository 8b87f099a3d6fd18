/** The corpus of fixtures/corpus: well-formed, free of near-duplicates, split by writer, labelled within the policy. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../src/generated/en.ts';
import { CATEGORIES, type Category, TIERS } from '../src/model/vocabulary.ts';
import type { Row } from './support/rows.ts';

interface Post extends Row {
  source: string;
  block: string;
}

const FOLDER = new URL('../fixtures/corpus/', import.meta.url);
const PARTS = ['train', 'tune', 'test'] as const;
const posts = PARTS.flatMap((part) =>
  readdirSync(new URL(`${part}/`, FOLDER)).flatMap((file) =>
    readFileSync(new URL(`${part}/${file}`, FOLDER), 'utf8')
      .trim()
      .split('\n')
      .map((line) => ({ ...(JSON.parse(line) as Post), part, file })),
  ),
);
const present = (post: Post): Category[] => (post.present ?? []).flat();
const isHarmless = (post: Post): boolean => post.present === undefined && post.tiers!.includes('none');

describe('the corpus', () => {
  it('is large, and no id, text or block stands twice', () => {
    expect(posts.length).toBeGreaterThanOrEqual(8000);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(posts.length);
    expect(new Set(posts.map(({ text }) => text.toLowerCase().trim())).size).toBe(posts.length);
    const partOf = new Map<string, string>();
    for (const { block, file } of posts)
      expect(partOf.get(block) ?? file, block).toBe((partOf.set(block, file), file));
  });

  it('is split by writer', () => {
    const files = new Map<string, Set<string>>();
    for (const { source, part } of posts) files.set(source, (files.get(source) ?? new Set()).add(part));
    for (const [writer, parts] of files) expect([...parts], writer).toHaveLength(1);
    expect(files.size).toBeGreaterThanOrEqual(10);
  });

  it('uses the tiers and categories of the policy', () => {
    for (const post of posts) {
      expect(post.tiers!.length, post.id).toBeGreaterThan(0);
      for (const tier of post.tiers!) expect(TIERS, post.id).toContain(tier);
      for (const category of [...present(post), ...(post.absent ?? []).flat()])
        expect(CATEGORIES, post.id).toContain(category);
      expect(
        present(post).filter((category) => (post.absent ?? []).flat().includes(category)),
        post.id,
      ).toEqual([]);
      // A post that must be flagged says as what.
      if (!post.tiers!.includes('none') && !post.tiers!.includes('low'))
        expect(present(post), post.id).not.toHaveLength(0);
      // No post is high for a breach of ground rules.
      if (present(post).every((category) => category === 'conduct'))
        expect(post.tiers, post.id).not.toContain('high');
    }
  });

  it('holds harmless posts and risky ones in about equal parts', () => {
    const share = posts.filter(isHarmless).length / posts.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });

  it('has every concept of every category, from at least three writers', () => {
    const writers = new Map<string, Set<string>>();
    for (const { group, source } of posts) writers.set(group, (writers.get(group) ?? new Set()).add(source));
    const thin = CATEGORIES.flatMap((category) =>
      (en.categories[category]?.concepts ?? [])
        // That of weighted words, which say the category only.
        .filter((concept) => concept !== 'unspecified')
        .map((concept) => `${category}.${concept}`)
        .filter((group) => {
          const own = [...writers].filter(([name]) => name === group || name.startsWith(`${group}.`));
          return new Set(own.flatMap(([, names]) => [...names])).size < 3;
        }),
    );
    expect(thin).toEqual([]);
  });

  it('has no near-duplicates outside a block', () => {
    const shinglesOf = (text: string): Set<string> => {
      const words =
        text
          .toLowerCase()
          .replace(/['’]/gu, '')
          .match(/[\p{L}\p{N}]+/gu) ?? [];
      const all = words.slice(4).map((_, k) => words.slice(k, k + 5).join(' '));
      return new Set(all.length > 0 ? all : [words.join(' ')]);
    };
    const shingles = posts.map(({ text }) => shinglesOf(text));
    const where = new Map<string, number[]>();
    shingles.forEach((set, k) => {
      for (const one of set) where.set(one, [...(where.get(one) ?? []), k]);
    });
    const near = new Set<string>();
    for (const [, places] of where)
      for (const a of places)
        for (const b of places) {
          if (a >= b || posts[a]!.block === posts[b]!.block) continue;
          const shared = [...shingles[a]!].filter((one) => shingles[b]!.has(one)).length;
          if (shared / (shingles[a]!.size + shingles[b]!.size - shared) > 0.6)
            near.add(`${posts[a]!.id} ${posts[b]!.id}`);
        }
    expect([...near]).toEqual([]);
  });
});
