/** `*` stands for any run of characters, dots and slashes among them; everything else for itself. */
export function matchesGlob(glob: string, name: string): boolean {
  const [first = '', ...parts] = glob.split('*');
  if (parts.length === 0) return glob === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  const last = parts.pop()!;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
