/** A verdict as a person reads it. */
import type { Assessment, AppliedQualifier, Finding, Span } from '../../model/assessment.ts';
import type { Category } from '../../model/vocabulary.ts';
import { quoted, visible } from './cells.ts';
import { CATEGORY_WORDS, EFFECT_WORDS, QUALIFIER_WORDS, REASON_WORDS, tierWord } from './labels.ts';
import type { Page } from './page.ts';
import { type Mark, legend, postText } from './post.ts';

export interface Detail {
  /** Marks beside those of the findings. */
  marks?: readonly Mark[];
  /** More about a finding, indented under it. */
  ofFinding?: (finding: Finding) => string[];
  /** More about a category's score. */
  ofCategory?: (category: Category) => string[];
}

/** Spans of one finding that are quoted; all of them are marked in the post. */
const MOST_QUOTED = 3;
const UNDER = '          ';

export function assessmentText(
  text: string,
  assessment: Assessment,
  page: Page,
  detail: Detail = {},
): string {
  const marks = [...marksOf(assessment), ...(detail.marks ?? [])];
  const sections = [
    headline(assessment, page),
    text.trim() === ''
      ? page.dim('  (no text)')
      : postText(text, marks, page) + (detail.marks && marks.length > 0 ? `\n\n${legend(marks, page)}` : ''),
    ...byCategory(assessment).map(([category, findings]) =>
      categoryText(category, findings, assessment, page, detail),
    ),
    warningText(assessment, page),
    section('What to do', actionLines(assessment, page), page),
    section(
      'Never',
      assessment.never.map((what) => page.hang('  - ', what)),
      page,
    ),
  ];
  return sections.filter((part) => part !== '').join('\n\n');
}

export function section(title: string, lines: readonly string[], page: Page): string {
  return lines.length === 0 ? '' : [page.bold(title), ...lines].join('\n');
}

function headline({ tier, reasons, score }: Assessment, page: Page): string {
  const words =
    reasons.length === 0 ? 'no finding' : reasons.map((reason) => REASON_WORDS[reason]).join(', ');
  const lead = `${tierWord(tier)}  ${score.toFixed(2)}  `;
  return page.hang(lead, words).replace(tierWord(tier), page.tier[tier](tierWord(tier)));
}

function marksOf({ findings }: Assessment): Mark[] {
  return findings.flatMap(({ tier, spans, qualifiers }) => [
    ...(tier === 'none' ? [] : spans.map(({ start, end }): Mark => ({ start, end, kind: tier }))),
    ...qualifiers.flatMap(({ span }): Mark[] =>
      span ? [{ start: span.start, end: span.end, kind: 'cue' }] : [],
    ),
  ]);
}

/** Reported categories first, in their order; findings keep theirs. */
function byCategory({ findings, reported, categories }: Assessment): [Category, Finding[]][] {
  const rank = (category: Category): number =>
    reported.includes(category) ? reported.indexOf(category) : reported.length;
  const groups = new Map<Category, Finding[]>();
  for (const finding of findings)
    groups.set(finding.category, [...(groups.get(finding.category) ?? []), finding]);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b) || categories[b] - categories[a]);
}

function categoryText(
  category: Category,
  findings: readonly Finding[],
  { categories }: Assessment,
  page: Page,
  detail: Detail,
): string {
  const score = categories[category];
  return [
    `${page.bold(CATEGORY_WORDS[category])}  ${score.toFixed(2)}`,
    ...(detail.ofCategory?.(category) ?? []).map((line) => page.hang('  ', line, page.dim)),
    ...findings.flatMap((finding) => [
      ...findingLines(finding, page),
      ...(detail.ofFinding?.(finding) ?? []).map((line) => page.hang(UNDER, line, page.dim)),
    ]),
  ].join('\n');
}

function findingLines(finding: Finding, page: Page): string[] {
  const { rule, category, concept, tier, reason, score, spans, qualifiers } = finding;
  const id = rule.startsWith(`${category}/`) ? rule.slice(category.length + 1) : rule;
  return [
    `  ${page.tier[tier](tierWord(tier).padEnd(6))}  ${visible(id)}  ${score.toFixed(2)}`,
    page.hang(UNDER, `${concept} · ${reason}`, page.dim),
    page.hang(UNDER, quotations(spans)),
    ...qualifiers.map((qualifier) => page.hang(UNDER, qualifierText(qualifier))),
  ];
}

/** The first places, those inside another one left out. */
function quotations(spans: readonly Span[]): string {
  const widest = spans.filter(
    (one) => !spans.some((other) => other !== one && other.start <= one.start && one.end <= other.end),
  );
  const more = widest.length - MOST_QUOTED;
  return (
    widest
      .slice(0, MOST_QUOTED)
      .map((span) => quoted(span.text))
      .join(', ') + (more > 0 ? ` and ${more} more` : '')
  );
}

function qualifierText({ qualifier, effect, cue, span }: AppliedQualifier): string {
  const by = span ? ` by ${quoted(span.text)}` : '';
  return `${QUALIFIER_WORDS[qualifier]}${by}${cue === undefined ? '' : ` [${cue}]`}: ${EFFECT_WORDS[effect]}`;
}

function warningText({ contentWarning: { present, topics, missing } }: Assessment, page: Page): string {
  const state = present
    ? `present, ${topics.length === 0 ? 'for all that follows it' : `for ${topics.join(', ')}`}`
    : 'none';
  const lead = 'Content warning  ';
  return page
    .hang(lead, missing.length === 0 ? state : `${state}; missing for ${missing.join(', ')}`)
    .replace(lead, page.bold(lead));
}

function actionLines({ actions }: Assessment, page: Page): string[] {
  const digits = String(actions.length).length;
  return actions.flatMap(({ action, why }, k) => [
    `  ${String(k + 1).padStart(digits)}  ${page.bold(action)}`,
    page.hang(' '.repeat(digits + 4), why, page.dim),
  ]);
}
