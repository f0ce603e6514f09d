/**
 * The SQL of the ballot box on PostgreSQL: four statements for a batch, each given its rows as arrays.
 *
 * The polls' rows are locked against each other box too: two processes could else both find that somebody has no
 * ballot yet, and the second would replace the first's where that is not allowed. It costs nothing, because both
 * raise the versions of the same topics and so take turns anyway.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PollState } from '../poll.ts';
import type { BoxStore } from './box-store.ts';

const POLLS = `
  select id, state, round as newest from poll_poll where id = any($1::text[]) order by id for no key update`;

const ROUNDS = `
  select round.poll_id, round.number, round.closes_at from poll_round as round
  where (round.poll_id, round.number) in (select * from unnest($1::text[], $2::integer[]))
  order by round.poll_id, round.number for share`;

const KEPT = `
  select ballot.poll_id, ballot.round, ballot.participant_id, ballot.client_id, ballot.earlier
  from unnest($1::text[], $2::integer[], $3::text[]) as asked (poll_id, round, participant_id)
  join poll_ballot as ballot using (poll_id, round, participant_id)`;

const KEEP = `
  insert into poll_ballot (poll_id, round, participant_id, client_id, earlier, choice, cast_at)
  select * from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
  on conflict (poll_id, round, participant_id) do update
  set client_id = excluded.client_id, earlier = excluded.earlier, choice = excluded.choice, cast_at = excluded.cast_at`;

interface PollRow {
  readonly id: string;
  readonly state: PollState;
  readonly newest: number;
}

interface RoundRow {
  readonly poll_id: string;
  readonly number: number;
  readonly closes_at: Instant | null;
}

interface KeptRow {
  readonly poll_id: string;
  readonly round: number;
  readonly participant_id: ParticipantId;
  readonly client_id: string;
  readonly earlier: string;
}

export const postgresBoxStore: BoxStore = {
  async holdRounds(tx, rounds) {
    const ids = rounds.map(({ pollId }) => pollId);
    const polls = new Map((await run<PollRow>(tx, POLLS, [...new Set(ids)])).map((poll) => [poll.id, poll]));
    const numbers = rounds.map(({ round }) => round);
    return (await run<RoundRow>(tx, ROUNDS, ids, numbers)).flatMap(({ poll_id, number, closes_at }) => {
      const poll = polls.get(poll_id);
      if (!poll) return [];
      return [{ pollId: poll_id, round: number, state: poll.state, newest: poll.newest, closesAt: closes_at }];
    });
  },
  async readKept(tx, voters) {
    const rows = await run<KeptRow>(tx, KEPT, ...columnsOf(voters, VOTER));
    return rows.map((row) => ({
      pollId: row.poll_id,
      round: row.round,
      participantId: row.participant_id,
      clientId: row.client_id,
      earlier: JSON.parse(row.earlier) as string[],
    }));
  },
  async keep(tx, ballots) {
    const rows = ballots.map((ballot) => ({ ...ballot, earlier: JSON.stringify(ballot.earlier) }));
    await run(tx, KEEP, ...columnsOf(rows, [...VOTER, 'clientId', 'earlier', 'choice', 'castAt']));
  },
};

const VOTER = ['pollId', 'round', 'participantId'] as const;

function columnsOf<T, Name extends keyof T>(rows: readonly T[], names: readonly Name[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

async function run<Row>(tx: Kysely<Tables>, sql: string, ...parameters: readonly unknown[]): Promise<readonly Row[]> {
  return (await tx.executeQuery(CompiledQuery.raw(sql, [...parameters]) as CompiledQuery<Row>)).rows;
}
