import { LINT_CODES, type LintCode } from '../../rules/index.ts';
import { didYouMean } from '../../rules/suggest.ts';
import { Failure } from '../failure.ts';

const NONE = 'none';

/** @throws {Failure} naming a code that no check has. */
export function codesOf(only: string | undefined): LintCode[] | undefined {
  return only
    ?.split(',')
    .filter((code) => code !== NONE)
    .map((code) => {
      const known = LINT_CODES.find((one) => one === code);
      if (known !== undefined) return known;
      const hint = didYouMean(code, LINT_CODES) ?? `one of ${LINT_CODES.join(', ')}`;
      throw new Failure(`no check has the code “${code}”: ${hint}`);
    });
}
