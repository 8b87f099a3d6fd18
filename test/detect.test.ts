import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhn } from '../src/detect/card.ts';
import { DETECTORS, detect } from '../src/detect/detect.ts';
import { mod97 } from '../src/detect/iban.ts';
import { mod11 } from '../src/detect/national-id.ts';
import { readPost } from '../src/detect/source.ts';
import { Disguise } from '../src/normalise/disguise.ts';
import { Misspelling } from '../src/normalise/misspelling.ts';
import { Phrases } from '../src/tokenise/phrases.ts';
import { Tokeniser } from '../src/tokenise/tokenise.ts';
import { FLAG, Tokens } from '../src/tokenise/tokens.ts';
import { BUILT_IN, Vocabulary } from '../src/tokenise/vocabulary.ts';

/** Shapes that detectors find; the others are the tokeniser's. */
const SHAPES: readonly string[] = [
  'phone',
  'postcode',
  'card',
  'iban',
  'national-id',
  'sort-code',
  'ip',
  'date',
  'clock',
  'plate',
  'wallet',
  'mac',
  'coordinates',
];

function tokeniserOf(vocabulary: Vocabulary): Tokeniser {
  const share = (): number => 0;
  return new Tokeniser(
    vocabulary,
    new Disguise(vocabulary, [], share),
    new Misspelling([], []),
    new Phrases(),
  );
}

function read(text: string): Tokens {
  const vocabulary = new Vocabulary();
  for (const word of ['half', 'three', '3', '12', 'mi', 'call']) vocabulary.intern(word);
  const tokens = new Tokens();
  tokeniserOf(vocabulary).read(text, tokens);
  if (tokens.anyDigits) detect(text, tokens);
  return tokens;
}

/** What was found in a text, as `kind: words`. */
function shapes(text: string): string[] {
  const tokens = read(text);
  const found: string[] = [];
  for (let k = 0; k < tokens.count; k++) {
    const kind = BUILT_IN[tokens.symbols[k]!];
    if (kind !== undefined && SHAPES.includes(kind))
      found.push(`${kind}: ${text.slice(tokens.starts[k], tokens.ends[k])}`);
  }
  return found;
}

