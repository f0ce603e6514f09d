/** The SQL of what is said to rooms: messages, and nudges for summaries. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';

export interface RoomMessage {
  readonly id: string;
  readonly roundId: string;
  /** Null for all rooms of the round. */
  readonly roomId: string | null;
  readonly kind: 'message' | 'nudge';
  /** Empty of a nudge. */
  readonly text: string;
  readonly at: Instant;
}

/** Of all rounds of an event, oldest first. */
export async function listMessages(db: Kysely<Tables>, eventId: EventId): Promise<RoomMessage[]> {
  return await read(messagesOf(db, eventId));
}

/** Oldest first. */
export async function listMessagesOf(db: Kysely<Tables>, eventId: EventId, roundId: string): Promise<RoomMessage[]> {
  return await read(messagesOf(db, eventId).where('round_id', '=', roundId));
}

/** When a room was nudged last; null for never. */
export function nudgedAt(messages: readonly RoomMessage[], roundId: string, roomId: string): Instant | null {
  const nudges = messages.filter((each) => each.kind === 'nudge' && each.roundId === roundId);
  return nudges.filter((each) => each.roomId === roomId).at(-1)?.at ?? null;
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
