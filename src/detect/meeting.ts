import { finderOf } from './finder.ts';
import { DAY, TIME } from './when.ts';

/** An appointment: the place and the time behind an invitation to meet. */
export const findMeetings = finderOf('meeting', [
  {
    expression: new RegExp(
      `\\b(?:meet|met|meeting|see you|see u|c u|pick (?:me|her|him|you) up|wait for (?:me|you)|come(?: and)? (?:find|see|get|meet) me)(?: (?:me|us|up|you|u|him|her|them|there))?(?: (?:tomorrow|tonight|today|later|after school|${DAY}))? (?<detail>(?:at|outside|by|in|near|under|behind|from) (?:the |my |our )?(?:[\\w'-]{2,20} ){1,4}(?:(?:(?:on )?(?:tomorrow|tonight|today|${DAY}) )?(?:at|around|about|@) (?:${TIME}|\\d{1,2})|(?:on )?(?:tomorrow|tonight|today|${DAY}) ${TIME}))\\b`,
      'dg',
    ),
    cause: 'a place and a time to meet',
    points: 0.75,
    context: [
      {
        cause: 'a group that meets in public',
        points: -0.4,
        before:
          /\b(?:group|committee|club|class|choir|society|council|team) (?:will )?meets?\b[^.!?]{0,10}$|\b(?:group|committee|club|class|choir|society|council|team) $/,
      },
    ],
  },
]);
