/** The draft view: the plan as it stands, laid out, with what is wrong with it. For operators only. */
import { type DayReport, planReport } from '../layout/report.ts';
import { agendaEvent } from '../published/snapshot.ts';
import type { Day, Event, Plan } from '../schema.ts';
import type { PlanChanges } from '../spreadsheet/merge.ts';
import type { AgendaEvent } from '../view.ts';

export interface DraftView {
  readonly event: AgendaEvent;
  /** What the next edit has to name in `If-Match`. */
  readonly revision: number;
  readonly publishedVersion: number | null;
  readonly days: readonly DraftDay[];
}

/** What an import would do, and the draft as it would then be. The identities of what is new are made up. */
export interface ImportPreview {
  readonly revision: number;
  readonly changes: PlanChanges;
  readonly draft: DraftView;
}

/** A day as stored, its sessions in running order, beside how it comes out. */
export interface DraftDay extends Day {
  readonly dayMinutes: number;
  readonly sessionMinutes: number;
  /** The break time that the layout counts with: the day's budget, or more where more is planned. */
  readonly plannedBreakMinutes: number;
  readonly idleMinutes: number;
  readonly unplacedBreakMinutes: number;
  /** Negative where there is slack. */
  readonly overMinutes: number;
  readonly timeline: DayReport['timeline'];
  readonly findings: DayReport['findings'];
}

/** Entries and findings name a session by its id. */
export function draftView(event: Event, plan: Plan): DraftView {
  const report = planReport(plan, ({ id }) => id);
  return {
    event: agendaEvent(event),
    revision: event.revision,
    publishedVersion: event.publishedVersion,
    days: plan.days.flatMap((day, index) => {
      const laid = report.days[index];
      return laid ? [draftDay(day, laid)] : [];
    }),
  };
}

function draftDay(day: Day, laid: DayReport): DraftDay {
  const { dayMinutes, sessionMinutes, breakMinutes, idleMinutes, unplacedBreakMinutes, overMinutes } = laid;
  const { timeline, findings } = laid;
  return {
    ...day,
    dayMinutes,
    sessionMinutes,
    plannedBreakMinutes: breakMinutes,
    idleMinutes,
    unplacedBreakMinutes,
    overMinutes,
    timeline,
    findings,
  };
}
