import { finderOf } from './finder.ts';

/** Where somebody can be found every working day. A trade without a place (“I work in retail”) is none. */
export const findWorkplaces = finderOf('workplace', [
  {
    expression:
      /\b(?:(?:[Ww]ork|[Ww]orks|[Ww]orking|[Ww]orked|[Ee]mployed|[Jj]ob|[Ss]hifts?|[Vv]olunteer|[Vv]olunteers) (?:nights |days |part time |full time |as an? [\p{L} -]{2,24} )?(?:at|for|in|by)(?: the)?|(?:nurse|teacher|manager|cleaner|receptionist|barista|cashier|chef|porter|carer|guard|apprentice|temp) (?:at|for)(?: the)?) (?<detail>\p{Lu}[\p{L}\d&'’-]{1,20}(?: (?:\p{Lu}[\p{L}\d&'’-]{1,20}|of|and|on|the|&)){0,4}(?<! (?:of|and|on|the|&)))/dgu,
    asWritten: true,
    cause: 'somebody works there',
    points: 0.6,
    context: [
      {
        cause: 'a day, a month or a language',
        points: -0.4,
        after:
          /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|english|french|it|hr|pr)\b/,
      },
    ],
  },
  {
    expression:
      /\b(?:i|he|she|mum|dad|sister|brother|husband|wife|ex|partner) (?:works?|is working|am working|volunteers?)(?: nights| days| part time| full time| as an? [a-z -]{2,24})? (?:at|behind the counter at|on the tills at) (?<detail>(?:the )?(?!home|night|weekend|the moment|all|least|school|work|uni|it\b|a |an |my |present|sea|height)[a-z'&-]{3,20}(?: [a-z'&-]{3,20})? (?:hospital|surgery|cafe|bakery|garage|library|pharmacy|chemist|hotel|pub|factory|warehouse|depot|care home|nursery|salon|gym|post office|supermarket|takeaway|council|clinic|superstore))\b/dg,
    cause: 'somebody works there',
    points: 0.65,
  },
]);
