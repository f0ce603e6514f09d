/** The SQL of what is said to rooms: messages, and nudges for summaries. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RoomMessage } from './message.ts';

/** Of all rounds of an event, oldest first. */
export async function listMessages(db: Kysely<Tables>, eventId: EventId): Promise<RoomMessage[]> {
  return await read(messagesOf(db, eventId));
}

/** Oldest first. */
export async function listMessagesOf(db: Kysely<Tables>, eventId: EventId, roundId: string): Promise<RoomMessage[]> {
  return await read(messagesOf(db, eventId).where('round_id', '=', roundId));
}

export async function insertMessage(tx: Kysely<Tables>, eventId: EventId, message: RoomMessage): Promise<void> {
  const { id, roundId, roomId, kind, text, at } = message;
  await tx
    .insertInto('breakout_message')
    .values({ id, round_id: roundId, event_id: eventId, room_id: roomId, kind, text, created_at: at })
    .execute();
}

/** @returns the message that is gone; undefined where there was none of that id. Nudges stay. */
export async function deleteMessage(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  id: string,
): Promise<{ readonly roomId: string | null } | undefined> {
  const gone = await tx
    .deleteFrom('breakout_message')
    .where('event_id', '=', eventId)
    .where('round_id', '=', roundId)
    .where('id', '=', id)
    .where('kind', '=', 'message')
    .returning('room_id')
    .executeTakeFirst();
  return gone && { roomId: gone.room_id };
}

/** With nudges. What was said to all rooms stays. */
export async function deleteMessagesTo(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  rooms: readonly string[],
): Promise<void> {
  const gone = tx.deleteFrom('breakout_message').where('event_id', '=', eventId).where('round_id', '=', roundId);
  await gone.where('room_id', 'in', rooms).execute();
}

function messagesOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('breakout_message').selectAll().where('event_id', '=', eventId);
}

async function read(messages: ReturnType<typeof messagesOf>): Promise<RoomMessage[]> {
  const rows = await messages.orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    roomId: row.room_id,
    kind: row.kind as RoomMessage['kind'],
    text: row.text,
    at: row.created_at as Instant,
  }));
}
