/** What a word may be a regular form of: its letters without an ending, a lost “e” and a doubled consonant made good. */
export function basesOf(word: string): string[] {
  const ending = /(?:'s|ings?|ed|es|s|er|ers|ly|est)$/u.exec(word);
  if (!ending || word.length - ending[0].length < 3) return word.endsWith('s') ? [word.slice(0, -1)] : [];
  const stem = word.slice(0, ending.index);
  const bases = [stem, `${stem}e`];
  if (stem.at(-1) === stem.at(-2)) bases.push(stem.slice(0, -1));
  if (stem.endsWith('i')) bases.push(`${stem.slice(0, -1)}y`);
  if (word.endsWith('s')) bases.push(word.slice(0, -1));
  return bases;
}
