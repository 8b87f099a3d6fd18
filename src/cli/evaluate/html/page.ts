/** The report as one file that loads nothing: style, script and charts are in it. */
import { createHash } from 'node:crypto';
import type { Report } from '../../../evaluate/index.ts';
import { rowsWords } from '../words.ts';
import { benignHtml, calibrationHtml, categoriesHtml, slicesHtml, spansHtml, tiersHtml } from './figures.ts';
import { Markup, markup } from './markup.ts';
import { listingHtml } from './posts.ts';
import { rulesHtml } from './rules.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export function reportHtml(report: Report): string {
  const sections: [id: string, title: string, body: Markup][] = [
    ['tiers', 'Tiers', tiersHtml(report)],
    ['benign', 'False positives', benignHtml(report)],
    ['categories', 'Categories', categoriesHtml(report)],
    ['calibration', 'Calibration', calibrationHtml(report)],
    ['spans', 'Spans', spansHtml(report)],
    ['slices', 'Slices', slicesHtml(report.slices)],
    ['rules', 'Rules', rulesHtml(report)],
    ['misses', 'Misses', listingHtml(report.misses)],
    ['false-hits', 'False hits', listingHtml(report.falseHits)],
  ];
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>safetier evaluate</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header>
<h1>safetier evaluate</h1>
<p>${rowsWords(report.rows).map((line) => `${line}. `)}</p>
<nav aria-label="Sections">${sections.map(([id, title]) => markup`<a href="#${id}">${title}</a>`)}</nav>
</header>
<main>
${sections.map(([id, title, body]) => markup`<section id="${id}">\n<h2>${title}</h2>\n${body}</section>\n`)}</main>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
  return page.source;
}

/** Nothing is loaded, and no script runs but the page's own, whatever a post says. */
function policy(): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
}
