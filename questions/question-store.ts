/** The SQL of questions. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId, type ParticipantId } from '../kernel/ids.ts';
import { inPortions } from '../kernel/portions.ts';
import type { QuestionQuestionRow, Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import { type CountedQuestion, OPEN_STATES, type Question } from './question.ts';
import type { QuestionState } from './schema.ts';

type Row = Selectable<QuestionQuestionRow>;

/**
 * To be changed: nobody else changes it, or votes for it, until the transaction ends.
 * @param id of whatever text an address has.
 */
export async function holdQuestion(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<Question | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await tx
    .updateTable('question_question')
    .set((each) => ({ revision: each.ref('revision') }))
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row && toQuestion(row);
}

/** What this person sent under this client id; undefined for nothing. */
export async function findSent(
  db: Kysely<Tables>,
  eventId: EventId,
  author: ParticipantId,
  clientId: string,
): Promise<Question | undefined> {
  const row = await questionsOf(db, eventId)
    .where('author', '=', author)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row && toQuestion(row);
}

/** All of a place with their votes, in no order. */
export async function listAt(db: Kysely<Tables>, eventId: EventId, place: string): Promise<CountedQuestion[]> {
  return (await countedOf(db, eventId).where('q.place', '=', place).execute()).map(toCounted);
}

/** What somebody asked, oldest first. */
export async function listAskedBy(
  db: Kysely<Tables>,
  eventId: EventId,
  author: ParticipantId,
): Promise<CountedQuestion[]> {
  const rows = await countedOf(db, eventId)
    .where('q.author', '=', author)
    .orderBy('q.created_at')
    .orderBy('q.id')
    .execute();
  return rows.map(toCounted);
}

/** What somebody voted for, oldest first. */
export async function listVotedBy(
  db: Kysely<Tables>,
  eventId: EventId,
  voter: ParticipantId,
): Promise<readonly Question[]> {
  const rows = await questionsOf(db, eventId)
    .where('id', 'in', (votes) =>
      votes.selectFrom('question_vote').select('question_id').where('participant_id', '=', voter),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toQuestion);
}

export async function insertQuestion(tx: Kysely<Tables>, question: Question): Promise<void> {
  await tx.insertInto('question_question').values(toRow(question)).execute();
}

export async function saveQuestion(tx: Kysely<Tables>, question: Question): Promise<void> {
  const { id, event_id, ...columns } = toRow(question);
  await tx
    .updateTable('question_question')
    .set(columns)
    .where('event_id', '=', event_id)
    .where('id', '=', id)
    .execute();
}

/** How many of each state stand at each place, by place. */
export async function countByPlace(
  db: Kysely<Tables>,
  eventId: EventId,
): Promise<readonly { readonly place: string; readonly state: QuestionState; readonly count: number }[]> {
  const rows = await db
    .selectFrom('question_question')
    .select((each) => ['place', 'state', each.fn.countAll<number | string>().as('count')])
    .where('event_id', '=', eventId)
    .groupBy(['place', 'state'])
    .orderBy('place')
    .orderBy('state')
    .execute();
  return rows.map(({ place, state, count }) => ({ place, state: state as QuestionState, count: Number(count) }));
}

/** How many that nobody has answered or set aside stand at these places. */
export async function countOpenAt(db: Kysely<Tables>, eventId: EventId, places: readonly string[]): Promise<number> {
  let open = 0;
  await inPortions([...new Set(places)], async (portion) => {
    const { count } = await db
      .selectFrom('question_question')
      .select((each) => each.fn.countAll<number | string>().as('count'))
      .where('event_id', '=', eventId)
      .where('place', 'in', portion)
      .where('state', 'in', OPEN_STATES)
      .executeTakeFirstOrThrow();
    open += Number(count);
  });
  return open;
}

/** From now on somebody's questions are shown without their name. @returns the places of those that were shown with it. */
export async function takeNamesOff(
  tx: Kysely<Tables>,
  eventId: EventId,
  author: ParticipantId,
): Promise<readonly string[]> {
  const rows = await tx
    .updateTable('question_question')
    .set({ named: 0 })
    .where('event_id', '=', eventId)
    .where('author', '=', author)
    .where('named', '=', 1)
    .returning('place')
    .execute();
  return [...new Set(rows.map(({ place }) => place))];
}

function questionsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('question_question').selectAll().where('event_id', '=', eventId);
}

function countedOf(db: Kysely<Tables>, eventId: EventId) {
  return db
    .selectFrom('question_question as q')
    .selectAll('q')
    .select((each) =>
      each
        .selectFrom('question_vote as vote')
        .select((votes) => votes.fn.countAll<number | string>().as('count'))
        .whereRef('vote.question_id', '=', 'q.id')
        .as('votes'),
    )
    .where('q.event_id', '=', eventId);
}

function toCounted(row: Row & { readonly votes: number | string | null }): CountedQuestion {
  return { ...toQuestion(row), votes: Number(row.votes) };
}

function toQuestion(row: Row): Question {
  const { id, place, text, reason, revision } = row;
  return {
    ...{ id, place, text, reason, revision },
    eventId: row.event_id as EventId,
    author: row.author as ParticipantId | null,
    named: row.named === 1,
    state: row.state as QuestionState,
    mergedInto: row.merged_into,
    carriedFrom: row.carried_from,
    clientId: row.client_id,
    createdAt: row.created_at as Instant,
    updatedAt: row.updated_at as Instant,
  };
}

function toRow(question: Question): Row {
  const { id, place, text, author, state, reason, revision } = question;
  return {
    ...{ id, place, text, author, state, reason, revision },
    event_id: question.eventId,
    named: question.named ? 1 : 0,
    merged_into: question.mergedInto,
    carried_from: question.carriedFrom,
    client_id: question.clientId,
    created_at: question.createdAt,
    updated_at: question.updatedAt,
  };
}
