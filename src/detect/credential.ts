import type { Source } from './detector.ts';
import { type Candidate, placesOf } from './finder.ts';

/** Passwords, PINs and one-time codes: always behind the word that says what they are. */
const PASSWORD =
  /\b(?:pass ?words?|passwd|pwd|pw|pass ?code|pass ?phrase|(?<!bus |boarding |day |season |rail |ski )pass(?= (?:is|was) | ?[:=]))\b(?: (?:for|to|of) [\w ]{1,24}?)?(?: attempt string revealed)?(?: is| was| are|s|'s)?(?: now| still| just)? ?[:=/-]? ?["'“‘(]?(?<detail>(?<=["'“‘])[^\n"'”’]{4,40}(?=["'”’])|[^\s"'“”’,;()]{4,40})/dgi;
const AFTER_LOGIN = /(?<=@[\w.-]{3,60}) ?(?:\/|:) ?(?<detail>[^\s/"']{4,40})/dg;
const CODE =
  /\b(?:(?:one[- ]?time|verification|security|access|login|log in|2fa|two factor|auth(?:entication)?|confirmation|sms|unlock|door|gate|alarm|key ?safe|entry) (?:pass)?(?:code|pin|number)|otp|2fa|pin(?: number| code)?|cvv|cvc|passcode|(?:six|four|6|4)[ -]digits?(?: code| one)?)(?: (?:for|to|of) (?:the|my|our|his|her) [\w ]{1,20}?)?(?: is| was|s|'s)?(?: now| still)?[ ,:=]{0,3}(?<detail>\d(?:[ -]?\d){2,7})(?!\d|[.,]\d|%)/dgi;
const SENT =
  /\b(?:texted|sent|emailed) me (?:a |the )?(?:code )?(?:is |was )?(?<detail>\d{3}[ -]?\d{3})(?![\w£$€%]|[.,]\d)/dg;
const SAFE =
  /\b(?:key ?safe|lock ?box|padlock|combination)(?: (?:by|on|at|outside|near|behind|for|to) (?:the|my|our|her|his) [\w ]{2,20}?)?(?: code| number| combo)?(?: is| was|s|'s| opens with)?[ :=]{1,3}(?<detail>\d(?:[ -]?\d){2,5})(?!\d|[.,]\d|%)/dg;
/** “Four four seven one”. */
const SPOKEN =
  /\b(?:pin|pass ?code|code)(?: (?:number|code))?(?: (?:for|to) (?:the|my|our|his|her) [\w ]{1,20}?)?(?: is| was|s|'s|:| =)? (?<detail>(?:(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine|double)[ ,-]{1,2}){3,7}(?:zero|oh|nought|one|two|three|four|five|six|seven|eight|nine))\b/dg;
/** How Google writes its codes. */
const PREFIXED = /(?<![\w-])(?<detail>g-\d{6})(?![\w-])/dg;
/** Where the key lies: as good as a code. */
const KEY_PLACE =
  /\bkeys?(?:'?s| is| are| will be| lives?| stays?| left| hidden)? (?<detail>(?:in|under|behind|beneath|inside|on top of) (?:the|a|our|my) (?:\w{2,12} )?(?:mat|doormat|pot|plant ?pot|flower ?pot|gnome|frog|stone|brick|rock|bin|wheelie bin|step|meter box|meter cupboard|letter ?box|tin|shed|planter|bucket|porch))\b/dg;
const DOOR = /\bcode (?:to|for) (?:the|my|our) [\w ]{1,20} is (?<detail>[a-z]?\d{3,8}[a-z]?)\b/dg;
const KEY =
  /\b(?<detail>(?:sk|pk|rk)[-_](?:live|test|ant|proj)?[-_]?[\w-]{16,80}|gh[pousr]_[A-Za-z0-9]{20,60}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,60}|AIza[\w-]{35})\b/dg;

/** A word that a sentence goes on with: “my password is wrong”. */
const NO_SECRET = /^(?:[a-z]{1,12}|[A-Z][a-z]{1,11}|\W+|[a-z]+-[a-z]+|https?:.*)[.!?:]?$/;

export function findCredentials({ text, plain }: Source): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end: last, match } of placesOf(PASSWORD, text)) {
    let end = last;
    while (end > start + 4 && /[.?]/.test(text.charAt(end - 1))) end--;
    const secret = text.slice(start, end);
    const stated = /\b(?:is|was|are|:|=)\s?["'“‘(]?$/.test(match[0].slice(0, start - match.index));
    const quoted = /["'“‘]/.test(text.charAt(start - 1));
    const strange = !NO_SECRET.test(secret);
    if (!strange && !quoted) continue;
    if (secret.includes('@') && /\.\w+$/.test(secret)) continue;
    found.push({
      kind: 'credential',
      start,
      end,
      contributions: [
        { cause: 'stands behind a word for a password', points: strange ? 0.45 : 0.3 },
        ...(strange ? [{ cause: 'is no ordinary word', points: 0.15 }] : []),
        ...(stated ? [{ cause: 'said to be it', points: 0.2 }] : []),
        ...(quoted ? [{ cause: 'in quotation marks', points: 0.2 }] : []),
        ...(/\d/.test(secret) && /[a-z]/i.test(secret)
          ? [{ cause: 'letters and digits', points: 0.15 }]
          : []),
      ],
    });
  }
  const add = (start: number, end: number, cause: string, points: number): number =>
    found.push({ kind: 'credential', start, end, contributions: [{ cause, points }] });
  for (const { start, end } of placesOf(AFTER_LOGIN, text))
    if (!NO_SECRET.test(text.slice(start, end)))
      add(start, end, 'stands behind an e-mail address, as in a list of log-ins', 0.6);
  for (const expression of [CODE, SENT, DOOR, SAFE, SPOKEN, PREFIXED])
    for (const { start, end } of placesOf(expression, plain))
      add(start, end, 'digits behind a word for a code', 0.75);
  for (const { start, end } of placesOf(KEY_PLACE, plain)) add(start, end, 'where the key lies', 0.6);
  for (const { start, end } of placesOf(KEY, text)) add(start, end, 'the prefix of a service’s keys', 0.95);
  return found;
}
