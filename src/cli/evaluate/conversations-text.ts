/** The part of the report that is about conversations. */
import type { ConversationFigures } from '../../evaluate/index.ts';
import { listOf } from '../../evaluate/row.ts';
import { visible } from '../text/cells.ts';
import { count } from '../words.ts';
import { percent } from './words.ts';

/** Rows named of those that were missed, and of those that were false. */
const NAMED = 10;

export function conversationsText(figures: ConversationFigures): string {
  const { conversations, benign, golds, messagesLeft, hoursLeft } = figures;
  const share = (value: number): string => `${percent(value)} %`;
  return [
    `${count(conversations, 'conversation')}, ${benign} of them harmless; ${count(golds, 'alert')} called for`,
    `recall ${share(figures.recall)}, precision ${share(figures.precision)}, F0.5 ${share(figures.f05)}`,
    `in time ${share(figures.inTime)}, right subject ${share(figures.rightSubject)}, right target ${share(figures.rightTarget)}`,
    ...(messagesLeft === null
      ? []
      : [
          `the median alert fires ${count(messagesLeft, 'message')}${hoursLeft === null ? '' : ` and ${hoursLeft.toFixed(1)} hours`} before the last moment; latency-weighted F1 ${share(figures.latencyF1)}`,
        ]),
    `${share(figures.falseAlarms)} of the harmless conversations have an alert: ${figures.falsePer1000} alerts per 1,000`,
    ...figures.missed
      .slice(0, NAMED)
      .map(
        ({ row, gold, alert }) =>
          `  ${visible(row)}: ${listOf(gold.category).join(' or ')} by message ${gold.by} ${alert ? `came at ${alert.message}, about ${visible(alert.subject)}` : 'is missing'}`,
      ),
    ...figures.false
      .slice(0, NAMED)
      .map(
        ({ row, alert }) =>
          `  ${visible(row)}: ${alert.rule} at message ${alert.message}, about ${visible(alert.subject)}, is not called for`,
      ),
  ].join('\n');
}
