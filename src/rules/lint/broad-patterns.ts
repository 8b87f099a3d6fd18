import type { Lowered } from '../../match/lowered.ts';
import type { NearPattern } from '../../model/pack.ts';
import type { Check } from './check.ts';
import type { Subject } from './subject.ts';

/** Words of a post, roughly, and those that a `near` pattern can be found among. */
const POST = 60;
const NEAR = 20;
/** Shares of words with a flag (digits, a capital, in no rule), and of those that begin or end a sentence. */
const FLAGGED = 0.1;
const AT_EDGE = 0.1;
/** Share of a word that is not among the most frequent ones. */
const UNLISTED = 1e-6;
const LEAST_LISTED = 1e-4;
/** How much more often than chance has it words stand together. */
const ATTRACTION = 12;
/** Matches of a hundred posts that chance alone explains. */
const MOST = 2;

/**
 * A pattern that common words alone can match. How often is worked out from how frequent each word is by itself
 * (match/frequency.ts), and how often words stand together: right to an order of magnitude at best.
 */
export const broadPatterns: Check = {
  codes: ['broad-pattern'],
  severity: 'warning',
  run(subject, report) {
    const share: Share = (symbol) => {
      const known = subject.share(symbol);
      return known < LEAST_LISTED ? UNLISTED : known;
    };
    for (const { rule, patterns } of subject.rules) {
      const near = nearRate(rule.near, subject, share);
      for (const pattern of patterns) {
        const rate = rateOf(pattern.node, share) * near * POST * 100;
        if (rate >= MOST)
          report(
            pattern,
            `by its words alone this pattern stands in about ${Math.round(Math.min(rate, 100))} of 100 posts`,
            'name a rarer word, or say under near what must stand with it',
          );
      }
    }
  },
};

type Share = (symbol: number) => number;

function nearRate(near: readonly NearPattern[] | undefined, subject: Subject, share: Share): number {
  if (near === undefined) return 1;
  let rate = 0;
  for (const { match } of near) {
    const node = subject.lowered(match);
    if (node) rate += rateOf(node, share);
  }
  return Math.min(1, rate * NEAR);
}

/** How likely a match begins at a word, if words came by chance. */
function rateOf(node: Lowered, share: Share): number {
  switch (node.kind) {
    case 'class':
      return Math.min(1, sum(node.symbols.map(share)));
    case 'lexicon':
      return Math.min(
        1,
        sum(node.lexicon.singles.map(share)) +
          sum(
            node.lexicon.phrases.map((phrase) =>
              product(phrase.map((set) => Math.min(1, sum(set.map(share))))),
            ),
          ),
      );
    case 'either':
      return Math.min(1, sum(node.nodes.map((inner) => rateOf(inner, share))));
    case 'sequence': {
      const rates = node.nodes.map((inner) => rateOf(inner, share));
      const named = rates.filter((rate) => rate < 1);
      const least = Math.min(1, ...rates);
      return Math.min(least, product(rates) * ATTRACTION ** Math.max(0, named.length - 1));
    }
    case 'gap':
      return node.most + 1;
    case 'flag':
      return FLAGGED;
    case 'start':
    case 'end':
      return AT_EDGE;
    case 'any':
    case 'optional':
    case 'not':
      return 1;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function product(values: readonly number[]): number {
  return values.reduce((total, value) => total * value, 1);
}
