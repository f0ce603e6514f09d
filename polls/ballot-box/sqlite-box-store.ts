/**
 * The SQL of the ballot box on SQLite: a few fixed texts, which the connection keeps prepared, each given all rows
 * of a round as one JSON text. A transaction has the file for itself from its beginning.
 */
import { CompiledQuery, type Kysely } from 'kysely';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { PollState } from '../poll.ts';
import { nameOfRound, type RoundKey } from './batch.ts';
import type { BoxStore } from './box-store.ts';

const ROUND = `
  select poll.state, poll.round as newest, round.closes_at
  from poll_poll as poll join poll_round as round on round.poll_id = poll.id
  where poll.id = ? and round.number = ?`;

const KEPT = `
  select ballot.participant_id, ballot.client_id, ballot.earlier
  from json_each(?) as asked
  cross join poll_ballot as ballot
    on ballot.poll_id = ? and ballot.round = ? and ballot.participant_id = asked.value`;

const KEEP = `
  insert into poll_ballot (poll_id, round, participant_id, client_id, earlier, choice, cast_at)
  select ?, ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?) where true
  on conflict (poll_id, round, participant_id) do update
  set client_id = excluded.client_id, earlier = excluded.earlier, choice = excluded.choice, cast_at = excluded.cast_at`;

interface RoundRow {
  readonly state: PollState;
  readonly newest: number;
  readonly closes_at: Instant | null;
}

interface KeptRow {
  readonly participant_id: ParticipantId;
  readonly client_id: string;
  readonly earlier: string;
}

export const sqliteBoxStore: BoxStore = {
  async holdRounds(tx, rounds) {
    const found = [];
    for (const { pollId, round } of rounds) {
      const [row] = await run<RoundRow>(tx, ROUND, pollId, round);
      if (row) found.push({ pollId, round, state: row.state, newest: row.newest, closesAt: row.closes_at });
    }
    return found;
  },
  async readKept(tx, voters) {
    const found = [];
    for (const { pollId, round, all } of byRound(voters)) {
      const asked = JSON.stringify(all.map(({ participantId }) => participantId));
      for (const row of await run<KeptRow>(tx, KEPT, asked, pollId, round)) {
        const earlier = JSON.parse(row.earlier) as string[];
        found.push({ pollId, round, participantId: row.participant_id, clientId: row.client_id, earlier });
      }
    }
    return found;
  },
  async keep(tx, ballots) {
    for (const { pollId, round, all } of byRound(ballots)) {
      const rows = all.map((ballot) => [
        ballot.participantId,
        ballot.clientId,
        JSON.stringify(ballot.earlier),
        ballot.choice,
        ballot.castAt,
      ]);
      await run(tx, KEEP, pollId, round, JSON.stringify(rows));
    }
  },
};

async function run<Row>(tx: Kysely<Tables>, sql: string, ...parameters: readonly unknown[]): Promise<readonly Row[]> {
  return (await tx.executeQuery(CompiledQuery.raw(sql, [...parameters]) as CompiledQuery<Row>)).rows;
}

interface OfRound<T> extends RoundKey {
  readonly all: T[];
}

function byRound<T extends RoundKey>(keys: readonly T[]): Iterable<OfRound<T>> {
  const rounds = new Map<string, OfRound<T>>();
  for (const key of keys) {
    const name = nameOfRound(key);
    const known = rounds.get(name);
    if (known) known.all.push(key);
    else rounds.set(name, { pollId: key.pollId, round: key.round, all: [key] });
  }
  return rounds.values();
}
