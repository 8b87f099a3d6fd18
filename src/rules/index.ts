/** Placeholder: the rules subpath replaces it. */
export function rulesPlaceholder(): string {
  return 'safetier/rules';
}
