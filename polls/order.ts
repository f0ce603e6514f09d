/** Texts in one order everywhere: that of their letters' codes, whatever the machine's language. */
export function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
