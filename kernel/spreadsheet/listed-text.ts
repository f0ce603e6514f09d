/** Several texts in one cell: `Risk management; Data analytics`. A backslash before `; ( ) \` takes it literally. */

/** The texts of a cell, trimmed, the empty ones too; none for an empty cell. Still escaped. */
export function splitList(cell: string): string[] {
  if (cell.trim() === '') return [];
  const texts: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of cell.matchAll(/\\[\s\S]|;/g)) {
    if (mark !== ';') continue;
    texts.push(cell.slice(from, index).trim());
    from = index + 1;
  }
  return [...texts, cell.slice(from).trim()];
}

export function unescaped(text: string): string {
  return text.replace(/\\([;()\\])/g, '$1');
}

/** Reads the texts of a cell that are not empty. */
export function readList(cell: string): string[] {
  return splitList(cell)
    .filter((text) => text !== '')
    .map(unescaped);
}

/** Writes texts such that `readList` gives them back. */
export function writeList(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[\\;]/g, '\\$&')).join('; ');
}
