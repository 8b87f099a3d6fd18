/** Why a post got its verdict, and what nearly fired. */
import type { Finding } from '../../model/assessment.ts';
import type { Explanation, NearMiss, PlacedCue } from '../../qualify/explain.ts';
import { assessmentText, section } from './assessment.ts';
import { quoted, visible } from './cells.ts';
import { QUALIFIER_WORDS, tierWord } from './labels.ts';
import type { Page } from './page.ts';
import type { Mark } from './post.ts';

const UNDER = '          ';

export function explanationText(
  text: string,
  { assessment, nearMisses, cues }: Explanation,
  page: Page,
): string {
  const marks = [
    ...nearMisses.map(({ span }): Mark => ({ ...span, kind: 'near' })),
    ...cues.map(({ span }): Mark => ({ ...span, kind: 'cue' })),
  ];
  const parts = [
    assessmentText(text, assessment, page, { marks, ofFinding: arithmetic, ofCategory: sum }),
    section(
      'Nearly fired',
      nearMisses.flatMap((miss) => missLines(miss, page)),
      page,
    ),
    section('Context found in the post', cueLines(cues, page), page),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The points of a finding, line by line, and the score that they make. */
function arithmetic({ contributions, score, rule, spans }: Finding): string[] {
  const lines = contributions.map(
    ({ cause, points }, k) =>
      `${pointsOf(points).padStart(4)} points  ${k === 0 && cause === `rule ${rule}` ? 'by the rule' : `after ${visible(cause)}`}`,
  );
  const points = contributions[contributions.length - 1]?.points ?? 0;
  return [
    `at ${spans.map(position).join(', ')}`,
    ...lines,
    `score = 1 − 2^(−${pointsOf(points)}/2) = ${score.toFixed(2)}`,
  ];
}

/** How a category's score comes from its findings: the points of the best finding of each group, added. */
function sum(score: number): string {
  const points = pointsOf(Math.round(-20 * Math.log2(1 - score)) / 10);
  return score < 1
    ? `${points} points, the best of each group added: 1 − 2^(−${points}/2) = ${score.toFixed(2)}`
    : 'so many points that the score is 1';
}

function pointsOf(points: number): string {
  return String(Math.round(points * 100) / 100);
}

function position({ start, end }: { start: number; end: number }): string {
  return `${start}–${end}`;
}

function missLines({ rule, tier, span, because, detail, at }: NearMiss, page: Page): string[] {
  return [
    `  ${page.dim(tierWord(tier).padEnd(6))}  ${visible(rule)}`,
    page.hang(UNDER, `${quoted(span.text)} at ${position(span)}`),
    page.hang(UNDER, reasonOf(because, detail) + (at ? `, by ${quoted(at.text)} at ${position(at)}` : '')),
  ];
}

/** Why a match did not count. */
export function reasonOf(because: string, detail: string): string {
  if (because === 'unless') return `did not count: ${detail} stands near (unless)`;
  if (because === 'near') return `did not count: nothing of ${detail} stands near (near)`;
  if (because === 'words') return `did not count: ${detail} speak against it`;
  const words = (QUALIFIER_WORDS as Readonly<Record<string, string>>)[because] ?? because;
  return `did not count: ${words} [${detail}]`;
}

/** One line a place and kind; several patterns of a cue may have found the same words. */
function cueLines(cues: readonly PlacedCue[], page: Page): string[] {
  const width = Math.max(0, ...cues.map(({ qualifier }) => QUALIFIER_WORDS[qualifier].length));
  const lines = cues.map(({ cue, qualifier, span }) =>
    page.hang(
      `  ${QUALIFIER_WORDS[qualifier].padEnd(width)}  `,
      `${quoted(span.text)} at ${position(span)} [${cue}]`,
    ),
  );
  return [...new Set(lines)];
}
