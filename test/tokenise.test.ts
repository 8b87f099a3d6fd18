import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEngine } from '../src/engine.ts';
import { BOUND, FLAG } from '../src/tokenise/tokens.ts';
import { packOf, ruleOf } from './support/packs.ts';

const { engine } = buildEngine(
  packOf({
    spelling: {
      "don't": 'do not',
      dont: 'do not',
      "i'm": 'i am',
      im: 'i am',
      kms: 'kill myself',
      suicde: 'suicide',
      'sewer slide': 'suicide',
      u: 'you',
      "i'll": 'i will',
    },
    fillers: ['just'],
    maskable: ['suicide', 'stupid'],
    rules: [
      ruleOf('words', [
        'suicide',
        'kill myself',
        'want to die',
        'stupid idiot',
        'mum',
        'ill',
        'do not',
        '🔪',
        'self harm',
        'you',
      ]),
    ],
  }),
);

/** The words that a text is read as; what no rule knows is shown as ?. */
function read(text: string): string[] {
  const { tokens, tokeniser, vocabulary } = engine;
  tokeniser.read(text, tokens);
  return Array.from({ length: tokens.count }, (_, k) =>
    tokens.symbols[k] === 0 ? '?' : vocabulary.words[tokens.symbols[k]!]!.replace('\u0000', '@'),
  );
}

function spans(text: string): string[] {
  read(text);
  const { tokens } = engine;
  return Array.from({ length: tokens.count }, (_, k) => text.slice(tokens.starts[k], tokens.ends[k]));
}

describe('reading', () => {
  it.each([
    ["I don't", ['i', 'do', 'not']],
    ['We don’t', ['?', 'do', 'not']],
    ['dont', ['do', 'not']],
    ["I'll", ['i', 'will']],
    ['ill', ['ill']],
    ["my mum's", ['?', 'mum']],
    ['self-harm', ['self', 'harm']],
    ['13 years', ['@digits', '?']],
    ["suicideI'm", ['suicide', 'i', 'am']],
    ['I donâ€™t', ['i', 'do', 'not']],
    ['iPhone', ['?']],
    ['50mum', ['@digits', 'mum']],
  ])('opens contractions and splits words: %s', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it.each([
    ['kms', ['kill', 'myself']],
    ['suicde', ['suicide']],
    ['sewer slide', ['suicide']],
    ['sewer-slide', ['suicide']],
    ['SUICIDE', ['suicide']],
    ['ѕuісіdе', ['suicide']],
    ['ｓｕｉｃｉｄｅ', ['suicide']],
    ['𝓼𝓾𝓲𝓬𝓲𝓭𝓮', ['suicide']],
    ['s\u200bu\u200bi\u200bcide', ['suicide']],
    ['su\u0301icide', ['suicide']],
    ['su1c1de', ['suicide']],
    ['$uicide', ['suicide']],
    ['s*icide', ['suicide']],
    ['su!cide', ['suicide']],
    ['s u i c i d e', ['suicide']],
    ['s.u.i.c.i.d.e', ['suicide']],
    ['s-u-i-c-i-d-e', ['suicide']],
    ['suiiiicide', ['suicide']],
    ['#suicide', ['suicide']],
    ['#killmyself', ['kill', 'myself']],
    ['k i l l  m y s e l f', ['kill', 'myself']],
    ['d i e', ['die']],
    ['stuuuupid', ['stupid']],
  ])('sees through disguises: %s', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it.each([
    ['a b c d', ['?', '?', '?', '?']],
    ['at 3 p.m. on', ['?', '@digits', '?', '?', '?']],
    ['*or* 900k', ['?', '?']],
    ['k:%M:%S', ['?', '?', '?']],
    ['v1.2.3', ['?', '@digits', '@digits']],
    ['$HOME', ['?']],
    ['C++', ['?']],
    ['covid19', ['?']],
  ])('leaves alone what only looks disguised: %s', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it.each([
    ['see https://example.org/a?b=c.', ['?', '@url']],
    ['www.example.org now', ['@url', '?']],
    ['example.org/x, mum', ['@url', 'mum']],
    ['write to a.b+c@example.org today', ['?', 'to', '@email', '?']],
    ['hi @some_one!', ['?', '@mention']],
    ['mum 🔪', ['mum', '🔪']],
  ])('knows addresses, links, mentions and emoji: %s', (text, words) => {
    expect(read(text)).toEqual(words);
  });

  it('keeps original positions through every disguise', () => {
    expect(spans('I want 2 s u i c i d e, kms! d\u200bon’t')).toEqual([
      'I',
      'want',
      '2',
      's u i c i d e',
      'kms',
      'kms',
      'd\u200bon’t',
      'd\u200bon’t',
    ]);
  });

  it('marks boundaries by their strength', () => {
    read('one, two; three. four... five\nsix\n\nseven: eight');
    expect([...engine.tokens.bounds.subarray(0, engine.tokens.count)]).toEqual([
      BOUND.sentence,
      BOUND.comma,
      BOUND.clause,
      BOUND.sentence,
      BOUND.comma,
      BOUND.comma,
      BOUND.sentence,
      BOUND.comma,
    ]);
  });

  it('marks quotations, quoted lines, spoilers and questions', () => {
    const flagged = (text: string, flag: number): string[] => {
      const words = spans(text);
      return words.filter((_, k) => (engine.tokens.flags[k]! & flag) !== 0);
    };
    expect(flagged('he said "you are stupid" to me', FLAG.quoted)).toEqual(['you', 'are', 'stupid']);
    expect(flagged("he said 'you are' to me, isn't it", FLAG.quoted)).toEqual(['you', 'are']);
    expect(flagged('> you idiot\nno', FLAG.quoted)).toEqual(['you', 'idiot']);
    expect(flagged('tw ||die today|| bye', FLAG.spoiler)).toEqual(['die', 'today']);
    expect(flagged('is he ok? yes', FLAG.question)).toEqual(['ok']);
  });
});

describe('laws of reading', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom(
          's',
          'u',
          '.',
          ' ',
          '*',
          '"',
          "'",
          '#',
          '@',
          '🔪',
          '\ud83d',
          'kms',
          '\n',
          '|',
          '1',
          '!',
          '$',
        ),
      )
      .map((all) => all.join('')),
  );

  it('never throws, and every token lies in the text, in order', () => {
    fc.assert(
      fc.property(anything, (text) => {
        read(text);
        const { tokens } = engine;
        let last = 0;
        for (let k = 0; k < tokens.count; k++) {
          const start = tokens.starts[k]!;
          const end = tokens.ends[k]!;
          expect(start).toBeGreaterThanOrEqual(
            k > 0 && (tokens.flags[k]! & FLAG.continued) !== 0 ? tokens.starts[k - 1]! : last,
          );
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('reads the same text the same way, whatever came before', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        const first = read(a);
        read(b);
        expect(read(a)).toEqual(first);
      }),
    );
  });
});
