/** What other rooms may ask of events: their names, and when their days are. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { latestOf, readWallTime } from '../../kernel/time.ts';
import type { DayRef, EventDirectory, EventRef } from '../../people/event-directory.ts';
import type { Event } from '../schema.ts';
import { findEventById, findEventBySlug, findEventId } from './event-store.ts';
import { type DayTimes, loadDayTimes } from './plan-store.ts';

const NO_EVENT = '' as EventId;

export function createEventDirectory(db: Kysely<Tables>): EventDirectory {
  // Days are looked up also of no event: an event that is hidden must not be known by the time that it takes.
  const refTo = async (event: Event | undefined): Promise<EventRef | undefined> => {
    const times = await loadDayTimes(db, event?.id ?? NO_EVENT);
    if (!event) return undefined;
    const { id, slug, name, timeZone, isPublic, helpdesk } = event;
    const days = times.map(dayRef);
    return { id, slug, name, timeZone, isPublic, helpdesk: helpdesk.email, days };
  };
  return {
    findId: (slug) => findEventId(db, slug),
    find: async (slug) => refTo(await findEventBySlug(db, slug)),
    findById: async (id: EventId) => refTo(await findEventById(db, id)),
  };
}

/** A day whose end is not after its start is a finding of the plan; here it ends when it starts. */
function dayRef({ id, number, date, start, end, timeZone }: DayTimes): DayRef {
  const startsAt = readWallTime(date, start, timeZone).at;
  return { id, number, startsAt, endsAt: latestOf(startsAt, readWallTime(date, end, timeZone).at) };
}
