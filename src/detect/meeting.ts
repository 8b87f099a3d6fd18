import { type ContextWords, finderOf } from './finder.ts';
import { DAY, TIME } from './when.ts';

const GROUP: ContextWords = {
  cause: 'a group that meets in public',
  points: -0.4,
  before:
    /\b(?:group|committee|club|class|choir|society|council|team) (?:will )?meets?\b[^.!?]{0,10}$|\b(?:group|committee|club|class|choir|society|council|team) $/,
};

/** An appointment: the place and the time behind an invitation to meet. */
export const findMeetings = finderOf('meeting', [
  {
    expression: new RegExp(
      `\\b(?:meet|meeting|see you|see u|c u|pick (?:me|her|him|you) up|wait for (?:me|you)|come(?: and)? (?:find|see|get|meet) me)(?: (?:me|us|up|you|u|him|her|them|there))?(?: (?:tomorrow|tonight|today|later|after school|${DAY}))? (?<detail>(?:at|outside|by|in|near|under|behind|from) (?:the |my |our )?(?:[\\w'-]{2,20} ){1,4}(?:(?:(?:on )?(?:tomorrow|tonight|today|${DAY}) )?(?:at|around|about|@) (?:${TIME}|(?:1\\d|2[0-4]|0?[1-9])(?![\\d%]))|(?:on )?(?:tomorrow|tonight|today|${DAY}) ${TIME}|(?:straight |right )?(?:after|before) (?:school|college|work|assembly|lunch|tea|dinner)))\\b`,
      'dg',
    ),
    cause: 'a place and a time to meet',
    points: 0.75,
    context: [GROUP],
  },
  {
    expression: new RegExp(
      `\\b(?:meet|meeting|see you|see u|c u)(?: (?:me|us|up|you|u|him|her))? (?<detail>(?:(?:tomorrow|tonight|today|${DAY}) )?(?:at |around |about |@ ?)?${TIME}(?: (?:tomorrow|tonight|today|(?:on )?${DAY}))?,? (?:at|outside|by|in|near|under|behind) (?:the |my |our )?[\\w'-]{2,20}(?: (?!and\\b|with\\b|if\\b|so\\b|but\\b|x\\b)[\\w'-]{2,20})?)\\b`,
      'dg',
    ),
    cause: 'a time and a place to meet',
    points: 0.7,
    context: [GROUP],
  },
]);
