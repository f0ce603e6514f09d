/** The SQL of rounds. */
import type { Kysely, Selectable } from 'kysely';
import { canBeId, type EventId } from '../../kernel/ids.ts';
import type { BreakoutRoundRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { BreakoutRound, Report, RoundState } from '../round.ts';
import type { RoundContent } from '../schema.ts';

/** @param id of whatever text an address has. */
export async function findRound(db: Kysely<Tables>, eventId: EventId, id: string): Promise<BreakoutRound | undefined> {
  if (!canBeId(id)) return undefined;
  const row = await roundsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toRound(row);
}

/** Holds a round's row until the transaction ends, so that what changes it goes one after the other. */
export async function holdRound(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<BreakoutRound | undefined> {
  if (!canBeId(id)) return undefined;
  const hold = tx.updateTable('breakout_round').set((row) => ({ revision: row.ref('revision') }));
  const row = await hold.where('event_id', '=', eventId).where('id', '=', id).returningAll().executeTakeFirst();
  return row && toRound(row);
}

/** All of an event, as they were made. */
export async function listRounds(db: Kysely<Tables>, eventId: EventId): Promise<BreakoutRound[]> {
  const rows = await roundsOf(db, eventId).orderBy('created_at').orderBy('id').execute();
  return rows.map(toRound);
}

/** @returns false where the session has a round already; nothing is changed then. */
export async function insertRound(tx: Kysely<Tables>, round: BreakoutRound): Promise<boolean> {
  const row = { id: round.id, event_id: round.eventId, created_at: round.createdAt, ...toColumns(round) };
  const made = await tx
    .insertInto('breakout_round')
    .values(row)
    .onConflict((conflict) => conflict.columns(['event_id', 'entry']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function saveRound(tx: Kysely<Tables>, round: BreakoutRound): Promise<void> {
  await tx
    .updateTable('breakout_round')
    .set(toColumns(round))
    .where('event_id', '=', round.eventId)
    .where('id', '=', round.id)
    .execute();
}

/** With its sets, messages and summaries. */
export async function deleteRound(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<void> {
  await tx.deleteFrom('breakout_round').where('event_id', '=', eventId).where('id', '=', id).execute();
}

export interface DueRound {
  readonly eventId: EventId;
  readonly id: string;
}

/** Those that the clock has to look at, due first first. */
export async function listDueRounds(db: Kysely<Tables>, now: Instant): Promise<DueRound[]> {
  const due = db.selectFrom('breakout_round').select(['event_id', 'id']).where('due_at', '<=', now);
  const rows = await due.orderBy('due_at').orderBy('id').execute();
  return rows.map(({ event_id, id }) => ({ eventId: event_id as EventId, id }));
}

/** When the first of any event is due; null when none is. */
export async function firstDueRound(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('breakout_round')
    .select((round) => round.fn.min('due_at').as('first'))
    .executeTakeFirst();
  return row?.first == null ? null : instant(Number(row.first));
}

/** Has the clock look at once at everything that it would look at later. */
export async function makeLaterRoundsDue(db: Kysely<Tables>, now: Instant): Promise<void> {
  await db.updateTable('breakout_round').set({ due_at: now }).where('due_at', '>', now).execute();
}

/**
 * Has the clock look at once at the rounds of an event that have not closed. Planned ones too: one into which a set is
 * being taken by somebody who saw the agenda as it was before is held by them, and is looked at after them.
 * @returns whether the event has any round, closed or not.
 */
export async function makeRoundsDue(tx: Kysely<Tables>, eventId: EventId): Promise<boolean> {
  const listed = tx.selectFrom('breakout_round').select('id').where('event_id', '=', eventId);
  const rounds = await listed.orderBy('id').execute();
  // One by one in one order: else each of two would wait for the other.
  for (const { id } of rounds) {
    const due = tx.updateTable('breakout_round').set({ due_at: 0 }).where('id', '=', id);
    await due.where('state', 'in', ['planned', 'assigned', 'open', 'closing']).execute();
  }
  return rounds.length > 0;
}

/** Everybody of the event has to look where they are. */
export async function raisePlaces(tx: Kysely<Tables>, eventId: EventId): Promise<void> {
  const raise = tx.updateTable('breakout_round').set((row) => ({
    places_revision: row('places_revision', '+', 1),
  }));
  await raise.where('event_id', '=', eventId).execute();
}

function roundsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('breakout_round').selectAll().where('event_id', '=', eventId);
}

function toColumns(round: BreakoutRound) {
  const { content, state, revision, openedByAgenda } = round;
  return {
    entry: content.entry.id,
    day: content.entry.day,
    content: JSON.stringify(content),
    ...{ state, revision },
    set_id: round.setId,
    opened_at: round.openedAt,
    closes_at: round.closesAt,
    closes_by_hand: round.closesByHand,
    closed_at: round.closedAt,
    opened_by_agenda: openedByAgenda ? (1 as const) : (0 as const),
    report: JSON.stringify(round.report),
    places_revision: round.placesRevision,
    due_at: round.dueAt,
    updated_at: round.updatedAt,
  };
}

function toRound(row: Selectable<BreakoutRoundRow>): BreakoutRound {
  return {
    id: row.id,
    eventId: row.event_id as EventId,
    content: JSON.parse(row.content) as RoundContent,
    state: row.state as RoundState,
    setId: row.set_id,
    openedAt: row.opened_at as Instant | null,
    closesAt: row.closes_at as Instant | null,
    closesByHand: row.closes_by_hand as Instant | null,
    closedAt: row.closed_at as Instant | null,
    openedByAgenda: row.opened_by_agenda === 1,
    report: JSON.parse(row.report) as Report,
    placesRevision: row.places_revision,
    dueAt: row.due_at as Instant | null,
    revision: row.revision,
    createdAt: row.created_at as Instant,
    updatedAt: row.updated_at as Instant,
  };
}
