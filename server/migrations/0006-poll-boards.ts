import type { Kysely } from 'kysely';

/**
 * What is kept of a closed question of a quiz, so that a leaderboard of organisations stays as it was whoever joins
 * another since; and of which report an imported poll is, so that none is read in twice. Null for what was there before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('poll_round').addColumn('standings', 'text').execute();
  await db.schema.alterTable('poll_poll').addColumn('report', 'text').execute();
}
