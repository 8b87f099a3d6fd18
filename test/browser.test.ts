/** The HTML report in a real browser, where there is one: Chromium of the PATH, or the one that CHROMIUM names. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../src/cli/evaluate/html/page.ts';
import { evaluate } from '../src/evaluate/index.ts';
import { createClassifier } from '../src/index.ts';

const chromium = [process.env['CHROMIUM'], 'chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => name !== undefined && spawnSync(name, ['--version']).status === 0,
);
const run = promisify(execFile);

/** What a test does in the page after its own script, and reports in an attribute of the body. */
const DRIVER = `
const table = document.querySelector('table[data-filter="Filter rules"]');
const names = () => [...table.tBodies[0].rows].filter((row) => !row.hidden).map((row) => row.cells[0].textContent);
const [name, hits] = table.tHead.rows[0].cells;
const input = table.closest('section').querySelector('input');
const seen = {};
hits.querySelector('button').click();
seen.byHits = [...table.tBodies[0].rows].map((row) => Number(row.cells[1].textContent));
name.querySelector('button').click();
seen.byName = names();
seen.sorted = [name, hits].map((head) => head.getAttribute('aria-sort'));
input.value = 'SELF-harm/';
input.dispatchEvent(new Event('input'));
seen.filtered = names();
seen.status = table.closest('section').querySelector('[role=status]').textContent;
const line = document.querySelector('path.line').getBoundingClientRect();
const chart = document.querySelector('svg.chart').getBoundingClientRect();
seen.drawn = line.width > 0 && line.left >= chart.left && line.right <= chart.right && line.bottom <= chart.bottom;
seen.wider = document.documentElement.scrollWidth > innerWidth;
document.body.dataset.seen = JSON.stringify(seen);
`;

describe.skipIf(chromium === undefined)('the HTML report in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'safetier-browser-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const report = evaluate(
    [
      { id: '1', text: 'he put his hands round my neck', tiers: ['high'], present: ['abuse-disclosure'] },
      { id: '2', text: 'i want to kill myself tonight', tiers: ['high'], present: ['self-harm'] },
      { id: '3', text: 'i want to kill myself', tiers: ['high'], present: ['self-harm'] },
      { id: '4', text: 'you are all idiots, kill yourself', tiers: ['none'], absent: ['bullying'] },
      {
        id: '5',
        text: '<img src=x onerror="document.title = 1"> kill myself <script>document.title = 2</script>',
      },
    ],
    createClassifier(),
  );
  const page = reportHtml(report);

  async function domOf(name: string, html: string): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, html);
    const { stdout } = await run(
      chromium!,
      ['--headless', '--no-sandbox', '--disable-gpu', '--window-size=1000,800', '--dump-dom'].concat(
        pathToFileURL(file).href,
      ),
      { maxBuffer: 2 ** 26 },
    );
    return stdout;
  }

  it('runs its own script under its policy, and nothing that a post says', async () => {
    const dom = await domOf('report.html', page);
    expect(dom.match(/<input type="search">/gu)).toHaveLength(2);
    expect(dom).toContain('<title>safetier evaluate</title>');
  });

  it('sorts, filters and draws', async () => {
    const driven = page
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/u, '')
      .replace('</body>', `<script>${DRIVER}</script></body>`);
    const dom = await domOf('driven.html', driven);
    const json = /data-seen="(?<seen>[^"]*)"/u.exec(dom)!.groups!.seen!.replaceAll('&quot;', '"');
    const seen = JSON.parse(json) as Record<'byHits' | 'byName' | 'filtered' | 'sorted', unknown[]>;
    const names = report.rules.map(({ rule }) => rule);
    expect(seen).toEqual({
      byHits: report.rules.map(({ hits }) => hits).sort((a, b) => b - a),
      byName: names,
      sorted: ['ascending', null],
      filtered: names.filter((name) => name.includes('self-harm/')),
      status: `${names.filter((name) => name.includes('self-harm/')).length} of ${names.length}`,
      drawn: true,
      wider: false,
    });
    expect(seen.filtered.length).toBeGreaterThan(0);
  });
});
