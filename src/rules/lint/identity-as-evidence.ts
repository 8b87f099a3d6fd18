import { type Lowered, classOf } from '../../match/lowered.ts';
import type { WeighedRecord } from '../schema.ts';
import type { Path } from '../locate.ts';
import type { Source } from '../read.ts';
import type { Check, LintReport } from './check.ts';
import { IDENTITY_TERMS } from './identity-terms.ts';
import type { Subject } from './subject.ts';

/** Words that add nothing to an identity term: “he is a”. `no`, `not` and `out` do add something. */
const FUNCTION_WORDS = new Set(
  `i you he she it we they me him her us them my your his our their a an the this that these those is am are was were be
  been being and or of in on at to for with as`.match(/\S+/gu),
);

/**
 * Patterns that a word for what somebody is can match in the company of function words alone, and learned weights by which
 * such a word speaks for a risk: “a gay man” is no insult.
 */
export const identityAsEvidence: Check = {
  codes: ['identity-as-evidence'],
  severity: 'warning',
  run(subject, report) {
    for (const { rule, patterns } of subject.rules) {
      // What must stand near is evidence too.
      if (rule.near) continue;
      for (const pattern of patterns) {
        const { identity } = companyOf(pattern.node, subject);
        if (identity !== undefined)
          report(
            pattern,
            `“${identity}” with nothing but function words around it is enough for this pattern`,
            'name the attack too: a verb, a slur, a demand',
          );
      }
    }
    for (const { source, path, record } of subject.records.weighed)
      weights(source, [...path, 'terms'], record, report);
  },
};

function weights(source: Source, path: Path, { terms }: WeighedRecord, report: LintReport): void {
  for (const [term, weight] of Object.entries(terms)) {
    const word = term.replace(/^@\S+ /u, '').replace(/~$/u, '');
    if (weight > 0 && IDENTITY_TERMS.has(word))
      report(
        { source, path: [...path, term], isKey: true },
        `“${term}” speaks for a risk, with a weight of ${weight}`,
        'leave the term out when learning: what somebody is says nothing of what they do',
      );
  }
}

interface Company {
  /** Whether function words alone can match. */
  plain: boolean;
  /** A word of identity that can match among function words. */
  identity: string | undefined;
}

const ANYTHING: Company = { plain: true, identity: undefined };

function companyOf(node: Lowered, subject: Subject): Company {
  switch (node.kind) {
    case 'class': {
      const words = node.symbols.map((symbol) => subject.word(symbol));
      return {
        plain: words.some((word) => FUNCTION_WORDS.has(word)),
        identity: words.find((word) => IDENTITY_TERMS.has(word)),
      };
    }
    case 'lexicon': {
      const { singles, phrases } = node.lexicon;
      const companyOfWords = (symbols: readonly number[]): Company => companyOf(classOf(symbols), subject);
      return either([companyOfWords(singles), ...phrases.map((phrase) => inRow(phrase.map(companyOfWords)))]);
    }
    case 'either':
      return either(node.nodes.map((inner) => companyOf(inner, subject)));
    case 'sequence':
      return inRow(node.nodes.map((inner) => companyOf(inner, subject)));
    case 'optional':
      return either([ANYTHING, companyOf(node.node, subject)]);
    case 'flag':
      return { plain: false, identity: undefined };
    case 'any':
    case 'gap':
    case 'not':
    case 'start':
    case 'end':
      return ANYTHING;
  }
}

function either(parts: readonly Company[]): Company {
  return { plain: parts.some(({ plain }) => plain), identity: firstOf(parts) };
}

function inRow(parts: readonly Company[]): Company {
  const all = parts.every(({ plain, identity }) => plain || identity !== undefined);
  return { plain: parts.every(({ plain }) => plain), identity: all ? firstOf(parts) : undefined };
}

function firstOf(parts: readonly Company[]): string | undefined {
  return parts.find(({ identity }) => identity !== undefined)?.identity;
}
