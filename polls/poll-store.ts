/** The SQL of polls. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId } from '../kernel/ids.ts';
import type { PollPollRow, Tables } from '../kernel/tables.ts';
import { type Instant, instant } from '../kernel/time.ts';
import type { Poll, PollState } from './poll.ts';
import type { PollContent } from './schema.ts';

/** @param id of whatever text an address has. */
export async function findPoll(db: Kysely<Tables>, eventId: EventId, id: string): Promise<Poll | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await pollsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toPoll(row);
}

/** Holds a poll's row until the transaction ends, so that what changes it goes one after the other. */
export async function holdPoll(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<Poll | undefined> {
  if (!canBeId(id)) return undefined;
  const hold = tx.updateTable('poll_poll').set((row) => ({ revision: row.ref('revision') }));
  const row = await hold.where('event_id', '=', eventId).where('id', '=', id).returningAll().executeTakeFirst();
  return row && toPoll(row);
}

/** All of an event: by day and entry as they are stored, those that hang on none first, then by their places. */
export async function listPolls(db: Kysely<Tables>, eventId: EventId): Promise<Poll[]> {
  const rows = await pollsOf(db, eventId).orderBy('position').orderBy('created_at').orderBy('id').execute();
  // In code, because the engines disagree on where null stands and how texts are ordered.
  return rows.map(toPoll).sort((one, other) => order(placeOf(one), placeOf(other)));
}

/** Those of a quiz, in the order of their places. */
export async function listQuiz(db: Kysely<Tables>, eventId: EventId, quiz: string): Promise<Poll[]> {
  return (await listPolls(db, eventId)).filter(({ content }) => content.quiz === quiz);
}

/** What came of a report of another tool, of which the digest is given. */
export async function listReport(db: Kysely<Tables>, eventId: EventId, report: string): Promise<Poll[]> {
  const rows = await pollsOf(db, eventId).where('report', '=', report).orderBy('created_at').execute();
  return rows.map(toPoll);
}

function placeOf({ content }: Poll): string {
  return content.entry === null ? '' : `${content.entry.day} ${content.entry.id}`;
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

export async function insertPoll(tx: Kysely<Tables>, poll: Poll): Promise<void> {
  const { id, eventId, imported, report, createdAt } = poll;
  const row = { id, event_id: eventId, imported: flag(imported), report, created_at: createdAt };
  await tx
    .insertInto('poll_poll')
    .values({ ...row, ...toColumns(poll) })
    .execute();
}

export async function savePoll(tx: Kysely<Tables>, poll: Poll): Promise<void> {
  await tx
    .updateTable('poll_poll')
    .set(toColumns(poll))
    .where('event_id', '=', poll.eventId)
    .where('id', '=', poll.id)
    .execute();
}

/** Only its place among the others. */
export async function savePosition(tx: Kysely<Tables>, eventId: EventId, id: string, position: number): Promise<void> {
  const place = tx.updateTable('poll_poll').set({ position });
  await place.where('event_id', '=', eventId).where('id', '=', id).execute();
}

/** With its rounds and ballots. */
export async function deletePoll(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  await tx.deleteFrom('poll_poll').where('event_id', '=', eventId).where('id', '=', id).execute();
}

export interface DuePoll {
  readonly eventId: EventId;
  readonly id: string;
}

/** Those that the clock has to look at, due first first. */
export async function listDuePolls(db: Kysely<Tables>, now: Instant): Promise<DuePoll[]> {
  const due = db.selectFrom('poll_poll').select(['event_id', 'id']).where('due_at', '<=', now);
  const rows = await due.orderBy('due_at').orderBy('id').execute();
  return rows.map(({ event_id, id }) => ({ eventId: event_id as EventId, id }));
}

/** When the first of any event is due; null when none is. */
export async function firstDuePoll(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('poll_poll')
    .select((poll) => poll.fn.min('due_at').as('first'))
    .executeTakeFirst();
  return row?.first == null ? null : instant(Number(row.first));
}

/** Has the clock look at once at everything that it would look at later. */
export async function makePollsDue(db: Kysely<Tables>, now: Instant): Promise<void> {
  await db.updateTable('poll_poll').set({ due_at: now }).where('due_at', '>', now).execute();
}

/**
 * Has the clock look at once at the polls of an event that hang on its agenda. Drafts too: one that is being made
 * ready by somebody who saw the agenda as it was before is held by them, and is looked at after them.
 */
export async function makeTiedPollsDue(tx: Kysely<Tables>, eventId: EventId): Promise<void> {
  const tied = tx.selectFrom('poll_poll').select('id').where('event_id', '=', eventId).where('entry', 'is not', null);
  // One by one in the order in which the ballot box holds them: else each would wait for the other.
  for (const { id } of await tied.orderBy('id').execute()) {
    const due = tx.updateTable('poll_poll').set({ due_at: 0 }).where('id', '=', id);
    await due.where('state', 'in', ['draft', 'ready', 'open', 'closed']).execute();
  }
}

function pollsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('poll_poll').selectAll().where('event_id', '=', eventId);
}

function toColumns(poll: Poll) {
  const { content, state, round, position, dueAt, revision, updatedAt } = poll;
  return {
    content: JSON.stringify(content),
    entry: content.entry?.id ?? null,
    day: content.entry?.day ?? null,
    quiz: content.quiz,
    ...{ state, round, position, revision },
    state_before: poll.stateBefore,
    opened_by_agenda: flag(poll.openedByAgenda),
    due_at: dueAt,
    updated_at: updatedAt,
  };
}

function flag(is: boolean): 0 | 1 {
  return is ? 1 : 0;
}

function toPoll(row: Selectable<PollPollRow>): Poll {
  return {
    id: row.id,
    eventId: row.event_id as EventId,
    content: JSON.parse(row.content) as PollContent,
    state: row.state as PollState,
    stateBefore: row.state_before as PollState | null,
    round: row.round,
    openedByAgenda: row.opened_by_agenda === 1,
    imported: row.imported === 1,
    report: row.report,
    position: row.position,
    dueAt: row.due_at as Instant | null,
    revision: row.revision,
    createdAt: row.created_at as Instant,
    updatedAt: row.updated_at as Instant,
  };
}
