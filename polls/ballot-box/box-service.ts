/** The ballot box on a database: gathers ballots, and writes those of a batch in one transaction. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { TopicsChanged, TouchTopics } from '../../kernel/live.ts';
import type { Tables } from '../../kernel/tables.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Ballot, BallotBox, Receipt } from '../ballot-box.ts';
import { POLLS_STAFF_TOPIC, pollStaffTopic, pollTopic } from '../topics.ts';
import { decideBatch, nameOfRound, type RoundKey } from './batch.ts';
import type { BoxStore } from './box-store.ts';
import { Gathering } from './gathering-service.ts';
import { postgresBoxStore } from './postgres-box-store.ts';
import { sqliteBoxStore } from './sqlite-box-store.ts';

export interface BoxNeeds {
  readonly db: Kysely<Tables>;
  readonly engine: 'sqlite' | 'postgres';
  readonly touch: TouchTopics;
  /** Told after the commit. What it throws is its own affair: the ballots stand. */
  readonly announce: (happening: TopicsChanged) => void;
}

export function createBallotBox(needs: BoxNeeds): BallotBox {
  const store = needs.engine === 'sqlite' ? sqliteBoxStore : postgresBoxStore;
  return new Gathering(async (ballots: readonly Ballot[]) => {
    const { receipts, shown } = await writeOrRefuse(needs, store, ballots);
    for (const [eventId, topics] of shown) needs.announce({ kind: 'topics-changed', eventId, topics: [...topics] });
    return receipts;
  });
}

interface Written {
  /** In the order of the ballots. */
  readonly receipts: readonly Receipt[];
  /** Where it shows, by event. */
  readonly shown: ReadonlyMap<EventId, ReadonlySet<string>>;
}

/** @throws AppError `unavailable`, whatever the database had against it. Nothing is written then. */
async function writeOrRefuse(needs: BoxNeeds, store: BoxStore, ballots: readonly Ballot[]): Promise<Written> {
  try {
    return await inTransaction(needs.db, (tx) => write(needs, store, tx, ballots));
  } catch (error) {
    throw notStored(error);
  }
}

async function write(
  { touch }: BoxNeeds,
  store: BoxStore,
  tx: Kysely<Tables>,
  ballots: readonly Ballot[],
): Promise<Written> {
  const rounds = await store.holdRounds(tx, roundsOf(ballots));
  const kept = await store.readKept(tx, votersOf(ballots));
  const { receipts, toKeep } = decideBatch(ballots, { rounds, kept });
  if (toKeep.length > 0) await store.keep(tx, toKeep);
  const shown = topicsOf(ballots.filter((_, place) => receipts[place] === 'counted'));
  for (const [eventId, topics] of shown) await touch(tx, eventId, ...topics);
  return { receipts, shown };
}

function roundsOf(ballots: readonly Ballot[]): RoundKey[] {
  return [...new Map(ballots.map(({ pollId, round }) => [nameOfRound({ pollId, round }), { pollId, round }])).values()];
}

function votersOf(ballots: readonly Ballot[]): Ballot[] {
  return [...new Map(ballots.map((ballot) => [`${nameOfRound(ballot)} ${ballot.participantId}`, ballot])).values()];
}

/** By event in the order of their ids, so that two boxes that touch the same ones never wait for each other. */
function topicsOf(counted: readonly Ballot[]): Map<EventId, Set<string>> {
  const shown = new Map<EventId, Set<string>>();
  for (const eventId of [...new Set(counted.map((ballot) => ballot.eventId))].sort()) shown.set(eventId, new Set());
  for (const { eventId, pollId } of counted) {
    shown.get(eventId)?.add(pollTopic(pollId)).add(pollStaffTopic(pollId)).add(POLLS_STAFF_TOPIC);
  }
  return shown;
}

/**
 * One for all ballots of the batch. Of what the database said only its code is kept: PostgreSQL quotes rows in its
 * errors, and votes stand in no log.
 */
function notStored(error: unknown): AppError {
  const said = error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
  const refusal = new AppError('unavailable', 'The vote could not be stored and was not counted. Try again soon.');
  return Object.assign(refusal, { cause: new Error(`ballots could not be written: ${said}`) });
}
