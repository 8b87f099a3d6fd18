import { finderOf } from './finder.ts';
import { DATE, DAY, TIME } from './when.ts';

const LENGTH =
  'for (?:a|one|two|three|four|the|\\d{1,2}) (?:nights?|days?|weeks?|weekend|fortnight|month|summer)';
const NTH = '\\d{1,2}(?:st|nd|rd|th)';
const SPAN = `(?:(?:(?:from|on) )?(?:${DATE}|${DAY}|tomorrow|tonight|next week|this weekend)(?: (?:to|until|till|til|through|-) (?:${DATE}|${DAY}|next \\w+)| ${LENGTH})?|(?:until|till|til) (?:${DATE}|${DAY}|next \\w+)|${NTH} ?(?:to|until|till|til|-) ?(?:the )?${NTH}|${LENGTH}|all (?:week|weekend|month|summer))`;

const DWELLERS =
  '(?:we|i|we all|the whole family|all of us|(?:my |our )?(?:parents|folks|mum and dad|mam and dad|mom and dad|hubby|husband|wife|partner|boyfriend|girlfriend|flatmates?|housemates?))';
/** “Were away till”, without the apostrophe, only where a sentence begins: elsewhere it is past. */
const GO = `(?:were(?<=(?:^|[.!?\\n]) ?were)(?: all)?|${DWELLERS}(?:'re| are|'?m| am|'?s| is|'?ll be| will be| go| goes| fly| flies|(?: are|'re|'?m| am)? flying| leave|(?: are|'re|'?m| am|'?s| is) going)?)`;
/** “Off to bed”, “away from my keyboard”: nobody has left home. */
const AWAY = `(?:away(?! from (?:my|the|work|here|it|this|him|her|social|screens?|keyboards?|people|everyone))|(?<=fly |flies |flying )out|off(?! (?:work|sick|school|the|my|on one|line|to (?:bed|work|school|college|uni|sleep|see|the (?:shops?|gym|doctors?|gp|dentist))))|on (?:(?:our|my|their) )?(?:holidays?|hols|vacation)|abroad|out of town|(?<=(?:'re|are|'m|am|fly|flies|flying|go|goes|'s|is|leave) )to (?!go\\b|be\\b|get\\b|do\\b|the\\b|have\\b|see\\b|work\\b)[a-z]{3,16}|in (?:spain|france|portugal|italy|greece|turkey|cyprus|malta|croatia|germany|poland|ireland|scotland|cornwall|devon|wales|tenerife|lanzarote|majorca|mallorca|menorca|ibiza|florida|disney|bali|thailand|dubai|egypt|morocco|the canaries|mexico|hawaii|fiji))`;

/** When nobody is at home, and for how long. */
export const findAbsences = finderOf('absence', [
  {
    expression: new RegExp(
      `\\b(?:house|flat|place|home|gaff)(?:'?s| is| will be|'ll be| is going to be| lies| stays)? (?:empty|unoccupied|vacant|free)\\b[^.!?\\n]{0,16}?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'an empty house, and for how long',
    points: 0.8,
  },
  {
    expression: new RegExp(
      `\\b(?:nobody|no one|noone|none of us)(?:'?s| is| will be|'ll be|ll be| is going to be)? (?:home|in|at home|there|in the house)\\b[^.!?\\n]{0,12}?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'nobody at home, and for how long',
    points: 0.8,
  },
  {
    expression: new RegExp(`\\b${GO} ${AWAY}\\b[^.!?\\n]{0,24}?(?<detail>${SPAN})`, 'dg'),
    cause: 'somebody is away, and for how long',
    points: 0.55,
    context: [
      {
        cause: 'for how long, or till when',
        points: 0.1,
        at: /\b(?:to|until|till?|through|for|all|this weekend|next week)\b|-/,
      },
      {
        cause: 'a question about a journey',
        points: -0.3,
        after: /^[^.!?]{0,60}\b(?:hotel|recommend|flights?|booking|insurance)\b/,
      },
    ],
  },
  {
    expression: new RegExp(
      `\\b(?:${DWELLERS}|nobody|they)(?:'?s| is|'re| are| am|'?m)? (?:won'?t|will not|aren'?t|isn'?t|not)(?: be)?(?: getting)? (?:back|home|returning|in)(?: home)? (?<detail>(?:before )?${SPAN}|(?:until|till|til) (?:late|tomorrow|morning|after \\w{3,12}|${TIME}))`,
      'dg',
    ),
    cause: 'somebody is not back before then',
    // Below what found.absence asks for: “back” is too common a word to look behind it in every post.
    points: 0.6,
  },
  {
    expression: new RegExp(
      `(?:^|[.!?,\\n] ?|\\band )(?:(?:away|abroad) (?=(?:until|till|til|from|for|all) )|on (?:our|my) (?:holidays?|hols|vacation) )(?:from )?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'somebody is away, and for how long',
    points: 0.65,
  },
]);
