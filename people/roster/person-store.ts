/** The SQL of persons: addresses that can sign in, whatever events know them. */
import type { Kysely } from 'kysely';
import type { EventId, PersonId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { EmailAddress } from '../email-address.ts';
import type { Person } from './participant.ts';

/**
 * The person of an address, made when there is none. Whoever gets it holds the row until their transaction
 * ends, so that nobody can take the person away as one that no event knows.
 * @param id of the person that is made.
 */
export async function claimPerson(
  tx: Kysely<Tables>,
  { email, key }: EmailAddress,
  id: PersonId,
  now: Instant,
): Promise<Person> {
  const row = await tx
    .insertInto('people_person')
    .values({ id, email, email_key: key, created_at: now })
    .onConflict((conflict) =>
      conflict.column('email_key').doUpdateSet((row) => ({ email_key: row.ref('excluded.email_key') })),
    )
    .returning(['id', 'email', 'email_key'])
    .executeTakeFirstOrThrow();
  return { id: row.id as PersonId, email: row.email, emailKey: row.email_key };
}

export async function findPerson(db: Kysely<Tables>, personId: PersonId): Promise<Person | undefined> {
  const row = await db.selectFrom('people_person').selectAll().where('id', '=', personId).executeTakeFirst();
  return row && { id: row.id as PersonId, email: row.email, emailKey: row.email_key };
}

/** Holds the person's row until the transaction ends. */
export async function lockPerson(tx: Kysely<Tables>, personId: PersonId): Promise<void> {
  await tx
    .updateTable('people_person')
    .set((row) => ({ email_key: row.ref('email_key') }))
    .where('id', '=', personId)
    .execute();
}

/** Of how many events a person is still a part, those that removed them left out. */
export async function countStandings(db: Kysely<Tables>, personId: PersonId): Promise<number> {
  const row = await db
    .selectFrom('people_participant')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('state', '!=', 'removed')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Takes a person away, with their sign-ins, whom no event holds any more, not even as removed. */
export async function deleteUnknownPerson(tx: Kysely<Tables>, personId: PersonId): Promise<void> {
  await tx
    .deleteFrom('people_person')
    .where('id', '=', personId)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('people_participant')
            .select('people_participant.id')
            .whereRef('people_participant.person_id', '=', 'people_person.id'),
        ),
      ),
    )
    .execute();
}

/** Ends the links by which an address could enter one event. */
export async function deleteLinksInto(tx: Kysely<Tables>, eventId: EventId, emailKey: string): Promise<void> {
  await tx.deleteFrom('people_link').where('event_id', '=', eventId).where('email_key', '=', emailKey).execute();
}
