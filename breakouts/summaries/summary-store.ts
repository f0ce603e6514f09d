/** The SQL of rooms' summaries. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { BreakoutSummaryRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Summary } from '../round.ts';
import { emptySummary } from './summary.ts';

type Row = Selectable<BreakoutSummaryRow>;

/** Of these rounds, in no order; rooms of which nothing was written are left out. */
export async function summariesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  roundIds: readonly string[],
): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  await inPortions([...new Set(roundIds)], async (portion) => {
    const rows = await rowsOf(db, eventId).where('round_id', 'in', portion).execute();
    found.push(...rows.map(toSummary));
  });
  return found;
}

export async function findSummary(
  db: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  roomId: string,
): Promise<Summary | undefined> {
  const row = await rowsOf(db, eventId)
    .where('round_id', '=', roundId)
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  return row && toSummary(row);
}

/** Of which somebody is the last writer. */
export async function summariesBy(
  db: Kysely<Tables>,
  eventId: EventId,
  writer: ParticipantId,
): Promise<readonly Summary[]> {
  const theirs = rowsOf(db, eventId).where('writer', '=', writer);
  return (await theirs.orderBy('round_id').orderBy('room_id').execute()).map(toSummary);
}

/**
 * To be changed, or to be put on the stage: nobody else changes it until the transaction ends. An empty one is made
 * where there is none.
 */
export async function holdSummary(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  roomId: string,
  now: Instant,
): Promise<Summary> {
  const row = await tx
    .insertInto('breakout_summary')
    .values(toRow(eventId, emptySummary(roundId, roomId, now)))
    .onConflict((conflict) =>
      conflict
        .columns(['round_id', 'room_id'])
        .doUpdateSet((each) => ({ revision: each.ref('breakout_summary.revision') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toSummary(row);
}

/** Of one that is held. */
export async function saveSummary(tx: Kysely<Tables>, eventId: EventId, summary: Summary): Promise<void> {
  const { round_id, room_id, event_id, ...columns } = toRow(eventId, summary);
  await tx
    .updateTable('breakout_summary')
    .set(columns)
    .where('event_id', '=', event_id)
    .where('round_id', '=', round_id)
    .where('room_id', '=', room_id)
    .execute();
}

/** Of rooms that a round has no more. */
export async function deleteSummaries(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  rooms: readonly string[],
): Promise<void> {
  const gone = tx.deleteFrom('breakout_summary').where('event_id', '=', eventId).where('round_id', '=', roundId);
  await gone.where('room_id', 'in', rooms).execute();
}

/** Takes all writers' names away, of one participant or of everybody. */
export async function forgetWriters(tx: Kysely<Tables>, eventId: EventId, participant?: ParticipantId): Promise<void> {
  const forget = tx.updateTable('breakout_summary').set({ writer: null }).where('event_id', '=', eventId);
  // No row is held that names nobody: its writer may be saving.
  await (participant === undefined
    ? forget.where('writer', 'is not', null)
    : forget.where('writer', '=', participant)
  ).execute();
}

function rowsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('breakout_summary').selectAll().where('event_id', '=', eventId);
}

function toSummary(row: Row): Summary {
  return {
    roundId: row.round_id,
    roomId: row.room_id,
    texts: JSON.parse(row.texts) as Summary['texts'],
    versions: JSON.parse(row.versions) as Summary['versions'],
    inAt: row.in_at as Instant | null,
    late: row.late === 1,
    writer: row.writer as ParticipantId | null,
    revision: row.revision,
    updatedAt: row.updated_at as Instant,
  };
}

function toRow(eventId: EventId, summary: Summary): Row {
  return {
    round_id: summary.roundId,
    room_id: summary.roomId,
    event_id: eventId,
    texts: JSON.stringify(summary.texts),
    versions: JSON.stringify(summary.versions),
    in_at: summary.inAt,
    late: summary.late ? 1 : 0,
    writer: summary.writer,
    revision: summary.revision,
    updated_at: summary.updatedAt,
  };
}
