import type { Kysely } from 'kysely';

/**
 * What everybody asks at once when rooms open: who is in one's room, from what one is absent, and what is said to
 * rooms. And the sets of an event, which those who run rounds see.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('breakout_place_room').on('breakout_place').columns(['set_id', 'room_id']).execute();
  await db.schema.createIndex('breakout_absence_participant').on('breakout_absence').column('participant_id').execute();
  await db.schema.createIndex('breakout_message_event').on('breakout_message').column('event_id').execute();
  await db.schema.createIndex('breakout_set_event').on('breakout_set').column('event_id').execute();
}
