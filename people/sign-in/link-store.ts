/** The SQL of links and codes. Whoever changes a row names the state it must be in, so that one of two wins. */
import type { Kysely } from 'kysely';
import { inPortions } from '../../kernel/portions.ts';
import type { PeopleLinkRow, Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';

export async function insertLink(db: Kysely<Tables>, row: PeopleLinkRow): Promise<void> {
  await insertLinks(db, [row]);
}

export async function insertLinks(db: Kysely<Tables>, rows: readonly PeopleLinkRow[]): Promise<void> {
  await inPortions(rows, (portion) => db.insertInto('people_link').values(portion).execute());
}

/** When the oldest row came of which is not decided yet whether a mail goes out. */
export async function oldestUnmailed(db: Kysely<Tables>): Promise<Instant | null> {
  const row = await db
    .selectFrom('people_link')
    .select('created_at')
    .where('mailed_at', 'is', null)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  return row ? instant(row.created_at) : null;
}

/** Oldest first. */
export async function listUnmailed(db: Kysely<Tables>, limit: number): Promise<PeopleLinkRow[]> {
  return await db
    .selectFrom('people_link')
    .selectAll()
    .where('mailed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Marks rows as decided. @returns the ids of those that no other process has marked before. */
export async function claimUnmailed(tx: Kysely<Tables>, ids: readonly string[], now: Instant): Promise<Set<string>> {
  const rows = await tx
    .updateTable('people_link')
    .set({ mailed_at: now })
    .where('id', 'in', ids)
    .where('mailed_at', 'is', null)
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function setLinkSecrets(
  tx: Kysely<Tables>,
  id: string,
  secrets: Pick<PeopleLinkRow, 'event_id' | 'link_hash' | 'code_hash'>,
): Promise<void> {
  await tx.updateTable('people_link').set(secrets).where('id', '=', id).execute();
}

/** @returns undefined when there is none, or it was used, or its time is over. */
export async function findLink(tx: Kysely<Tables>, linkHash: string, now: Instant): Promise<PeopleLinkRow | undefined> {
  return await tx
    .selectFrom('people_link')
    .selectAll()
    .where('link_hash', '=', linkHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses a link up, by itself or by its code. @returns whether it could be used, and nobody was faster. */
export async function spendLink(tx: Kysely<Tables>, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('people_link')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Counts a try before it is judged. @returns undefined when no more may be made. */
export async function countTry(
  db: Kysely<Tables>,
  requestHash: string,
  most: number,
  now: Instant,
): Promise<PeopleLinkRow | undefined> {
  return await db
    .updateTable('people_link')
    .set((row) => ({ tries: row('tries', '+', 1) }))
    .where('request_hash', '=', requestHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('tries', '<', most)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteLinksOf(tx: Kysely<Tables>, personId: string): Promise<void> {
  await tx
    .deleteFrom('people_link')
    .where('email_key', '=', (row) => row.selectFrom('people_person').select('email_key').where('id', '=', personId))
    .execute();
}

export async function deleteExpiredLinks(tx: Kysely<Tables>, now: Instant): Promise<void> {
  await tx.deleteFrom('people_link').where('expires_at', '<=', now).execute();
}

export async function earliestLinkEnd(db: Kysely<Tables>): Promise<number | null> {
  const row = await db.selectFrom('people_link').select('expires_at').orderBy('expires_at').limit(1).executeTakeFirst();
  return row?.expires_at ?? null;
}
