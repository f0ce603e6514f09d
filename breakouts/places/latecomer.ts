/** Where somebody goes for whom there is no place yet: nobody else moves. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { RoomContent } from '../schema.ts';
import { type RoomRules, type Seats, sizesOf } from './room-rules.ts';

export interface Latecomer {
  readonly id: ParticipantId;
  /** Whom they meet in other rounds. */
  readonly met: ReadonlySet<ParticipantId>;
}

/**
 * The smallest room that has a place left and breaks no rule; among equals the one with the most people whom they
 * meet nowhere else, among these the first.
 * @param expected who belongs in a room and has no place yet, but may come: their places are kept for them.
 * @returns undefined where all are full.
 */
export function roomFor(
  latecomer: Latecomer,
  rules: RoomRules,
  seats: Seats,
  expected: readonly ParticipantId[],
): RoomContent | undefined {
  const rooms = roomsOpenTo(latecomer.id, rules, seats, expected);
  const smallest = Math.min(...rooms.map(({ size }) => size));
  const equals = rooms.filter(({ size }) => size === smallest);
  const known = (room: RoomContent) =>
    [...seats].filter(([person, id]) => id === room.id && latecomer.met.has(person)).length;
  return equals.map(({ room }) => ({ room, met: known(room) })).sort((one, other) => one.met - other.met)[0]?.room;
}

/** Rooms into which somebody may go, with how many are in them without them, kept places included. */
export function roomsOpenTo(
  person: ParticipantId,
  rules: RoomRules,
  seats: Seats,
  expected: readonly ParticipantId[],
): { readonly room: RoomContent; readonly size: number }[] {
  const sizes = sizesOf(new Map([...keptFor(expected, rules), ...seats].filter(([each]) => each !== person)));
  const own = rules.belongs.get(person);
  const mates = ofGroups(rules.together, person, seats);
  const foes = ofGroups(rules.apart, person, seats);
  return rules.rooms
    .map((room) => ({ room, size: sizes.get(room.id) ?? 0 }))
    .filter(({ room, size }) => room.capacity === null || size < room.capacity)
    .filter(({ room: { id } }) => own === undefined || own === id)
    .filter(({ room: { id } }) => mates.size === 0 || mates.has(id))
    .filter(({ room: { id } }) => !foes.has(id));
}

function keptFor(expected: readonly ParticipantId[], { belongs }: RoomRules): [ParticipantId, string][] {
  return expected.flatMap((person) => {
    const room = belongs.get(person);
    return room === undefined ? [] : [[person, room] as [ParticipantId, string]];
  });
}

/** The rooms of the others in somebody's groups. */
function ofGroups(groups: readonly (readonly ParticipantId[])[], person: ParticipantId, seats: Seats): Set<string> {
  const others = groups.filter((people) => people.includes(person)).flat();
  return new Set(others.flatMap((each) => (each === person ? [] : (seats.get(each) ?? []))));
}
