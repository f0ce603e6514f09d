/**
 * Names as they are compared and searched: without case, accents and runs of spaces, so that "Müller"
 * is found by "muller" and one organisation is not listed twice.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}
