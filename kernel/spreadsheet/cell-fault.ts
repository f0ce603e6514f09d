/** Where a file of a spreadsheet is wrong, and what was expected there. */

/** A file as it was handed in. `name` is only used to name it in faults. */
export interface SheetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One fault of a file. Lines and columns count from 1; a fault of the whole file is at 1:1. */
export interface CellFault {
  readonly file: string;
  readonly line: number;
  /** The number of the cell in its row. */
  readonly column: number;
  /** The column's name, or null where there is none (a cell beyond the header row, a file that is no table). */
  readonly columnName: string | null;
  readonly found: string;
  readonly expected: string;
  /** `found …, expected …`. */
  readonly message: string;
}

export function faultAt(file: SheetFile, fault: Omit<CellFault, 'file' | 'message'>): CellFault {
  return { file: file.name, ...fault, message: `found ${fault.found}, expected ${fault.expected}` };
}

/** `sessions.csv:7:5 minutes`: how a fault is named over HTTP. */
export function placeOfFault({ file, line, column, columnName }: CellFault): string {
  return [`${file}:${line}:${column}`, columnName ?? ''].join(' ').trimEnd();
}

/** Line by line, then cell by cell. */
export function inFileOrder(one: CellFault, other: CellFault): number {
  return one.line - other.line || one.column - other.column;
}

/** A cell's text on one line, cut short, nothing in it that a terminal would obey. */
export function quoted(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'an empty cell';
  const letters = [...trimmed];
  const shown = letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : trimmed;
  return JSON.stringify(shown).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
