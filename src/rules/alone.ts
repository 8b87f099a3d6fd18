import type { Pack } from '../model/pack.ts';

/**
 * The pack without what whole posts say: an example tells what a rule by itself takes for a sign, however faint, and is too
 * short to sound like anything.
 */
export function rulesAlone(pack: Pack): Pack {
  const plain: Pack = {
    ...pack,
    rules: pack.rules.map((rule) =>
      rule.learned ? { ...rule, learned: { ...rule.learned, doubts: undefined } } : rule,
    ),
  };
  delete plain.impression;
  return plain;
}
