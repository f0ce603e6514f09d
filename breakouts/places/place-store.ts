/** The SQL of who is in which room, who is absent, and what topics people wish for. */
import type { Insertable, Kysely, Selectable } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { BreakoutPlaceRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Place } from '../round.ts';
import type { Moved } from './moves.ts';

/** Of one set, also of those who have left or are absent since; by the ids of participants. */
export async function placesOf(db: Kysely<Tables>, eventId: EventId, setId: string): Promise<readonly Place[]> {
  const places = db.selectFrom('breakout_place').selectAll().where('event_id', '=', eventId);
  return (await places.where('set_id', '=', setId).orderBy('participant_id').execute()).map(toPlace);
}

export async function placeOf(
  db: Kysely<Tables>,
  eventId: EventId,
  setId: string,
  participantId: ParticipantId,
): Promise<Place | undefined> {
  const places = db.selectFrom('breakout_place').selectAll().where('event_id', '=', eventId);
  const own = places.where('set_id', '=', setId).where('participant_id', '=', participantId);
  const row = await own.executeTakeFirst();
  return row && toPlace(row);
}

/** Somebody's places in the sets that are in use, by round. */
export async function placesInUseOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<ReadonlyMap<string, Place>> {
  const rows = await db
    .selectFrom('breakout_round as round')
    .innerJoin('breakout_place as place', 'place.set_id', 'round.set_id')
    .selectAll('place')
    .select('round.id as round')
    .where('round.event_id', '=', eventId)
    .where('place.participant_id', '=', participantId)
    .execute();
  return new Map(rows.map(({ round, ...row }) => [round, toPlace(row)]));
}

/** With whom somebody shares a room in the sets in use of other rounds, once for each time. */
export async function metBy(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
  but: string,
): Promise<readonly ParticipantId[]> {
  const rows = await db
    .selectFrom('breakout_round as round')
    .innerJoin('breakout_place as own', 'own.set_id', 'round.set_id')
    .innerJoin('breakout_place as other', (join) =>
      join.onRef('other.set_id', '=', 'own.set_id').onRef('other.room_id', '=', 'own.room_id'),
    )
    .select('other.participant_id')
    .where('round.event_id', '=', eventId)
    .where('round.id', '<>', but)
    .where('own.participant_id', '=', participantId)
    .where('other.participant_id', '<>', participantId)
    .execute();
  return rows.map(({ participant_id }) => participant_id as ParticipantId);
}

/** Who is in somebody's room in the sets in use, by round, they themselves too; who is absent is left out. */
export async function matesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<ReadonlyMap<string, readonly ParticipantId[]>> {
  const rows = await db
    .selectFrom('breakout_round as round')
    .innerJoin('breakout_place as own', 'own.set_id', 'round.set_id')
    .innerJoin('breakout_place as other', (join) =>
      join.onRef('other.set_id', '=', 'own.set_id').onRef('other.room_id', '=', 'own.room_id'),
    )
    .leftJoin('breakout_absence as absence', (join) =>
      join.onRef('absence.round_id', '=', 'round.id').onRef('absence.participant_id', '=', 'other.participant_id'),
    )
    .select(['round.id', 'other.participant_id'])
    .where('round.event_id', '=', eventId)
    .where('own.participant_id', '=', participantId)
    .where('absence.round_id', 'is', null)
    .execute();
  const mates = new Map<string, ParticipantId[]>();
  for (const { id, participant_id } of rows) {
    const others = mates.get(id) ?? [];
    others.push(participant_id as ParticipantId);
    mates.set(id, others);
  }
  return mates;
}

/** Puts each where they go: a place anew, another one, or none. The round's row is held by the caller. */
export async function movePlaces(
  tx: Kysely<Tables>,
  eventId: EventId,
  setId: string,
  moved: readonly Moved[],
): Promise<void> {
  const ids = moved.map(({ participantId }) => participantId);
  await inPortions(ids, async (portion) => {
    const gone = tx.deleteFrom('breakout_place').where('event_id', '=', eventId).where('set_id', '=', setId);
    await gone.where('participant_id', 'in', portion).execute();
  });
  const rows = moved.flatMap(({ to }) => (to === null ? [] : [toPlaceRow(eventId, setId, to)]));
  await inPortions(rows, async (portion) => {
    await tx.insertInto('breakout_place').values(portion).execute();
  });
}

export async function savePlace(tx: Kysely<Tables>, eventId: EventId, setId: string, place: Place): Promise<void> {
  const { locked, joined_at } = toPlaceRow(eventId, setId, place);
  const own = tx.updateTable('breakout_place').set({ locked, joined_at }).where('event_id', '=', eventId);
  await own.where('set_id', '=', setId).where('participant_id', '=', place.participantId).execute();
}

