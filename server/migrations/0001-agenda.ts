import type { Kysely } from 'kysely';

/**
 * The tables of the agenda room. `bigint` holds instants: PostgreSQL needs the width and SQLite reads it
 * as its one integer type. Everything that belongs to an event goes when the event goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createEvent(db);
  await createDay(db);
  await createSession(db);
  await createVersion(db);
  await createCalendarEntry(db);
}

async function createEvent(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_event')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('slug', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('is_public', 'integer', (column) => column.notNull())
    .addColumn('helpdesk', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('published_version', 'integer')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createDay(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_day')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('start_wall', 'text', (column) => column.notNull())
    .addColumn('end_wall', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text', (column) => column.notNull())
    .addColumn('break_minutes', 'integer', (column) => column.notNull())
    .addColumn('break_slots', 'integer', (column) => column.notNull())
    .addColumn('chairs', 'text', (column) => column.notNull())
    .addUniqueConstraint('agenda_day_number', ['event_id', 'number'])
    .execute();
}

// Neither the place in the day nor `reports_back` is constrained: while a plan is being rewritten, two
// sessions share a place, and a plenary may be stored before the breakout that it hears.
async function createSession(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_session')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('day_id', 'text', (column) => column.notNull().references('agenda_day.id').onDelete('cascade'))
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('abstract', 'text', (column) => column.notNull())
    .addColumn('minutes', 'integer', (column) => column.notNull())
    .addColumn('least_minutes', 'integer')
    .addColumn('announced_start', 'text')
    .addColumn('announced_end', 'text')
    .addColumn('pinned', 'integer', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('track', 'text')
    .addColumn('speakers', 'text', (column) => column.notNull())
    .addColumn('chair', 'text')
    .addColumn('reports_back', 'text')
    .addColumn('join_link', 'text')
    .execute();
  await db.schema.createIndex('agenda_session_event').on('agenda_session').column('event_id').execute();
  await db.schema.createIndex('agenda_session_day').on('agenda_session').column('day_id').execute();
}

async function createVersion(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_version')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .addColumn('note', 'text', (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .addColumn('published_by', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('agenda_version_key', ['event_id', 'number'])
    .execute();
}

// `session_id` refers to no table: the entry outlives its session, so that calendars hear of the removal.
async function createCalendarEntry(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_calendar_entry')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('revised_at', 'bigint', (column) => column.notNull())
    .addColumn('cancelled_at', 'bigint')
    .addColumn('content', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('agenda_calendar_entry_key', ['event_id', 'session_id'])
    .execute();
}
