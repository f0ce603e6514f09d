/** What `plenum plan` answers: the report on a plan, and for each day that is over the ways to make it fit. */
import { type DayReport, planReport } from '../../agenda/layout/report.ts';
import { type Proposal, proposalsFor } from '../../agenda/proposals/proposals.ts';
import type { Plan } from '../../agenda/schema.ts';

/** What is told of a day. No identity is among it: those of a plan out of files are made up. */
export interface DayAnswer extends DayReport {
  /** Ways to make the day fit; none for a day that does. A change names its session by the title. */
  readonly proposals: readonly (Pick<Proposal, 'key' | 'message' | 'overMinutes'> & {
    readonly changes: readonly ChangeAnswer[];
  })[];
}

export type ChangeAnswer = Omit<Proposal['changes'][number], 'session'> & { readonly session: string | null };

/** The days of a plan, laid out, with what is wrong with each and how it could fit. */
export function planAnswer(plan: Plan): DayAnswer[] {
  return planReport(plan, ({ title }) => title).days.map((day) => ({
    ...day,
    proposals: proposalsFor(plan, day.day).map(({ key, message, overMinutes, changes }) => ({
      key,
      message,
      overMinutes,
      changes: changes.map((change) => ({ ...change, session: change.session && change.title })),
    })),
  }));
}
