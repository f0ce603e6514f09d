/** The two files that `plan` and `import` are given. */
import { readFileSync } from 'node:fs';
import { type ImportedPlan, readPlanFiles } from '../../agenda/spreadsheet/plan-file.ts';
import type { CellFault, SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { type OptionValues, RefusedError, required, shown } from './verb.ts';

export interface PlanInput {
  readonly files: { readonly days: SheetFile; readonly sessions: SheetFile };
  readonly imported: ImportedPlan;
}

/**
 * Reads the files that `--days` and `--sessions` name.
 * @throws RefusedError with one line for each fault of either, `file:line:column: found …, expected …`.
 */
export function readPlanInput(values: OptionValues): PlanInput {
  const names = { days: required(values, 'days', 'FILE'), sessions: required(values, 'sessions', 'FILE') };
  const opened = [openFile(names.days), openFile(names.sessions)] as const;
  const [days, sessions] = opened;
  if (typeof days === 'string' || typeof sessions === 'string') {
    throw new RefusedError(...opened.filter((each) => typeof each === 'string'));
  }
  const files = { days, sessions };
  const read = readPlanFiles(files);
  if (!read.ok) throw new RefusedError(...read.faults.map(faultLine));
  return { files, imported: read.plan };
}

function faultLine({ file, line, column, columnName, found, expected }: CellFault): string {
  const named = columnName === null ? '' : `${columnName}: `;
  return shown(`${file}:${line}:${column}: ${named}found ${found}, expected ${expected}`);
}

/** The file, or the line that says why there is none. */
function openFile(name: string): SheetFile | string {
  try {
    return { name, bytes: readFileSync(name) };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'a file that cannot be read';
    return shown(`${name}:1:1: found ${reason}, expected a table saved as CSV`);
  }
}
