/** The hashes of the operators' keys. The keys themselves are stored nowhere. */
import type { Kysely } from 'kysely';
import type { ServerOperatorKeyRow, Tables } from '../kernel/tables.ts';

export interface OperatorKeyStore {
  /** Stores a key unless there is one of its id. @returns false when there was. */
  add(row: ServerOperatorKeyRow): Promise<boolean>;
  /** The id of the key with this hash, or null. */
  findByHash(hash: string): Promise<string | null>;
  isEmpty(): Promise<boolean>;
}

export function operatorKeyStore(db: Kysely<Tables>): OperatorKeyStore {
  return {
    async add(row) {
      const result = await db
        .insertInto('server_operator_key')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    async findByHash(hash) {
      const row = await db.selectFrom('server_operator_key').select('id').where('hash', '=', hash).executeTakeFirst();
      return row?.id ?? null;
    },
    async isEmpty() {
      const row = await db.selectFrom('server_operator_key').select('id').limit(1).executeTakeFirst();
      return row === undefined;
    },
  };
}
