/** How services change what is stored: whole or not at all. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** How often work is begun that others stood in the way of. */
const ATTEMPTS = 3;

/**
 * In a transaction of its own, or as a part of the one that `db` is.
 * @param work may be begun again from its start: PostgreSQL ends one of two transactions that wait for each other.
 */
export async function inTransaction<T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  if (db.isTransaction) return await work(db);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !wasInTheWay(error)) throw error;
    }
  }
}

/** PostgreSQL's words for a deadlock and for a transaction that cannot be put in a row with the others. */
function wasInTheWay(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === '40P01' || code === '40001';
}
