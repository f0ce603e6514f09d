/** The SQL of what rounds come to: who is in the rooms of the sets in use, who is absent, and which sets there are. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { SetSource } from '../round.ts';
import type { Absence, CountedSet, Seat } from './gathered.ts';

/** Of the sets in use, also of those who have left. */
export async function listSeats(db: Kysely<Tables>, eventId: EventId): Promise<Seat[]> {
  const rows = await db
    .selectFrom('breakout_round as round')
    .innerJoin('breakout_place as place', 'place.set_id', 'round.set_id')
    .select(['round.id', 'place.room_id', 'place.participant_id', 'place.joined_at'])
    .where('round.event_id', '=', eventId)
    .execute();
  return rows.map(({ id, room_id, participant_id, joined_at }) => ({
    roundId: id,
    roomId: room_id,
    participantId: participant_id as ParticipantId,
    joined: joined_at !== null,
  }));
}

export async function listAbsences(db: Kysely<Tables>, eventId: EventId): Promise<Absence[]> {
  const absences = db.selectFrom('breakout_absence').select(['round_id', 'participant_id']);
  const rows = await absences.where('event_id', '=', eventId).execute();
  return rows.map(({ round_id, participant_id }) => ({
    roundId: round_id,
    participantId: participant_id as ParticipantId,
  }));
}

/** All of an event, oldest first. */
export async function listCountedSets(db: Kysely<Tables>, eventId: EventId): Promise<CountedSet[]> {
  const rows = await db
    .selectFrom('breakout_set as set')
    .leftJoin('breakout_place as place', 'place.set_id', 'set.id')
    .select(['set.id', 'set.round_id', 'set.name', 'set.source', 'set.revision', 'set.created_at'])
    .select((each) => each.fn.count<number | string>('place.participant_id').as('places'))
    .where('set.event_id', '=', eventId)
    .groupBy(['set.id', 'set.round_id', 'set.name', 'set.source', 'set.revision', 'set.created_at'])
    .orderBy('set.created_at')
    .orderBy('set.id')
    .execute();
  return rows.map(({ round_id, source, created_at, places, ...row }) => ({
    ...row,
    roundId: round_id,
    source: source as SetSource,
    createdAt: created_at as Instant,
    places: Number(places),
  }));
}

/** Takes the places away that are in rooms which a round has no more, in all of its sets, whose steps go too. */
export async function deletePlacesIn(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  rooms: readonly string[],
): Promise<void> {
  if (rooms.length === 0) return;
  const sets = tx.selectFrom('breakout_set').select('id').where('event_id', '=', eventId);
  const ids = (await sets.where('round_id', '=', roundId).execute()).map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.deleteFrom('breakout_place').where('set_id', 'in', ids).where('room_id', 'in', rooms).execute();
  await tx.deleteFrom('breakout_step').where('set_id', 'in', ids).execute();
  const raise = tx.updateTable('breakout_set').set((row) => ({ revision: row('revision', '+', 1) }));
  await raise.where('id', 'in', ids).execute();
}
