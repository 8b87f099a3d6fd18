/** Shapes that are recognised character by character: addresses and links. All bounded, so that no text is read twice. */

const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 80;

/** Top-level domains that people write without a scheme. `example`, `test`, `invalid` are reserved (RFC 2606). */
const TOP_LEVEL = new Set(
  'com org net uk ie io gg me tv co be ly us au eu ca de fr info app dev edu gov nhs xyz link shop site online live club chat example test invalid'.split(
    ' ',
  ),
);

function isAlnum(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
}

/** End of the run of non-space characters from `at`, trailing punctuation left out. */
export function runEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > 32 && !'<>"”,'.includes(text.charAt(end))) end++;
  while (end > at && ".,!?:;)'’]*".includes(text.charAt(end - 1))) end--;
  return end;
}

/** End of a dotted name with a known top-level domain, from `start`; 0 if there is none. */
function hostEnd(text: string, start: number): number {
  let end = start;
  let dot = -1;
  while (end < text.length && end - start < LONGEST_DOMAIN) {
    const code = text.charCodeAt(end);
    if (code === 46) {
      if (dot === end - 1 || end === start) return 0;
      dot = end;
    } else if (!isAlnum(code) && code !== 45) break;
    end++;
  }
  if (dot === end - 1) {
    end--;
    dot = text.lastIndexOf('.', end - 1);
  }
  if (dot <= start) return 0;
  return TOP_LEVEL.has(text.slice(dot + 1, end).toLowerCase()) ? end : 0;
}

/** End of a link without a scheme (`example.org/page`) that starts at `start`; 0 if there is none. */
export function domainEnd(text: string, start: number): number {
  const end = hostEnd(text, start);
  if (end === 0) return 0;
  return text.charCodeAt(end) === 47 ? Math.max(end, runEnd(text, end)) : end;
}

/** End of an e-mail address that starts at `start`; 0 if there is none. */
export function emailAt(text: string, start: number): number {
  let at = start;
  while (at < text.length && at - start <= LONGEST_LOCAL) {
    const code = text.charCodeAt(at);
    if (code === 64) break;
    if (!isAlnum(code) && code !== 46 && code !== 95 && code !== 45 && code !== 43 && code !== 37) return 0;
    at++;
  }
  if (text.charCodeAt(at) !== 64 || at === start) return 0;
  return hostEnd(text, at + 1);
}