/** How many came into each room of a set in use and were taken out of it, ids of rooms once for each person. */
export async function countMoved(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  came: readonly string[],
  gone: readonly string[],
): Promise<void> {
  for (const room of [...new Set([...came, ...gone])].sort()) {
    const [more, fewer] = [came, gone].map((rooms) => rooms.filter((each) => each === room).length);
    const row = { round_id: roundId, room_id: room, event_id: eventId, came: more ?? 0, gone: fewer ?? 0 };
    await tx
      .insertInto('breakout_room')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['round_id', 'room_id']).doUpdateSet((old) => ({
          came: old('breakout_room.came', '+', row.came),
          gone: old('breakout_room.gone', '+', row.gone),
        })),
      )
      .execute();
  }
}

export interface RoomCounts {
  readonly came: number;
  readonly left: number;
}

/** By the ids of rooms; a room in which nobody was moved since is not there. */
export async function roomCountsOf(
  db: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
): Promise<ReadonlyMap<string, RoomCounts>> {
  const counts = db.selectFrom('breakout_room').select(['room_id', 'came', 'gone']).where('event_id', '=', eventId);
  const rows = await counts.where('round_id', '=', roundId).execute();
  return new Map(rows.map(({ room_id, came, gone }) => [room_id, { came, left: gone }]));
}

export async function absentIn(
  db: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
): Promise<ReadonlySet<ParticipantId>> {
  const absences = db.selectFrom('breakout_absence').select('participant_id').where('event_id', '=', eventId);
  const rows = await absences.where('round_id', '=', roundId).execute();
  return new Set(rows.map(({ participant_id }) => participant_id as ParticipantId));
}

/** The rounds from which somebody is absent. */
export async function absencesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<ReadonlySet<string>> {
  const absences = db.selectFrom('breakout_absence').select('round_id').where('event_id', '=', eventId);
  const rows = await absences.where('participant_id', '=', participantId).execute();
  return new Set(rows.map(({ round_id }) => round_id));
}

/** What somebody gives up who is absent, and goes back to. */
export type GivenUp = Pick<Place, 'roomId' | 'locked'>;

/** @param from what they give up; null for nothing. @returns whether they were not absent before. */
export async function insertAbsence(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  participantId: ParticipantId,
  from: GivenUp | null,
): Promise<boolean> {
  const row = { round_id: roundId, participant_id: participantId, event_id: eventId };
  const inserted = await tx
    .insertInto('breakout_absence')
    .values({ ...row, room_id: from?.roomId ?? null, locked: from?.locked ? 1 : 0 })
    .onConflict((conflict) => conflict.columns(['round_id', 'participant_id']).doNothing())
    .returning('round_id')
    .execute();
  return inserted.length > 0;
}

/** @returns what they had given up, null for nothing; undefined where they were not absent. */
export async function deleteAbsence(
  tx: Kysely<Tables>,
  eventId: EventId,
  roundId: string,
  participantId: ParticipantId,
): Promise<GivenUp | null | undefined> {
  const absences = tx.deleteFrom('breakout_absence').where('event_id', '=', eventId).where('round_id', '=', roundId);
  const own = absences.where('participant_id', '=', participantId).returning(['room_id', 'locked']);
  const row = await own.executeTakeFirst();
  return row && (row.room_id === null ? null : { roomId: row.room_id, locked: row.locked === 1 });
}

/** Topics by people, the dearest first; who said none is not there. */
export async function wishesOf(
  db: Kysely<Tables>,
  eventId: EventId,
): Promise<ReadonlyMap<ParticipantId, readonly string[]>> {
  const rows = await db.selectFrom('breakout_wish').selectAll().where('event_id', '=', eventId).execute();
  return new Map(rows.map(({ participant_id, topics }) => [participant_id as ParticipantId, JSON.parse(topics)]));
}

/** Null for who said nothing, which is another thing than no topic. */
export async function wishOf(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<readonly string[] | null> {
  const wishes = db.selectFrom('breakout_wish').select('topics').where('event_id', '=', eventId);
  const row = await wishes.where('participant_id', '=', participantId).executeTakeFirst();
  return row ? (JSON.parse(row.topics) as string[]) : null;
}

export async function saveWish(
  tx: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
  wished: readonly string[],
): Promise<void> {
  const topics = JSON.stringify(wished);
  await tx
    .insertInto('breakout_wish')
    .values({ participant_id: participantId, event_id: eventId, topics })
    .onConflict((conflict) => conflict.column('participant_id').doUpdateSet({ topics }))
    .execute();
}

/** What somebody wished for, and from what they said to be absent. */
export async function forgetWishesOf(
  tx: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<void> {
  for (const table of ['breakout_wish', 'breakout_absence'] as const) {
    await tx.deleteFrom(table).where('event_id', '=', eventId).where('participant_id', '=', participantId).execute();
  }
}

export function toPlaceRow(eventId: EventId, setId: string, place: Place): Insertable<BreakoutPlaceRow> {
  const { participantId, roomId, locked, joinedAt } = place;
  return {
    set_id: setId,
    participant_id: participantId,
    event_id: eventId,
    room_id: roomId,
    locked: locked ? 1 : 0,
    joined_at: joinedAt,
  };
}

function toPlace(row: Selectable<BreakoutPlaceRow>): Place {
  return {
    participantId: row.participant_id as ParticipantId,
    roomId: row.room_id,
    locked: row.locked === 1,
    joinedAt: row.joined_at as Instant | null,
  };
}
