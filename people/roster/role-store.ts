/** The SQL of roles. */
import type { Kysely } from 'kysely';
import type { RoleGrant, StaffRole } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { Tables } from '../../kernel/tables.ts';

const AT_ONCE = 5_000;

/** Of each who has any. @param ids null for everybody in the event. */
export async function listRoles(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly ParticipantId[] | null,
): Promise<ReadonlyMap<ParticipantId, readonly RoleGrant[]>> {
  const rolesOf = new Map<ParticipantId, RoleGrant[]>();
  const all = db.selectFrom('people_role').selectAll().where('event_id', '=', eventId);
  for (let from = 0; from < (ids?.length ?? 1); from += AT_ONCE) {
    const some = ids ? all.where('participant_id', 'in', ids.slice(from, from + AT_ONCE)) : all;
    for (const row of await some.execute()) {
      const id = row.participant_id as ParticipantId;
      const grant = { role: row.role as StaffRole, dayId: row.day_id || null, room: row.room || null };
      rolesOf.set(id, [...(rolesOf.get(id) ?? []), grant]);
    }
  }
  return rolesOf;
}

export async function rolesOf(db: Kysely<Tables>, eventId: EventId, id: ParticipantId): Promise<readonly RoleGrant[]> {
  return (await listRoles(db, eventId, [id])).get(id) ?? [];
}

export interface RolesGiven {
  readonly id: ParticipantId;
  readonly grants: readonly RoleGrant[];
}

/** Gives each of them these roles and no others. */
export async function replaceRoles(tx: Kysely<Tables>, eventId: EventId, given: readonly RolesGiven[]): Promise<void> {
  await inPortions(given, (portion) =>
    tx
      .deleteFrom('people_role')
      .where('event_id', '=', eventId)
      .where(
        'participant_id',
        'in',
        portion.map(({ id }) => id),
      )
      .execute(),
  );
  const rows = given.flatMap(({ id, grants }) =>
    grants.map(({ role, dayId, room }) => ({
      event_id: eventId,
      participant_id: id,
      role,
      day_id: dayId ?? '',
      room: room ?? '',
    })),
  );
  await inPortions(rows, (portion) => tx.insertInto('people_role').values(portion).execute());
}

/** How many there are whose role counts. */
export async function countRegisteredOrganisers(db: Kysely<Tables>, eventId: EventId): Promise<number> {
  const row = await db
    .selectFrom('people_role')
    .innerJoin('people_participant', 'people_participant.id', 'people_role.participant_id')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('people_role.event_id', '=', eventId)
    .where('people_role.role', '=', 'organiser')
    .where('people_participant.state', '=', 'registered')
    .executeTakeFirstOrThrow();
  return row.count;
}
