/**
 * The file by which Zoom puts people into rooms before a meeting (field notes, 25): two columns under a header that is
 * given to the letter, without a byte order mark, which Zoom would take for a part of it. Pure.
 */
import { stringify } from 'csv-stringify/sync';
import type { ParticipantId } from '../../kernel/ids.ts';
import { inert } from '../../kernel/spreadsheet/spreadsheet.ts';
import { byName } from '../name-order.ts';
import type { Member } from '../neighbours.ts';
import type { Place } from '../round.ts';
import type { RoomContent } from '../schema.ts';

/** What Zoom takes in one file. */
export const ZOOM_LIMITS: ZoomLimits = { rooms: 100, people: 1_000 };

export interface ZoomLimits {
  readonly rooms: number;
  readonly people: number;
}

/** A round that is assigned. */
export interface ZoomRound {
  readonly rooms: readonly RoomContent[];
  readonly places: readonly Place[];
  /** Everybody who is registered. */
  readonly members: readonly Pick<Member, 'id' | 'name'>[];
  readonly addresses: ReadonlyMap<ParticipantId, string>;
  readonly absent: ReadonlySet<ParticipantId>;
}

export interface NotPlaced {
  readonly name: string;
  /** Why, as the rest of a sentence that begins with their name. */
  readonly reason: string;
}

export interface ZoomFile {
  readonly csv: string;
  /** By name; for assigning them by hand. */
  readonly notPlaced: readonly NotPlaced[];
  /** Rooms of which Zoom learns nothing, because nobody is put into them. */
  readonly emptyRooms: readonly string[];
}

/** People stand in the order of rooms, and by name within. Who is absent and has no place is left out. */
export function zoomFile(round: ZoomRound, limits: ZoomLimits = ZOOM_LIMITS): ZoomFile {
  const { members, rooms } = round;
  const rows: [room: string, address: string][] = [];
  const notPlaced: NotPlaced[] = [];
  const roomOf = new Map(round.places.map(({ participantId, roomId }) => [participantId, roomId]));
  const placeOf = ({ id }: ZoomRound['members'][number]) => rooms.findIndex((room) => room.id === roomOf.get(id));
  const inOrder = [...members].sort((one, other) => placeOf(one) - placeOf(other) || byName(one, other));
  for (const member of inOrder) {
    const place = placeOf(member);
    const room = rooms[place];
    const address = round.addresses.get(member.id);
    if (room === undefined && round.absent.has(member.id)) continue;
    const reason = reasonAgainst(room, address, { rows: rows.length, place }, limits);
    if (reason !== null) notPlaced.push({ name: member.name, reason });
    else if (room && address !== undefined) rows.push([inert(room.name), address]);
  }
  const here = new Set(members.map(({ id }) => id));
  const gone = round.places.filter(({ participantId }) => !here.has(participantId));
  notPlaced.push(...gone.map(() => ({ name: 'Somebody', reason: 'has a place and is not registered any more' })));
  const filled = new Set(rows.map(([name]) => name));
  return {
    csv: stringify([['Pre-assign Room Name', 'Email Address'], ...rows], {
      record_delimiter: '\r\n',
      quoted_match: [/[\r\n\t;]/],
    }),
    notPlaced: notPlaced.sort(byName),
    emptyRooms: rooms.map(({ name }) => name).filter((name) => !filled.has(inert(name))),
  };
}

function reasonAgainst(
  room: RoomContent | undefined,
  address: string | undefined,
  { rows, place }: { readonly rows: number; readonly place: number },
  limits: ZoomLimits,
): string | null {
  if (room === undefined) return 'has no room yet';
  const where = `, belongs in ${room.name}`;
  if (address === undefined) return `has no address${where}`;
  if (inert(address) !== address) return `has an address that a spreadsheet would take for a formula${where}`;
  if (place >= limits.rooms) return `is in a room beyond the ${limits.rooms} that Zoom takes${where}`;
  if (rows >= limits.people) return `is beyond the ${limits.people} people that Zoom takes${where}`;
  return null;
}
