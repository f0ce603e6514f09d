/** Voting: who votes, in which round, and what. Whether it counts is for the ballot box to say. */
import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { canBeId, type EventId, type ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Clock, Instant } from '../kernel/time.ts';
import type { EventDirectory } from '../people/event-directory.ts';
import type { Ballot, BallotBox, Receipt } from './ballot-box.ts';
import { choiceOf, writeChoice } from './choice.ts';
import { demand, noSuchPoll } from './rights.ts';
import type { BallotPaper } from './schema.ts';
import { seal } from './secrecy/sealing-service.ts';
import { findAsked, type PollAsked } from './voting-store.ts';

export interface VotingNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly events: EventDirectory;
  readonly box: BallotBox;
}

/** As `PollService.vote`. */
export type Vote = (actor: Actor, poll: string, paper: BallotPaper) => Promise<void>;

/**
 * How long a poll that was found open is not looked up again, in milliseconds. What is asked in a round never
 * changes, and the box asks in its own transaction whether the round is still open: so what is remembered too long
 * can make a ballot be looked at twice, and never be counted wrongly.
 */
const REMEMBERED = 1_000;
/** Polls. */
const MOST_REMEMBERED = 1_000;

interface Found {
  readonly at: Instant;
  readonly asked: PollAsked;
}

export function createVoting({ db, clock, events, box }: VotingNeeds): Vote {
  const remembered = new Map<string, Found>();

  async function find(poll: string): Promise<PollAsked> {
    const asked = canBeId(poll) ? await findAsked(db, poll) : undefined;
    if (!asked) throw noSuchPoll();
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    if (asked.isOpen) remembered.set(poll, { at: clock.now(), asked });
    else remembered.delete(poll);
    return asked;
  }

  function remember(poll: string, now: Instant): PollAsked | undefined {
    const found = remembered.get(poll);
    return found && Math.abs(now - found.at) < REMEMBERED ? found.asked : undefined;
  }

  /** @throws AppError for somebody who may not vote there. */
  async function refuse(actor: Actor, eventId: EventId): Promise<never> {
    const event = await events.findById(eventId);
    if (event) hidingPolls(() => demand(actor, 'vote', event));
    throw noSuchPoll();
  }

  /** At once, where it can: thousands may vote within a second. */
  function cast(
    actor: Actor,
    poll: string,
    asked: PollAsked,
    paper: BallotPaper,
    at: Instant,
  ): Promise<Receipt> | Receipt {
    const standing = standingOf(actor, asked);
    if (standing?.state !== 'registered') return refuse(actor, asked.eventId);
    if (paper.round !== undefined && paper.round !== asked.round) return 'not-open';
    return box.cast(ballotOf(asked, poll, standing.participantId, paper, at));
  }

  return async (actor, poll, paper) => {
    const receivedAt = clock.now();
    const known = remember(poll, receivedAt);
    let receipt = await cast(actor, poll, known ?? (await find(poll)), paper, receivedAt);
    if (receipt === 'not-open' && known) {
      const now = await find(poll);
      if (now.round !== known.round) receipt = await cast(actor, poll, now, paper, receivedAt);
    }
    refuseUncounted(receipt);
  };
}

function ballotOf(
  asked: PollAsked,
  pollId: string,
  participantId: ParticipantId,
  paper: BallotPaper,
  receivedAt: Instant,
): Ballot {
  const { eventId, round, content, publicKey } = asked;
  if (!content) throw notOpen();
  const choice = writeChoice(choiceOf(content, paper));
  return {
    ...{ eventId, pollId, round, participantId, clientId: paper.clientId, receivedAt },
    choice: publicKey === null ? choice : seal(content, publicKey, choice),
    mayChange: content.mayChange,
  };
}

/** @throws AppError for what is not in the box. */
function refuseUncounted(receipt: Receipt): void {
  if (receipt === 'not-open') throw notOpen();
  if (receipt === 'already-voted')
    throw new AppError('already-voted', 'You have voted here, and the vote cannot be changed.');
}

function notOpen(): AppError {
  return new AppError('poll-not-open', 'This poll takes no votes now.');
}

/** A poll of a hidden event is no other than one that does not exist. */
function hidingPolls(ask: () => void): void {
  try {
    ask();
  } catch (error) {
    throw error instanceof AppError && error.code === 'not-found' ? noSuchPoll() : error;
  }
}
