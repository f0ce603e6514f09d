/** Polls as their audiences see them, read from what is stored. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { Tables } from '../kernel/tables.ts';
import type { EventRef } from '../people/event-directory.ts';
import {
  countBallots,
  countChoices,
  countOpenTurnouts,
  listOwnBallots,
  listOwnTurnouts,
} from './ballot-reading-store.ts';
import { boardShown, type ShowBoard } from './board-service.ts';
import { keptChoice } from './choice.ts';
import { tallyOf } from './counting.ts';
import type { PollNeeds } from './needs.ts';
import type { CountedBallot, Poll, Round } from './poll.ts';
import { findPoll, listPolls } from './poll-store.ts';
import { demand, noSuchPoll, voterIn } from './rights.ts';
import { findRound, listNewestRounds, listRoundsOf } from './round-store.ts';
import type { PollContent } from './schema.ts';
import {
  answerShown,
  countsShown,
  type Figures,
  isOn,
  lineOf,
  type PollWithRound,
  paperOf,
  pollViewOf,
  staffViewOf,
} from './shown.ts';
import type { OwnBallotsView, PollLinesView, PollStaffView, PollsView, PollView } from './view.ts';

type OfEvent = Pick<EventRef, 'id'>;

export async function onOf({ db }: PollNeeds, event: OfEvent): Promise<PollsView> {
  return { polls: (await listOn(db, event)).map(paperOf) };
}

/** Newest opened first. */
async function listOn(db: Kysely<Tables>, { id }: OfEvent): Promise<PollWithRound[]> {
  const rounds = await listNewestRounds(db, id);
  const on = (await listPolls(db, id)).flatMap((poll) => {
    const round = rounds.get(poll.id);
    return round && isOn(poll) ? [{ poll, round }] : [];
  });
  return on.sort((one, other) => other.round.openedAt - one.round.openedAt);
}

export async function viewOf(
  needs: PollNeeds,
  { id }: OfEvent,
  pollId: string,
  showBoard: ShowBoard = (of) => boardShown(needs, of),
): Promise<PollView | undefined> {
  const { db } = needs;
  const poll = await findPoll(db, id, pollId);
  const round = poll && isOn(poll) ? await findRound(db, id, poll.id, poll.round) : undefined;
  if (!poll || !round) return undefined;
  const at = { poll, round };
  const figures = await figuresOf(db, round, { withTally: countsShown(at) });
  return pollViewOf(at, figures, answerShown(at) ? await showBoard(at) : null);
}

/** Of a round that was not counted yet what it has come to so far; of a secret one the turnout alone. */
async function figuresOf(
  db: Kysely<Tables>,
  { pollId, number, content, tally }: Round,
  { withTally }: { readonly withTally: boolean },
): Promise<Figures> {
  if (tally !== null) return { turnout: tally.people, tally };
  if (!withTally || content.secrecy === 'secret') return { turnout: await countBallots(db, pollId, number), tally };
  return await figuresSoFar(db, { pollId, number, content });
}

/** Read by choices, of which there are few where there are thousands of ballots. */
async function figuresSoFar(
  db: Kysely<Tables>,
  { pollId, number, content }: Pick<Round, 'pollId' | 'number' | 'content'>,
): Promise<Figures> {
  const ballots: CountedBallot[] = [];
  let turnout = 0;
  for (const { choice, count } of await countChoices(db, pollId, number)) {
    turnout += count;
    const kept = keptChoice(content, choice);
    if (kept === undefined) continue;
    const ballot = { participantId: null, choice: kept, castAt: null };
    for (let each = 0; each < count; each += 1) ballots.push(ballot);
  }
  return { turnout, tally: tallyOf(content, ballots) };
}

export async function linesOf({ db }: Pick<PollNeeds, 'db'>, { id }: OfEvent): Promise<PollLinesView> {
  const polls = await listPolls(db, id);
  const rounds = await listNewestRounds(db, id);
  const turnouts = await countOpenTurnouts(db, id);
  return {
    polls: polls.map((poll) => {
      const round = rounds.get(poll.id);
      return lineOf(poll, round, round?.tally?.people ?? turnouts.get(poll.id) ?? 0);
    }),
  };
}

export async function staffOf(
  { db }: Pick<PollNeeds, 'db'>,
  { id }: OfEvent,
  pollId: string,
): Promise<PollStaffView | undefined> {
  const poll = await findPoll(db, id, pollId);
  return poll && (await staffView(db, poll));
}

export async function staffView(db: Kysely<Tables>, poll: Poll): Promise<PollStaffView> {
  const rounds = [];
  for (const round of await listRoundsOf(db, poll.eventId, poll.id)) {
    rounds.push({ ...round, ...(await figuresOf(db, round, { withTally: true })) });
  }
  return staffViewOf(poll, rounds);
}

/** @throws AppError as `demand`; `not-found`. */
export async function readView(
  needs: PollNeeds,
  showBoard: ShowBoard,
  actor: Actor,
  event: EventRef,
  poll: string,
): Promise<PollView> {
  demand(actor, 'follow-polls', event);
  const view = await viewOf(needs, event, poll, showBoard);
  if (view) return view;
  throw noSuchPoll();
}

/** @throws AppError as `demand`; `not-found`. */
export async function readPoll(needs: PollNeeds, actor: Actor, event: EventRef, poll: string): Promise<PollStaffView> {
  demand(actor, 'list-polls', event);
  const view = await staffOf(needs, event, poll);
  if (view) return view;
  throw noSuchPoll();
}

/** @throws AppError as `demand`. */
export async function readOwnBallots({ db }: PollNeeds, actor: Actor, event: EventRef): Promise<OwnBallotsView> {
  const voter = voterIn(actor, event);
  const on = await listOn(db, event);
  const own = new Map((await listOwnBallots(db, event.id, voter)).map(({ pollId, choice }) => [pollId, choice]));
  const turnouts = new Set((await listOwnTurnouts(db, event.id, voter)).map(({ pollId }) => pollId));
  return {
    ballots: on.flatMap(({ poll, round }) => {
      const [of, choice] = [{ poll: poll.id, round: round.number }, own.get(poll.id)];
      if (choice === undefined && !turnouts.has(poll.id)) return [];
      if (choice === undefined || round.content.secrecy === 'secret') return [{ ...of, options: null, text: null }];
      return [{ ...of, ...ownChoice(round.content, choice) }];
    }),
  };
}

/** Neither where what was kept cannot be read: that they voted holds. */
function ownChoice(content: PollContent, written: string): { options: string[] | null; text: string | null } {
  const choice = keptChoice(content, written);
  if (choice === undefined) return { options: null, text: null };
  return 'text' in choice ? { options: null, text: choice.text } : { options: [...choice.options], text: null };
}
