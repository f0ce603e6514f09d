/**
 * A plan out of its two files, `days.csv` and `sessions.csv`: whole, or not at all with every fault of
 * both files at once.
 */
import type { DayColumn, SessionColumn } from './plan-columns.ts';
import type { DayFields, Plan, SessionFields } from './schema.ts';

/** A file as it was handed in. `name` is only used to name it in faults. */
export interface PlanFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** One fault of a plan file. Lines and columns count from 1; a fault of the whole file is at 1:1. */
export interface PlanFileFault {
  readonly file: string;
  readonly line: number;
  /** The number of the cell in its row. */
  readonly column: number;
  /** The column's name, or null where there is none (a cell beyond the header row, a file that is no table). */
  readonly columnName: string | null;
  readonly found: string;
  readonly expected: string;
  /** `found …, expected …`. */
  readonly message: string;
}

/** Names one session of an imported plan: no two of them have the same day and order. */
export interface SessionReference {
  /** The day's number. */
  readonly day: number;
  /** The session's `order`, not necessarily whole or without gaps. */
  readonly order: number;
}

export interface ImportedSession extends SessionReference {
  readonly fields: Omit<SessionFields, 'reportsBack'>;
  /** The breakout whose rooms this plenary hears; always a breakout of the same imported plan. */
  readonly reportsBack: SessionReference | null;
}

export interface ImportedPlan {
  /** In order of their numbers, no number twice. */
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
  | { readonly ok: false; readonly faults: readonly PlanFileFault[] };

/** Reads a plan from its two files. Never throws for what is in them. */
export function readPlanFiles(files: { readonly days: PlanFile; readonly sessions: PlanFile }): PlanFilesRead {
  throw new Error(`being written: ${files.days.name} ${files.sessions.name}`);
}

/**
 * A plan without a database.
 * @param idFor gives the identity of the day or session at an index of `imported.days` or `imported.sessions`.
 */
export function planFromImport(
  imported: ImportedPlan,
  idFor: (kind: 'day' | 'session', index: number) => string,
): Plan {
  throw new Error(`being written: ${imported.days.length} ${idFor.length}`);
}
