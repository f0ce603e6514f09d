import type { Kysely } from 'kysely';

/**
 * The tables of polls, ballots and questions. `bigint` holds instants. Everything that belongs to an event goes when
 * the event goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPoll(db);
  await createRound(db);
  await createBallot(db);
  await createTurnout(db);
  await createKey(db);
  await createQuestion(db);
  await createQuestionVote(db);
  await createQuestionSetting(db);
}

// `entry` and `day` refer to no tables: laid breaks have no row, and a poll stays when its session goes.
async function createPoll(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('poll_poll')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('entry', 'text')
    .addColumn('day', 'text')
    .addColumn('quiz', 'text')
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('state_before', 'text')
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('opened_by_agenda', 'integer', (column) => column.notNull())
    .addColumn('imported', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('poll_poll_event').on('poll_poll').column('event_id').execute();
  await db.schema.createIndex('poll_poll_due').on('poll_poll').column('due_at').execute();
}

async function createRound(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('poll_round')
    .addColumn('poll_id', 'text', (column) => column.notNull().references('poll_poll.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('opened_at', 'bigint', (column) => column.notNull())
    .addColumn('closes_at', 'bigint')
    .addColumn('closed_by_hand', 'integer', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('shown_at', 'bigint')
    .addColumn('answer_shown_at', 'bigint')
    .addColumn('turnout', 'integer')
    .addColumn('entitled', 'integer')
    .addColumn('present', 'integer')
    .addColumn('tally', 'text')
    .addColumn('public_key', 'text')
    .addColumn('key_gone', 'integer', (column) => column.notNull())
    .addColumn('fault', 'text')
    .addPrimaryKeyConstraint('poll_round_key', ['poll_id', 'number'])
    .execute();
}

// A ballot refers to no participant: thousands arrive in a second, and who may vote was asked before.
async function createBallot(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('poll_ballot')
    .addColumn('poll_id', 'text', (column) => column.notNull().references('poll_poll.id').onDelete('cascade'))
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('earlier', 'text', (column) => column.notNull())
    .addColumn('choice', 'text', (column) => column.notNull())
    .addColumn('cast_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('poll_ballot_key', ['poll_id', 'round', 'participant_id'])
    .execute();
}

async function createTurnout(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('poll_turnout')
    .addColumn('poll_id', 'text', (column) => column.notNull().references('poll_poll.id').onDelete('cascade'))
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('participant_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('poll_turnout_key', ['poll_id', 'round', 'participant_id'])
    .execute();
}

// It refers to no poll: what is removed with its event leaves a key behind that has to be ended.
async function createKey(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('poll_key')
    .addColumn('public_key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('poll_id', 'text', (column) => column.notNull())
    .execute();
}

async function createQuestion(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('question_question')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('named', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('merged_into', 'text')
    .addColumn('carried_from', 'text')
    .addColumn('client_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('question_question_sent', ['event_id', 'author', 'client_id'])
    .execute();
  await db.schema
    .createIndex('question_question_place')
    .on('question_question')
    .columns(['event_id', 'place'])
    .execute();
}

async function createQuestionVote(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('question_vote')
    .addColumn('question_id', 'text', (column) =>
      column.notNull().references('question_question.id').onDelete('cascade'),
    )
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('question_vote_key', ['question_id', 'participant_id'])
    .execute();
  await db.schema.createIndex('question_vote_participant').on('question_vote').column('participant_id').execute();
}

async function createQuestionSetting(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('question_setting')
    .addColumn('event_id', 'text', (column) =>
      column.primaryKey().notNull().references('agenda_event.id').onDelete('cascade'),
    )
    .addColumn('moderated', 'integer', (column) => column.notNull())
    .execute();
}
