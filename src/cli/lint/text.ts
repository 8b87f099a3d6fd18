/** Problems as a person reads them. */
import { LINT_CODES, type Problem, formatProblem } from '../../rules/index.ts';
import { columns } from '../text/columns.ts';
import { count } from '../words.ts';

/** Findings of one check that are shown unless the check is asked for by its code. */
const MOST = 10;

/** Mistakes are shown all; of each check the first few, unless `everything` is asked for. Then a table of codes. */
export function problemsText(problems: readonly Problem[], files: number, everything: boolean): string {
  const shown = new Map<string, number>();
  const blocks = problems.flatMap((problem) => {
    const before = shown.get(problem.code) ?? 0;
    shown.set(problem.code, before + 1);
    return everything || !isLint(problem) || before < MOST ? [formatProblem(problem)] : [];
  });
  const codes = [...shown].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const table = columns(
    ['code', 'severity', 'found', 'shown'],
    codes.map(([code, found]) => [
      code,
      problems.find((one) => one.code === code)!.severity,
      String(found),
      String(everything || !isLint({ code }) ? found : Math.min(found, MOST)),
    ]),
  );
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const summary = `${count(files, 'file')}: ${errors === 0 ? 'no errors' : count(errors, 'error')}${warnings === 0 ? '' : `, ${count(warnings, 'warning')}`}`;
  return [
    ...blocks,
    ...(codes.length > 0 ? [table] : []),
    blocks.length < problems.length ? `${summary}; --only <code> shows all of a code` : summary,
  ].join('\n\n');
}

function isLint({ code }: { code: string }): boolean {
  return (LINT_CODES as readonly string[]).includes(code);
}
