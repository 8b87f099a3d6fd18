import type { Path } from '../locate.ts';
import type { Problem } from '../problem.ts';
import type { Source } from '../read.ts';
import type { LintCode } from './codes.ts';
import type { Subject } from './subject.ts';

/** Where a finding stands: the value at a path, or a part of a string there. */
export interface LintPlace {
  source: Source;
  path: Path;
  /** Offset and length in the string at the path. */
  within?: { at: number; length: number };
  /** The key that the last step of the path names, instead of its value. */
  isKey?: boolean;
}

/** `hint` is the mend. */
export type LintReport = (place: LintPlace, message: string, hint: string, code?: LintCode) => void;

/** One thing that lint looks for: one file. */
export interface Check {
  /** What it reports. */
  codes: readonly LintCode[];
  severity: Problem['severity'];
  run: (subject: Subject, report: LintReport) => void;
}