/** Each line is a text; what stands between angle brackets is the shape. */
const FOUND: Record<string, string[]> = {
  phone: [
    'my number is <07700 900123> ok',
    'text <07700900123>',
    'ring <+44 7700 900123> after tea',
    'its <+44 (0)7700 900 123>.',
    'call <0044 7700 900123>',
    'mum is on <01632 960 001>, dad is out',
    '<(01632) 960123>',
    'landline <(020) 7946 0018>!',
    '<020 7946 0018>',
    '<0113 496 0999>',
    '<07700.900.456>',
    '<07700-900-456> is mine',
    '<0 7 7 0 0 9 0 0 1 2 3>',
    '<077oo 9oo123>',
    'my no is <o7700 9oo 222>',
    '<03069 990 123>',
    'message me <085 012 3456>',
    'its <+353 85 012 3456>',
    'my house phone <01 234 5678> in dublin',
    'cell <(202) 555-0143>',
    '<202-555-0143>',
    '<202.555.0143>',
    '<1-202-555-0143>',
    '<+1 202 555 0143>',
    'text me <2025550143>',
    'its <555-0143>',
    '<0491 570 006>',
    '<+61 491 570 006>',
    '<(02) 5550 1234>',
    'whats app <447700900123>',
    '０７７００ ９００１２３ is <07700 900123>',
  ],
  postcode: [
    'we live at <SW1A 1AA>',
    '<sw1a1aa>',
    'near <m1 1ae> now',
    '<EH1 1YZ>',
    '<B33 8TH>',
    '<D02 AF30>',
    '<a65 f4e2>',
    'D6W XR12 no, <D6W X7R2>',
  ],
  card: [
    'card <4111 1111 1111 1111> exp',
    '<4111111111111111>',
    '<5555-5555-5555-4444>',
    '<3782 822463 10005>',
    '<378282246310005>',
  ],
  wallet: [
    'to <0x52908400098527886E0F7030069857D2E4169EE7> ta',
    '<bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq>',
    'old <1BoatSLRHtKNngkdXEeobR76b53LETtpyT>.',
  ],
  mac: ['its <00:00:5E:00:53:1A> i think', '<00-00-5e-00-53-2b>, block it'],
  coordinates: [
    'at <54.97832, -1.61778> now',
    '<-33.85678 151.21530>',
    'see <https://maps.app.goo.gl/Zorblat99>',
    '<https://www.openstreetmap.org/?mlat=54.97>',
  ],
  iban: [
    '<GB29 NWBK 6016 1331 9268 19>',
    '<gb29nwbk60161331926819> thanks',
    '<IE29 AIBK 9311 5212 3456 78>',
    '<DE89 3704 0044 0532 0130 00>',
    'acct <GB29 NW\u200bBK 6016 13\u200b31 9268 19> ta',
  ],
  'national-id': [
    '<QQ 12 34 56 C>',
    '<qq123456c>',
    '<AB123456D>',
    'nhs number <943 476 5919>',
    'its <943 476 5919> if needed',
    'NHS no: <9434765919>',
    'nhs <999 000 1234>',
    '<987-65-4320>',
    'ssn <987 65 4320>',
    'pps <1234567T>',
  ],
  'sort-code': [
    '<20-00-00>',
    'sort code <12-03-09>',
    '<20-00-00 12345678>',
    'sort code <200000>',
    'sort code <20 00 00 account no 12345678>',
    '<12-03-09, account 12345678>',
  ],
  ip: ['my ip is <192.0.2.44>', '<198.51.100.7>', '<2001:db8:0:0:0:0:0:1>', '<2001:db8::1> there'],
  date: [
    '<12/03/2009>',
    'born <12th March 2009>',
    '<March 12 2009>',
    '<march 12th, 2009>',
    '<2009-03-12>',
    '<12.03.2009>',
    '<3/12/09>',
    '<12-03-09>',
    '<12 jan>',
    'the <12th of march>',
    '<may 5th>',
    '<1st Sept 2011>',
    "<12 mar '09>",
  ],
  clock: [
    'at <3pm> today',
    '<3.30 pm>',
    '<3:30 p.m>.',
    '<15:30>',
    '<half 3>',
    'home by <half three> 2 days a week',
    '<quarter past 4>',
    '<quarter to 9>',
    "<8 o'clock>",
    '<8 o’clock>',
    '<8 oclock>',
    'at <3.15> she',
    '<half past 8>',
    '<0830 hours>',
    '<1530hrs>',
    '<10 past 4>',
    '<9am> to <5pm>',
    '<9am>-<5pm>',
  ],
  plate: ['<AB12 CDE>', 'his reg is <ab12 cde>', 'drives a golf <ab12cde>', '<191-D-12345>'],
};

const NOT_FOUND = [
  'order 07700900123',
  'order no. 07700 900123',
  'it cost £07700900123',
  'score 3 2',
  'score was 2:1',
  '2025550143',
  '12345',
  '123456789',
  '10000000 views',
  'call childline on 0800 1111',
  'samaritans 116 123',
  'dial 999 or 111',
  'text 85258',
  '0808 802 5544',
  '1-800-273-8255',
  '1800 242 526',
  '0345 600 1234',
  '+10 15 20 25',
  '+5 10 15 20 25 30',
  '0 1 2 3 4 5 6 7 8 9 10',
  '1 2 3 4 5 6 7 8 9 10 11 12',
  '£3.30',
  'won 3.30 million',
  'at 4.5 stars',
  'v1.2.3.4',
  'version 10.0.0.1',
  '1.2.3',
  '1.2.3.4.5',
  '300.1.1.1',
  '256.256.256.256',
  '4111 1111 1111 1112',
  '1234567812345678',
  '0000000000000000',
  'GB29 NWBK 6016 1331 9268 18',
  'GB12 abc',
  'bg123456c',
  '123-456',
  '24/7',
  '99/99/2009',
  '13/13/2013',
  '1.2.10',
  'may 5 people come',
  'march 3 miles',
  '12 may be too many',
  'b2 1st floor',
  'a1 1aa',
  't20 2024',
  'd20 dice rolls 20',
  'me12 and',
  'mk14 ist',
  'in23 the',
  'half 5 million',
  'half three 5',
  'gt86',
  'ps5 360',
  'mp3 mp4',
  '3-2',
  '1-2-3',
  '04-15-23-31-40-44',
  '5ft 4',
  '9 st 4 lb',
  'aged 12 3 4',
  'i am 13',
  'year 9',
  'room 101',
  '50 50',
  '2009',
  'std::vector<int> x2',
  '20-00-00-00',
  '25:61',
  '1500 calories',
];

