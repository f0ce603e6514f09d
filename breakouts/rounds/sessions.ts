/** The breakouts of the published agenda, day by day, as the organiser's page lists them. */
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';

export interface BreakoutSession {
  /** Of the agenda's entry. */
  readonly id: string;
  readonly dayId: string;
  /** The day's number. */
  readonly day: number;
  readonly date: string;
  readonly title: string;
  /** RFC 3339 with the day's offset: `2021-01-11T14:20:00+01:00`. */
  readonly start: string;
  readonly end: string;
  /** As told last on a running day; null where that is as planned. */
  readonly expectedStart: string | null;
  readonly audience: readonly string[];
}

/** A day's number and its id, which the published agenda does not tell. */
export interface DayId {
  readonly id: string;
  readonly number: number;
}

/** In the agenda's order, without those that the chair skipped. */
export function breakoutSessions({ days }: Pick<Agenda, 'days'>, ids: readonly DayId[]): BreakoutSession[] {
  return days.flatMap(({ number, date, entries }) => {
    const dayId = ids.find((each) => each.number === number)?.id;
    if (dayId === undefined) return [];
    return entries
      .filter(({ kind, skipped }) => kind === 'breakout' && skipped !== true)
      .map((entry) => sessionOf(entry, { dayId, day: number, date }));
  });
}

function sessionOf(entry: AgendaEntry, of: Pick<BreakoutSession, 'dayId' | 'day' | 'date'>): BreakoutSession {
  const { id, title, start, end, expectedStart = null, audience } = entry;
  return { ...of, id, title, start, end, expectedStart, audience };
}

/** `14:20` as the session's day has it. @param time RFC 3339 with an offset. */
export const clockOf = (time: string): string => time.slice(11, 16);

/** `Day 2, 14:20: Parcels`; `A session that is published no more` where there is none. */
export function sessionName(sessions: readonly BreakoutSession[], entry: string): string {
  const found = sessions.find(({ id }) => id === entry);
  if (!found) return 'A session that is published no more';
  return `Day ${found.day}, ${clockOf(found.expectedStart ?? found.start)}: ${found.title}`;
}
