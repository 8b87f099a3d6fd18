import { type ContextWords, finderOf } from './finder.ts';
import { DAY, HOUR, HOURS, TIME } from './when.ts';

const OFTEN = `(?:every|each) (?:(?:single |school )?(?:day|morning|evening|night|afternoon|weekday|weekend|week|lunchtime)|${DAY}(?:(?:,| and|, and) ${DAY}){0,4})|(?:most|all) (?:days|nights|mornings|evenings)|(?:mon|tues|wednes|thurs|fri|satur|sun)days(?:(?:,| and|, and) (?:mon|tues|wednes|thurs|fri|satur|sun)days){0,4}|weekdays|daily`;
const DOES =
  "(?:(?:i|we|she|he|they|my (?:son|daughter|kid|sister|brother|mum|husband|wife|girl|boy)) (?:always |usually |normally )?(?:run|runs|jog|jogs|walk|walks|cycle|cycles|swim|swims|leave|leaves|finish|finishes|get|gets|catch|catches|take|takes|go|goes|train|trains|lock|locks|close|closes|open|opens|start|starts|work|works|am|is|are)|(?:i'm|im|he'?s|she'?s) (?:at|in|on) )";
/** Behind “every Tuesday”, a bare number is an hour. */
const AT_HOUR = `(?:at|around|about|by|before|after|from) (?:${HOUR})(?![\\d:.%]|\\d| (?:am|pm|percent|miles|km|people|pounds|quid))`;
const BODY: ContextWords = {
  cause: 'a habit of the body',
  points: -0.4,
  before:
    /\b(?:wake|cry|sleep|asleep|(?:take|takes|have|has|get|gets) (?:my|his|her|the)? ?(?:\w+ )?(?:tablets?|meds|medication|pills?|insulin|dose|antidepressants))\b[^.!?]{0,20}$/,
  after: /^[^.!?]{0,12}\b(?:wake|cry|sleep|tablets?|meds|medication|pills?|insulin)\b/,
};

/** A habit with its time: when and how often somebody is where they can be found. */
export const findRoutines = finderOf('routine', [
  {
    expression: new RegExp(
      `\\b${DOES}\\b[^.!?\\n]{0,48}?\\b(?<detail>(?:(?:at|around|about|by|before|after) )?${TIME} (?:${OFTEN}))\\b`,
      'dg',
    ),
    cause: 'a habit and its time',
    points: 0.65,
    context: [BODY],
  },
  {
    expression: new RegExp(
      `\\b${DOES}\\b[^.!?\\n]{0,48}?\\b(?<detail>(?:${OFTEN})(?: (?:at|around|about|by|before|after|from))? (?:${HOURS}|${TIME})|(?:${OFTEN}) ${AT_HOUR}|${AT_HOUR} (?:${OFTEN}))\\b`,
      'dg',
    ),
    cause: 'a habit and its time',
    points: 0.65,
    context: [BODY],
  },
  {
    expression: new RegExp(
      `\\b(?<detail>(?:${OFTEN}),?(?: (?:at|around|about|by|before|after|from))? ${TIME}),? ${DOES}\\b`,
      'dg',
    ),
    cause: 'a habit and its time',
    points: 0.65,
    context: [BODY],
  },
]);
