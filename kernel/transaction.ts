/** How services change what is stored: whole or not at all. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** In a transaction of its own, or as a part of the one that `db` is. */
export function inTransaction<T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
