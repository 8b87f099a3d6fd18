import { finderOf } from './finder.ts';
import { DATE } from './when.ts';

/** A date becomes a date of birth through the words beside it: any other date says nothing of a person. */
export const findBirthDates = finderOf('date-of-birth', [
  {
    expression: new RegExp(
      `\\b(?:born|dob|d\\.o\\.b\\.?|date of birth|birth ?date|birthdays?|bdays?|b-day)(?:'s| (?:on|in|is|was|are|s|so|mine))*[ :=]{1,3}(?:on )?(?<detail>${DATE})(?!\\w)`,
      'dg',
    ),
    cause: 'a date behind a word for birth',
    points: 0.85,
    context: [
      {
        cause: 'a well-known person or a thing',
        points: -0.5,
        before: /\b(?:band|king|queen|president|author|poet|painter|composer|singer|actor|company|league)\b/,
      },
    ],
  },
  {
    expression: new RegExp(
      `(?<!\\w)(?<detail>${DATE}) (?:is|was) (?:my|his|her|their) (?:birthday|bday|date of birth)`,
      'dg',
    ),
    cause: 'a date that is said to be a birthday',
    points: 0.85,
  },
  {
    expression: /\b(?:i was|he was|she was|was|were) born in (?<detail>(?:19[3-9]|20[0-2])\d)\b/dg,
    cause: 'a year of birth',
    points: 0.6,
    context: [
      {
        cause: 'not the author',
        points: -0.3,
        before: /\b(?:who|which|king|queen|author|poet|painter|composer|singer|actor) (?:was )?born in $/,
      },
    ],
  },
]);
