/** One plan file read by its columns: each row with its fields, and what is wrong, cell by cell. */
import type { z } from 'zod';
import { expectedBy } from './plan-cells.ts';
import { type PlanColumn, readHeader } from './plan-columns.ts';
import { faultAt, type PlanFile, type PlanFileFault, quoted } from './plan-fault.ts';
import { type Row, readSpreadsheet } from './spreadsheet.ts';

/** One row of a plan file. */
export interface PlanRow<Fields> {
  /** Null when a cell of the row is at fault. */
  readonly fields: Fields | null;
  /** The line the row starts in. */
  readonly line: number;
  /** A fault at the cell of a column, saying what is in it unless `found` does. */
  readonly fault: (column: string, expected: string, found?: string) => PlanFileFault;
}

export interface PlanTable<Fields> {
  /** The known columns that the file has. */
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly PlanRow<Fields>[];
  readonly faults: readonly PlanFileFault[];
}

/** A file being read: its header row found. */
interface Layout<Fields> {
  readonly file: PlanFile;
  readonly columns: readonly PlanColumn[];
  readonly cells: z.ZodType<Fields>;
  readonly headerRow: Row;
  readonly positions: ReadonlyMap<string, number>;
}

/** Reads a plan file by its columns, `cells` saying what each of them means. */
export function readPlanTable<Fields extends object>(
  file: PlanFile,
  columns: readonly PlanColumn[],
  cells: z.ZodType<Fields>,
): PlanTable<Fields> {
  const sheet = readSpreadsheet(file.bytes);
  const [headerRow, ...rows] = sheet.rows;
  const broken = sheet.fault ? [faultAt(file, { ...sheet.fault, columnName: null })] : [];
  if (!headerRow) {
    return { columns: new Set(), rows: [], faults: sheet.fault ? broken : [noHeader(file, columns)] };
  }
  const header = readHeader(
    headerRow.map(({ text }) => text),
    columns,
  );
  const headerFaults = header.faults.map(({ position, ...fault }) =>
    faultAt(file, { ...fault, line: (headerRow[position] ?? headerRow[0])?.line ?? 1, column: position + 1 }),
  );
  const read = rows.map((row) => readRow(row, { file, columns, cells, headerRow, positions: header.positions }));
  return {
    columns: new Set(header.positions.keys()),
    rows: read.map(({ row }) => row),
    faults: [...headerFaults, ...read.flatMap(({ faults }) => faults), ...broken],
  };
}

function noHeader(file: PlanFile, columns: readonly PlanColumn[]): PlanFileFault {
  const names = columns.filter(({ required }) => required).map(({ name }) => name);
  const expected = `a header row with ${names.join(', ')}`;
  return faultAt(file, { line: 1, column: 1, columnName: null, found: 'an empty file', expected });
}

function readRow<Fields extends object>(
  cells: Row,
  layout: Layout<Fields>,
): { row: PlanRow<Fields>; faults: PlanFileFault[] } {
  const { file, positions } = layout;
  const line = cells[0]?.line ?? 1;
  const cellOf = (column: string) => cells[positions.get(column) ?? -1];
  const fault: PlanRow<Fields>['fault'] = (columnName, expected, found = quoted(cellOf(columnName)?.text ?? '')) => {
    const column = (positions.get(columnName) ?? 0) + 1;
    return faultAt(file, { line: cellOf(columnName)?.line ?? line, column, columnName, found, expected });
  };
  const read = layout.cells.safeParse(
    Object.fromEntries(layout.columns.map(({ name }) => [name, cellOf(name)?.text ?? ''])),
  );
  const wrong = firstIssues(read.error?.issues ?? []).filter(([column]) => positions.has(column));
  return {
    row: { fields: read.success ? read.data : null, line, fault },
    faults: [...wrong.map(([column, expected]) => fault(column, expected)), ...strayCells(cells, layout)],
  };
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
function strayCells(cells: Row, { file, headerRow }: Layout<unknown>): PlanFileFault[] {
  return cells.flatMap(({ text, line }, index) => {
    if (text.trim() === '' || (headerRow[index]?.text ?? '').trim() !== '') return [];
    const where = { line, column: index + 1, columnName: null };
    return [faultAt(file, { ...where, found: quoted(text), expected: 'no text in a cell without a column name' })];
  });
}
