/** The checked and laid-out plan as one JSON document: what `plenum plan --json` prints. */
import type { Plan } from './schema.ts';

export interface PlanReport {
  readonly days: readonly DayReport[];
}

export interface DayReport {
  readonly day: number;
  readonly date: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly dayMinutes: number;
  readonly sessionMinutes: number;
  readonly breakMinutes: number;
  readonly idleMinutes: number;
  readonly unplacedBreakMinutes: number;
  readonly overMinutes: number;
  readonly timeline: readonly {
    readonly kind: string;
    readonly session: string | null;
    readonly title: string;
    readonly track: string | null;
    /** RFC 3339 in the day's zone. */
    readonly start: string;
    readonly end: string;
    readonly minutes: number;
  }[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly session: string | null;
    readonly minutes: number | null;
  }[];
}

/** @param nameOf how a session is named in the document: its id over HTTP, its title on the command line. */
export function planReport(plan: Plan, nameOf: (session: { id: string; title: string }) => string): PlanReport {
  throw new Error(`being written: ${plan.days.length} ${nameOf.length}`);
}
