/** Who leads a room, and who writes its summary. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
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
