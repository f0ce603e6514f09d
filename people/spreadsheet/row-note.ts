/** What a preview says about a row: an error keeps the whole file out, a warning keeps nothing out. */
import type { CellFault } from '../../kernel/spreadsheet/cell-fault.ts';
import type { PeopleColumn } from './people-columns.ts';
import type { PersonRow } from './people-file.ts';

export interface RowNote {
  readonly severe: boolean;
  readonly fault: CellFault;
}

export function error(fault: CellFault): RowNote {
  return { severe: true, fault };
}

/** @param message what to look at, in words. */
export function warning(row: PersonRow, column: PeopleColumn, message: string): RowNote {
  return { severe: false, fault: { ...row.fault(column, ''), message } };
}
