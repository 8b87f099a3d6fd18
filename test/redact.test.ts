import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MASK } from '../src/detect/placeholder.ts';
import {
  DETAIL_KINDS,
  Pseudonyms,
  REDACT_STYLES,
  type RedactStyle,
  adviseMember,
  findDetails,
  redact,
  restore,
} from '../src/redact/index.ts';
import { readRows } from './support/rows.ts';

/** Pieces of posts: details, words that make details of their neighbours, placeholders, and whatever may stand between. */
const PIECES = [
  '07700 900123',
  '+44 7700 900 456',
  'oh seven seven double oh nine double oh one two three',
  '4242 4242 4242 4242',
  'jo.bloggs@example.org',
  'jo dot bloggs at example dot org',
  'GB29 NWBK 6016 1331 9268 19',
  'QQ 12 34 56 C',
  'my name is Maja Kowalska',
  'password is hunter2',
  'i live at 12 Sampleton Road, ZZ9 9ZZ',
  'SW1A 1AA',
  'Jo',
  'my snap is',
  'born on 12/03/2009',
  '192.0.2.7',
  '20-00-00 12345678',
  '[phone]',
  '[name 1]',
  MASK.repeat(4),
  'call',
  'at',
  '8',
  '٣',
  '0️⃣7️⃣7️⃣0️⃣0️⃣9️⃣0️⃣0️⃣5️⃣5️⃣1️⃣',
  'we are away till the 9th',
  'keys under the pot',
  'add me on telegram',
  '\u0301',
  '\u200b',
  '👻',
  '\ud83d',
  '\n',
  ' ',
  ', ',
  '.',
  '@',
];
const post = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 5 })), { maxLength: 12 })
    .map((all) => all.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((all) => all.join('')),
  fc.string({ unit: 'binary' }),
);
const style = fc.constantFrom<RedactStyle>(...REDACT_STYLES);

describe('laws of redact', () => {
  const holds = (law: (text: string, style: RedactStyle) => void): void =>
    fc.assert(fc.property(post, style, law), { numRuns: 600 });

  it('nothing that can be found remains', () => {
    holds((text, style) => {
      expect(findDetails(redact(text, { style }).text)).toEqual([]);
    });
  });

  it('redacting what is redacted changes nothing', () => {
    holds((text, style) => {
      const once = redact(text, { style }).text;
      expect(redact(once, { style }).text).toBe(once);
    });
  });

  it('no mark is left of what it stood on', () => {
    const keys = '07700900551'.replaceAll(/\d/g, '$&\ufe0f\u20e3');
    expect(redact(`call ${keys} ok`, { style: 'label' }).text).toBe('call [phone] ok');
    expect(redact('call 07700 900123\u0301 ok', { style: 'label' }).text).toBe('call [phone] ok');
  });

  it('everything else stays as it was', () => {
    holds((text, style) => {
      const { text: redacted, details, map } = redact(text, { style, map: true });
      let at = 0;
      let from = 0;
      details.forEach(({ start, end, text: detail }, k) => {
        expect(text.slice(start, end)).toBe(detail);
        const { start: there, end: till } = map![k]!;
        expect(redacted.slice(at, there)).toBe(text.slice(from, start));
        at = till;
        from = end;
      });
      expect(redacted.slice(at)).toBe(text.slice(from));
    });
  });

  it('the map leads back to the original', () => {
    holds((text, style) => {
      const { text: redacted, map } = redact(text, { style, map: true });
      expect(restore(redacted, map!)).toBe(text);
    });
  });

  it('a detail lies in the text, covers what it says, and its confidence is the sum of its contributions', () => {
    fc.assert(
      fc.property(post, (text) => {
        let last = 0;
        for (const { start, end, text: covered, confidence, contributions } of findDetails(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(covered);
          const sum = contributions.reduce((total, { points }) => total + points, 0);
          expect(confidence).toBeCloseTo(Math.min(1, Math.max(0, sum)), 2);
          last = end;
        }
      }),
    );
  });
});

describe('styles', () => {
  const text = 'ring 07700 900123 or jo.bloggs@example.org';
  it.each<[RedactStyle, string]>([
    ['mask', `ring █████ ██████ or ${MASK.repeat(21)}`],
    ['label', 'ring [phone] or [email]'],
    ['partial', 'ring █████ ███123 or j████████@e██████████'],
    ['pseudonym', 'ring [phone 1] or [email 1]'],
  ])('%s', (style, expected) => {
    expect(redact(text, { style }).text).toBe(expected);
  });

  it('gives one detail one pseudonym, however it is written', () => {
    expect(redact('07700 900123, 07700900123 and 07700 900456', { style: 'pseudonym' }).text).toBe(
      '[phone 1], [phone 1] and [phone 2]',
    );
  });

  it('keeps pseudonyms over posts if the book is kept', () => {
    const pseudonyms = new Pseudonyms();
    redact('call 07700 900123', { style: 'pseudonym', pseudonyms });
    expect(redact('07700 900456 or 07700-900123', { style: 'pseudonym', pseudonyms }).text).toBe(
      '[phone 2] or [phone 1]',
    );
  });

  it('takes out only the kinds asked for', () => {
    expect(redact(text, { style: 'label', kinds: ['email'] }).text).toBe('ring 07700 900123 or [email]');
  });

  it('refuses a map of another text', () => {
    const { map } = redact(text, { map: true });
    expect(() => restore('something else', map!)).toThrow(RangeError);
  });
});

/** Posts and what is found in each, as `kind: text`. */
const posts = readFileSync(new URL('../fixtures/details.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { text: string; details: string[] });

describe('findDetails', () => {
  it.each(posts)('$text', ({ text, details }) => {
    expect(findDetails(text).map(({ kind, text: found }) => `${kind}: ${found}`)).toEqual(details);
  });

  it('knows every kind', () => {
    const kinds = new Set(posts.flatMap(({ details }) => details.map((detail) => detail.split(':')[0])));
    expect([...kinds].sort()).toEqual([...DETAIL_KINDS].sort());
  });

  const lookAlikes = readRows(
    new URL('../fixtures/functional/oversharing-details.jsonl', import.meta.url),
  ).filter(({ absent }) => absent?.includes('oversharing'));
  it.each(lookAlikes)('finds nothing in “$text”', ({ text }) => {
    expect(findDetails(text)).toEqual([]);
  });

  it.each([
    '1 ',
    'Jo ',
    'a.',
    'a@',
    'my name is ',
    'oh seven ',
    '12 Elm ',
    '[phone',
    'at ',
    '0x',
    '\u200b7',
    'a dot ',
    'password: ',
  ])('finishes on 50 kB of %j', (piece) => {
    expect(findDetails(piece.repeat(Math.ceil(50_000 / piece.length)))).toBeInstanceOf(Array);
  });
});

describe('adviseMember', () => {
  it('has nothing to say where nothing was found', () => {
    expect(adviseMember('i feel better today')).toBeUndefined();
  });

  it('says what was found, what it tells together, and how the post could read', () => {
    const advice = adviseMember(
      'my name is Maja Kowalska and every tuesday at 5pm i walk past 12 Sampleton Road',
    );
    expect(advice?.found.map(({ kind, texts }) => [kind, ...texts])).toEqual([
      ['name', 'Maja Kowalska'],
      ['routine', 'every tuesday at 5pm'],
      ['address', '12 Sampleton Road'],
    ]);
    expect(advice?.together).toHaveLength(1);
    expect(advice?.suggestion).toBe('my name is [a name] and [at a regular time] i walk past [address]');
  });
});
