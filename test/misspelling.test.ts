import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Misspelling, slipCost } from '../src/normalise/misspelling.ts';
import { skeletonOf, soundOf } from '../src/normalise/sound.ts';

const WORDS = [
  'the',
  'him',
  'again',
  'help',
  'knife',
  'cut',
  'because',
  'strangled',
  'tablets',
  'threatened',
  'locked',
];
const reading = new Misspelling(WORDS, ['tables', 'locket', 'cup']);

describe('meant', () => {
  it.each([
    ['a letter dropped', 'strangld', 'strangled'],
    ['a letter doubled', 'tabblets', 'tablets'],
    ['two letters swapped', 'becuase', 'because'],
    ['a vowel mistaken', 'tabluts', 'tablets'],
    ['the key beside', 'threatemed', 'threatened'],
    ['the key beside, in a short likely word', 'tge', 'the'],
    ['the first letter of a long likely word', 'yhreatened', 'threatened'],
    ['by ear', 'agen', 'again'],
    ['by ear, a short word', 'kut', 'cut'],
    ['without vowels', 'knf', 'knife'],
  ])('%s: %s', (_, written, meant) => {
    expect(reading.meant(written)).toBe(meant);
  });

  it.each([
    ['a real word', 'tables'],
    ['a real word beside a rarer slip', 'locket'],
    ['too short to tell', 'hm'],
    ['nothing near', 'carburettor'],
    ['two slips', 'strambleg'],
  ])('nothing: %s', (_, written) => {
    expect(reading.meant(written)).toBeUndefined();
  });

  it('says nothing where two words are as likely, and the likelier where one is by far', () => {
    const filler = Array.from({ length: 20 }, (_, k) => `filler${'x'.repeat(k)}`);
    expect(new Misspelling(['pants', 'pints'], []).meant('punts')).toBeUndefined();
    expect(new Misspelling(['pants', ...filler, 'pints'], []).meant('punts')).toBe('pants');
  });

  it('forgets nothing that matters when it has seen too many words', () => {
    const small = new Misspelling(WORDS, []);
    for (let k = 0; k < 10_000; k++) small.meant(`zq${k.toString(36)}zq`);
    expect(small.meant('becuase')).toBe('because');
  });
});

const LETTER = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split(''));
const WORD = fc.array(LETTER, { minLength: 3, maxLength: 12 }).map((letters) => letters.join(''));

describe('laws', () => {
  it('a slip has a cost exactly where the two are one edit apart (Damerau)', () => {
    const near = fc
      .tuple(WORD, fc.nat(20), LETTER, fc.nat(3))
      .map(([word, at, letter, kind]): [string, string] => {
        const k = at % word.length;
        const [before, after] = [word.slice(0, k), word.slice(k)];
        return [
          [
            before + letter + after,
            before + after.slice(1),
            before + letter + after.slice(1),
            before + after.charAt(1) + after.charAt(0) + after.slice(2),
          ][kind]!,
          word,
        ];
      });
    fc.assert(
      fc.property(fc.oneof(near, fc.tuple(WORD, WORD)), ([written, meant]) => {
        expect(Number.isFinite(slipCost(written, meant))).toBe(edits(written, meant) === 1);
      }),
    );
  });

  it('reads no word as itself, no real word at all, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(WORD, fc.string()), (word) => {
        const meant = reading.meant(word);
        if (meant !== undefined) expect(WORDS).toContain(meant);
        expect(new Misspelling(WORDS, [word]).meant(word)).toBeUndefined();
      }),
    );
  });

  it('finds every long word again after one slip, if no other is near', () => {
    fc.assert(
      fc.property(fc.constantFrom('strangled', 'threatened', 'tablets'), fc.nat(20), (word, at) => {
        const k = 1 + (at % (word.length - 2));
        const written = word.slice(0, k) + word.charAt(k + 1) + word.charAt(k) + word.slice(k + 2);
        expect(written === word || reading.meant(written) === word).toBe(true);
      }),
    );
  });
});

describe('sound', () => {
  it.each([
    ['knife', 'nyf'],
    ['last', 'larst'],
    ['with', 'wiv'],
    ['think', 'fink'],
    ['again', 'agen'],
    ['phone', 'fone'],
    ['cut', 'kut'],
  ])('%s sounds like %s', (word, other) => {
    expect(soundOf(word)).toBe(soundOf(other));
  });
  it.each([
    ['cut', 'cup'],
    ['help', 'held'],
  ])('%s does not sound like %s', (word, other) => {
    expect(soundOf(word)).not.toBe(soundOf(other));
  });
  it('keeps the consonants', () => {
    expect(skeletonOf('battering')).toBe('btrng');
  });
});

/** Optimal string alignment distance, the plain way. */
function edits(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1);
    }
  return rows[a.length]![b.length]!;
}
