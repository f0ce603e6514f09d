/** What this room needs to know of events, which another room keeps. Handed in by `server/wiring.ts`. */
import type { Place } from '../kernel/actor.ts';
import type { EventId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

export interface EventRef {
  readonly id: EventId;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly isPublic: boolean;
  /** The mail address of the helpdesk, if it has one. */
  readonly helpdesk: string | null;
  /** In the order of their numbers, as the draft has them. */
  readonly days: readonly DayRef[];
}

export interface DayRef {
  readonly id: string;
  readonly number: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface EventDirectory {
  /** Only which event it is, at the least cost. */
  findId(slug: string): Promise<EventId | undefined>;
  find(slug: string): Promise<EventRef | undefined>;
  findById(id: EventId): Promise<EventRef | undefined>;
}

/** The event as a place, without a day or a room. */
export function placeOf({ id, isPublic }: EventRef): Place {
  return { eventId: id, isPublic, dayId: null, room: null };
}

/** When the last day ends; null while there are no days. */
export function endOf({ days }: EventRef): Instant | null {
  return days.length === 0 ? null : (Math.max(...days.map((day) => day.endsAt)) as Instant);
}
