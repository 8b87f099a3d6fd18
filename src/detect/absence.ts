import { finderOf } from './finder.ts';
import { DATE, DAY } from './when.ts';

const LENGTH =
  'for (?:a|one|two|three|four|the|\\d{1,2}) (?:nights?|days?|weeks?|weekend|fortnight|month|summer)';
const SPAN = `(?:(?:(?:from|on) )?(?:${DATE}|${DAY}|tomorrow|tonight|next week|this weekend)(?: (?:to|until|till|til|through|-) (?:${DATE}|${DAY}|next \\w+)| ${LENGTH})?|(?:until|till|til) (?:${DATE}|${DAY}|next \\w+)|${LENGTH}|all (?:week|weekend|month|summer))`;

/** When nobody is at home, and for how long. */
export const findAbsences = finderOf('absence', [
  {
    expression: new RegExp(
      `\\b(?:house|flat|place|home|gaff)(?:'s| is| will be|'ll be| is going to be| lies| stays)? (?:empty|unoccupied|vacant|free)\\b[^.!?\\n]{0,16}?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'an empty house, and for how long',
    points: 0.8,
  },
  {
    expression: new RegExp(
      `\\b(?:nobody|no one|noone|none of us)(?:'s| is| will be|'ll be| is going to be) (?:home|in|at home|there|in the house)\\b[^.!?\\n]{0,12}?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'nobody at home, and for how long',
    points: 0.8,
  },
  {
    expression: new RegExp(
      `\\b(?:we|i|we all|the whole family|all of us)(?:'re| are| am|'m|'ll be| will be| go| fly|(?: are|'re|'m| am)? flying| leave)? (?:away|(?<=fly |flying )out|off|on holiday|on our holidays|abroad|on vacation|out of town|to [a-z]{3,16})\\b[^.!?\\n]{0,16}?(?<detail>${SPAN})`,
      'dg',
    ),
    cause: 'somebody is away, and for how long',
    points: 0.6,
    context: [
      {
        cause: 'a question about a journey',
        points: -0.3,
        after: /^[^.!?]{0,60}\b(?:hotel|recommend|flights?|booking|insurance)\b/,
      },
    ],
  },
]);
