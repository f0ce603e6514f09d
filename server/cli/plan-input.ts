/** The two files that `plan` and `import` are given. */
import { type ImportedPlan, readPlanFiles } from '../../agenda/spreadsheet/plan-file.ts';
import type { SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { faultLine, openFile } from './sheet-input.ts';
import { type OptionValues, RefusedError, required } from './verb.ts';

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
