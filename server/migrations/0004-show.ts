import type { Kysely } from 'kysely';

/**
 * The tables of the show: days as they run, banners, attendance, requests for help, and the versions of live
 * topics. `bigint` holds instants. Everything that belongs to an event goes when the event goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addToEvent(db);
  await createShow(db);
  await createShowStep(db);
  await createBanner(db);
  await createAttendance(db);
  await createHelpRequest(db);
  await createLiveTopic(db);
  await createPresence(db);
}

// One column a statement: SQLite adds no more at once.
async function addToEvent(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('agenda_event')
    .addColumn('advance', 'text', (column) => column.notNull().defaultTo('chair'))
    .execute();
  await db.schema
    .alterTable('agenda_event')
    .addColumn('show_version', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

async function createShow(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_show')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('day_id', 'text', (column) => column.notNull().references('agenda_day.id').onDelete('cascade'))
    .addColumn('run', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('controller', 'text')
    .addColumn('controlled_since', 'bigint')
    .addColumn('due_at', 'bigint')
    .addColumn('told', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('agenda_show_key', ['event_id', 'day_id'])
    .execute();
  await db.schema.createIndex('agenda_show_due').on('agenda_show').column('due_at').execute();
}

async function createShowStep(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_show_step')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('day_id', 'text', (column) => column.notNull().references('agenda_day.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addColumn('before', 'text')
    .addPrimaryKeyConstraint('agenda_show_step_key', ['event_id', 'day_id', 'number'])
    .execute();
}

async function createBanner(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_banner')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('set_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('agenda_banner_event').on('agenda_banner').column('event_id').execute();
}

// `session_id` refers to no table: laid breaks have no row, and who came stays known when a session goes.
async function createAttendance(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agenda_attendance')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('day_id', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('joined_at', 'bigint')
    .addColumn('first_seen_at', 'bigint')
    .addColumn('last_seen_at', 'bigint')
    .addColumn('seen_minutes', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('agenda_attendance_key', ['event_id', 'day_id', 'session_id', 'participant_id'])
    .execute();
  await db.schema
    .createIndex('agenda_attendance_participant')
    .on('agenda_attendance')
    .column('participant_id')
    .execute();
}

async function createHelpRequest(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_help_request')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('taken_by', 'text', (column) => column.references('people_participant.id').onDelete('set null'))
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('taken_at', 'bigint')
    .addColumn('solved_at', 'bigint')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('people_help_request_event').on('people_help_request').column('event_id').execute();
  await db.schema
    .createIndex('people_help_request_participant')
    .on('people_help_request')
    .column('participant_id')
    .execute();
}

// `event_id` refers to no table: the empty text stands for what concerns all events.
async function createLiveTopic(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server_live_topic')
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('server_live_topic_key', ['event_id', 'topic'])
    .execute();
}

async function createPresence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server_presence')
    .addColumn('process_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('people', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('server_presence_key', ['process_id', 'event_id'])
    .execute();
}
