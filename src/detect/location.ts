import { isMapLink } from './coordinates.ts';
import { type ContextWords, finderOf } from './finder.ts';

const NOW: ContextWords = {
  cause: 'they are there now',
  points: 0.3,
  before: /\b(?:right now|rn|currently|just|atm|now)\b[^.!?]{0,24}$/,
  after:
    /^[^.!?]{0,30}\b(?:right now|rn|now|atm|at the moment|tonight|alone|on (?:my|his|her) own|by (?:my|him|her)self|come|waiting)\b/,
};
const KIN =
  '(?:my|our) (?:\\w{2,10} )?(?:son|daughter|kid|lad|girl|boy|sister|brother|niece|nephew|mum|dad|wife|husband|partner)';
const VENUE =
  '(?:park|station|bus stop|library|cafe|pub|bar|club|mall|centre|center|beach|pier|bridge|skate ?park|playground|pool|gym|hotel|hostel|hospital|car park|mcdonalds?|kfc|starbucks|costa|tesco|asda|aldi|lidl|arcade|church|school gates?|towpath|services|underpass|refuge|shelter)';

/** Where somebody is: exact to a few steps, or by a place to which a stranger could come. */
export const findLocations = finderOf('location', [
  {
    expression: /(?:https?:\/\/)?[a-z][a-z\d.-]{2,30}\/[^\s<>"]{3,200}/g,
    holds: isMapLink,
    cause: 'a link to a place on a map',
    points: 0.9,
  },
  {
    expression: /(?<![\w:/])\/\/\/[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b/g,
    cause: 'a place in three words',
    points: 0.9,
  },
  {
    expression: new RegExp(
      `(?:\\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|she is|he is|${KIN}(?:'?s| is)|currently|right now|rn) (?:\\w+ )?(?:sat |stood |standing |sitting |waiting |stuck |hiding |parked |alone )?|^(?:sat|stood|standing|sitting|waiting|stuck|hiding|parked) )(?<detail>(?:at|in|on|outside|by|near|behind|opposite) (?:the |a |platform \\d{1,2} (?:at|of|in) )?(?:[\\w'-]{2,16} ){0,3}${VENUE})\\b`,
      'dg',
    ),
    cause: 'a place where somebody is',
    points: 0.3,
    context: [NOW],
  },
]);
