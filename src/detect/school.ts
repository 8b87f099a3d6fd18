import { type ContextWords, finderOf } from './finder.ts';

const KIND_OF_SCHOOL =
  '(?:primary|secondary|grammar|comprehensive|infants?|juniors?|middle|elementary|high|catholic|c of e|boys|girls|prep|preparatory|national|community)';
const PUPIL: ContextWords = {
  cause: 'somebody goes there',
  points: 0.3,
  before:
    /\b(?:i|he|she|they|my|our|son|daughter|kid|kids|child|we|who|lad|girl|boy|sister|brother|niece|nephew|goes|go|going|attends?|in|at|starts?|starting|collect(?:ed)?|from|outside|drop|dropped|pick|picked)\b[^.!?]{0,24}$/,
};

/** A school by its name, and the class or year group that makes it one pupil of few. */
export const findSchools = finderOf('school', [
  {
    expression: new RegExp(
      `\\b(?<detail>(?:(?:St|Saint|Our|Holy|Sacred)\\.? )?\\p{Lu}[\\p{L}'’-]{1,20}(?: (?:\\p{Lu}[\\p{L}'’-]{1,20}|of|the|and)){0,3} (?:${KIND_OF_SCHOOL} )?(?:[Ss]chool|[Aa]cademy|[Cc]ollege|[Nn]ursery|[Pp]rimary|[Ss]econdary|[Gg]rammar|[Hh]igh|[Cc]omprehensive|[Kk]indergarten|[Uu]niversity|[Uu]ni))\\b`,
      'dgu',
    ),
    asWritten: true,
    cause: 'the name of a school, with capitals',
    points: 0.45,
    context: [PUPIL],
  },
  {
    expression: new RegExp(
      `\\b(?:at|to|from|in|outside|goes|attends?) (?<detail>(?!the |a |my |our |her |his |their |that |this |another |any |high |primary |big |new |old |medical |art |law |night |sunday )(?:st |our lady |holy |saint )?[a-z'.-]{3,20}(?: [a-z'.-]{3,20})? (?:${KIND_OF_SCHOOL} (?:school|academy)|primary|grammar|academy|comprehensive|infants|juniors))\\b`,
      'dg',
    ),
    cause: 'the name of a school, and somebody goes there',
    points: 0.6,
  },
  {
    expression:
      /\b(?:at|to|attends?) (?<detail>(?:st|saint)\.? [a-z'’-]{3,20})(?= (?:in|into) (?:year|yr|class|reception|primary|p|s)[ -]?\w{1,6}\b)/dg,
    cause: 'a school by its saint, and a year group',
    points: 0.7,
  },
  {
    expression:
      /\b(?:i|we|he|she|they|kids?|son|daughter|lad|girl|boy|brother|sister|niece|nephew) (?:go|goes|went|started|starts) (?:to|at) (?<detail>(?:st|saint)\.? (?!(?:albans|ives|helens|andrews|neots|austell|davids|asaph|helier|louis|paul|petersburg|lucia|kitts|george|john|pancras|leonards|bees)\b)[a-z'’-]{3,20})(?! (?:church|hospital|hospice|centre|clinic|island|for (?:the|a)|on (?:holiday|a)))/dg,
    cause: 'a school by its saint, and somebody goes there',
    points: 0.55,
  },
  {
    expression:
      /(?<!\p{L})(?<detail>(?:[Ss]coil|[Gg]aelscoil|[Cc]ol[aá]iste|[Yy]sgol)(?: (?:\p{Lu}[\p{L}'’-]{1,20}|na|an|mhuire|naomh)){1,4}|(?<=\b(?:at|in|to|from|outside|attends?) )(?:scoil|gaelscoil|col[aá]iste|ysgol) [\p{L}'’-]{3,20})/dgu,
    asWritten: true,
    cause: 'the name of an Irish or Welsh school',
    points: 0.65,
  },
  {
    expression:
      /\b(?<detail>(?:year|yr|class|form|grade|p|y)[ -]?(?:[1-9]|1[0-3]|one|two|three|four|five|six|seven|eight|nine|ten|eleven)[a-z]{0,2}|reception class|(?:junior|senior) infants|(?:[1-9]|1[0-2])(?:st|nd|rd|th) (?:grade|class|year)|sixth form|6th form)\b/dg,
    cause: 'a year group or a class',
    points: 0.3,
    context: [
      {
        cause: 'somebody is in it',
        points: 0.3,
        before:
          /\b(?:i'?m|i am|he(?:'s| is)?|she(?:'s| is)?|is|are|son|daughter|kid|child|goes|starts?|started|starting|my|our|his|her) (?:\w+ )?(?:in|into|is in)? ?$/,
      },
      {
        cause: 'a school stands beside it',
        points: 0.2,
        before: /\b(?:school|primary|academy|grammar|college)\b[^.!?]{0,24}$/,
        after: /^[^.!?]{0,24}\b(?:school|primary|academy|grammar|college)\b/,
      },
    ],
  },
]);
