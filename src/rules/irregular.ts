/** Words whose forms no rule gives. Data only; forms.ts reads it. */
import type { WordForms } from '../model/pack.ts';

export const IRREGULAR: Readonly<Record<string, WordForms | undefined>> = {
  hit: { past: ['hit'], ing: ['hitting'] },
};
export const NOUNS: ReadonlySet<string> = new Set(['face']);
export const SLIPS: Readonly<Record<string, WordForms | undefined>> = {};