describe('what is found', () => {
  for (const [kind, texts] of Object.entries(FOUND))
    it.each(texts)(`${kind} in %s`, (marked) => {
      const text = marked.replace(/[<>]/g, '');
      const expected = [...marked.matchAll(/<([^<>]+)>/g)].map((match) => `${kind}: ${match[1]!}`);
      expect(shapes(text).filter((shape) => expected.includes(shape))).toEqual(expected);
    });

  it('puts spans over the original characters', () => {
    expect(shapes('０７７００ ９００１２３')).toEqual(['phone: ０７７００ ９００１２３']);
    expect(shapes('077\u200b00 900123')).toEqual(['phone: 077\u200b00 900123']);
  });

  it('finds several in a post, in order', () => {
    expect(shapes('leaves M1 1AE at 3pm on 12/03/2009, ring 07700 900123 (AB12 CDE)')).toEqual([
      'postcode: M1 1AE',
      'clock: 3pm',
      'date: 12/03/2009',
      'phone: 07700 900123',
      'plate: AB12 CDE',
    ]);
  });

  it('reads a postcode whose first half looks like a word', () => {
    const vocabulary = new Vocabulary();
    vocabulary.intern('bee');
    const tokens = new Tokens();
    tokeniserOf(vocabulary).read('at B33 8TH now', tokens);
    detect('at B33 8TH now', tokens);
    expect(BUILT_IN[tokens.symbols[1]!]).toBe('postcode');
  });

  it('leaves the words around a shape as they were', () => {
    const tokens = read('call 07700 900123? then go.');
    expect(tokens.count).toBe(4);
    expect(tokens.flags[1]! & FLAG.question).toBe(FLAG.question);
    expect(tokens.flags[1]! & (FLAG.digits | FLAG.unknown)).toBe(0);
    expect(tokens.bounds[2]).toBe(3);
  });
});

describe('what is not found', () => {
  it.each(NOT_FOUND)('%s', (text) => expect(shapes(text)).toEqual([]));

  it('leaves links and addresses alone', () => {
    expect(shapes('https://example.org/2009-03-12 2009-03-12@example.org @07700900123 1')).toEqual([]);
  });
});

describe('check digits', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
  it('Luhn tells every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const good = '4111111111111111';
        const bad = good.slice(0, at) + String((Number(good[at]) + by) % 10) + good.slice(at + 1);
        return luhn(good) && !luhn(bad);
      }),
    );
  });
  it('mod 97 is the remainder of the number that the letters spell', () => {
    fc.assert(
      fc.property(digits(18), fc.stringMatching(/^[a-z]{2}\d{2}$/), (account, head) => {
        const number = (account + head).replace(/[a-z]/g, (char) => parseInt(char, 36).toString());
        return mod97(head + account) === Number(BigInt(number) % 97n);
      }),
    );
  });
  it('mod 11 accepts at most one last digit', () => {
    fc.assert(
      fc.property(
        digits(9),
        (nine) =>
          Array.from({ length: 10 }, (_, last) => String(last)).filter((last) => mod11(nine + last)).length <=
          1,
      ),
    );
  });
});

