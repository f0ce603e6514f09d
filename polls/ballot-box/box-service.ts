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
    const { outcomes, shown } = await writeAll(needs, store, ballots);
    for (const [eventId, topics] of shown) needs.announce({ kind: 'topics-changed', eventId, topics: [...topics] });
    return outcomes;
  });
}

interface Settled {
  /** In the order of the ballots. */
  readonly outcomes: readonly (Receipt | AppError)[];
  readonly shown: Shown;
}

interface Written {
  /** In the order of the ballots. */
  readonly receipts: readonly Receipt[];
  readonly shown: Shown;
}

/** Where it shows, by event. */
type Shown = ReadonlyMap<EventId, ReadonlySet<string>>;

/**
 * In one transaction; where the database refuses a row of it, each half in one of its own, and so on: a ballot that
 * cannot be stored is nobody else's affair.
 */
async function writeAll(needs: BoxNeeds, store: BoxStore, ballots: readonly Ballot[]): Promise<Settled> {
  try {
    const { receipts, shown } = await writeTogether(needs, store, ballots);
    return { outcomes: receipts, shown };
  } catch (error) {
    const alone = ballots.length === 1 || !isOfARow(error);
    if (alone) return { outcomes: ballots.map(() => notStored(error)), shown: new Map() };
  }
  const half = Math.ceil(ballots.length / 2);
  const first = await writeAll(needs, store, ballots.slice(0, half));
  const second = await writeAll(needs, store, ballots.slice(half));
  return { outcomes: [...first.outcomes, ...second.outcomes], shown: joined(first.shown, second.shown) };
}

function joined(one: Shown, other: Shown): Shown {
  const all = new Map(one);
  for (const [eventId, topics] of other) all.set(eventId, new Set([...(all.get(eventId) ?? []), ...topics]));
  return all;
}

/** Rules that a table has, and values that a column does not take. A full disk, a lock or a lost connection is none. */
function isOfARow(error: unknown): boolean {
  return /^(SQLITE_CONSTRAINT|SQLITE_MISMATCH|SQLITE_TOOBIG|2[123])/.test(codeOf(error));
}

async function writeTogether({ db, touch }: BoxNeeds, store: BoxStore, ballots: readonly Ballot[]): Promise<Written> {
  return await inTransaction(db, (tx) => write(tx, touch, store, ballots));
}

async function write(
  tx: Kysely<Tables>,
  touch: TouchTopics,
  store: BoxStore,
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
 * Whatever the database had against it. Of what it said only its code is kept: PostgreSQL quotes rows in its errors,
 * and votes stand in no log.
 */
function notStored(error: unknown): AppError {
  const refusal = new AppError('unavailable', 'The vote could not be stored and was not counted. Try again soon.');
  return Object.assign(refusal, { cause: new Error(`ballots could not be written: ${codeOf(error)}`) });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'an unknown error';
}
