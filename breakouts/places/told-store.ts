/** The SQL of what people's own calendars have been told of their rooms. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ToldRoom } from './told-room.ts';

/** By session. */
export async function toldOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<ReadonlyMap<string, ToldRoom>> {
  const told = db.selectFrom('breakout_told').selectAll().where('event_id', '=', eventId);
  const rows = await told.where('participant_id', '=', participantId).execute();
  return new Map(
    rows.map(({ entry, room, sequence, revised_at }) => [
      entry,
      { room: room === null ? null : JSON.parse(room), sequence, revisedAt: revised_at as Instant },
    ]),
  );
}

/** Of several who tell the same at once the first is kept: its sequence is as high. */
export async function saveTold(
  tx: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
  entry: string,
  { room, sequence, revisedAt }: ToldRoom,
): Promise<void> {
  const columns = { room: room && JSON.stringify(room), sequence, revised_at: revisedAt };
  await tx
    .insertInto('breakout_told')
    .values({ participant_id: participantId, entry, event_id: eventId, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['participant_id', 'entry']).doUpdateSet(columns).where('breakout_told.sequence', '<', sequence),
    )
    .execute();
}

export async function forgetToldOf(tx: Kysely<Tables>, eventId: EventId, participantId: ParticipantId): Promise<void> {
  const told = tx.deleteFrom('breakout_told').where('event_id', '=', eventId);
  await told.where('participant_id', '=', participantId).execute();
}
