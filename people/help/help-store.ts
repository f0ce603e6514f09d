/** The SQL of requests for help. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId, type ParticipantId } from '../../kernel/ids.ts';
import type { PeopleHelpRequestRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { HelpRequest } from './help.ts';
import type { HelpState } from './help-schema.ts';

const OPEN: readonly HelpState[] = ['waiting', 'taken'];

/** @param id of whatever text an address has. */
export async function findHelpRequest(
  db: Kysely<Tables>,
  eventId: EventId,
  id: string,
): Promise<HelpRequest | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await requestsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toRequest(row);
}

/** All that are waiting or taken. */
export async function listOpenHelp(db: Kysely<Tables>, eventId: EventId): Promise<HelpRequest[]> {
  const rows = await requestsOf(db, eventId).where('state', 'in', OPEN).orderBy('created_at').orderBy('id').execute();
  return rows.map(toRequest);
}

/** Those solved last, newest first. */
export async function listSolvedHelp(db: Kysely<Tables>, eventId: EventId, limit: number): Promise<HelpRequest[]> {
  const rows = await requestsOf(db, eventId)
    .where('state', '=', 'solved')
    .orderBy('solved_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toRequest);
}

/** All that somebody ever asked, newest first. */
export async function listHelpOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<HelpRequest[]> {
  const rows = await requestsOf(db, eventId)
    .where('participant_id', '=', participantId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  // An earlier one was solved or withdrawn before the next was asked, be it in the same millisecond.
  return rows.map(toRequest).sort((a, b) => Number(OPEN.includes(b.state)) - Number(OPEN.includes(a.state)));
}

export async function countOpenHelp(
  db: Kysely<Tables>,
  eventId: EventId,
): Promise<{ readonly waiting: number; readonly taken: number }> {
  const rows = await db
    .selectFrom('people_help_request')
    .select((each) => ['state', each.fn.countAll<number>().as('count')])
    .where('event_id', '=', eventId)
    .where('state', 'in', OPEN)
    .groupBy('state')
    .execute();
  const of = (state: HelpState) => rows.find((row) => row.state === state)?.count ?? 0;
  return { waiting: of('waiting'), taken: of('taken') };
}

export async function insertHelpRequest(tx: Kysely<Tables>, eventId: EventId, request: HelpRequest): Promise<void> {
  const { id, participantId } = request;
  const row = { id, event_id: eventId, participant_id: participantId, created_at: request.createdAt };
  await tx
    .insertInto('people_help_request')
    .values({ ...row, ...toColumns(request) })
    .execute();
}

export async function saveHelpRequest(tx: Kysely<Tables>, eventId: EventId, request: HelpRequest): Promise<void> {
  await tx
    .updateTable('people_help_request')
    .set(toColumns(request))
    .where('event_id', '=', eventId)
    .where('id', '=', request.id)
    .execute();
}

/** For who is erased: what they wrote goes, that they asked stays. */
export async function eraseHelpTexts(
  tx: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<void> {
  await tx
    .updateTable('people_help_request')
    .set({ text: '' })
    .where('event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .execute();
}

function requestsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('people_help_request').selectAll().where('event_id', '=', eventId);
}

function toColumns({ text, state, takenBy, takenAt, solvedAt, revision }: HelpRequest) {
  return { text, state, taken_by: takenBy, taken_at: takenAt, solved_at: solvedAt, revision };
}

function toRequest(row: Selectable<PeopleHelpRequestRow>): HelpRequest {
  return {
    id: row.id,
    participantId: row.participant_id as ParticipantId,
    text: row.text,
    state: row.state as HelpState,
    takenBy: row.taken_by as ParticipantId | null,
    createdAt: row.created_at as Instant,
    takenAt: row.taken_at as Instant | null,
    solvedAt: row.solved_at as Instant | null,
    revision: row.revision,
  };
}
