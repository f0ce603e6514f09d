/**
 * Rows out of a table that a spreadsheet saved as text: separated by comma, semicolon or tab (the
 * header row shows which), with any line ends, each cell knowing the line it starts in.
 */
import { CsvError, parse } from 'csv-parse/sync';
import { readText } from './character-set.ts';

/** More rows than this under the header are refused. */
export const MOST_ROWS = 10_000;
/** Nor more lines of separators alone, as a spreadsheet saves them below its last row. */
const MOST_BLANK_ROWS = 20_000;
/** Nor more cells: a small file of separators alone would take minutes to read and gigabytes to hold. */
const MOST_CELLS = 600_000;
/** Nor more of them in one row: a row of separators alone is nobody's table. */
const MOST_COLUMNS = 500;
/** Nor a cell of more bytes: one may hold the whole file, and everything that looks at it takes that long. */
export const LONGEST_CELL = 100_000;
/** A longer file is refused unread. */
export const MOST_BYTES = 25_000_000;

export interface Cell {
  /** Line breaks inside a cell are `\n`. */
  readonly text: string;
  /** The line of the file in which the cell starts, from 1. */
  readonly line: number;
}

/** A row that holds some text, at least one cell long. */
export type Row = readonly Cell[];

export interface SheetFault {
  readonly line: number;
  /** The number of the cell in its row, from 1. */
  readonly column: number;
  readonly found: string;
  readonly expected: string;
}

export interface Sheet {
  /** Blank rows are left out; after a fault, the rows before it. */
  readonly rows: readonly Row[];
  readonly fault: SheetFault | null;
}

/** Reads a table. Never throws for what is in `bytes`. */
export function readSpreadsheet(bytes: Uint8Array): Sheet {
  if (bytes.length > MOST_BYTES) {
    return refused(1, `${bytes.length} bytes`, `at most ${MOST_BYTES} bytes`);
  }
  const read = readText(bytes);
  if (!read.ok) return refused(read.line, read.found, 'a table saved as CSV, in UTF-8 or Windows-1252');
  return withinRowLimit(parseTable(read.text.replace(/\r\n?/g, '\n')));
}

function refused(line: number, found: string, expected: string): Sheet {
  return { rows: [], fault: { line, column: 1, found, expected } };
}

function withinRowLimit(sheet: Sheet): Sheet {
  const first = sheet.rows[MOST_ROWS + 1]?.[0];
  if (!first) return sheet;
  return { rows: sheet.rows.slice(0, MOST_ROWS + 1), fault: tooLong(first.line) };
}

function tooLong(line: number): SheetFault {
  return { line, column: 1, found: 'one row more', expected: `at most ${MOST_ROWS} rows` };
}

class TooManyCells extends Error {}
class TooManyColumns extends Error {}

function tooManyCells(line: number): SheetFault {
  return { line, column: 1, found: 'one cell more', expected: `at most ${MOST_CELLS} cells` };
}

function tooManyColumns(line: number): SheetFault {
  return { line, column: MOST_COLUMNS + 1, found: 'one cell more', expected: `at most ${MOST_COLUMNS} cells in a row` };
}

function parseTable(text: string): Sheet {
  const { separator, table, skippedLines } = separatorOf(text);
  const rows: Row[] = [];
  let lastLine = 0;
  let blankRows = 0;
  let cells = 0;
  try {
    parse(table, {
      delimiter: separator,
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      to: MOST_ROWS + MOST_BLANK_ROWS,
      // Of a cell: what `cast` made of those before it is not counted.
      max_record_size: LONGEST_CELL,
      cast: (value, { lines, index }) => {
        lastLine = lines;
        cells += 1;
        if (cells > MOST_CELLS) throw new TooManyCells();
        if (index >= MOST_COLUMNS) throw new TooManyColumns();
        return { text: restored(value), line: skippedLines + lines - breaksIn(value) };
      },
      on_record: (record) => {
        const row = record as unknown as Row;
        if (row.some((cell) => cell.text.trim() !== '')) rows.push(row);
        else blankRows += 1;
        return null;
      },
    });
    const cut = rows.length + blankRows === MOST_ROWS + MOST_BLANK_ROWS;
    return { rows, fault: cut ? tooLong(skippedLines + lastLine) : null };
  } catch (error) {
    if (error instanceof TooManyCells) return { rows, fault: tooManyCells(skippedLines + lastLine) };
    if (error instanceof TooManyColumns) return { rows, fault: tooManyColumns(skippedLines + lastLine) };
    if (!(error instanceof CsvError)) throw error;
    return { rows, fault: quotingFault(error, table, lastLine, skippedLines) };
  }
}

/** Spreadsheets may put `sep=;` before the header row. */
function separatorOf(text: string): { separator: string; table: string; skippedLines: number } {
  const stated = /^sep=([,;\t])\n/i.exec(text);
  if (stated?.[1]) return { separator: stated[1], table: text.slice(stated[0].length), skippedLines: 1 };
  const header = (/[^\n]+/.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((separator) => ({ separator, count: header.split(separator).length }));
  const most = counted.reduce((best, next) => (next.count > best.count ? next : best));
  return { separator: most.separator, table: text, skippedLines: 0 };
}

const QUOTING_FAULTS: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  CSV_MAX_RECORD_SIZE: ['a longer cell', `at most ${LONGEST_CELL} bytes in a cell`],
  CSV_QUOTE_NOT_CLOSED: ['a quotation mark that is never closed', 'a closing quotation mark'],
  CSV_INVALID_CLOSING_QUOTE: [
    'text after a closing quotation mark',
    'the end of the cell, or each quotation mark inside it doubled',
  ],
  INVALID_OPENING_QUOTE: [
    'a quotation mark inside a cell that does not start with one',
    'the whole cell in quotation marks, with each one inside it doubled',
  ],
};

/** @param lastLine the line in which the last whole cell ended; the broken one starts there or in the next row. */
function quotingFault(error: CsvError, table: string, lastLine: number, skippedLines: number): SheetFault {
  const [found, expected] = QUOTING_FAULTS[error.code] ?? [error.message, 'a table saved as CSV'];
  const index = Number(error.column ?? 0);
  const line = index > 0 ? lastLine : nextFilledLine(table, lastLine);
  return { line: skippedLines + line, column: index + 1, found, expected };
}

function nextFilledLine(table: string, after: number): number {
  const filled = table
    .split('\n')
    .slice(after)
    .findIndex((line) => line !== '');
  return after + 1 + Math.max(filled, 0);
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1;
}

/**
 * The text of a cell such that no spreadsheet takes it for a formula: an apostrophe goes before
 * `= + - @`, a tab or a line break at the start. `restored` takes it away again.
 */
export function inert(text: string): string {
  return /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

/** What `inert` made a cell of. */
export function restored(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}
