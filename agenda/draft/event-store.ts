/** The SQL of events. A slug leads to an event; everything else is asked by its id. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { AgendaEventRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Event, type EventFields, type Helpdesk, slug as slugShape } from '../schema.ts';

/** In order of name. */
export async function listEvents(db: Kysely<Tables>): Promise<Event[]> {
  const rows = await db.selectFrom('agenda_event').selectAll().orderBy('name').orderBy('slug').execute();
  return rows.map(toEvent);
}

export async function findEventBySlug(db: Kysely<Tables>, slug: string): Promise<Event | undefined> {
  if (!canBeSlug(slug)) return undefined;
  const row = await db.selectFrom('agenda_event').selectAll().where('slug', '=', slug).executeTakeFirst();
  return row && toEvent(row);
}

/** Which event it is, and nothing else of it. */
export async function findEventId(db: Kysely<Tables>, slug: string): Promise<EventId | undefined> {
  if (!canBeSlug(slug)) return undefined;
  const row = await db.selectFrom('agenda_event').select('id').where('slug', '=', slug).executeTakeFirst();
  return row?.id as EventId | undefined;
}

export async function findEventById(db: Kysely<Tables>, eventId: EventId): Promise<Event | undefined> {
  const row = await db.selectFrom('agenda_event').selectAll().where('id', '=', eventId).executeTakeFirst();
  return row && toEvent(row);
}

/** @throws the engine's own error when the slug is taken; see `isSlugTaken`. */
export async function insertEvent(
  db: Kysely<Tables>,
  eventId: EventId,
  fields: EventFields,
  now: Instant,
): Promise<Event> {
  const row = await db
    .insertInto('agenda_event')
    .values({
      id: eventId,
      ...toColumns(fields),
      revision: 1,
      published_version: null,
      show_version: 0,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toEvent(row);
}

/**
 * Takes the next revision for an edit that has seen `seen`, and answers the event as it then stands, or
 * undefined when there is no such event or it has moved on. Whoever gets it holds the event's row until
 * their transaction ends, so edits of one event go one after the other on both engines.
 * @param seen null to take it whatever it is.
 */
export async function claimRevision(
  db: Kysely<Tables>,
  slug: string,
  seen: number | null,
  now: Instant,
): Promise<Event | undefined> {
  if (!canBeSlug(slug)) return undefined;
  let claim = db
    .updateTable('agenda_event')
    .set((row) => ({ revision: row('revision', '+', 1), updated_at: now }))
    .where('slug', '=', slug);
  if (seen !== null) claim = claim.where('revision', '=', seen);
  const row = await claim.returningAll().executeTakeFirst();
  return row && toEvent(row);
}

/** @throws the engine's own error when the slug is taken; see `isSlugTaken`. */
export async function updateEvent(db: Kysely<Tables>, eventId: EventId, fields: EventFields): Promise<void> {
  await db.updateTable('agenda_event').set(toColumns(fields)).where('id', '=', eventId).execute();
}

/**
 * Holds an event's row until the transaction ends, as an edit does, so that what changes its running days goes
 * one after the other. It comes before every other row of the event, and live topics come last.
 */
export async function holdEvent(db: Kysely<Tables>, eventId: EventId): Promise<Event | undefined> {
  const hold = db.updateTable('agenda_event').set((row) => ({ show_version: row.ref('show_version') }));
  const row = await hold.where('id', '=', eventId).returningAll().executeTakeFirst();
  return row && toEvent(row);
}

/** What is expected of a running day is another than before. */
export async function raiseShowVersion(db: Kysely<Tables>, eventId: EventId): Promise<void> {
  await db
    .updateTable('agenda_event')
    .set((row) => ({ show_version: row('show_version', '+', 1) }))
    .where('id', '=', eventId)
    .execute();
}

export async function setPublishedVersion(db: Kysely<Tables>, eventId: EventId, version: number): Promise<void> {
  await db.updateTable('agenda_event').set({ published_version: version }).where('id', '=', eventId).execute();
}

/** Removes an event with its days, sessions, versions and calendar entries. */
export async function deleteEvent(db: Kysely<Tables>, eventId: EventId): Promise<void> {
  await db.deleteFrom('agenda_event').where('id', '=', eventId).execute();
}

/** Whether an engine refused a row because another holds the same unique value (SQLite, PostgreSQL). */
export function isSlugTaken(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === '23505';
}

/** What comes out of an address can be anything, and PostgreSQL refuses to compare some of it (U+0000). */
function canBeSlug(text: string): boolean {
  return slugShape.safeParse(text).success;
}

function toEvent(row: Selectable<AgendaEventRow>): Event {
  return {
    id: row.id as EventId,
    slug: row.slug,
    name: row.name,
    timeZone: row.time_zone,
    isPublic: row.is_public === 1,
    helpdesk: JSON.parse(row.helpdesk) as Helpdesk,
    advance: row.advance as Event['advance'],
    revision: row.revision,
    publishedVersion: row.published_version,
    showVersion: row.show_version,
  };
}

function toColumns(fields: EventFields) {
  return {
    slug: fields.slug,
    name: fields.name,
    time_zone: fields.timeZone,
    is_public: fields.isPublic ? (1 as const) : (0 as const),
    helpdesk: JSON.stringify(fields.helpdesk),
    advance: fields.advance,
  };
}
