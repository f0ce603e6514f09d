/** The SQL of imports: many rows in few statements, each below what either engine takes as parameters. */
import type { Kysely } from 'kysely';
import type { RoleGrant } from '../../kernel/actor.ts';
import type { EventId, OrganisationId, ParticipantId, PersonId } from '../../kernel/ids.ts';
import type { PeopleParticipantRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { nameKey } from '../name-key.ts';
import type { Participant, Person } from '../roster/participant.ts';

const ROWS_AT_ONCE = 500;

async function inPortions<Row>(rows: readonly Row[], work: (portion: readonly Row[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await work(rows.slice(from, from + ROWS_AT_ONCE));
}

/**
 * The persons of addresses, made where there is none. They are held until the transaction ends, so that
 * nobody can take one away as one that no event knows.
 * @param made with the ids of those that are made; no address twice.
 * @returns by the key of the address.
 */
export async function claimPersons(
  tx: Kysely<Tables>,
  made: readonly Person[],
  now: Instant,
): Promise<ReadonlyMap<string, Person>> {
  const persons = new Map<string, Person>();
  // In one order whoever imports, so that two of them never wait for each other.
  const sorted = made.toSorted((one, other) => (one.emailKey < other.emailKey ? -1 : 1));
  await inPortions(sorted, async (portion) => {
    const rows = await tx
      .insertInto('people_person')
      .values(portion.map(({ id, email, emailKey }) => ({ id, email, email_key: emailKey, created_at: now })))
      .onConflict((conflict) =>
        conflict.column('email_key').doUpdateSet((row) => ({ email_key: row.ref('excluded.email_key') })),
      )
      .returning(['id', 'email', 'email_key'])
      .execute();
    for (const { id, email, email_key } of rows) {
      persons.set(email_key, { id: id as PersonId, email, emailKey: email_key });
    }
  });
  return persons;
}

export interface NewOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  readonly country: string | null;
}

/** Organisations of which only name and country are known. */
export async function insertNamedOrganisations(
  tx: Kysely<Tables>,
  eventId: EventId,
  organisations: readonly NewOrganisation[],
): Promise<void> {
  await inPortions(organisations, (portion) => {
    const rows = portion.map(({ id, name, country }) => ({
      id,
      event_id: eventId,
      name,
      name_key: nameKey(name),
      country,
      kind: 'partner',
      domains: '[]',
      needs_approval: 0 as const,
      quota: null,
      revision: 1,
    }));
    return tx.insertInto('people_organisation').values(rows).execute();
  });
}

export async function setCountry(tx: Kysely<Tables>, eventId: EventId, id: string, country: string): Promise<void> {
  await tx
    .updateTable('people_organisation')
    .set((row) => ({ country, revision: row('revision', '+', 1) }))
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .execute();
}

/** Stores what a file says of participants that there are: name, organisation, tags and wishes. */
export async function saveImported(
  tx: Kysely<Tables>,
  participants: readonly Participant[],
  now: Instant,
): Promise<void> {
  await inPortions(participants, (portion) =>
    tx
      .insertInto('people_participant')
      .values(portion.map((each) => rowOf(each, now)))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          name: row.ref('excluded.name'),
          name_key: row.ref('excluded.name_key'),
          organisation_id: row.ref('excluded.organisation_id'),
          tags: row.ref('excluded.tags'),
          wishes: row.ref('excluded.wishes'),
          revision: row.ref('excluded.revision'),
          updated_at: row.ref('excluded.updated_at'),
        })),
      )
      .execute(),
  );
}

/** A statement that updates many rows must be one that could insert them. */
function rowOf(each: Participant, now: Instant): PeopleParticipantRow {
  return {
    id: each.id,
    event_id: each.eventId,
    person_id: each.person?.id ?? null,
    name: each.name,
    name_key: nameKey(each.name),
    organisation_id: each.organisation?.id ?? null,
    tags: JSON.stringify(each.tags),
    time_zone: each.timeZone,
    state: each.state,
    waiting_for: each.waitingFor,
    waiting_since: each.waitingSince,
    invited_at: each.invitedAt,
    registered_at: each.registeredAt,
    erased_at: each.erasedAt,
    wishes: JSON.stringify(each.wishes),
    revision: each.revision,
    created_at: each.createdAt,
    updated_at: now,
  };
}

/** Gives each of them these roles and no others. */
export async function replaceManyRoles(
  tx: Kysely<Tables>,
  eventId: EventId,
  roles: readonly { readonly id: ParticipantId; readonly grants: readonly RoleGrant[] }[],
): Promise<void> {
  await inPortions(roles, (portion) =>
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
  const rows = roles.flatMap(({ id, grants }) =>
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
