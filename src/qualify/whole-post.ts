import type { Engine } from '../engine.ts';
import type { Impression, Pack } from '../model/pack.ts';
import { CATEGORIES, type Category } from '../model/vocabulary.ts';
import type { Evidence } from './evidence.ts';

/**
 * What a whole post sounds like: its weighted words, and each rule that stands in it, once. Sums are logarithms of odds,
 * as `safetier learn` fitted them; a category without a mark is never doubted.
 */
export class WholePost {
  isSevere = false;
  isMild = false;

  private readonly engine: Engine;
  private readonly impression: Impression | undefined;
  /** The mark of each category below which its evidence is doubted. */
  private readonly marks = new Map<Category, number>();
  private readonly risk = new Float64Array(CATEGORIES.length);

  constructor(engine: Engine, pack: Pack) {
    this.engine = engine;
    this.impression = pack.impression;
    for (const { category, learned } of pack.rules)
      if (learned?.doubts !== undefined) this.marks.set(category, learned.doubts);
  }

  read(evidence: readonly Evidence[]): void {
    const { engine, impression, risk } = this;
    risk.set(engine.learned.risk);
    let { severity } = engine.learned;
    const standing = new Set(evidence.filter(({ tier }) => tier !== 'none').map(({ compiled }) => compiled));
    for (const { rule, says } of standing) {
      risk[CATEGORIES.indexOf(rule.category)]! += says.risk;
      severity += says.severity;
    }
    this.isSevere = impression !== undefined && severity >= impression.raises;
    this.isMild = impression !== undefined && severity < impression.lowers;
  }

  /** How much less the post sounds like the category than it must, as a logarithm of odds; 0 if it sounds like it. */
  doubt(category: Category): number {
    const mark = this.marks.get(category);
    return mark === undefined ? 0 : Math.max(0, mark - this.risk[CATEGORIES.indexOf(category)]!);
  }
}
