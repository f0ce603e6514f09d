/** A file of people, row by row, each with what is wrong in its cells. */
import { type CellFault, inFileOrder, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { readTable, type TableFault, type TableRow } from '../../kernel/spreadsheet/table.ts';
import { type PersonCells, personCells } from './people-cells.ts';
import { PEOPLE_COLUMNS, TOLD_COLUMNS } from './people-columns.ts';

export type PersonRow = TableRow<PersonCells>;

export type PeopleFileRead =
  | {
      readonly ok: true;
      readonly rows: readonly PersonRow[];
      /** Columns that nothing is read from, which keep nothing out. */
      readonly header: readonly CellFault[];
    }
  /** No table, or one without a column that must be there: no row of it can be told of. */
  | { readonly ok: false; readonly faults: readonly CellFault[] };

const COLUMNS = [...PEOPLE_COLUMNS, ...TOLD_COLUMNS];
const REQUIRED: readonly string[] = PEOPLE_COLUMNS.filter(({ required }) => required).map(({ name }) => name);

/** Reads a file of people. Never throws for what is in it. */
export function readPeopleFile(file: SheetFile): PeopleFileRead {
  const { rows, header, broken } = readTable(file, COLUMNS, personCells);
  const severe = header.filter(isSevere);
  const faults = [...severe, ...(broken ? [broken] : [])].sort(inFileOrder);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, rows, header: header.map(passedOver) };
}

/** What looks like a column that must be there is meant to be it; of other columns nothing is lost but theirs. */
function isSevere({ kind, meant }: TableFault): boolean {
  if (kind === 'missing' || kind === 'repeated') return true;
  return meant !== null && REQUIRED.includes(meant);
}

function passedOver({ kind, meant, ...fault }: TableFault): CellFault {
  const known = kind === 'misspelt' ? `: is ${meant} meant?` : '';
  return { ...fault, message: `${fault.found} is not known, and nothing is read from it${known}` };
}
