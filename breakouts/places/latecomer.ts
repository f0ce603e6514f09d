/** Where somebody may go of whom everybody else stays where they are. Pure. */

import type { ParticipantId } from '../../kernel/ids.ts';
import { OpenRooms } from '../assigner/open-rooms.ts';
import type { RoomContent } from '../schema.ts';
import type { RoomRules, Seats } from './room-rules.ts';

/**
 * Rooms into which somebody may go, with how many are in them without them, kept places included.
 * @param expected who has no place yet, but may come: places are kept for those of them who have only one room to go to.
 */
export function roomsOpenTo(
  person: ParticipantId,
  rules: RoomRules,
  seats: Seats,
  expected: readonly ParticipantId[],
): { readonly room: RoomContent; readonly size: number }[] {
  const others = new Map([...seats].filter(([each]) => each !== person));
  const open = new OpenRooms(rules, others, [...expected, person]).openTo([person], 'mates');
  return open.flatMap(({ room, size }) => {
    const found = rules.rooms.find(({ id }) => id === room);
    return found ? [{ room: found, size }] : [];
  });
}
