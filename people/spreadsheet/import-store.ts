/** The SQL of imports: persons and organisations, many in few statements. */
import type { Kysely } from 'kysely';
import type { EventId, OrganisationId, PersonId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { nameKey } from '../name-key.ts';
import type { Person } from '../roster/participant.ts';

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
