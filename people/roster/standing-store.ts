/** How somebody stands in an event, where it is asked of them and not of a sign-in. */
import type { Kysely } from 'kysely';
import type { Standing } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { findParticipant } from './participant-store.ts';
import { rolesOf } from './role-store.ts';

/** Undefined for whoever is not there, or was erased. */
export async function standingIn(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<Standing | undefined> {
  const participant = await findParticipant(db, eventId, participantId);
  if (!participant) return undefined;
  return { eventId, participantId, state: participant.state, roles: await rolesOf(db, eventId, participantId) };
}
