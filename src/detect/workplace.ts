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
      /\b(?:[Ii]'?m|[Ii] am|[Hh]e(?:'?s| is)|[Ss]he(?:'?s| is)|(?:mum|dad|sister|brother|husband|wife|ex|partner|boyfriend|girlfriend)(?:'?s| is)) an? (?!(?:patient|member|regular|student|pupil|guest|resident|fan|legend|beginner|volunteer|client|customer)\b)[\p{Ll}-]{3,20}(?: \p{Ll}{3,16})? (?:at|for)(?: the)? (?<detail>\p{Lu}[\p{L}\d&'’-]{1,20}(?: (?:\p{Lu}[\p{L}\d&'’-]{1,20}|of|and|on|the|&)){1,4}(?<! (?:of|and|on|the|&)))/dgu,
    asWritten: true,
    cause: 'what somebody is, and where',
    points: 0.55,
  },
  {
    expression:
      /\b(?:i|he|she|mum|dad|sister|brother|husband|wife|ex|partner) (?:works?|is working|am working)(?: nights| days| part time| full time)? (?:at|in|for) (?<detail>(?:the )?(?:tesco|asda|aldi|lidl|sainsbury'?s|morrisons|co-?op|mcdonald'?s|maccies|kfc|greggs|costa|starbucks|nando'?s|spar|centra|dunnes|supervalu|walmart|target|coles|woolies|woolworths|bunnings|kmart|primark|boots|argos|screwfix|wetherspoons|spoons|b&q|ikea) (?:on|in|at|by|near) (?!the (?:morning|evening|afternoon|week|day|summer|side)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|my\b|a\b|an\b|our\b|summer|weekends?|nights?|all\b|least)(?:the )?[a-z'-]{3,20}(?: (?:road|street|lane|centre|park|retail park|high street|station))?)\b/dg,
    cause: 'somebody works in one shop of a chain',
    points: 0.6,
  },
  {
    expression:
      /\b(?:i|he|she|mum|dad|sister|brother|husband|wife|ex|partner) (?:works?|is working|am working|volunteers?)(?: nights| days| part time| full time| as an? [a-z -]{2,24})? (?:at|behind the counter at|on the tills at) (?<detail>(?:the )?(?!home|night|weekend|the moment|all|least|school|work|uni|it\b|a |an |my |present|sea|height)[a-z'&-]{3,20}(?: [a-z'&-]{3,20})? (?:hospital|surgery|cafe|bakery|garage|library|pharmacy|chemist|hotel|pub|factory|warehouse|depot|care home|nursery|salon|gym|post office|supermarket|takeaway|council|clinic|superstore))\b/dg,
    cause: 'somebody works there',
    points: 0.65,
  },
]);
