/** Problems as SARIF 2.1.0, which code review tools show beside the lines. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { LintCode, Problem, ProblemCode } from '../../rules/index.ts';
import { LINT_SAYS } from '../../rules/index.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function sarifOf(problems: readonly Problem[], version: string): Log {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'safetier', semanticVersion: version, rules: codes.map(descriptorOf) } },
        // Columns count as those of the problems do.
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, codes.indexOf(problem.code))),
      },
    ],
  };
}

function descriptorOf(code: ProblemCode): ReportingDescriptor {
  const says = Object.hasOwn(LINT_SAYS, code) ? LINT_SAYS[code as LintCode] : undefined;
  return { id: code, ...(says === undefined ? {} : { shortDescription: { text: says } }) };
}

function resultOf(
  { code, severity, message, hint, file, line, column, length }: Problem,
  ruleIndex: number,
): Result {
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: hint === undefined ? message : `${message}: ${hint}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, endColumn: column + length },
        },
      },
    ],
  };
}

/** Paths inside the working directory stay relative, so that a report can be read on another machine. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join('/');
}
