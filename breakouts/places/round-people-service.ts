/** Everybody whom a round concerns, and what holds of them. */
import type { Kysely } from 'kysely';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Member } from '../neighbours.ts';
import type { BreakoutRound, Place } from '../round.ts';
import { findSettings } from '../rounds/setting-store.ts';
import type { BreakoutSettings } from '../schema.ts';
import { type Movable, type Places, placesById } from './moves.ts';
import { absentIn, placesOf } from './place-store.ts';
import { type RoomRules, roomRulesOf } from './room-rules.ts';

export interface RoundPeople extends Movable {
  readonly round: BreakoutRound;
  readonly settings: BreakoutSettings;
  readonly members: ReadonlyMap<ParticipantId, Member>;
  readonly absent: ReadonlySet<ParticipantId>;
  readonly present: ReadonlySet<ParticipantId>;
  readonly rules: RoomRules;
}

export async function peopleOf(
  { neighbours }: Pick<BreakoutNeeds, 'neighbours'>,
  db: Kysely<Tables>,
  round: BreakoutRound,
): Promise<RoundPeople> {
  const { id, eventId, content } = round;
  const members = await neighbours.membersOf(db, eventId);
  const absent = await absentIn(db, eventId, id);
  const { settings } = await findSettings(db, eventId);
  const roles = await neighbours.roomRolesOf(db, eventId);
  return {
    ...{ round, settings, absent },
    members: new Map(members.map((member) => [member.id, member])),
    present: new Set(members.flatMap((member) => (absent.has(member.id) ? [] : [member.id]))),
    rooms: new Set(content.rooms.map((room) => room.id)),
    rules: roomRulesOf(content, settings, members, roles),
  };
}

/** The places of a set that count: of who is registered and not absent, in rooms that there are. */
export async function placesThatCount(
  db: Kysely<Tables>,
  { round: { eventId }, present, rooms }: RoundPeople,
  setId: string,
): Promise<Places> {
  return placesById((await placesOf(db, eventId, setId)).filter((place) => counts(place, { present, rooms })));
}

function counts({ participantId, roomId }: Place, { present, rooms }: Movable): boolean {
  return present.has(participantId) && rooms.has(roomId);
}

/** Who is there and has no place yet. */
export function unplacedAmong({ present }: Pick<RoundPeople, 'present'>, places: Places): ParticipantId[] {
  return [...present].filter((id) => !places.has(id));
}
