/** The SQL of who is still in: asked for many open sockets at once. */
import type { Kysely } from 'kysely';
import type { ParticipantState, RoleGrant, StaffRole } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import type { StandingNow } from './standing-now.ts';

/** How people stand in all events but those that removed them, by sign-in. Those that have ended are missing. */
export async function standingsNow(
  db: Kysely<Tables>,
  signInIds: readonly string[],
  now: Instant,
): Promise<Map<string, { readonly endsAt: Instant; readonly standings: StandingNow[] }>> {
  if (signInIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('people_sign_in as sign_in')
    .innerJoin('people_participant as participant', 'participant.person_id', 'sign_in.person_id')
    .leftJoin('people_role as role', 'role.participant_id', 'participant.id')
    .select([
      'sign_in.id as sign_in_id',
      'sign_in.expires_at',
      'participant.id as participant_id',
      'participant.event_id',
    ])
    .select(['participant.name', 'participant.state', 'participant.revision'])
    .select(['role.role', 'role.day_id', 'role.room'])
    .where('sign_in.id', 'in', signInIds)
    .where('sign_in.expires_at', '>', now)
    .where('participant.state', '<>', 'removed')
    .orderBy('role.role')
    .orderBy('role.day_id')
    .orderBy('role.room')
    .execute();
  const found = new Map<string, { endsAt: Instant; standings: (StandingNow & { roles: RoleGrant[] })[] }>();
  for (const row of rows) {
    const signIn = found.get(row.sign_in_id) ?? { endsAt: instant(row.expires_at), standings: [] };
    found.set(row.sign_in_id, signIn);
    const { standings } = signIn;
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

/** Of these sign-ins, the ids of those that have not ended. */
export async function signInsInForce(db: Kysely<Tables>, ids: readonly string[], now: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('people_sign_in')
    .select('id')
    .where('id', 'in', ids)
    .where('expires_at', '>', now)
    .execute();
  return rows.map(({ id }) => id);
}
