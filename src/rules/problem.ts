/** What can be wrong with rule files: closed codes, a place, the line, and the mend. */
import { PATTERN_CODES } from '../match/pattern.ts';
import { LINT_CODES } from './lint/codes.ts';

export const PROBLEM_CODES = [
  'yaml-syntax',
  'duplicate-key',
  'unknown-kind',
  'unknown-key',
  'missing-key',
  'wrong-type',
  'not-a-string',
  'empty-list',
  'too-few-examples',
  'unknown-value',
  'unknown-category',
  'unknown-concept',
  'unknown-reason',
  'unknown-qualifier',
  'unknown-effect',
  'unknown-action',
  'reason-for-tier',
  'plain-and-faint',
  'duplicate-id',
  'duplicate-lexicon',
  'duplicate-spelling',
  'circular-lexicon',
  'bad-extends',
  'override-without-target',
  'disable-without-target',
  'unknown-rule',
  'rule-of-other-category',
  'unknown-sign',
  'unknown-stage',
  'sign-without-when',
  'alert-without-mark',
  'wrong-side',
  ...PATTERN_CODES,
  ...LINT_CODES,
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One mistake in one file. `line` and `column` count from 1, in UTF-16 units; `length` stays within the line. */
export interface Problem {
  code: ProblemCode;
  severity: 'error' | 'warning';
  message: string;
  file: string;
  line: number;
  column: number;
  length: number;
  /** The line of the file. */
  text: string;
  /** What to do about it. */
  hint?: string;
}

/** Longest stretch of a source line that is shown. */
const SHOWN = 110;

/**
 * A problem for the terminal: `file:line:column code message`, the line, a caret under the wrong part, the mend.
 * Never throws; a problem without a line shows no caret.
 */
export function formatProblem(problem: Problem): string {
  const { file, line, column, code, severity, message, hint } = problem;
  const head = `${file}:${line}:${column} ${severity === 'warning' ? 'warning ' : ''}${code} ${message}`;
  return [head, ...excerpt(problem), ...(hint === undefined ? [] : [`    ${hint}`])].join('\n');
}

/** The line and the caret line; long lines are cut to the surroundings of the caret. */
function excerpt({ text, column, length }: Problem): string[] {
  if (text.trim() === '') return [];
  const at = column - 1;
  const indent = text.length - text.trimStart().length;
  const from = at - indent > SHOWN * 0.6 ? at - Math.floor(SHOWN * 0.4) : Math.min(indent, at);
  const shown = text.slice(from, from + SHOWN);
  const before = from > indent ? '…' : '';
  const after = from + SHOWN < text.length ? '…' : '';
  const blank = (before + text.slice(from, at)).replace(/[^\t]/gu, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.length - (at - from))));
  return [`    ${before}${shown}${after}`, `    ${blank}${carets}`];
}
