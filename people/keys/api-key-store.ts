/** The SQL of API keys. Revoked ones stay, so that the audit log can name them; they open nothing. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { PeopleApiKeyRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';

export async function insertApiKey(db: Kysely<Tables>, row: PeopleApiKeyRow): Promise<void> {
  await db.insertInto('people_api_key').values(row).execute();
}

/** Those that are not revoked, oldest first. */
export async function listApiKeys(db: Kysely<Tables>, eventId: EventId): Promise<PeopleApiKeyRow[]> {
  return await db
    .selectFrom('people_api_key')
    .selectAll()
    .where('event_id', '=', eventId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The key of this hash that is not revoked. Looked up over all events, because the key says which it is of. */
export async function findApiKeyByHash(db: Kysely<Tables>, hash: string): Promise<PeopleApiKeyRow | undefined> {
  return await db
    .selectFrom('people_api_key')
    .selectAll()
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** Of these keys, the ids of those that are not revoked; all events. */
export async function keysInForce(db: Kysely<Tables>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('people_api_key')
    .select('id')
    .where('id', 'in', ids)
    .where('revoked_at', 'is', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** @returns false when there is no such key that is not revoked. */
export async function revokeApiKey(db: Kysely<Tables>, eventId: EventId, id: string, now: Instant): Promise<boolean> {
  const result = await db
    .updateTable('people_api_key')
    .set({ revoked_at: now })
    .where('event_id', '=', eventId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function noteApiKeyUse(db: Kysely<Tables>, id: string, now: Instant): Promise<void> {
  await db.updateTable('people_api_key').set({ used_at: now }).where('id', '=', id).execute();
}
