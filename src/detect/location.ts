import { type ContextWords, finderOf } from './finder.ts';

const NOW: ContextWords = {
  cause: 'they are there now',
  points: 0.3,
  before: /\b(?:right now|rn|currently|just|atm|now)\b[^.!?]{0,24}$/,
  after:
    /^[^.!?]{0,30}\b(?:right now|rn|now|atm|at the moment|tonight|alone|on my own|by myself|come|waiting)\b/,
};
const VENUE =
  '(?:park|station|bus stop|library|cafe|pub|bar|club|mall|centre|center|beach|pier|bridge|skate ?park|playground|pool|gym|hotel|hostel|hospital|car park|mcdonalds?|kfc|starbucks|costa|tesco|asda|aldi|lidl|arcade|church|school gates?|towpath|services|underpass|refuge|shelter)';

/** Where somebody is: exact to a few steps, or by a place to which a stranger could come. */
export const findLocations = finderOf('location', [
  {
    expression:
      /(?<![\d.])-?(?:[1-8]?\d|90)\.\d{3,8} ?°? ?[ns]?[, ]{1,3}-?(?:1[0-7]\d|\d{1,2}|180)\.\d{3,8} ?°? ?[ew]?(?![\d.])/g,
    cause: 'coordinates',
    points: 0.85,
  },
  {
    expression:
      /\b\d{1,2}°\d{1,2}['′]\d{0,2}(?:\.\d+)?["″]? ?[ns][, ]{1,2}\d{1,3}°\d{1,2}['′]\d{0,2}(?:\.\d+)?["″]? ?[ew]\b/g,
    cause: 'coordinates',
    points: 0.9,
  },
  {
    expression:
      /(?:https?:\/\/)?(?:www\.)?(?:google\.[a-z.]{2,6}\/maps|maps\.google\.[a-z.]{2,6}|goo\.gl\/maps|maps\.app\.goo\.gl|maps\.apple\.com|openstreetmap\.org|osm\.org|bing\.com\/maps|w3w\.co|what3words\.com|waze\.com|find-?my\.[a-z]{2,5}|snap(?:chat)?\.com\/map|map\.snapchat\.com)[/?#][^\s<>"]{1,200}/g,
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
      `\\b(?:i'?m|i am|we'?re|we are|he'?s|she'?s|she is|he is) (?:\\w+ )?(?:sat |stood |standing |sitting |waiting |stuck |hiding |parked |alone )?(?<detail>(?:at|in|outside|by|near|behind|opposite) (?:the |a )?(?:[\\w'-]{2,16} ){0,3}${VENUE})\\b`,
      'dg',
    ),
    cause: 'a place where somebody is',
    points: 0.3,
    context: [NOW],
  },
]);
