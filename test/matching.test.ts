import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEngine } from '../src/engine.ts';
import { Hits } from '../src/match/matcher.ts';
import { type NaiveToken, naiveEnds } from './support/naive.ts';
import { packOf, ruleOf } from './support/packs.ts';

const WORDS = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'quite'];
const language = {
  lexicons: { pair: ['alpha', 'bravo delta', 'echo echo'], ones: ['charlie', 'delta'] },
  fillers: new Set(['quite']),
};
const MARKS = ['', ',', ';', '.'];

const word = fc.constantFrom(...WORDS);
const atom: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: fc.constantFrom('@pair', '@ones') },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
        { minLength: 2, maxLength: 3 },
      )
      .map((all) => `(${all.join('|')})`),
  },
);
const item = fc.oneof(
  { weight: 5, arbitrary: atom },
  { weight: 1, arbitrary: atom.map((inner) => `${inner}?`) },
  { weight: 1, arbitrary: fc.constant('.') },
);
/** Items with gaps and exclusions between fixed words, so that every pattern is a valid one. */
const pattern = fc
  .record({
    start: fc.boolean(),
    notBefore: fc.option(word),
    first: atom,
    rest: fc.array(fc.tuple(fc.constantFrom('', '..1', '..2', '..3'), fc.option(word, { freq: 6 }), item), {
      maxLength: 3,
    }),
    last: fc.option(atom),
    end: fc.boolean(),
  })
  .map(({ start, notBefore, first, rest, last, end }) => {
    const parts = [start ? '^' : '', notBefore && !start ? `!${notBefore}` : '', first];
    for (const [gap, not, next] of rest) {
      const closed = next.endsWith('?') ? '' : gap;
      parts.push(closed, not && closed === '' ? `!${not}` : '', next);
    }
    if (last) parts.push(last);
    if (end && (last !== null || rest.length === 0)) parts.push('$');
    return parts.filter(Boolean).join(' ');
  });
const text = fc.array(
  fc.record({
    word: fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: fc.constant('zulu') }),
    mark: fc.constantFrom('', '', '', '', '', ...MARKS),
  }),
  { minLength: 1, maxLength: 14 },
);

function tokensOf(words: readonly { word: string; mark: string }[]): NaiveToken[] {
  return words.map(({ word: one }, k) => ({
    word: one,
    bound: k === 0 ? 3 : MARKS.indexOf(words[k - 1]!.mark),
  }));
}

describe('the matcher', () => {
  it('forgets each post before the next, however long it was', () => {
    const { engine } = buildEngine(packOf({ rules: [ruleOf('r', ['alpha'])] }));
    const count = (text: string): number => {
      const hits = new Hits();
      engine.tokeniser.read(text, engine.tokens);
      engine.ruleMatcher.scan(engine.tokens, engine.machine, hits);
      return hits.count;
    };
    for (let length = 1; length < 40; length++)
      for (let at = 0; at < 5; at++) {
        expect(count('alpha '.repeat(length))).toBe(length);
        expect(count(`${'zulu '.repeat(at)}alpha`)).toBe(1);
      }
  });
});

describe('the matcher against the oracle', () => {
  it('finds the same starts as the naive matcher, at an end that the naive matcher allows', () => {
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 5 }), text, (patterns, words) => {
        const written = words.map(({ word: one, mark }) => one + mark).join(' ');
        const naive = tokensOf(words);
        const { engine, issues } = buildEngine(
          packOf({
            lexicons: language.lexicons,
            fillers: [...language.fillers],
            rules: patterns.map((one, k) => ruleOf(`r${k}`, [one])),
          }),
        );
        expect(issues).toEqual([]);
        const hits = new Hits();
        engine.tokeniser.read(written, engine.tokens);
        engine.ruleMatcher.scan(engine.tokens, engine.machine, hits);
        const found = new Map<string, number>();
        for (let k = 0; k < hits.count; k++)
          found.set(`${hits.data[k * 4]!}@${hits.data[k * 4 + 1]!}`, hits.data[k * 4 + 2]!);
        patterns.forEach((one, owner) => {
          for (let from = 0; from < naive.length; from++) {
            const ends = naiveEnds(one, naive, from, language);
            const end = found.get(`${owner}@${from}`);
            if (ends.size === 0) expect(end, `${one} on ${written} from ${from}`).toBeUndefined();
            else expect(ends, `${one} on ${written} from ${from}`).toContain(end);
          }
        });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a lexicon term that would match where no word stands', () => {
  it.each(['alpha?', '(alpha bravo)?', '-'])('%s is reported, and nothing is thrown', (term) => {
    const { issues } = buildEngine(
      packOf({ lexicons: { hollow: ['delta', term] }, rules: [ruleOf('r', ['@hollow echo'])] }),
    );
    expect(issues.map(({ owner, error }) => [owner, error.code, error.at, error.length])).toEqual([
      ['conduct/r', 'pattern-empty', 0, term.length],
    ]);
  });
});

describe('a word without a letter', () => {
  it.each([
    ['alpha (bravo|-) -', 13],
    ['alpha- $-', 8],
    ['-?', 0],
  ])('in %s is reported where it stands', (pattern, at) => {
    const { issues } = buildEngine(packOf({ rules: [ruleOf('known', ['delta -']), ruleOf('r', [pattern])] }));
    expect(issues.map(({ error }) => [error.code, error.at, error.length])).toEqual([
      ['pattern-unexpected', 6, 1],
      ['pattern-unexpected', at, 1],
    ]);
  });
});
