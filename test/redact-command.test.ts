/** The contract of `safetier redact`: output, maps, bad lines and exit codes, in a process of its own. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Replacement, restore } from '../src/redact/index.ts';
import { run } from './support/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'safetier-redact-'));
const POST = 'ring 07700 900123\nor jo.bloggs@example.org\n';

afterAll(() => rmSync(folder, { recursive: true }));

describe('safetier redact', () => {
  it('prints the text and nothing else, its lines as they were', async () => {
    const { code, out, err } = await run(['redact', '--style', 'label'], POST);
    expect({ code, out, err }).toEqual({ code: 0, out: 'ring [phone]\nor [email]\n', err: '' });
  });

  it('takes only the kinds asked for', async () => {
    const { out } = await run(['redact', '--style', 'label', '--kinds', 'email'], POST);
    expect(out).toBe('ring 07700 900123\nor [email]\n');
  });

  it('writes a map that leads back, for its owner only', async () => {
    const map = join(folder, 'map.json');
    const { out } = await run(['redact', '--map', map], POST);
    const written = JSON.parse(readFileSync(map, 'utf8')) as { map: Replacement[] };
    expect(restore(out, written.map)).toBe(POST);
    expect(statSync(map).mode & 0o077).toBe(0);
  });

  it('answers NDJSON line by line, names a bad line, does not write it, and says so by its code', async () => {
    const input = [
      '{"id":1,"text":"07700 900123"}',
      'no',
      '{"id":"b","text":"07700 900123 07700 900456"}',
      '',
    ].join('\n');
    const { code, out, err } = await run(
      ['redact', '--input', 'ndjson', '--style', 'pseudonym', '--with-map'],
      input,
    );
    expect(code).toBe(2);
    expect(err).toMatch(/^safetier: stdin:2: /u);
    const lines = out
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { id: unknown; text: string; details: object[]; map: Replacement[] },
      );
    expect(lines.map(({ id, text }) => ({ id, text }))).toEqual([
      { id: 1, text: '[phone 1]' },
      { id: 'b', text: '[phone 1] [phone 2]' },
    ]);
    expect(Object.keys(lines[0]!.details[0]!)).toEqual(['kind', 'start', 'end', 'confidence']);
    expect(restore(lines[1]!.text, lines[1]!.map)).toBe('07700 900123 07700 900456');
  });

  it('tells what a member can be told', async () => {
    const { code, out } = await run(['redact', '--advice'], POST);
    expect(code).toBe(0);
    expect(out).toContain('phone: “07700 900123”');
    expect(out).toContain('ring [phone number]\nor [e-mail address]\n');
  });

  it.each([
    [['--kinds', 'phne'], 'did you mean “phone”?'],
    [['--style', 'blur'], 'mask, label, partial, pseudonym'],
    [['--with-map'], '--map FILE'],
    [['--map', '/no/such/folder/map.json'], 'there is no such file'],
    [['no-such-file.txt'], 'there is no such file'],
  ])('refuses %j and says how to mend it', async (args, mend) => {
    const { code, out, err } = await run(['redact', ...args], POST);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(mend);
    expect(err).not.toMatch(/^\s+at /mu);
  });

  it('shows examples in its help', async () => {
    const { code, out } = await run(['redact', '--help']);
    expect(code).toBe(0);
    expect(out).toContain('$ safetier redact --style label');
  });
});
