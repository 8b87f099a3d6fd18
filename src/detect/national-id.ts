import { type Detector, endOf, isDigit, precededBy, type Shape, type Source } from './detector.ts';

/**
 * Numbers by which a state knows a person. Sources: HMRC National Insurance Manual NIM39110 (letters per place, QQ for
 * examples); NHS Data Dictionary (NHS number: ten digits, modulus 11); US Social Security Administration (ddd-dd-dddd);
 * Irish PPS number (Social Welfare Consolidation Act 2005); DVLA driver number.
 */
export const nationalId: Detector = { kind: 'national-id', begins: 'either', find };

const INSURANCE = /(?:qq|[abceghj-prstw-z][abceghj-nprstw-z])[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[a-d]/y;
const INSURANCE_BARE = /(?:qq|[abceghj-prstw-z][abceghj-nprstw-z])[ -]?\d\d[ -]?\d\d[ -]?\d\d/y;
const UNALLOCATED = /^(?:bg|gb|kn|nk|nt|tn|zz)/;
const DRIVER = /[a-z9]{5}[ -]?\d{6}[ -]?[a-z9]{2}\d[a-z]{2}/y;
const HEALTH = /\d{3}([ -]?)\d{3}\1\d{4}/y;
const SOCIAL_SECURITY = /\d{3}-\d\d-\d{4}/y;
const SOCIAL_SECURITY_LOOSE = /\d{3} ?\d\d ?\d{4}/y;
const PPS = /\d{7} ?[a-w][a-iw]?/y;

const SAYS_INSURANCE = /\b(?:ni|nino|national insurance)\b\D{0,20}$/;
const SAYS_HEALTH = /\b(?:nhs|h ?& ?c|chi|health ?(?:care)?)\b\D{0,24}$/;
const SAYS_SOCIAL = /\b(?:ssn?|social|social security)\b\D{0,24}$/;
const SAYS_PPS = /\bppsn?\b\D{0,20}$/;
const SAYS_PHONE = /\b(?:call|ring|text|txt|phone|mobile|cell|tel|whats ?app|dial|fax)\b\D{0,30}$/;

function find(source: Source, at: number): Shape | undefined {
  const end = isDigit(source.plain.charCodeAt(at)) ? ofDigits(source, at) : ofLetters(source, at);
  return end > 0 ? { start: at, end } : undefined;
}

function ofLetters(source: Source, at: number): number {
  const { plain } = source;
  const driver = endOf(DRIVER, plain, at);
  if (driver > 0) return driver;
  if (UNALLOCATED.test(plain.slice(at, at + 2))) return 0;
  const full = endOf(INSURANCE, plain, at);
  if (full > 0) return full;
  const bare = endOf(INSURANCE_BARE, plain, at);
  return bare > 0 && precededBy(SAYS_INSURANCE, source, at) ? bare : 0;
}

function ofDigits(source: Source, at: number): number {
  const { plain } = source;
  if (plain.charAt(at - 1) === '-' || plain.charAt(at - 1) === '+') return 0;
  const social = endOf(SOCIAL_SECURITY, plain, at);
  if (social > 0) return social;
  const loose = endOf(SOCIAL_SECURITY_LOOSE, plain, at);
  if (loose > 0 && precededBy(SAYS_SOCIAL, source, at)) return loose;
  const pps = endOf(PPS, plain, at);
  if (pps > 0 && precededBy(SAYS_PPS, source, at)) return pps;
  const health = endOf(HEALTH, plain, at);
  if (health === 0) return 0;
  if (precededBy(SAYS_HEALTH, source, at)) return health;
  // Without the word, only in the printed grouping, and not where a number to call is announced.
  const grouped = plain.charAt(at + 3) === ' ' && mod11(plain.slice(at, health).replace(/\D/g, ''));
  return grouped && !precededBy(SAYS_PHONE, source, at) ? health : 0;
}

/** Whether the tenth digit is the check digit of the first nine (weights ten down to two). */
export function mod11(digits: string): boolean {
  let sum = 0;
  for (let k = 0; k < 9; k++) sum += (digits.charCodeAt(k) - 48) * (10 - k);
  const check = (11 - (sum % 11)) % 11;
  return check === digits.charCodeAt(9) - 48;
}
