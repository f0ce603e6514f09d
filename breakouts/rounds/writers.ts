/** Who leads a room, and who writes its summary. Pure. */
import { type Actor, type Place, standingOf } from '../../kernel/actor.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { isInside } from '../../people/policy.ts';
import type { Member, RoomRole } from '../neighbours.ts';
import { type RoomContent, sameName } from '../schema.ts';

export interface Writers {
  /** Null where there is none, or where the one whom the round names has left. */
  readonly facilitator: ParticipantId | null;
  readonly rapporteur: ParticipantId | null;
  /** Everybody who writes the room's summary as one of these, each once. */
  readonly writers: readonly ParticipantId[];
}

/**
 * Those that the round names; where it names nobody, those who have the role for a room of that name, of whom the
 * first is shown and all write.
 * @param members everybody who is registered.
 */
export function writersOf(
  room: RoomContent,
  roles: readonly RoomRole[],
  members: readonly Pick<Member, 'id'>[],
): Writers {
  const here = new Set<string>(members.map(({ id }) => id));
  const facilitators = leading(room, room.facilitator, 'facilitator', roles, here);
  const rapporteurs = leading(room, room.rapporteur, 'rapporteur', roles, here);
  return {
    facilitator: facilitators[0] ?? null,
    rapporteur: rapporteurs[0] ?? null,
    writers: [...new Set([...facilitators, ...rapporteurs])],
  };
}

/** Whether somebody is one of them. Asked of them alone, without reading who else is in: pages save while people type. */
export function writes(actor: Actor, place: Pick<Place, 'eventId'>, room: RoomContent): boolean {
  const standing = standingOf(actor, place);
  if (!standing || !isInside(actor, place)) return false;
  const own = standing.roles.flatMap(({ role, room: name }): RoomRole[] => {
    if ((role !== 'facilitator' && role !== 'rapporteur') || name === null) return [];
    return [{ participantId: standing.participantId, role, room: name }];
  });
  return writersOf(room, own, [{ id: standing.participantId }]).writers.length > 0;
}

function leading(
  { name }: RoomContent,
  named: string | null,
  role: RoomRole['role'],
  roles: readonly RoomRole[],
  here: ReadonlySet<string>,
): ParticipantId[] {
  if (named !== null) return here.has(named) ? [named as ParticipantId] : [];
  const holders = roles.filter((each) => each.role === role && sameName(each.room, name));
  return [...new Set(holders.map(({ participantId }) => participantId))].filter((id) => here.has(id)).sort();
}
