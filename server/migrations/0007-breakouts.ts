import type { Kysely } from 'kysely';

/**
 * The tables of breakouts. `bigint` holds instants. Everything that belongs to an event goes when the event goes.
 * Rooms are part of a round's content, so `room_id` refers to no table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSetting(db);
  await createRound(db);
  await createDealing(db);
  await createSet(db);
  await createPlace(db);
  await createStep(db);
  await createAbsence(db);
  await createWish(db);
  await createRoom(db);
  await createTold(db);
  await createMessage(db);
  await createSummary(db);
}

async function createSetting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_setting')
    .addColumn('event_id', 'text', (column) =>
      column.primaryKey().notNull().references('agenda_event.id').onDelete('cascade'),
    )
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
}

// `entry` and `day` refer to no tables: a round stays when its session goes from the plan.
async function createRound(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_round')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('set_id', 'text')
    .addColumn('opened_at', 'bigint')
    .addColumn('closes_at', 'bigint')
    .addColumn('closes_by_hand', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('opened_by_agenda', 'integer', (column) => column.notNull())
    .addColumn('report', 'text', (column) => column.notNull())
    .addColumn('places_revision', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('breakout_round_entry', ['event_id', 'entry'])
    .execute();
  await db.schema.createIndex('breakout_round_due').on('breakout_round').column('due_at').execute();
}

async function createDealing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_dealing')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('progress', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('fault', 'text')
    .addColumn('stop_asked', 'integer', (column) => column.notNull())
    .addColumn('alive_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute();
  await db.schema.createIndex('breakout_dealing_event').on('breakout_dealing').column('event_id').execute();
}

async function createSet(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_set')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('round_id', 'text', (column) => column.notNull().references('breakout_round.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('dealing_id', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('breakout_set_round').on('breakout_set').column('round_id').execute();
}

async function createPlace(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_place')
    .addColumn('set_id', 'text', (column) => column.notNull().references('breakout_set.id').onDelete('cascade'))
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('locked', 'integer', (column) => column.notNull())
    .addColumn('joined_at', 'bigint')
    .addPrimaryKeyConstraint('breakout_place_key', ['set_id', 'participant_id'])
    .execute();
  await db.schema.createIndex('breakout_place_participant').on('breakout_place').column('participant_id').execute();
}

async function createStep(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_step')
    .addColumn('set_id', 'text', (column) => column.notNull().references('breakout_set.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('before', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('breakout_step_key', ['set_id', 'number'])
    .execute();
}

async function createAbsence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_absence')
    .addColumn('round_id', 'text', (column) => column.notNull().references('breakout_round.id').onDelete('cascade'))
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('breakout_absence_key', ['round_id', 'participant_id'])
    .execute();
}

async function createWish(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_wish')
    .addColumn('participant_id', 'text', (column) =>
      column.primaryKey().notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .execute();
}

// How often somebody came into a room and was taken out, by which pages know when to look again.
async function createRoom(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_room')
    .addColumn('round_id', 'text', (column) => column.notNull().references('breakout_round.id').onDelete('cascade'))
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('came', 'integer', (column) => column.notNull())
    .addColumn('gone', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('breakout_room_key', ['round_id', 'room_id'])
    .execute();
}

// What somebody's own calendar has been told of their rooms.
async function createTold(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_told')
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('revised_at', 'bigint', (column) => column.notNull())
    .addColumn('room', 'text')
    .addPrimaryKeyConstraint('breakout_told_key', ['participant_id', 'entry'])
    .execute();
}

async function createMessage(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_message')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('round_id', 'text', (column) => column.notNull().references('breakout_round.id').onDelete('cascade'))
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('room_id', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('breakout_message_round').on('breakout_message').column('round_id').execute();
}

async function createSummary(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('breakout_summary')
    .addColumn('round_id', 'text', (column) => column.notNull().references('breakout_round.id').onDelete('cascade'))
    .addColumn('room_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('texts', 'text', (column) => column.notNull())
    .addColumn('versions', 'text', (column) => column.notNull())
    .addColumn('in_at', 'bigint')
    .addColumn('late', 'integer', (column) => column.notNull())
    .addColumn('writer', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('breakout_summary_key', ['round_id', 'room_id'])
    .execute();
}
