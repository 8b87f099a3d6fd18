/** The libraries that bench/details.ts compares, each as a function that gives spans. */
import { Redactor } from '@redactpii/node';
import { OpenRedaction } from 'openredaction';
import { SyncRedactor } from 'redact-pii';
import english from 'wink-eng-lite-web-model';
import winkNlp, { type ItemEntity } from 'wink-nlp';
import { type DetailKind, findDetails } from '../src/redact/index.ts';

export interface Found {
  start: number;
  end: number;
  /** Undefined for libraries whose kinds are not ours: every label is then right. */
  kind?: DetailKind;
}

/**
 * Where a redacted text differs from the original: the longest common subsequence of words. Neighbouring changed words
 * are one span, which flatters the share of false spans of whoever changes much.
 */
function changedSpans(original: string, redacted: string): Found[] {
  const words = [...original.matchAll(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)];
  const others = redacted.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  const width = others.length + 1;
  const longest = new Uint16Array((words.length + 1) * width);
  for (let a = words.length - 1; a >= 0; a--)
    for (let b = others.length - 1; b >= 0; b--)
      longest[a * width + b] =
        words[a]![0] === others[b]
          ? longest[(a + 1) * width + b + 1]! + 1
          : Math.max(longest[(a + 1) * width + b]!, longest[a * width + b + 1]!);
  const spans: Found[] = [];
  let b = 0;
  let last = -2;
  for (let a = 0; a < words.length; a++) {
    const { 0: word, index } = words[a]!;
    while (
      b < others.length &&
      word !== others[b] &&
      (longest[a * width + b + 1] ?? 0) === longest[a * width + b]
    )
      b++;
    if (b < others.length && word === others[b]) {
      b++;
      continue;
    }
    const end = index + word.length;
    if (last === a - 1) spans.at(-1)!.end = end;
    else spans.push({ start: index, end });
    last = a;
  }
  return spans;
}

const redactPii = new SyncRedactor();
const redactor = new Redactor();
const openRedaction = new OpenRedaction();
const wink = winkNlp(english);

/** The entities of wink-nlp that are a detail by what they are; its model knows no names, addresses or telephone numbers. */
const DETAILS: readonly string[] = ['EMAIL', 'MENTION', 'URL'];
/** All its other entities are days, times, amounts and signs. Numbers are what a telephone number or a card falls into. */
const NUMBERS: readonly string[] = [...DETAILS, 'CARDINAL'];

/** Entities of some types. wink-nlp gives them as runs of tokens; where tokens stand is found by walking through the text. */
function entitiesOf(text: string, types: readonly string[]): Found[] {
  const doc = wink.readDoc(text);
  let at = 0;
  const places = doc
    .tokens()
    .out()
    .map((token) => {
      const start = text.indexOf(token, at);
      if (start < 0) throw new Error(`wink-nlp gives a token that is not in the text: ${token}`);
      at = start + token.length;
      return { start, end: at };
    });
  const found: Found[] = [];
  doc.entities().each((entity: ItemEntity) => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it reads no `this`
    if (!types.includes(entity.out(wink.its.type))) return;
    const tokens = entity.tokens();
    const first = tokens.itemAt(0).index();
    found.push({ start: places[first]!.start, end: places[first + tokens.length() - 1]!.end });
  });
  return found;
}

export const CONTENDERS: readonly { name: string; find: (text: string) => Found[] | Promise<Found[]> }[] = [
  { name: 'safetier findDetails', find: (text) => findDetails(text) },
  { name: 'redact-pii', find: (text) => changedSpans(text, redactPii.redact(text)) },
  { name: '@redactpii/node', find: (text) => changedSpans(text, redactor.redact(text)) },
  {
    name: 'openredaction',
    find: async (text) =>
      (await openRedaction.detect(text)).detections.map(({ position: [start, end] }) => ({ start, end })),
  },
  { name: 'wink-nlp entities', find: (text) => entitiesOf(text, DETAILS) },
  { name: 'wink-nlp entities and numbers', find: (text) => entitiesOf(text, NUMBERS) },
];
