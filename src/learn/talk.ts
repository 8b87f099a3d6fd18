/**
 * The words of conversations, for fitting odds: which terms stand in each message, what a member has said and heard of them by
 * any message, and the fit of their weights together with those of the features of a rule.
 */
import { rootOf } from '../match/learned.ts';
import { KEPT } from '../conversation/sounds.ts';
import type { ConversationRow } from '../evaluate/conversations.ts';
import type { Pack } from '../model/pack.ts';
import { minimise } from './minimise.ts';
import { readTexts, renumbered, sift } from './terms.ts';

/** Features count in odds as they are, words by how rare they are: so much more a weight of a feature costs. */
const FEATURE_PENALTY = 100;
/** Terms that a rule keeps, those of both sides together: beyond, more of them find no more of writers not seen. */
const MOST_TERMS = 3000;
const PRECISION = 1e-6;
const ROUNDS = 300;

/** How words are fitted, as files say it. */
export const TALK_FIT = `logistic regression on words and features together, quadratic penalty after inverse document frequency, ${FEATURE_PENALTY} on features, the ${MOST_TERMS} terms that matter most`;

/** A message as it counts for what members say and hear. */
interface SpokenMessage {
  author: string;
  /** The member who hears it, null for everybody. */
  aim: string | null;
  words: number;
  terms: Int32Array;
}

export type SpokenConversation = readonly SpokenMessage[];

/** Terms by number, in the order of the names; on the side of what is heard, behind those of what is said. */
export interface TalkTerms {
  names: readonly string[];
  evidence: readonly { posts: number; writers: number }[];
  /** Of each conversation, in the order given. */
  conversations: readonly SpokenConversation[];
}

/** A sparse row. */
export interface Bag {
  terms: Int32Array;
  values: Float64Array;
}

export interface TalkSample {
  positive: boolean;
  weight: number;
  features: readonly number[];
  bag: Bag;
}

/** @param aims of each message of each conversation, whom it is aimed at for certain */
export function readTalk(
  rows: readonly { row: ConversationRow; writer: string; aims: readonly (string | null)[] }[],
  pack: Pack,
): TalkTerms {
  const texts = rows.flatMap(({ row }) => row.messages.map(({ text }) => text));
  const { reading, found } = readTexts(texts, pack, { beside: [], classes: [] });
  let next = 0;
  const read = rows.map(({ row }) => found.slice(next, (next += row.messages.length)));
  const { names, evidence, numbers } = sift(
    reading,
    rows.map(({ writer }, k) => ({ writer, terms: read[k]!.flatMap(({ terms }) => terms) })),
  );
  return {
    names,
    evidence,
    conversations: rows.map(({ row, aims }, k) =>
      row.messages.map(({ author }, at) => ({
        author,
        aim: aims[at]!,
        words: read[k]![at]!.words,
        terms: renumbered(read[k]![at]!.terms, numbers),
      })),
    ),
  };
}

/** How much each message up to one counts for what a member has said, and has heard: as `heedWords` keeps it. */
function partsOf(
  conversation: SpokenConversation,
  name: string,
  last: number,
): { said: [message: number, share: number][]; heard: [message: number, share: number][] } {
  const said: number[] = [];
  const told: number[] = [];
  const aloud: number[] = [];
  const known = new Set<string>();
  for (let at = 0; at <= last; at++) {
    const { author, aim } = conversation[at]!;
    known.add(author);
    if (author === name) said.push(at);
    if (aim === null) aloud.push(at);
    else if (aim === name && author !== name && known.has(name)) told.push(at);
  }
  const shares = (messages: readonly number[]): [number, number][] =>
    messages.map((at, k) => [at, KEPT ** (messages.length - 1 - k)]);
  const others = shares(aloud).filter(([at]) => conversation[at]!.author !== name);
  return { said: shares(said), heard: [...shares(told), ...others] };
}

/** What a member has said and heard by a message, with `terms` names on each side. */
export function bagOf(conversation: SpokenConversation, name: string, last: number, terms: number): Bag {
  const values = new Map<number, number>();
  const { said, heard } = partsOf(conversation, name, last);
  for (const [parts, from] of [
    [said, 0],
    [heard, terms],
  ] as const) {
    const root = rootOf(parts.reduce((sum, [at, share]) => sum + conversation[at]!.words * share, 0));
    for (const [at, share] of parts)
      for (const term of conversation[at]!.terms)
        values.set(from + term, (values.get(from + term) ?? 0) + share / root);
  }
  return { terms: Int32Array.from(values.keys()), values: Float64Array.from(values.values()) };
}

