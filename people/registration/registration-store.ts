/** The SQL of registration: what organisers set, and what people agreed to. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId, OrganisationId, ParticipantId } from '../../kernel/ids.ts';
import type { PeopleConsentRow, PeopleRegistrationRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ConsentGiven } from './consents.ts';
import { NOT_SET, type Registration, type StoredConsent } from './registration.ts';
import type { Taken } from './waiting-list.ts';

export async function findRegistration(db: Kysely<Tables>, eventId: EventId): Promise<Registration> {
  const row = await db.selectFrom('people_registration').selectAll().where('event_id', '=', eventId).executeTakeFirst();
  return row ? toRegistration(row) : NOT_SET;
}

/**
 * The registration of an event, held until the transaction ends: changes of who is in an event go one
 * after the other on both engines, so that two never take the same last place.
 */
export async function claimRegistration(tx: Kysely<Tables>, eventId: EventId): Promise<Registration> {
  const row = await tx
    .insertInto('people_registration')
    .values({ event_id: eventId, ...toColumns(NOT_SET) })
    .onConflict((conflict) => conflict.column('event_id').doUpdateSet({ event_id: eventId }))
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRegistration(row);
}

export async function saveRegistration(
  tx: Kysely<Tables>,
  eventId: EventId,
  registration: Registration,
): Promise<void> {
  await tx.updateTable('people_registration').set(toColumns(registration)).where('event_id', '=', eventId).execute();
}

/** How many places are taken, in all and by organisation. */
export async function countTaken(db: Kysely<Tables>, eventId: EventId): Promise<Taken> {
  const rows = await db
    .selectFrom('people_participant')
    .select((each) => ['organisation_id', each.fn.countAll<number>().as('count')])
    .where('event_id', '=', eventId)
    .where('state', '=', 'registered')
    .groupBy('organisation_id')
    .execute();
  return {
    inAll: rows.reduce((sum, { count }) => sum + count, 0),
    byOrganisation: new Map(rows.map((row) => [row.organisation_id as OrganisationId | null, row.count])),
  };
}

export async function insertConsents(
  tx: Kysely<Tables>,
  of: { readonly eventId: EventId; readonly participantId: ParticipantId; readonly at: Instant },
  consents: readonly (ConsentGiven & { readonly id: string })[],
): Promise<void> {
  if (consents.length === 0) return;
  const rows = consents.map(({ id, key, version, given }) => ({
    id,
    event_id: of.eventId,
    participant_id: of.participantId,
    consent_key: key,
    version,
    given: given ? (1 as const) : (0 as const),
    at: of.at,
  }));
  await tx.insertInto('people_consent').values(rows).execute();
}

/** All that somebody answered, newest first. */
export async function listConsents(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<(ConsentGiven & { readonly at: Instant })[]> {
  const rows: Selectable<PeopleConsentRow>[] = await db
    .selectFrom('people_consent')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .orderBy('at', 'desc')
    .orderBy('consent_key')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ consent_key, version, given, at }) => ({
    key: consent_key,
    version,
    given: given === 1,
    at: at as Instant,
  }));
}

export async function deleteConsents(
  tx: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<void> {
  await tx
    .deleteFrom('people_consent')
    .where('event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .execute();
}

function toColumns({ opensAt, closesAt, places, waitingList, consents, revision }: Registration) {
  return {
    opens_at: opensAt,
    closes_at: closesAt,
    places,
    waiting_list: waitingList ? (1 as const) : (0 as const),
    consents: JSON.stringify(consents),
    revision,
  };
}

function toRegistration(row: Selectable<PeopleRegistrationRow>): Registration {
  return {
    opensAt: row.opens_at as Instant | null,
    closesAt: row.closes_at as Instant | null,
    places: row.places,
    waitingList: row.waiting_list === 1,
    consents: JSON.parse(row.consents) as StoredConsent[],
    revision: row.revision,
  };
}
