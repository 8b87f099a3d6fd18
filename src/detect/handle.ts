import { type ContextWords, finderOf } from './finder.ts';
import { isOrdinary, isPlace } from './words.ts';

const PLATFORM =
  '(?:snap(?:chat|code)?|sc|insta(?:gram)?|ig|discord|whats ?app|telegram|kik|tik ?tok|skype|facebook|fb|wickr|roblox|xbox|psn|twitter|bluesky|tumblr|reddit|twitch|steam|wizz|yubo|gamer ?tag|fortnite|minecraft|onlyfans|threads|signal)';
/** Letters with a digit, a dot or an underscore within, as no word has. */
const STRANGE = '(?=[\\w.-]{0,30}(?:[\\d_#]|\\.\\w))[a-z\\d_][\\w.-]{2,30}(?:#\\d{4})?(?<!\\.)';
const BESIDE: ContextWords = {
  cause: 'a platform stands beside it',
  points: 0.35,
  before: new RegExp(`\\b${PLATFORM}\\b[^.!?\\n]{0,24}$`),
  after: new RegExp(`^[^.!?\\n]{0,20}\\b${PLATFORM}\\b`),
};

/** A name under which somebody can be reached elsewhere; with the platform, where it is told. */
export const findHandles = finderOf('handle', [
  {
    expression:
      /(?:https?:\/\/)?(?:www\.)?(?:facebook|instagram|tiktok|twitter|x|snapchat|reddit|twitch|onlyfans|linkedin|t|wa|kik|discord)\.(?:com|me|tv|gg)\/(?:add\/|in\/|u\/|user\/|invite\/|@)?\+?[a-z\d_][\w.-]{2,40}/g,
    cause: 'a link to a profile',
    points: 0.7,
  },
  {
    expression: new RegExp(
      `\\b(?:my|his|her|our|the|me)? ?${PLATFORM}(?: (?:name|user ?name|user|tag|handle|account|id|profile))?(?: is|'s| s| its| it's|:| =|-)?:? {1,2}(?<detail>@?${STRANGE})(?!@)`,
      'dg',
    ),
    cause: 'behind the name of a platform',
    points: 0.75,
  },
  {
    expression: /(?<![\w.@/])(?<detail>@[a-z\d_](?:[\w.]{1,28}\w)?)(?!@|\.\w{2,4}\b)/dg,
    cause: 'an @ and a name',
    points: 0.35,
    context: [
      BESIDE,
      {
        cause: 'the account of an organisation',
        points: -0.5,
        before:
          /\b(?:charity|official|company|council|organisation|foundation|page|band|podcast|museum)\b[^.!?]{0,24}$/,
      },
      {
        cause: 'an invitation stands beside it',
        points: 0.3,
        before: /\b(?:add|follow|find|dm|message|snap|hit|text|pm) (?:me|us|him|her)?[^.!?]{0,16}$/,
      },
    ],
  },
  {
    expression: new RegExp(
      `\\b(?:i'?m|i am|add|add me|find me|find|follow|message|under|under the name|as|user ?name(?: is|'s|:)?|gamer ?tag(?: is|'s|:)?|handle(?: is|'s|:)?|tag(?: is|'s|:)?|mine(?: is|'s)?) (?<detail>(?!\\d{1,3}(?:[skm]|st|nd|rd|th|am|pm)?\\b)${STRANGE})(?= (?:on|in|at) ${PLATFORM}\\b|$|[ .,!?\\n])`,
      'dg',
    ),
    cause: 'a name that is no word',
    points: 0.3,
    context: [BESIDE],
  },
  {
    expression: new RegExp(
      `\\b(?:(?:my|his|her) ${PLATFORM}(?: (?:name|user ?name|user|tag|handle|account|id))?(?:'?s| is|:)|(?:add|find|follow|message|msg|text|hmu|hit me up) (?:me |him |her )?on ${PLATFORM}[:,-]?(?: it'?s| as| under)?) {1,2}(?<detail>[a-z]{5,24})(?= ?(?:$|[.,!?\\n)]|(?:x{1,3}|add|hmu|if|btw|and|lol|there|or|ok|plz|please|dm)\\b))`,
      'dg',
    ),
    holds: (detail) => !isOrdinary(detail) && !isPlace(detail),
    cause: 'a name that is no word, behind a platform',
    points: 0.65,
  },
  {
    expression: new RegExp(
      `\\b(?:let'?s|we (?:should|could|can)|wanna|can we|shall we|you should|come and|just|better to|rather)(?: (?:all|just))? (?:move|switch|go|talk|chat|carry on|continue|message|text)(?: this| it)?(?: over)? (?:to|on|over on) (?<detail>(?!sc\\b|xbox\\b|steam\\b|threads\\b)${PLATFORM})\\b(?![^.!?\\n]{1,24}[\\d_])`,
      'dg',
    ),
    cause: 'an invitation to another platform',
    points: 0.5,
  },
  {
    expression: new RegExp(
      `\\b(?:message|msg|dm|text|hmu|add|hit me up|find|pm) me (?:over )?(?:on|via|through) (?<detail>(?!sc\\b)${PLATFORM})\\b(?![^.!?\\n]{1,24}[\\d_])`,
      'dg',
    ),
    cause: 'an invitation to another platform',
    points: 0.5,
  },
  {
    expression: new RegExp(
      `\\b(?:add me|find me|follow me|i'?m|i am|message me|snap me)(?: (?:as|under|at))? (?<detail>[a-z][a-z\\d_.]{3,24}) on ${PLATFORM}\\b`,
      'dg',
    ),
    cause: 'a name on a platform',
    points: 0.55,
    context: [
      {
        cause: 'a word, no name',
        points: -0.5,
        after:
          /^(?:over|back|later|there|now|active|also|always|just|only|not|never|mostly|usually|here|addicted|stuck|verified|banned|blocked)\b/,
        before: /\bi(?:'?m| am)(?: \w+)? $/,
      },
    ],
  },
]);
