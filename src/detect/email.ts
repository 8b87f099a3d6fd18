import type { Candidate, ContextWords } from './finder.ts';
import { contextOf, placesOf } from './finder.ts';
import type { Source } from './detector.ts';
import { PUBLIC } from './shaped.ts';

/** Sources: RFC 5321 (lengths), RFC 2606 (reserved domains). The written-out forms are how people get past filters. */
const WRITTEN = /(?<![\w.+-])[a-z0-9][\w.+%-]{0,63}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,5}/g;
/** “(dot)”, “[at]”, “underscore”, with or without spaces. */
const DOT = ' ?[([]?(?:dot|d0t|\\.)[)\\]]? ?';
const JOINT = `(?:${DOT}|[_-]| (?:underscore|dash) )`;
const AT = '(?: at | ?[([](?:at|@)[)\\]] ?| ?@ ?)';
const TOP_LEVEL = 'co|com|org|net|ie|uk|io|edu|gov|ac|me|eu|au|ca|us|info|test|example';
const SPELLED = new RegExp(
  `(?<![\\w.+-])[a-z0-9]\\w{0,30}(?:${JOINT}\\w{1,30}){0,4}${AT}[a-z0-9][a-z0-9-]{0,30}(?:${DOT}(?:${TOP_LEVEL})){1,2}\\b`,
  'g',
);

/** What stands before “at” and the name of a site. */
const LOOKED_AT =
  /^(?:look|looking|see|seen|find|found|is|are|was|check|it|us|me|you|them|read|available|listed|posted|online|info|information|more|out|up|page|site|form|tickets|book|register|apply|donate|buy|bought|play|over)$/;
const MAIL = /\b(?:e-?mails?|mail|write|reach|contact|address|addy)\b[^.!?]{0,16}$/;

const ROLE: ContextWords = {
  cause: 'the name of an office, not of a person',
  points: -0.3,
  after:
    /^(?:info|enquiries|admin|support|help|press|office|contact|hello|reception|newsletter|noreply|no-reply)@/,
};

export function findEmails(source: Source): Candidate[] {
  const found: Candidate[] = [];
  const payments = /\bupi\b/.test(source.plain);
  for (const { start, end, match } of placesOf(WRITTEN, source.plain)) {
    // An address for payments (UPI, India) has no dot.
    if (!match[0].includes('.', match[0].indexOf('@')) && !payments) continue;
    const shape = { start, end };
    found.push({
      kind: 'email',
      ...shape,
      contributions: [
        { cause: 'shaped like an e-mail address', points: 0.9 },
        ...contextOf(source, { start, end: start }, [ROLE]),
        ...contextOf(source, shape, [PUBLIC]),
      ],
    });
  }
  for (const { start, end, match } of placesOf(SPELLED, source.plain)) {
    // “Found at www.example.org” is no address of anybody.
    if (!/\bd[o0]t\b|[([](?:at|@)[)\]]/.test(match[0])) continue;
    // “Look at example dot org”: an address only where mail is spoken of.
    const [local] = match[0].split(' at ');
    if (LOOKED_AT.test(local!) && !MAIL.test(source.plain.slice(Math.max(0, start - 24), start))) continue;
    found.push({
      kind: 'email',
      start,
      end,
      contributions: [{ cause: 'an e-mail address in words', points: 0.75 }],
    });
  }
  return found;
}