export interface TalkFit {
  bias: number;
  weights: number[];
  /** By number, both sides; 0 for those that are left out. */
  terms: Float64Array;
}

/**
 * Logistic regression with a quadratic penalty, in which directed features weigh one way only.
 * @param directions of each feature: 1 if it may only raise odds, −1 if it may only lower them, 0 if either
 * @param rarity of each term of both sides, 0 for those that must not count
 * @param penalty of the weight of a feature
 */
export function fitTalk(
  samples: readonly TalkSample[],
  directions: readonly (-1 | 0 | 1)[],
  rarity: Float64Array,
  penalty = FEATURE_PENALTY,
): TalkFit {
  // Directed features first, turned so that all of them may only be positive; then the others, the terms, the bias.
  const order = [...directions.keys()].sort((a, b) => Math.abs(directions[b]!) - Math.abs(directions[a]!));
  const directed = directions.filter((one) => one !== 0).length;
  const signs = order.map((k) => directions[k]! || 1);
  const firstTerm = order.length;
  const used = Int32Array.from(rarity.keys()).filter((term) => rarity[term]! > 0);
  const placeOf = new Int32Array(rarity.length).fill(-1);
  used.forEach((term, k) => (placeOf[term] = firstTerm + k));
  const bias = firstTerm + used.length;
  const rows = samples.map(({ positive, weight, features, bag }) => {
    const places: number[] = [];
    const values: number[] = [];
    order.forEach((k, place) => {
      if (features[k] === 0) return;
      places.push(place);
      values.push(features[k]! * signs[place]!);
    });
    bag.terms.forEach((term, k) => {
      const place = placeOf[term]!;
      if (place < 0) return;
      places.push(place);
      values.push(bag.values[k]! * rarity[term]!);
    });
    return {
      positive,
      weight,
      places: Int32Array.from(places),
      values: Float64Array.from(values),
    };
  });
  const found = minimise(new Float64Array(bias + 1), {
    evaluate: (at, slope) => {
      slope.fill(0);
      let value = 0;
      for (let k = 0; k < bias; k++) {
        const cost = k < firstTerm ? penalty : 1;
        slope[k] = cost * at[k]!;
        value += (cost * at[k]! * at[k]!) / 2;
      }
      for (const { positive, weight, places, values } of rows) {
        let odds = at[bias]!;
        for (let k = 0; k < places.length; k++) odds += at[places[k]!]! * values[k]!;
        const against = positive ? -odds : odds;
        value += weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
        const far = weight * (1 / (1 + Math.exp(-odds)) - (positive ? 1 : 0));
        slope[bias]! += far;
        for (let k = 0; k < places.length; k++) slope[places[k]!]! += far * values[k]!;
      }
      return value;
    },
    bounds: { from: 0, to: directed, least: 0, most: Infinity },
    precision: PRECISION,
    rounds: ROUNDS,
  });
  const weights = new Array<number>(directions.length).fill(0);
  order.forEach((k, place) => (weights[k] = found[place]! * signs[place]! + 0));
  const terms = new Float64Array(rarity.length);
  used.forEach((term, k) => (terms[term] = found[firstTerm + k]! * rarity[term]!));
  return { bias: found[bias]!, weights, terms };
}

/** How rare each term is among conversations, on both sides: the logarithm of the inverse of its share. */
export function rarityOf({ evidence, conversations }: TalkTerms): Float64Array {
  const own = evidence.map(({ posts }) => Math.log(conversations.length / posts));
  return Float64Array.from([...own, ...own]);
}

/** The same, 0 for all terms but those by which the odds of samples differ most. */
export function decisive(
  rarity: Float64Array,
  { terms }: TalkFit,
  samples: readonly TalkSample[],
): Float64Array {
  const squares = new Float64Array(terms.length);
  for (const { bag } of samples)
    bag.terms.forEach((term, k) => (squares[term]! += bag.values[k]! * bag.values[k]!));
  const shares = squares.map((square, term) => Math.sqrt(square) * Math.abs(terms[term]!));
  const least = [...shares].sort((a, b) => b - a)[MOST_TERMS] ?? 0;
  return rarity.map((rare, term) => (shares[term]! > least ? rare : 0));
}
