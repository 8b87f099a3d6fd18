import { finderOf } from './finder.ts';

const CHILD =
  '[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen';
const GROWN = '1[89]|[2-9]\\d';
const KIN =
  '(?:son|daughter|kid|child|boy|girl|lad|lass|niece|nephew|grandson|granddaughter|brother|sister|little one|lo|ds|dd|baby|toddler|eldest|youngest|twins)';
/** Numbers that are no years of age: “I am 5 minutes away”. */
const AGE_ENDS =
  '(?! ?(?:%|min|hour|hr|day|week|month|mile|km|lb|kg|stone|st\\b|foot|feet|ft|inch|cm|quid|pounds|people|of (?:us|them)|times|am\\b|pm\\b|points|steps|pages|goals|chapters?|episodes?|seasons?|levels?|calls?|drinks?|shifts?|grand|stops?|in (?:a|the)\\b|out of|for|all|to \\d)|[-:.,/]\\d)';

/** “He is one himself”, “my brother, one small room”: a pronoun, unless years or a pause follow. */
const NOBODY_IS_ONE = '(?!one\\b(?! (?:year|yr|yo|next|now|today|this|and a half)|[.,!?]|$))';

/** A child's age, and where it is told whose. A grown-up's is found as well, but falls short of the default confidence. */
export const findAges = finderOf('age', [
  {
    expression: new RegExp(
      `\\b(?:i'?m|i am|im only|i'm only|i've just turned|i just turned|he(?:'?s| is)|she(?:'?s| is)|(?:${KIN}(?:'s| is|,)?|(?<=\\b(?:my|our|his|her) )(?:\\w{2,10} )?(?:son|daughter|lad|lass|boy|girl|niece|nephew|grandson|brother|sister)s)(?: (?:just turned|turned|turns|turning|will be|only|now|aged|who is))?|just turned|(?:he|she|i) turns?|aged?) ${NOBODY_IS_ONE}(?<detail>${CHILD})(?: (?:years?|yrs?)(?: old)?|yo| y/o)?\\b${AGE_ENDS}`,
      'dg',
    ),
    cause: 'a child’s age',
    points: 0.5,
    context: [
      { cause: 'years are named', points: 0.3, after: /^ ?(?:years?|yrs?|yo|y\/o)\b/ },
      { cause: 'a child is named', points: 0.2, before: new RegExp(`\\b${KIN}\\b.{0,16}$`) },
    ],
  },
  {
    expression: new RegExp(
      `\\b(?<detail>${CHILD})[ -]?(?:years?|yrs?)?[ -]?(?:old|yo|y/o)\\b(?: ${KIN})?`,
      'dg',
    ),
    cause: 'a child’s age in years',
    points: 0.55,
    context: [
      {
        cause: 'a thing, not a child',
        points: -0.5,
        after: /^ (?:car|van|laptop|phone|house|dog|cat|building|computer|whisky|boiler|bike|account)\b/,
      },
      { cause: 'any child of that age', points: -0.25, before: /\b(?:for|to|like|than|at|as) (?:an? )?$/ },
      {
        cause: 'a child is named',
        points: 0.25,
        before: new RegExp(`\\b(?:my|our|her|his) (?:\\w+ )?$|\\b${KIN}\\b.{0,16}$`),
      },
    ],
  },
  {
    expression: new RegExp(
      `\\b(?:kids|children|boys|girls|lads|lasses|sons|daughters|twins|nephews|nieces|grandkids),? (?:are |aged |who are |both )?(?<detail>(?:(?:${CHILD}),? ){1,4}(?:and|&) (?:${CHILD}))\\b${AGE_ENDS}`,
      'dg',
    ),
    cause: 'the ages of children',
    points: 0.6,
  },
  {
    expression: /\b(?<detail>1[0-7][mf]|^[mf]1[0-7])\b/dg,
    cause: 'age and sex in the short form',
    points: 0.65,
  },
  {
    expression: new RegExp(
      `\\b(?:i'?m|i am|aged?|turned) (?<detail>${GROWN})(?: (?:years?|yrs?)(?: old)?|yo| y/o)?\\b${AGE_ENDS}`,
      'dg',
    ),
    cause: 'a grown-up’s age',
    points: 0.4,
  },
]);
