/** The SQL of the rounds of polls. */
import type { Kysely, Selectable } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { PollRoundRow, Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import type { Round, Standing } from './poll.ts';
import type { PollContent } from './schema.ts';
import type { Tally } from './tally.ts';

export async function findRound(
  db: Kysely<Tables>,
  eventId: EventId,
  pollId: string,
  number: number,
): Promise<Round | undefined> {
  const row = await roundsOf(db, eventId).where('poll_id', '=', pollId).where('number', '=', number).executeTakeFirst();
  return row && toRound(row);
}

/** Newest first. */
export async function listRoundsOf(db: Kysely<Tables>, eventId: EventId, pollId: string): Promise<Round[]> {
  const rows = await roundsOf(db, eventId).where('poll_id', '=', pollId).orderBy('number', 'desc').execute();
  return rows.map(toRound);
}

/** The newest of each poll of an event, by the poll's id. */
export async function listNewestRounds(db: Kysely<Tables>, eventId: EventId): Promise<Map<string, Round>> {
  const rows = await db
    .selectFrom('poll_round')
    .innerJoin('poll_poll', (join) =>
      join.onRef('poll_poll.id', '=', 'poll_round.poll_id').onRef('poll_poll.round', '=', 'poll_round.number'),
    )
    .selectAll('poll_round')
    .where('poll_poll.event_id', '=', eventId)
    .execute();
  return new Map(rows.map((row) => [row.poll_id, toRound(row)]));
}

/** With its key, which is listed apart, so that it is ended also when the round goes with its poll or event. */
export async function insertRound(tx: Kysely<Tables>, eventId: EventId, round: Round): Promise<void> {
  const row = { poll_id: round.pollId, number: round.number, event_id: eventId };
  await tx
    .insertInto('poll_round')
    .values({ ...row, ...toColumns(round) })
    .execute();
  if (round.publicKey === null) return;
  await tx.insertInto('poll_key').values({ public_key: round.publicKey, poll_id: round.pollId }).execute();
}

export async function saveRound(tx: Kysely<Tables>, eventId: EventId, round: Round): Promise<void> {
  await tx
    .updateTable('poll_round')
    .set(toColumns(round))
    .where('event_id', '=', eventId)
    .where('poll_id', '=', round.pollId)
    .where('number', '=', round.number)
    .execute();
}

function roundsOf(db: Kysely<Tables>, eventId: EventId) {
  return db.selectFrom('poll_round').selectAll().where('event_id', '=', eventId);
}

function toColumns({ content, tally, standings, keyGone, closedByHand, ...round }: Round) {
  return {
    content: JSON.stringify(content),
    opened_at: round.openedAt,
    closes_at: round.closesAt,
    closed_by_hand: closedByHand ? (1 as const) : (0 as const),
    closed_at: round.closedAt,
    shown_at: round.shownAt,
    answer_shown_at: round.answerShownAt,
    turnout: tally?.people ?? null,
    entitled: round.entitled,
    present: round.present,
    tally: tally && JSON.stringify(tally),
    standings: standings && JSON.stringify(standings),
    public_key: round.publicKey,
    key_gone: keyGone ? (1 as const) : (0 as const),
    fault: round.fault,
  };
}

function toRound(row: Selectable<PollRoundRow>): Round {
  return {
    pollId: row.poll_id,
    number: row.number,
    content: JSON.parse(row.content) as PollContent,
    openedAt: row.opened_at as Instant,
    closesAt: row.closes_at as Instant | null,
    closedByHand: row.closed_by_hand === 1,
    closedAt: row.closed_at as Instant | null,
    shownAt: row.shown_at as Instant | null,
    answerShownAt: row.answer_shown_at as Instant | null,
    entitled: row.entitled,
    present: row.present,
    tally: row.tally === null ? null : (JSON.parse(row.tally) as Tally),
    standings: row.standings === null ? null : (JSON.parse(row.standings) as Standing[]),
    publicKey: row.public_key,
    keyGone: row.key_gone === 1,
    fault: row.fault,
  };
}
