import type { Check } from './check.ts';

/** A word that stands in every tenth post or so. */
const COMMON = 0.002;
/** The others together come less often than this: where they are common too, it is a lexicon of function words. */
const RARE = 0.0005;
/** Lexicons of fewer single words than this are what they are. */
const FEW = 5;

/** A term of a lexicon that is so common that the lexicon means little else. */
export const broadTerms: Check = {
  codes: ['broad-term'],
  severity: 'warning',
  run(subject, report) {
    for (const [name, { terms }] of subject.records.lexicons) {
      const words = terms.flatMap((term) => {
        const node = subject.lowered(term.text);
        return node?.kind === 'class' ? [{ term, symbols: node.symbols }] : [];
      });
      const shares = words.map(({ symbols }) =>
        symbols.reduce((sum, symbol) => sum + subject.share(symbol), 0),
      );
      const total = shares.reduce((sum, share) => sum + share, 0);
      words.forEach(({ term }, k) => {
        const share = shares[k]!;
        if (words.length < FEW || share < COMMON || total - share > RARE || term.weight < 1) return;
        report(
          term,
          `“${term.text}” comes ${Math.round(share / (total - share))} times as often as all other words of @${name} together`,
          'leave it out, or give it a weight below 1',
        );
      });
    }
  },
};
