/**
 * A plan out of its two files, `days.csv` and `sessions.csv`: whole, or not at all with every fault of
 * both files at once.
 */
import type { DayId, SessionId } from '../../kernel/ids.ts';
import { type CellFault, faultAt, inFileOrder, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { readTable } from '../../kernel/spreadsheet/table.ts';
import type { DayFields, Plan, Session } from '../schema.ts';
import { dayCells, sessionCells } from './plan-cells.ts';
import { DAY_COLUMNS, type DayColumn, SESSION_COLUMNS, type SessionColumn } from './plan-columns.ts';
import { readDays } from './plan-days.ts';
import { type ImportedSession, readSessions, type SessionReference } from './plan-sessions.ts';

export type { ImportedSession, SessionReference };

export interface ImportedPlan {
  /** In order of their numbers, no number twice; at least one. */
  readonly days: readonly DayFields[];
  /** In order of day and `order`; every day is one of `days`. */
  readonly sessions: readonly ImportedSession[];
  /** What the files speak of. A column that was not there says nothing: what is stored stays. */
  readonly columns: {
    readonly days: ReadonlySet<DayColumn>;
    readonly sessions: ReadonlySet<SessionColumn>;
  };
}

export type PlanFilesRead =
  | { readonly ok: true; readonly plan: ImportedPlan }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

/**
 * Reads a plan from its two files. Never throws for what is in them. Faults stand in the order of the
 * files, the days' first. A time of day that the clocks skip or repeat is no fault here, but a finding.
 */
export function readPlanFiles(files: { readonly days: SheetFile; readonly sessions: SheetFile }): PlanFilesRead {
  const dayTable = readTable(files.days, DAY_COLUMNS, dayCells);
  const sessionTable = readTable(files.sessions, SESSION_COLUMNS, sessionCells);
  const { days, faults: dayFaults } = readDays(dayTable.rows);
  const allDays = dayTable.faults.length === 0 ? days.map(({ number }) => number) : null;
  const { sessions, faults: sessionFaults } = readSessions(sessionTable, allDays);
  const empty = dayTable.faults.length === 0 && days.length === 0 ? [noDays(files.days)] : [];
  const faults = [
    ...[...dayTable.faults, ...dayFaults, ...empty].sort(inFileOrder),
    ...[...sessionTable.faults, ...sessionFaults].sort(inFileOrder),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const columns = {
    days: dayTable.columns as ReadonlySet<DayColumn>,
    sessions: sessionTable.columns as ReadonlySet<SessionColumn>,
  };
  return { ok: true, plan: { days, sessions, columns } };
}

function noDays(file: SheetFile): CellFault {
  const where = { line: 2, column: 1, columnName: null };
  return faultAt(file, { ...where, found: 'no row', expected: 'a row for each day, one at least' });
}

/**
 * A plan without a database.
 * @param idFor gives the identity of the day or session at an index of `imported.days` or `imported.sessions`.
 */
export function planFromImport(
  imported: ImportedPlan,
  idFor: (kind: 'day' | 'session', index: number) => string,
): Plan {
  const identified = imported.sessions.map((session, index) => ({
    ...session,
    id: idFor('session', index) as SessionId,
  }));
  const heardBy = ({ reportsBack }: ImportedSession): SessionId | null =>
    identified.find(({ day, order }) => day === reportsBack?.day && order === reportsBack.order)?.id ?? null;
  const sessionsOf = (number: number): Session[] =>
    identified
      .filter(({ day }) => day === number)
      .map((session) => ({ ...session.fields, reportsBack: heardBy(session), id: session.id }));
  return {
    days: imported.days.map((day, index) => ({
      ...day,
      id: idFor('day', index) as DayId,
      sessions: sessionsOf(day.number),
    })),
  };
}
