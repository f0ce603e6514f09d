/** The SQL of who is still in: asked for all open sockets at once, twice a second. */
import type { Kysely } from 'kysely';
import type { ParticipantState, RoleGrant, StaffRole } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { StandingNow } from './standing-now.ts';

/** How people stand in all events but those that removed them, by sign-in. Those that have ended are missing. */
export async function standingsNow(
  db: Kysely<Tables>,
  signInIds: readonly string[],
  now: Instant,
): Promise<Map<string, StandingNow[]>> {
  if (signInIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('people_sign_in as sign_in')
    .innerJoin('people_participant as participant', 'participant.person_id', 'sign_in.person_id')
    .leftJoin('people_role as role', 'role.participant_id', 'participant.id')
    .select(['sign_in.id as sign_in_id', 'participant.id as participant_id', 'participant.event_id'])
    .select(['participant.name', 'participant.state', 'participant.revision'])
    .select(['role.role', 'role.day_id', 'role.room'])
    .where('sign_in.id', 'in', signInIds)
    .where('sign_in.expires_at', '>', now)
    .where('participant.state', '<>', 'removed')
    .orderBy('role.role')
    .orderBy('role.day_id')
    .orderBy('role.room')
    .execute();
  const found = new Map<string, (StandingNow & { roles: RoleGrant[] })[]>();
  for (const row of rows) {
    const standings = found.get(row.sign_in_id) ?? [];
    found.set(row.sign_in_id, standings);
    let standing = standings.find(({ participantId }) => participantId === row.participant_id);
    if (!standing) {
      standing = {
        eventId: row.event_id as EventId,
        participantId: row.participant_id as ParticipantId,
        name: row.name,
        state: row.state as ParticipantState,
        revision: row.revision,
        roles: [],
      };
      standings.push(standing);
    }
    const { role, day_id, room } = row;
    if (role !== null) standing.roles.push({ role: role as StaffRole, dayId: day_id || null, room: room || null });
  }
  return found;
}
