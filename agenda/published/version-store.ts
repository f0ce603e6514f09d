/** The SQL of published versions, which are written once, and of what calendars were told. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { AgendaCalendarEntryRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { CalendarContent, CalendarEntry } from '../calendar/calendar-entry.ts';
import type { Snapshot } from './snapshot.ts';

/** A version without its content. `publishedAt` is UTC milliseconds. */
export interface VersionRecord {
  readonly number: number;
  readonly publishedAt: number;
  readonly note: string;
}

export async function insertVersion(
  db: Kysely<Tables>,
  eventId: EventId,
  version: {
    readonly number: number;
    readonly at: Instant;
    readonly by: string;
    readonly note: string;
    readonly snapshot: Snapshot;
  },
): Promise<void> {
  await db
    .insertInto('agenda_version')
    .values({
      event_id: eventId,
      number: version.number,
      snapshot: JSON.stringify(version.snapshot),
      note: version.note,
      published_at: version.at,
      published_by: version.by,
    })
    .execute();
}

/** Newest first. */
export async function listVersions(db: Kysely<Tables>, eventId: EventId): Promise<VersionRecord[]> {
  const rows = await db
    .selectFrom('agenda_version')
    .select(['number', 'published_at', 'note'])
    .where('event_id', '=', eventId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ number: row.number, publishedAt: row.published_at, note: row.note }));
}

export async function findSnapshot(
  db: Kysely<Tables>,
  eventId: EventId,
  number: number,
): Promise<Snapshot | undefined> {
  const row = await db
    .selectFrom('agenda_version')
    .select('snapshot')
    .where('event_id', '=', eventId)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && (JSON.parse(row.snapshot) as Snapshot);
}

/** In order of start, cancelled ones last, the same order each time. */
export async function loadCalendarEntries(db: Kysely<Tables>, eventId: EventId): Promise<CalendarEntry[]> {
  const entries = (await entriesOf(db, eventId).orderBy('session_id').execute()).map(toEntry);
  return entries.sort(
    (a, b) =>
      Number(a.cancelledAt !== null) - Number(b.cancelledAt !== null) ||
      Date.parse(a.content.start) - Date.parse(b.content.start),
  );
}

/** Of these sessions, as `loadCalendarEntries`. */
export async function loadCalendarEntriesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  sessionIds: readonly string[],
): Promise<CalendarEntry[]> {
  const entries: CalendarEntry[] = [];
  await inPortions(sessionIds, async (portion) => {
    const rows = await entriesOf(db, eventId).where('session_id', 'in', portion).execute();
    entries.push(...rows.map(toEntry));
  });
  return entries;
}

/** Stores these entries, new or changed, and leaves the event's others as they are. */
export async function saveCalendarEntries(
  db: Kysely<Tables>,
  eventId: EventId,
  entries: readonly CalendarEntry[],
): Promise<void> {
  await inPortions(entries, async (portion) => {
    await db
      .insertInto('agenda_calendar_entry')
      .values(portion.map((entry) => toRow(eventId, entry)))
      .onConflict((conflict) =>
        conflict.columns(['event_id', 'session_id']).doUpdateSet((row) => ({
          sequence: row.ref('excluded.sequence'),
          revised_at: row.ref('excluded.revised_at'),
          cancelled_at: row.ref('excluded.cancelled_at'),
          content: row.ref('excluded.content'),
        })),
      )
      .execute();
  });
}

/** Makes the stored entries of an event exactly these. Meant for the transaction that publishes. */
export async function replaceCalendarEntries(
  db: Kysely<Tables>,
  eventId: EventId,
  entries: readonly CalendarEntry[],
): Promise<void> {
  await db.deleteFrom('agenda_calendar_entry').where('event_id', '=', eventId).execute();
  for (let from = 0; from < entries.length; from += 1000) {
    const rows = entries.slice(from, from + 1000).map((entry) => toRow(eventId, entry));
    await db.insertInto('agenda_calendar_entry').values(rows).execute();
  }
}

/** When the entry of any event that was cancelled first was cancelled (UTC milliseconds), or null. */
export async function firstCancellation(db: Kysely<Tables>): Promise<number | null> {
  const row = await db
    .selectFrom('agenda_calendar_entry')
    .select((entry) => entry.fn.min('cancelled_at').as('first'))
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Removes, in all events, the entries cancelled at `last` or earlier. */
export async function deleteCancelledUntil(db: Kysely<Tables>, last: Instant): Promise<void> {
  await db.deleteFrom('agenda_calendar_entry').where('cancelled_at', '<=', last).execute();
}

function entriesOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('agenda_calendar_entry').selectAll().where('event_id', '=', eventId);
}

function toEntry(row: AgendaCalendarEntryRow): CalendarEntry {
  return {
    sessionId: row.session_id,
    sequence: row.sequence,
    revisedAt: row.revised_at,
    cancelledAt: row.cancelled_at,
    content: JSON.parse(row.content) as CalendarContent,
  };
}

function toRow(eventId: EventId, entry: CalendarEntry): AgendaCalendarEntryRow {
  return {
    event_id: eventId,
    session_id: entry.sessionId,
    sequence: entry.sequence,
    revised_at: entry.revisedAt,
    cancelled_at: entry.cancelledAt,
    content: JSON.stringify(entry.content),
  };
}
