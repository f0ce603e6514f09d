/** The SQL of organisations. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId, OrganisationId } from '../../kernel/ids.ts';
import type { PeopleOrganisationRow, Tables } from '../../kernel/tables.ts';
import { nameKey } from '../name-key.ts';
import type { OrganisationFields, OrganisationKind } from '../schema.ts';
import type { Organisation } from './participant.ts';

/** In order of name. */
export async function listOrganisations(db: Kysely<Tables>, eventId: EventId): Promise<Organisation[]> {
  const rows = await organisationsOf(db, eventId).orderBy('name_key').execute();
  return rows.map(toOrganisation);
}

/** @param id of whatever text an address has. */
export async function findOrganisation(
  db: Kysely<Tables>,
  eventId: EventId,
  id: string,
): Promise<Organisation | undefined> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
  const row = await organisationsOf(db, eventId).where('id', '=', id).executeTakeFirst();
  return row && toOrganisation(row);
}

export async function insertOrganisation(db: Kysely<Tables>, organisation: Organisation): Promise<void> {
  const { id, eventId, revision } = organisation;
  await db
    .insertInto('people_organisation')
    .values({ id, event_id: eventId, ...toColumns(organisation), revision })
    .execute();
}

export async function saveOrganisation(db: Kysely<Tables>, organisation: Organisation): Promise<void> {
  const { id, eventId, revision } = organisation;
  await db
    .updateTable('people_organisation')
    .set({ ...toColumns(organisation), revision })
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .execute();
}

export async function deleteOrganisation(db: Kysely<Tables>, { id, eventId }: Organisation): Promise<void> {
  await db.deleteFrom('people_organisation').where('event_id', '=', eventId).where('id', '=', id).execute();
}

function organisationsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('people_organisation').selectAll().where('event_id', '=', eventId);
}

function toColumns(fields: OrganisationFields) {
  return {
    name: fields.name,
    name_key: nameKey(fields.name),
    country: fields.country,
    kind: fields.kind,
    domains: JSON.stringify(fields.domains),
    needs_approval: fields.needsApproval ? (1 as const) : (0 as const),
    quota: fields.quota,
  };
}

function toOrganisation(row: Selectable<PeopleOrganisationRow>): Organisation {
  return {
    id: row.id as OrganisationId,
    eventId: row.event_id as EventId,
    name: row.name,
    country: row.country,
    kind: row.kind as OrganisationKind,
    domains: JSON.parse(row.domains) as string[],
    needsApproval: row.needs_approval === 1,
    quota: row.quota,
    revision: row.revision,
  };
}
