/** Where somebody can have been: the published days, and the sessions in them. Pure. */
import type { DayRef } from '../../people/event-directory.ts';
import type { AgendaDay, AgendaEntry } from '../view.ts';

/** What stands in place of a session for the day as a whole. */
export const WHOLE_DAY = '';

export interface Place {
  /** Among all places: each day as a whole, then its sessions in their order. */
  readonly order: number;
  readonly day: AgendaDay;
  /** Null for the day as a whole. */
  readonly session: AgendaEntry | null;
}

/** How a line of attendance names its place. */
export interface PlaceRef {
  readonly dayId: string;
  readonly sessionId: string;
}

/** The id of a published day. One that the draft has no more, or under another number, goes by its number. */
export function dayIdOf(days: readonly DayRef[], { number }: Pick<AgendaDay, 'number'>): string {
  return days.find((day) => day.number === number)?.id ?? `day ${number}`;
}

/** Breaks are attended by nobody. */
export function sessionsOf({ entries }: AgendaDay): readonly AgendaEntry[] {
  return entries.filter(({ kind }) => kind !== 'break');
}

/** @returns where a line was; undefined for what is no longer in the agenda. */
export function placesOf(agenda: readonly AgendaDay[], days: readonly DayRef[]): (ref: PlaceRef) => Place | undefined {
  const all = agenda.flatMap((day) => [null, ...sessionsOf(day)].map((session) => ({ day, session })));
  const places = new Map(
    all.map(({ day, session }, order) => {
      const ref = { dayId: dayIdOf(days, day), sessionId: session?.id ?? WHOLE_DAY };
      return [keyOf(ref), { order, day, session }];
    }),
  );
  return (ref) => places.get(keyOf(ref));
}

function keyOf({ dayId, sessionId }: PlaceRef): string {
  return `${dayId} ${sessionId}`;
}
