import { type Detector, endOf, isDigit, precededBy, type Shape, type Source } from './detector.ts';

/** Addresses of machines. Sources: RFC 791 (four bytes, dotted) and RFC 4291 section 2.2 (eight groups, one `::`). */
export const ip: Detector = { kind: 'ip', begins: 'either', find };

const V4 = /(?:25[0-5]|2[0-4]\d|1?\d{1,2})(?:\.(?:25[0-5]|2[0-4]\d|1?\d{1,2})){3}/y;
const V6 = /(?:[\da-f]{1,4}:){7}[\da-f]{1,4}/y;
const V6_SHORT = /[\da-f]{1,4}(?::[\da-f]{1,4}){0,6}::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?/y;
/** “Version 1.2.3.4”, “section 4.2.1.1”. */
const NUMBERED =
  /\b(?:version|ver|v|build|release|update|patch|firmware|section|chapter|part|paragraph)\W{0,3}$/;

function find(source: Source, at: number): Shape | undefined {
  const { plain } = source;
  let end = isDigit(plain.charCodeAt(at)) ? endOf(V4, plain, at) : 0;
  if (end > 0) {
    const longer = plain.charAt(end) === '.' && isDigit(plain.charCodeAt(end + 1));
    const inside = plain.charAt(at - 1) === '.' && isDigit(plain.charCodeAt(at - 2));
    return longer || inside || precededBy(NUMBERED, source, at) ? undefined : { start: at, end };
  }
  if (!plain.slice(at + 1, at + 5).includes(':')) return undefined;
  end = endOf(V6, plain, at) || endOf(V6_SHORT, plain, at);
  return end > 0 && /\d/.test(plain.slice(at, end)) ? { start: at, end } : undefined;
}
