/** Lint in depth: every problem of the files, and what each check finds in the records that are sound. */
import { type CompileOptions, type Compiled, compileRecords } from '../compile.ts';
import { keyPlace, placeInString, placeOf } from '../locate.ts';
import type { RuleFile } from '../read.ts';
import type { Check } from './check.ts';
import type { LintCode } from './codes.ts';
import { Subject } from './subject.ts';
import { shadowedPatterns } from './shadowed-patterns.ts';
import { unreachableAlternatives } from './unreachable-alternatives.ts';
import { broadPatterns } from './broad-patterns.ts';
import { broadTerms } from './broad-terms.ts';
import { quietOfOneKind } from './quiet-of-one-kind.ts';
import { missingSources } from './missing-sources.ts';
import { weightOutOfLine } from './weight-out-of-line.ts';
import { conceptWithoutRule } from './concept-without-rule.ts';
import { identityAsEvidence } from './identity-as-evidence.ts';
import { keywordOnly } from './keyword-only.ts';

const CHECKS: readonly Check[] = [
  shadowedPatterns,
  unreachableAlternatives,
  broadPatterns,
  broadTerms,
  quietOfOneKind,
  missingSources,
  weightOutOfLine,
  conceptWithoutRule,
  identityAsEvidence,
  keywordOnly,
];

export interface LintOptions extends CompileOptions {
  /** The checks to run, by their codes; all unless told. Mistakes are always reported. */
  only?: readonly LintCode[];
}

/** Never throws: whatever is wrong or doubtful is in `problems`, by file and place. */
export function lintPack(files: readonly RuleFile[], options: LintOptions = {}): Pick<Compiled, 'problems'> {
  const compilation = compileRecords(files, options);
  const { problems } = compilation;
  const wanted = new Set<LintCode>(options.only ?? CHECKS.flatMap(({ codes }) => codes));
  const checks = CHECKS.filter(({ codes }) => codes.some((code) => wanted.has(code)));
  if (checks.length === 0) return { problems: problems.sorted() };
  const subject = new Subject(compilation);
  for (const { codes, severity, run } of checks)
    run(subject, ({ source, path, within, isKey }, message, hint, code = codes[0]!) => {
      if (!wanted.has(code)) return;
      const place = within
        ? placeInString(source, path, within.at, within.length)
        : isKey === true
          ? keyPlace(source, path)
          : placeOf(source, path);
      problems.add(source, place, code, message, { hint, severity });
    });
  return { problems: problems.sorted() };
}
