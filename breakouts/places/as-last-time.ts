/** The places of one round taken over into another. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Place } from '../round.ts';
import { type RoomContent, sameName } from '../schema.ts';
import type { RoomRules } from './room-rules.ts';

/**
 * Which room of a round each of an earlier round's is: by name, or by their order where the names are not the same
 * and the numbers are.
 * @returns undefined where neither is so.
 */
export function roomsAsIn(
  earlier: readonly RoomContent[],
  rooms: readonly RoomContent[],
): ReadonlyMap<string, string> | undefined {
  const byName = earlier.map(({ name }) => rooms.find((room) => sameName(room.name, name)));
  if (byName.every((room) => room !== undefined)) return paired(earlier, byName);
  return earlier.length === rooms.length ? paired(earlier, rooms) : undefined;
}

function paired(earlier: readonly RoomContent[], rooms: readonly RoomContent[]): ReadonlyMap<string, string> {
  return new Map(earlier.map(({ id }, at) => [id, rooms[at]?.id ?? '']));
}

/**
 * Everybody who is there in the room in which they were, but those who belong to a room in that one. Whom a room
 * has no place for is left without.
 * @param places of the earlier round, @param present who is registered and not absent.
 */
export function placesAsIn(
  places: readonly Place[],
  as: ReadonlyMap<string, string>,
  { rooms, belongs }: RoomRules,
  present: ReadonlySet<string>,
): Place[] {
  const left = new Map(rooms.map(({ id, capacity }) => [id, capacity ?? Number.POSITIVE_INFINITY]));
  const take = (participantId: ParticipantId, roomId: string | undefined): Place[] => {
    const free = roomId === undefined ? 0 : (left.get(roomId) ?? 0);
    if (roomId === undefined || free < 1 || !present.has(participantId)) return [];
    left.set(roomId, free - 1);
    return [{ participantId, roomId, locked: false, joinedAt: null }];
  };
  const own = [...belongs].flatMap(([person, room]) => take(person, room));
  const others = places.filter(({ participantId }) => !belongs.has(participantId));
  return [...own, ...others.flatMap(({ participantId, roomId }) => take(participantId, as.get(roomId)))];
}
