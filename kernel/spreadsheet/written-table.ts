/** Tables as spreadsheets open them: a byte order mark, CRLF, and no cell that could be taken for a formula. */
import { stringify } from 'csv-stringify/sync';
import { inert } from './spreadsheet.ts';

/** `readTable` reads it back, but for NUL, which no table can hold. */
export function writeTable<Name extends string>(
  columns: readonly { readonly name: Name }[],
  rows: readonly Readonly<Record<Name, string | number>>[],
): string {
  const cells = rows.map((row) => columns.map(({ name }) => inert(String(row[name]).replaceAll('\0', ''))));
  return stringify([columns.map(({ name }) => name), ...cells], {
    bom: true,
    record_delimiter: '\r\n',
    quoted_match: [/[\r\n\t;]/],
  });
}
