/** Files of spreadsheets that a verb is given, and what is wrong in them. */
import { readFileSync } from 'node:fs';
import type { CellFault, SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { shown } from './verb.ts';

/** `file:line:column: name: found …, expected …` */
export function faultLine({ file, line, column, columnName, found, expected }: CellFault): string {
  const named = columnName === null ? '' : `${columnName}: `;
  return shown(`${file}:${line}:${column}: ${named}found ${found}, expected ${expected}`);
}

/** The file, or the line that says why there is none. */
export function openFile(name: string): SheetFile | string {
  try {
    return { name, bytes: readFileSync(name) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'a file that cannot be read';
    return shown(`${name}:1:1: found ${reason}, expected a table saved as CSV`);
  }
}