describe('laws', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '07700 900123',
      '+44',
      '1',
      ' ',
      ' 1',
      '1 1 1',
      '07700 900',
      '4111',
      '-',
      '.',
      ':',
      '/',
      '(',
      ')',
      ',',
      '\n',
      'half ',
      '3',
      'pm',
      ' march ',
      '12th',
      '2009',
      'GB29',
      ' NWBK',
      'qq',
      '12',
      'SW1A',
      ' 1AA',
      '::',
      'db8',
      'AB12 CDE',
      '?',
      '"',
      "don't ",
      'é',
      '\u200b',
      '０',
      '😀',
      '@',
      'x.org',
    ),
    { maxLength: 40 },
  );
  it('spans lie in the text, in order, and no token is invented', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          pieces.map((list) => list.join('')),
          fc.string({ unit: 'binary', maxLength: 80 }),
        ),
        (text) => {
          const tokens = read(text);
          let last = 0;
          for (let k = 0; k < tokens.count; k++) {
            const start = tokens.starts[k]!;
            const end = tokens.ends[k]!;
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
            if ((tokens.flags[k]! & FLAG.continued) === 0) expect(start).toBeGreaterThanOrEqual(last);
            last = Math.max(last, end);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
  /** The shape of the first detector that finds one at a number, all of them asked. */
  function shapeOfNumber(text: string, at: number, ends: ReadonlySet<number>): string | undefined {
    const { source } = readPost(text);
    for (const detector of DETECTORS) {
      const found = detector.begins === 'letter' ? undefined : detector.find(source, at);
      if (found && ends.has(found.end)) return `${detector.kind}: ${text.slice(found.start, found.end)}`;
    }
    return undefined;
  }
  it('at a number no detector that is left out would find anything', () => {
    const texts = [...Object.values(FOUND).flat(), ...NOT_FOUND].map((text) => text.replaceAll(/[<>]/gu, ''));
    const ascii = pieces.map((list) => list.join('').replaceAll(/[^\0-\x7f]/gu, ''));
    const holds = (text: string): void => {
      const tokens = new Tokens();
      const vocabulary = new Vocabulary();
      tokeniserOf(vocabulary).read(text, tokens);
      const ends = new Set(tokens.ends.subarray(0, tokens.count));
      const starts = [...tokens.starts.subarray(0, tokens.count)];
      const kinds = [...tokens.symbols.subarray(0, tokens.count)].map((symbol) => BUILT_IN[symbol]);
      detect(text, tokens);
      const behind = [...tokens.starts.subarray(0, tokens.count)].map((start, k) => ({
        start,
        end: tokens.ends[k]!,
        kind: BUILT_IN[tokens.symbols[k]!]!,
      }));
      for (const [k, at] of starts.entries()) {
        if (!/\d/u.test(text.charAt(at)) || ['url', 'email', 'mention'].includes(kinds[k] ?? '')) continue;
        // What stands inside a shape that began before is not asked.
        if (behind.some(({ start, end }) => start < at && end > at)) continue;
        const expected = shapeOfNumber(text, at, ends);
        const found = behind.find(({ start, end }) => start <= at && end > at);
        const shown =
          found && SHAPES.includes(found.kind)
            ? `${found.kind}: ${text.slice(found.start, found.end)}`
            : undefined;
        expect(shown, JSON.stringify(text)).toBe(expected);
      }
    };
    texts.filter((text) => !/[^\0-\x7f]/u.test(text)).forEach(holds);
    fc.assert(fc.property(ascii, holds));
  });
  it('detecting twice changes nothing', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const text = list.join('');
        const tokens = read(text);
        const once = [...tokens.starts.slice(0, tokens.count)];
        detect(text, tokens);
        expect([...tokens.starts.slice(0, tokens.count)]).toEqual(once);
      }),
    );
  });
  it.each([
    '1',
    '1 1 1 ',
    '07700 900',
    '07700 900 ',
    '4111 1111 ',
    'GB29 ',
    'GB29 NWBK 6016 ',
    '12/03/',
    '1:1:',
    '1.1.1.',
    'a1:',
    'half ',
    '+44 ',
    '(0',
    'qq 12 ',
    'march 1',
    'AB12 ',
    '20-00-',
    '0'.repeat(17) + ' ',
    'o1',
  ])('finishes on 200 kB of %j', (piece) => {
    const text = piece.repeat(Math.ceil(200_000 / piece.length));
    expect(read(text).count).toBeGreaterThan(0);
  });
});
