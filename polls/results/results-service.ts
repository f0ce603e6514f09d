/** Results as organisers and programs take them away. That they did is written down. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Tables } from '../../kernel/tables.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import { isOrganiser } from '../../people/policy.ts';
import { listCounted } from '../ballot-reading-store.ts';
import type { PollNeeds } from '../needs.ts';
import type { Poll } from '../poll.ts';
import { findPoll, listPolls } from '../poll-store.ts';
import { demand, noSuchPoll } from '../rights.ts';
import { listRoundsOf } from '../round-store.ts';
import { writeResults, writeVoters } from './results-csv.ts';
import { drawResults } from './results-svg.ts';
import {
  type CountedRound,
  isCounted,
  isNamed,
  type NamedBallots,
  type ResultsView,
  type RoundResults,
  roundResults,
} from './results-view.ts';

type ResultsNeeds = Pick<PollNeeds, 'db' | 'neighbours' | 'record'>;

/** Of which poll, by whom, and which round; null for all, or in a drawing for the newest. */
export interface ResultsOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly poll: string;
  readonly round: number | null;
}

/**
 * All throw AppError as `demand`; `not-found` for a poll that is not there, and for a round that is named and was not
 * counted.
 */
export interface ResultsService {
  json(of: ResultsOf): Promise<ResultsView>;
  csv(of: ResultsOf): Promise<string>;
  /** Who chose what. @throws AppError `state-not-right` where no round is named. */
  votersCsv(of: ResultsOf): Promise<string>;
  /** @throws AppError `not-found` while no round was counted. */
  svg(of: ResultsOf): Promise<string>;
  /** All polls of the event that have a round that was counted. */
  allCsv(actor: Actor, event: EventRef): Promise<string>;
}

export function createResultsService(needs: ResultsNeeds): ResultsService {
  return {
    json: (of) => resultsOf(needs, of, { format: 'json', voters: true }),
    csv: async (of) => writeResults([await resultsOf(needs, of, { format: 'csv', voters: false })]),
    votersCsv: async (of) => {
      const results = await resultsOf(needs, of, { format: 'csv', voters: true });
      return writeVoters([results]);
    },
    svg: async (of) => drawResults(newestOf(await resultsOf(needs, of, { format: 'svg', voters: false }))),
    allCsv: (actor, event) => allCsv(needs, actor, event),
  };
}

interface Wanted {
  readonly format: 'json' | 'csv' | 'svg';
  readonly voters: boolean;
}

async function resultsOf(needs: ResultsNeeds, of: ResultsOf, wanted: Wanted): Promise<ResultsView> {
  const { actor, event, round } = of;
  demand(actor, 'export-polls', event);
  return await inTransaction(needs.db, async (tx) => {
    const poll = await findPoll(tx, event.id, of.poll);
    if (!poll) throw noSuchPoll();
    const rounds = (await countedRounds(tx, poll)).filter(({ number }) => round === null || number === round);
    if (round !== null && rounds.length === 0) throw notCounted();
    if (wanted.format === 'csv' && wanted.voters && !rounds.some((each) => isNamed(poll, each))) throw nobodyNamed();
    const read: RoundResults[] = [];
    for (const each of rounds)
      read.push(await readRound(needs, tx, { actor, event, poll, round: each }, wanted.voters));
    const { format, voters } = wanted;
    const details = { format, voters: voters && read.some((each) => each.voters !== null) };
    await needs.record(tx, { eventId: event.id, actor, action: 'polls-exported', subject: `poll:${poll.id}`, details });
    return { poll: poll.id, imported: poll.imported, rounds: read };
  });
}

async function allCsv(needs: ResultsNeeds, actor: Actor, event: EventRef): Promise<string> {
  demand(actor, 'export-polls', event);
  return await inTransaction(needs.db, async (tx) => {
    const all: ResultsView[] = [];
    for (const poll of await listPolls(tx, event.id)) {
      const rounds = (await countedRounds(tx, poll)).map((round) => roundResults(round, null, false));
      if (rounds.length > 0) all.push({ poll: poll.id, imported: poll.imported, rounds });
    }
    const details = { format: 'csv', polls: all.length };
    await needs.record(tx, { eventId: event.id, actor, action: 'polls-exported', subject: null, details });
    return writeResults(all);
  });
}

async function countedRounds(tx: Kysely<Tables>, { eventId, id }: Poll): Promise<CountedRound[]> {
  return (await listRoundsOf(tx, eventId, id)).filter(isCounted);
}

interface RoundOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly poll: Poll;
  readonly round: CountedRound;
}

async function readRound(
  needs: ResultsNeeds,
  tx: Kysely<Tables>,
  { actor, event, poll, round }: RoundOf,
  withVoters: boolean,
): Promise<RoundResults> {
  const named = withVoters && isNamed(poll, round) ? await namedBallots(needs, tx, event, round) : null;
  return roundResults(round, named, isOrganiser(actor, placeOf(event)));
}

async function namedBallots(
  { neighbours }: ResultsNeeds,
  tx: Kysely<Tables>,
  event: EventRef,
  round: CountedRound,
): Promise<NamedBallots> {
  const ballots = await listCounted(tx, round);
  const ids = ballots.flatMap(({ participantId }) => (participantId === null ? [] : [participantId]));
  return { ballots, voters: await neighbours.peopleOf(tx, event.id, ids) };
}

function newestOf({ rounds }: ResultsView): RoundResults {
  const [newest] = rounds;
  if (newest) return newest;
  throw notCounted();
}

function notCounted(): AppError {
  return new AppError('not-found', 'There is no such round that was counted. Results are there once it is closed.');
}

function nobodyNamed(): AppError {
  return new AppError('state-not-right', 'Who chose what is told of named polls alone, once they are counted.');
}
