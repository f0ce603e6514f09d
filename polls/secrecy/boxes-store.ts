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

/** A key that nobody needs any more. */
export interface EndingKey extends RoundKey {
  /** The round that was counted with it; null where it was removed. */
  readonly round: (RoundOf & { readonly eventId: EventId }) | null;
}

/** Of the rounds that were counted or removed. A key that no opening of this database has listed is never among them. */
export async function listKeysToEnd(db: Kysely<Tables>): Promise<readonly EndingKey[]> {
  const rows = await keysWithoutNeed(db)
    .select(['poll_key.poll_id', 'poll_key.public_key', 'poll_round.event_id', 'poll_round.number'])
    .execute();
  return rows.map(({ poll_id, public_key, event_id, number }) => ({
    pollId: poll_id,
    publicKey: public_key,
    round: event_id === null || number === null ? null : { eventId: event_id as EventId, pollId: poll_id, number },
  }));
}

export async function keysToEnd(db: Kysely<Tables>): Promise<boolean> {
  return (await keysWithoutNeed(db).select('poll_key.poll_id').limit(1).executeTakeFirst()) !== undefined;
}

function keysWithoutNeed(db: Kysely<Tables>) {
  return db
    .selectFrom('poll_key')
    .leftJoin('poll_round', (join) =>
      join
        .onRef('poll_round.poll_id', '=', 'poll_key.poll_id')
        .onRef('poll_round.public_key', '=', 'poll_key.public_key'),
    )
    .where((row) => row.or([row('poll_round.poll_id', 'is', null), row('poll_round.tally', 'is not', null)]));
}

export async function markKeyGone(db: Kysely<Tables>, { publicKey, round }: EndingKey): Promise<void> {
  await db.deleteFrom('poll_key').where('public_key', '=', publicKey).execute();
  if (!round) return;
  await db
    .updateTable('poll_round')
    .set({ key_gone: 1 })
    .where('poll_id', '=', round.pollId)
    .where('number', '=', round.number)
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
