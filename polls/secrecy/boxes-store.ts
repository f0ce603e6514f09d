/** The SQL of closing a secret poll: its sealed boxes, who voted, and what the database's log keeps of it. */
import { type Kysely, sql } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { RoundKey } from './secret-round.ts';

/** Which round of which poll. */
export interface RoundOf {
  readonly pollId: string;
  readonly number: number;
}

/** A box and whose it is: the owner is needed to read on, and to nothing else. */
export interface Box {
  readonly participant_id: string;
  readonly choice: string;
}

/** Some boxes of a round, after the one of this voter. */
export async function readBoxes(
  db: Kysely<Tables>,
  { pollId, number }: RoundOf,
  after: string,
  atMost: number,
): Promise<readonly Box[]> {
  return await db
    .selectFrom('poll_ballot')
    .select(['participant_id', 'choice'])
    .where('poll_id', '=', pollId)
    .where('round', '=', number)
    .where('participant_id', '>', after)
    .orderBy('participant_id')
    .limit(atMost)
    .execute();
}

/** Takes the poll's row until the transaction ends. @returns whether the poll is closing in this round. */
export async function holdClosing(tx: Kysely<Tables>, { pollId, number }: RoundOf): Promise<boolean> {
  const held = await tx
    .updateTable('poll_poll')
    .set((row) => ({ revision: row.ref('revision') }))
    .where('id', '=', pollId)
    .where('round', '=', number)
    .where('state', '=', 'closing')
    .returning('id')
    .executeTakeFirst();
  return held !== undefined;
}

/** Writes who voted, in the order of the voters' ids: in that of their ballots it would say who came when. */
export async function writeTurnout(tx: Kysely<Tables>, { pollId, number }: RoundOf): Promise<number> {
  await tx.deleteFrom('poll_turnout').where('poll_id', '=', pollId).where('round', '=', number).execute();
  const written = await tx
    .insertInto('poll_turnout')
    .columns(['poll_id', 'round', 'participant_id'])
    .expression((query) =>
      query
        .selectFrom('poll_ballot')
        .select(['poll_id', 'round', 'participant_id'])
        .where('poll_id', '=', pollId)
        .where('round', '=', number)
        .orderBy('participant_id'),
    )
    .executeTakeFirstOrThrow();
  return Number(written.numInsertedOrUpdatedRows);
}

export async function deleteBallots(tx: Kysely<Tables>, { pollId, number }: RoundOf): Promise<void> {
  await tx.deleteFrom('poll_ballot').where('poll_id', '=', pollId).where('round', '=', number).execute();
}

/** The key of a round that was counted. */
export interface EndingKey extends RoundKey, RoundOf {
  readonly eventId: EventId;
}

/** Of the rounds that were counted and of which it is not stored that their keys are gone. */
export async function listKeysToEnd(db: Kysely<Tables>): Promise<readonly EndingKey[]> {
  const rows = await countedWithKey(db).select(['event_id', 'poll_id', 'number', 'public_key']).execute();
  return rows.flatMap(({ event_id, poll_id, number, public_key }) =>
    public_key === null ? [] : [{ eventId: event_id as EventId, pollId: poll_id, number, publicKey: public_key }],
  );
}

export async function keysToEnd(db: Kysely<Tables>): Promise<boolean> {
  return (await countedWithKey(db).select('poll_id').limit(1).executeTakeFirst()) !== undefined;
}

function countedWithKey(db: Kysely<Tables>) {
  return db
    .selectFrom('poll_round')
    .where('public_key', 'is not', null)
    .where('tally', 'is not', null)
    .where('key_gone', '=', 0);
}

export async function markKeyGone(db: Kysely<Tables>, { pollId, number }: RoundOf): Promise<void> {
  await db
    .updateTable('poll_round')
    .set({ key_gone: 1 })
    .where('poll_id', '=', pollId)
    .where('number', '=', number)
    .execute();
}

/**
 * Of SQLite: takes what was written into the file and cuts the log to nothing. It does not wait for another process
 * that reads, because nothing else of this one would go on meanwhile.
 * @returns whether it was done.
 */
export async function cutLog(db: Kysely<Tables>): Promise<boolean> {
  return await db.connection().execute(async (connection) => {
    const { rows: before } = await sql<{ readonly timeout: number }>`pragma busy_timeout`.execute(connection);
    await sql`pragma busy_timeout = 0`.execute(connection);
    try {
      const { rows } = await sql<{ readonly busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows[0]?.busy === 0;
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(before[0]?.timeout ?? 0)}`.execute(connection);
    }
  });
}
