/** Why a post got its verdict, and what nearly fired. */
import type { Finding } from '../../model/assessment.ts';
import { rounded } from '../../model/rounded.ts';
import type { CategoryArithmetic, Explanation, NearMiss, PlacedCue } from '../../qualify/explain.ts';
import type { NearMatch } from '../../qualify/nearly.ts';
import { assessmentText, section } from './assessment.ts';
import { quoted, visible } from './cells.ts';
import { CATEGORY_WORDS, QUALIFIER_WORDS, tierWord } from './labels.ts';
import type { Page } from './page.ts';
import type { Mark } from './post.ts';

const UNDER = '          ';
/** Alternatives of a group, and characters of a pattern, that are shown. */
const LISTED = 3;
const LONGEST = 160;
const LEAST_SHOWN = 0.01;

export function explanationText(
  text: string,
  { assessment, arithmetic, nearMisses, cues }: Explanation,
  nearMatches: readonly NearMatch[],
  page: Page,
): string {
  const marks = [
    ...nearMisses.map(({ span }): Mark => ({ ...span, kind: 'near' })),
    ...cues.map(({ span }): Mark => ({ ...span, kind: 'cue' })),
  ];
  const parts = [
    assessmentText(text, assessment, page, {
      marks,
      ofFinding: findingLines,
      ofCategory: (category) =>
        arithmetic.filter((one) => one.category === category).flatMap((one) => sumLines(one)),
    }),
    section('Scores without a finding', arithmetic.flatMap(soundLines), page),
    section(
      'Nearly fired',
      nearMisses.flatMap((miss) => missLines(miss, page)),
      page,
    ),
    section(
      'One element short',
      nearMatches.flatMap((match) => matchLines(match, page)),
      page,
    ),
    section('Context found in the post', cueLines(cues, page), page),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The points of a finding, line by line, and the score that they make. */
function findingLines({ contributions, score, rule, spans }: Finding): string[] {
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

/** How a category's score comes about: points of the best finding of each group, the sound of the post, the band of the tier. */
function sumLines({ groups, points, best, tier, sounds, raw, band, score }: CategoryArithmetic): string[] {
  const capped = groups.flatMap(({ group, rule, beside }) =>
    beside.length === 0
      ? []
      : [
          `group ${visible(group)}: ${visible(rule)} counts, ${beside.map(visible).join(', ')} adds nothing beside it`,
        ],
  );
  const terms = groups.map((one) => `${pointsOf(one.points)} (${visible(one.group)})`).join(' + ');
  const ofPoints = 1 - 2 ** (-points / 2);
  return [
    `${terms}${groups.length > 1 ? ` = ${pointsOf(points)}` : ''} points: 1 − 2^(−${pointsOf(points)}/2) = ${ofPoints.toFixed(2)}`,
    ...capped,
    ...(tier === best ? [] : [`no finding carries more than ${best} by itself; together they reach ${tier}`]),
    ...(sounds === 0
      ? []
      : [
          `the whole post sounds like it with ${sounds.toFixed(2)}: 1 − (1 − ${sounds.toFixed(2)}) × (1 − ${ofPoints.toFixed(2)}) = ${raw.toFixed(2)}`,
        ]),
    `${band.from.toFixed(2)} to ${band.to.toFixed(2)} is ${tier}: ${inBandOf(band, raw)} = ${score.toFixed(2)}`,
  ];
}

/** Scores that no finding made, from a hundredth on. */
function soundLines({ category, groups, band, sounds, raw, score }: CategoryArithmetic): string[] {
  return groups.length > 0 || score < LEAST_SHOWN
    ? []
    : [
        `  ${CATEGORY_WORDS[category]}  ${score.toFixed(2)} = ${inBandOf(band, raw)}: the whole post sounds like it with ${sounds.toFixed(2)}`,
      ];
}

function inBandOf({ from, to }: CategoryArithmetic['band'], raw: number): string {
  const part = `${(to - from).toFixed(2)} × ${raw.toFixed(2)}`;
  return from === 0 ? part : `${from.toFixed(2)} + ${part}`;
}

function pointsOf(points: number): string {
  return String(rounded(points, 2));
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

function matchLines({ rule, tier, span, wanted, instead, pattern }: NearMatch, page: Page): string[] {
  const stood = instead
    ? `${quoted(instead.text)} stands there, at ${position(instead)}`
    : 'nothing stands there';
  return [
    `  ${page.dim(tierWord(tier).padEnd(6))}  ${visible(rule)}`,
    page.hang(UNDER, `${quoted(span.text)} at ${position(span)}`),
    page.hang(UNDER, `wanted ${visible(shortened(wanted))}: ${stood}`),
    page.hang(UNDER, `in the pattern ${visible(shortened(pattern))}`, page.dim),
  ];
}

/** Patterns list dozens of words: the first of each list are enough to know it by. */
function shortened(pattern: string): string {
  const short = pattern.replace(/\(([^()]*)\)/gu, (whole, inner: string) => {
    const all = inner.split('|');
    return all.length > LISTED + 1
      ? `(${all.slice(0, LISTED).join('|')}|… ${all.length - LISTED} more)`
      : whole;
  });
  return short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short;
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
