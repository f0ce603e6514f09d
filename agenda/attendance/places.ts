/** Where somebody can have been: the published days, and the sessions in them. Pure. */
import type { ShowDay } from '../show/show-of-day.ts';
import type { AgendaDay, AgendaEntry } from '../view.ts';

/** What stands in place of a session for the day as a whole. */
export const WHOLE_DAY = '';

/** A published day, with its own id, which stays when days are renumbered. */
export type DayOfPlaces = Pick<ShowDay, 'id' | 'day'>;

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

/** Breaks are attended by nobody. */
export function sessionsOf({ entries }: AgendaDay): readonly AgendaEntry[] {
  return entries.filter(({ kind }) => kind !== 'break');
}

/** @returns where a line was; undefined for what is no longer in the agenda. */
export function placesOf(days: readonly DayOfPlaces[]): (ref: PlaceRef) => Place | undefined {
  const all = days.flatMap(({ id, day }) => [null, ...sessionsOf(day)].map((session) => ({ id, day, session })));
  const places = new Map(
    all.map(({ id, day, session }, order) => {
      const ref = { dayId: id, sessionId: session?.id ?? WHOLE_DAY };
      return [keyOf(ref), { order, day, session }];
    }),
  );
  return (ref) => places.get(keyOf(ref));
}

function keyOf({ dayId, sessionId }: PlaceRef): string {
  return `${dayId} ${sessionId}`;
}
