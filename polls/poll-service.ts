/** Polls: made and changed by organisers, opened, closed and shown by chairs or the agenda, voted in by everybody. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { EventId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import type { EventRef } from '../people/event-directory.ts';
import type { BallotPaper, PollCommand, PollContent } from './schema.ts';
import type { OwnBallotsView, PollLinesView, PollStaffView, PollsView, PollView } from './view.ts';

/** Which poll, by whom, and the revision that they saw; null where it may be any. */
export interface PollOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly poll: string;
  readonly revision: number | null;
}

/** Of the process. Nothing of what anybody chose is told. */
export interface PollLog {
  error(details: object, message: string): void;
}

/** All throw AppError `not-found` for a poll that is not there, and as `demand` for those who may not. */
export interface PollService {
  /** For the topics, which have their own rules; rights are not asked here. */
  on(event: EventRef): Promise<PollsView>;
  /** Undefined for a poll that everybody may not see now. */
  view(event: EventRef, poll: string): Promise<PollView | undefined>;
  lines(event: EventRef): Promise<PollLinesView>;
  staffView(event: EventRef, poll: string): Promise<PollStaffView | undefined>;

  readOn(actor: Actor, event: EventRef): Promise<PollsView>;
  readView(actor: Actor, event: EventRef, poll: string): Promise<PollView>;
  readLines(actor: Actor, event: EventRef): Promise<PollLinesView>;
  readPoll(actor: Actor, event: EventRef, poll: string): Promise<PollStaffView>;
  readOwnBallots(actor: Actor, event: EventRef): Promise<OwnBallotsView>;
  create(actor: Actor, event: EventRef, content: PollContent): Promise<PollStaffView>;
  /** @throws AppError `revision-stale`; `state-not-right` unless it is a draft or ready. */
  change(of: PollOf, content: PollContent): Promise<PollStaffView>;
  /** Moves it to a place among the polls of its entry. @throws AppError as `change`, whatever its state. */
  move(of: PollOf, position: number): Promise<PollLinesView>;
  /** @throws AppError as `change`; `state-not-right` while it is open or closing. */
  remove(of: PollOf): Promise<void>;
  /** @throws AppError `revision-stale`; `state-not-right` where it makes no sense now. */
  command(of: PollOf, command: PollCommand): Promise<PollStaffView>;

  /**
   * Takes a vote, and resolves when it is durable.
   * @throws AppError `not-found`, `forbidden`, `poll-not-open`, `already-voted`, `too-many-options`,
   * `too-few-options`, `unknown-option`, `bad-input` (both or neither of options and text), `unavailable`.
   */
  vote(actor: Actor, poll: string, paper: BallotPaper): Promise<void>;

  /** When the clock has something to do in any event; null when in none. */
  nextDue(): Promise<Instant | null>;
  /** Opens, closes, counts and shows what is due. @param log is told of rounds that cannot be counted. */
  tick(now: Instant, log?: PollLog): Promise<void>;
  /** In the transaction in which a running day or the published agenda changes: tied polls are looked at anew. */
  lookAgain(tx: Kysely<Tables>, eventId: EventId): Promise<void>;
}
