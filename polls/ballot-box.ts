/**
 * Where ballots are kept while a round is open. These comments are the contract; `tests/polls/ballot-box.ts` has one
 * suite that runs it against every engine.
 */
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** A ballot whose choice was found to be valid for the poll as it was looked up. */
export interface Ballot {
  readonly eventId: EventId;
  readonly pollId: string;
  readonly round: number;
  readonly participantId: ParticipantId;
  /** Made by the page: the same for each time that the same ballot is sent. */
  readonly clientId: string;
  /** JSON `Choice` with its keys in one order; of a secret poll the sealed box, base64. */
  readonly choice: string;
  /** Whether it may replace an earlier one. */
  readonly mayChange: boolean;
  /** When the server had it. */
  readonly receivedAt: Instant;
}

/**
 * - `counted`: it is on the disk, and is this person's ballot in the round.
 * - `known`: a ballot of this client id was counted before; nothing has changed. So it is also for one that another
 *   has replaced since, which stays.
 * - `already-voted`: this person has another ballot, and it may not be replaced. Nothing has changed.
 * - `not-open`: the round takes no ballots: it is not open (nor is the poll that round any more), or the ballot was
 *   received later than `GRACE` after its closing time.
 */
export type Receipt = 'counted' | 'known' | 'already-voted' | 'not-open';

export interface BallotBox {
  /**
   * Takes a ballot. Ballots are gathered for at most 5 ms or 500 of them and written in one transaction; this
   * resolves when that is durable, and rejects for each ballot of a transaction that failed, of which then none is
   * counted (a full disk: AppError `unavailable`). Where the database refuses a row of it, those
   * that it refuses are found, and only they reject. Of one person's ballots in one batch each is judged after the one
   * before. In that transaction the topics `poll:ID` and `poll:ID:staff` of what was counted are touched; they are
   * told after it.
   */
  cast(ballot: Ballot): Promise<Receipt>;
  /** Resolves when nothing is under way any more. Takes ballots again afterwards. */
  settled(): Promise<void>;
}
