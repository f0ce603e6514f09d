/** One file read by its columns: each row with its fields, and what is wrong, cell by cell. */
import type { z } from 'zod';
import { type CellFault, faultAt, quoted, type SheetFile } from './cell-fault.ts';
import { expectedBy } from './cells.ts';
import { type Column, type HeaderFault, readHeader } from './columns.ts';
import { type Row, readSpreadsheet } from './spreadsheet.ts';

/** One row of a file. */
export interface TableRow<Fields> {
  /** Null when a cell of the row is at fault. */
  readonly fields: Fields | null;
  /** The line the row starts in. */
  readonly line: number;
  /** What is wrong with its cells. */
  readonly faults: readonly CellFault[];
  /** What the cell of a column holds, as it is written; empty where there is no such cell. */
  readonly written: (column: string) => string;
  /** A fault at the cell of a column, saying what is in it unless `found` does. */
  readonly fault: (column: string, expected: string, found?: string) => CellFault;
}

export interface TableFault extends CellFault, Pick<HeaderFault, 'kind' | 'meant'> {}

export interface Table<Fields> {
  /** The known columns that the file has. */
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly TableRow<Fields>[];
  /** What is wrong with the header row. */
  readonly header: readonly TableFault[];
  /** Why it is no table at all, or not one to its end. */
  readonly broken: CellFault | null;
  /** All of these, and those of the rows. */
  readonly faults: readonly CellFault[];
}

/** A file being read: its header row found. */
interface Layout<Fields> {
  readonly file: SheetFile;
  readonly columns: readonly Column[];
  readonly cells: z.ZodType<Fields>;
  readonly headerRow: Row;
  readonly positions: ReadonlyMap<string, number>;
}

/** Reads a file by its columns, `cells` saying what each of them means. Never throws for what is in it. */
export function readTable<Fields extends object>(
  file: SheetFile,
  columns: readonly Column[],
  cells: z.ZodType<Fields>,
): Table<Fields> {
  const sheet = readSpreadsheet(file.bytes);
  const [headerRow, ...sheetRows] = sheet.rows;
  const broken = sheet.fault && faultAt(file, { ...sheet.fault, columnName: null });
  if (!headerRow) {
    const fault = broken ?? noHeader(file, columns);
    return { columns: new Set(), rows: [], header: [], broken: fault, faults: [fault] };
  }
  const { positions, faults } = readHeader(
    headerRow.map(({ text }) => text),
    columns,
  );
  const header = faults.map((fault) => inHeader(file, headerRow, fault));
  const rows = sheetRows.map((row) => readRow(row, { file, columns, cells, headerRow, positions }));
  const all = [...header, ...rows.flatMap((row) => row.faults), ...(broken ? [broken] : [])];
  return { columns: new Set(positions.keys()), rows, header, broken, faults: all };
}

function noHeader(file: SheetFile, columns: readonly Column[]): CellFault {
  const names = columns.filter(({ required }) => required).map(({ name }) => name);
  const expected = `a header row with ${names.join(', ')}`;
  return faultAt(file, { line: 1, column: 1, columnName: null, found: 'an empty file', expected });
}

function inHeader(file: SheetFile, headerRow: Row, { position, kind, meant, ...told }: HeaderFault): TableFault {
  const line = (headerRow[position] ?? headerRow[0])?.line ?? 1;
  return { ...faultAt(file, { ...told, line, column: position + 1 }), kind, meant };
}

function readRow<Fields extends object>(cells: Row, layout: Layout<Fields>): TableRow<Fields> {
  const { file, positions } = layout;
  const line = cells[0]?.line ?? 1;
  const cellOf = (column: string) => cells[positions.get(column) ?? -1];
  const written = (column: string) => cellOf(column)?.text ?? '';
  const fault: TableRow<Fields>['fault'] = (columnName, expected, found = quoted(written(columnName))) => {
    const column = (positions.get(columnName) ?? 0) + 1;
    return faultAt(file, { line: cellOf(columnName)?.line ?? line, column, columnName, found, expected });
  };
  const read = layout.cells.safeParse(Object.fromEntries(layout.columns.map(({ name }) => [name, written(name)])));
  const wrong = firstIssues(read.error?.issues ?? []).filter(([column]) => positions.has(column));
  const faults = [...wrong.map(([column, expected]) => fault(column, expected)), ...strayCells(cells, layout)];
  return { fields: read.success ? read.data : null, line, faults, written, fault };
}

/** What was expected in each column that has an issue: one fault a cell is enough. */
function firstIssues(issues: readonly z.core.$ZodIssue[]): [column: string, expected: string][] {
  const byColumn = new Map<string, string>();
  for (const issue of issues) {
    const column = String(issue.path[0]);
    if (!byColumn.has(column)) byColumn.set(column, expectedBy(issue));
  }
  return [...byColumn];
}

/** Cells with text where the header row has no name: a separator too many, most likely. */
function strayCells(cells: Row, { file, headerRow }: Layout<unknown>): CellFault[] {
  return cells.flatMap(({ text, line }, index) => {
    if (text.trim() === '' || (headerRow[index]?.text ?? '').trim() !== '') return [];
    const where = { line, column: index + 1, columnName: null };
    return [faultAt(file, { ...where, found: quoted(text), expected: 'no text in a cell without a column name' })];
  });
}
