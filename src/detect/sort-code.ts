import { type Detector, endOf, isDigit, precededBy, type Shape, type Source } from './detector.ts';

/**
 * UK and Irish sort codes, with the account number where it follows. Source: Pay.UK, Industry Sorting Code Directory
 * (six digits in pairs) and BACS account numbers (eight digits). Pairs that can be a date are one unless a word for
 * the bank or an account number stands by: see `date.ts`, which asks first.
 */
export const sortCode: Detector = { kind: 'sort-code', begins: 'digit', find };

const ACCOUNT = '[ ,;/]{1,3}(?:and )?(?:account|acc|acct|a/c)?(?: (?:no|number|num))?[ .:]{0,2}\\d{8}';
const WITH_ACCOUNT = new RegExp(`\\d\\d([ -])\\d\\d\\1\\d\\d${ACCOUNT}`, 'y');
const PAIRS = /\d\d-\d\d-\d\d/y;
const LOOSE = /\d\d ?\d\d ?\d\d/y;
const LOOSE_WITH_ACCOUNT = new RegExp(`\\d\\d ?\\d\\d ?\\d\\d${ACCOUNT}`, 'y');
const SAYS_SORT = /\b(?:sort ?code|sort|s\/c)\b\D{0,12}$/;

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  if ('-.'.includes(plain.charAt(at - 1) || ' ') && isDigit(plain.charCodeAt(at - 2))) return undefined;
  let end = endOf(WITH_ACCOUNT, plain, at) || endOf(PAIRS, plain, at);
  if (end === 0 && precededBy(SAYS_SORT, source, at))
    end = endOf(LOOSE_WITH_ACCOUNT, plain, at) || endOf(LOOSE, plain, at);
  if (end === 0 || (plain.charAt(end) === '-' && isDigit(plain.charCodeAt(end + 1)))) return undefined;
  return { start: at, end };
}
