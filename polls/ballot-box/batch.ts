/** What becomes of the ballots of one batch, given what is stored. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Ballot, Receipt } from '../ballot-box.ts';
import { GRACE, type PollState } from '../poll.ts';

/** Which round of which poll. */
export interface RoundKey {
  readonly pollId: string;
  readonly round: number;
}

/** A round as it stands in the transaction, with what its poll says. */
export interface RoundNow extends RoundKey {
  readonly state: PollState;
  /** The poll's newest round. */
  readonly newest: number;
  readonly closesAt: Instant | null;
}

export interface VoterKey extends RoundKey {
  readonly participantId: ParticipantId;
}

/** Somebody's ballot in a round, as far as the judging of the next one asks for it. */
export interface KeptBallot extends VoterKey {
  readonly clientId: string;
  /** The client ids of those that it replaced, oldest first. */
  readonly earlier: readonly string[];
}

/** As it is to be stored. */
export interface BallotToKeep extends KeptBallot {
  readonly choice: string;
  readonly castAt: Instant;
}

export interface Stored {
  readonly rounds: readonly RoundNow[];
  readonly kept: readonly KeptBallot[];
}

export interface Decided {
  /** In the order of the ballots. */
  readonly receipts: readonly Receipt[];
  /** One for each person and round whose ballot is new or another. */
  readonly toKeep: readonly BallotToKeep[];
}

/** So many client ids of replaced ballots are remembered of one person in a round; the oldest go first. */
export const MOST_EARLIER = 50;

/** Judges each ballot after those before it. */
export function decideBatch(ballots: readonly Ballot[], { rounds, kept }: Stored): Decided {
  const roundOf = new Map(rounds.map((round) => [nameOfRound(round), round]));
  const keptBy = new Map(kept.map((ballot) => [nameOfVoter(ballot), ballot]));
  const toKeep = new Map<string, BallotToKeep>();
  const receipts = ballots.map((ballot) => {
    const voter = nameOfVoter(ballot);
    const former = keptBy.get(voter);
    const receipt = judge(ballot, roundOf.get(nameOfRound(ballot)), former);
    if (receipt === 'counted') {
      const next = successor(ballot, former);
      keptBy.set(voter, next);
      toKeep.set(voter, next);
    }
    return receipt;
  });
  return { receipts, toKeep: [...toKeep.values()] };
}

/** What was counted is known for ever, also when the round is over: whoever asks again must hear that it is in. */
function judge(ballot: Ballot, round: RoundNow | undefined, former: KeptBallot | undefined): Receipt {
  if (former && knows(former, ballot.clientId)) return 'known';
  if (!round || !takesAt(round, ballot.receivedAt)) return 'not-open';
  return former && !ballot.mayChange ? 'already-voted' : 'counted';
}

function knows({ clientId, earlier }: KeptBallot, asked: string): boolean {
  return clientId === asked || earlier.includes(asked);
}

function takesAt({ state, newest, round, closesAt }: RoundNow, at: Instant): boolean {
  return state === 'open' && newest === round && (closesAt === null || at <= closesAt + GRACE);
}

function successor(ballot: Ballot, former: KeptBallot | undefined): BallotToKeep {
  const { pollId, round, participantId, clientId, choice, receivedAt } = ballot;
  const earlier = former ? [...former.earlier, former.clientId].slice(-MOST_EARLIER) : [];
  return { pollId, round, participantId, clientId, earlier, choice, castAt: receivedAt };
}

/** Ids have no spaces. */
export function nameOfRound({ pollId, round }: RoundKey): string {
  return `${pollId} ${round}`;
}

function nameOfVoter({ pollId, round, participantId }: VoterKey): string {
  return `${pollId} ${round} ${participantId}`;
}
