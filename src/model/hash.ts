/** FNV-1a over UTF-16 units, as an unsigned integer of 32 bits: texts can be compared without being kept. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return hash >>> 0;
}
