/**
 * What is said plainly is judged alike in every person, tense and frame. Each paradigm of fixtures/paradigms is held to its share;
 * `tsx bench/paradigms.ts [ID] --misses 20` shows which frames and fillers lose.
 */
import { describe, expect, it } from 'vitest';
import { createClassifier } from '../src/index.ts';
import { readParadigms } from './support/paradigms.ts';
import { unmet } from './support/rows.ts';

const classifier = createClassifier();

describe.each(readParadigms())('plain speech: $file', ({ paradigms }) => {
  it.each(paradigms)('$id', ({ sentences, holds, frames }) => {
    expect(new Set(sentences.map(({ frame }) => frame)).size, 'every frame has sentences').toBe(
      frames.length,
    );
    const missed = sentences.filter(
      (sentence) => unmet(sentence, classifier.classify(sentence.text)).length > 0,
    );
    const share = 1 - missed.length / sentences.length;
    expect(
      share,
      missed
        .slice(0, 8)
        .map(({ text }) => text)
        .join('\n'),
    ).toBeGreaterThanOrEqual(holds - 1e-9);
  });
});
