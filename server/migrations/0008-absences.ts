import type { Kysely } from 'kysely';

/**
 * Which room somebody gave up when they said that they will be absent, and whether an organiser had locked them in it:
 * who is there after all goes back. Null and 0 for those who had none, and for what was there before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('breakout_absence').addColumn('room_id', 'text').execute();
  await db.schema
    .alterTable('breakout_absence')
    .addColumn('locked', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
