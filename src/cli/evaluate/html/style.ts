/** The style of the page, light and dark; contrast of all text is 4.5:1 or more, and no meaning is colour alone. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de; --tint-colour: #6cb0f5; --accent: #0757ba;
  --high: #ffd0cc; --medium: #ffe7a8; --low: #d3e8ff; --near: #ececf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171c; --text: #e6e9ee; --soft: #a3abb6; --line: #3a414b; --tint-colour: #1f6fc4; --accent: #7db7ff;
    --high: #7a1f1a; --medium: #5f4500; --low: #14406e; --near: #363b45;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 76rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); } small, caption, figcaption { color: var(--soft); }
nav a { margin-right: 1rem; }
.wide { overflow-x: auto; margin: .5rem 0 1rem; }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .6rem; text-align: right; vertical-align: top;
  font-variant-numeric: tabular-nums; }
th:first-child, td:last-child:has(small) { text-align: left; }
thead th { vertical-align: bottom; }
tbody th { font-weight: 400; overflow-wrap: anywhere; } [data-filter] tbody th { min-width: 14rem; }
td[style] { background: color-mix(in srgb, var(--tint-colour) var(--tint), var(--page)); }
.ok { outline: 2px solid var(--text); padding: 0 .3rem; }
thead button { all: unset; cursor: pointer; text-decoration: underline dotted; }
thead button:focus-visible, .wide:focus-visible { outline: 2px solid var(--accent); }
[aria-sort=ascending] button::after { content: ' ▲'; } [aria-sort=descending] button::after { content: ' ▼'; }
input { font: inherit; color: inherit; background: var(--page); border: 1px solid var(--soft); padding: .1rem .4rem; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; } figcaption { text-align: center; max-width: 224px; }
.chart text { fill: var(--soft); font-size: 10px; } .grid { stroke: var(--line); }
.line { fill: none; stroke: var(--accent); stroke-width: 2; } .dot { fill: var(--accent); fill-opacity: .75; stroke: var(--page); }
.diagonal { stroke: var(--soft); stroke-dasharray: 4 4; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
article p, article ul { margin: .25rem 0; } article ul { padding-left: 1.2rem; font-size: .875rem; }
blockquote { margin: .5rem 0; padding: .5rem .75rem; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; padding: 0 1px; text-decoration: underline; }
mark.high { background: var(--high); text-decoration-style: double; } mark.medium { background: var(--medium); }
mark.low { background: var(--low); text-decoration-style: dotted; } mark.near { background: var(--near); text-decoration-style: dashed; }
code { overflow-wrap: anywhere; } .names { columns: 22rem; font-size: .875rem; }
`;
