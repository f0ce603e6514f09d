/** The running days: what is on, the chair's commands, and what follows from them. */
import type { Kysely } from 'kysely';
import type { Actor, Standing } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { EntryAnchor } from './anchor.ts';
import type { NewBanner, ShowCommand } from './command-schema.ts';
import type { BannersView, BannerView, ConsoleView, HandOverView, NowView, RippleView } from './show-view.ts';

/** Of which day a command is, by whom, and the version that they saw; null where it may be any. */
export interface CommandOf {
  readonly actor: Actor;
  readonly event: EventRef;
  /** The day's number. */
  readonly day: number;
  readonly version: number | null;
}

/**
 * Days are named by their numbers. All throw AppError `not-found` for a day that is not published, and for
 * those who may not `unauthenticated`, `not-found` or `forbidden`.
 */
export interface ShowService {
  /** For the topics, which have their own rules; rights are not asked here. */
  now(event: EventRef): Promise<NowView>;
  console(event: EventRef, day: number): Promise<ConsoleView | undefined>;
  banners(event: EventRef, audience: NewBanner['audience']): Promise<BannersView>;

  /**
   * An entry as something else hangs on it, read inside the given transaction. Rights are not asked here.
   * @param dayId the day's own id.
   * @returns undefined for what is not in the agenda as it is published.
   */
  anchorOf(
    db: Kysely<Tables>,
    eventId: EventId,
    dayId: string,
    entry: string,
    now: Instant,
  ): Promise<EntryAnchor | undefined>;

  readNow(actor: Actor, event: EventRef): Promise<NowView>;
  readConsole(actor: Actor, event: EventRef, day: number): Promise<ConsoleView>;
  /** What a command would change. Nothing is changed. @throws AppError as `command`, but for the version. */
  preview(of: CommandOf, command: ShowCommand): Promise<RippleView>;
  /**
   * Does it, in one transaction with all that follows. Whoever is first to touch the controls has them.
   * @throws AppError `revision-stale` with the version that is current; `controls-elsewhere` with `by` and `name`
   * in `extra` while somebody else has them; `state-not-right` where it makes no sense now.
   */
  command(of: CommandOf, command: ShowCommand): Promise<ConsoleView>;
  /** Takes the last command back, to the identical run. @throws AppError as `command`; `nothing-to-undo`. */
  undo(of: CommandOf): Promise<ConsoleView>;
  /** Of two who take them at once, seeing the same version, the first has them. @throws AppError as `command`. */
  takeControls(of: CommandOf): Promise<ConsoleView>;
  setBanner(actor: Actor, event: EventRef, banner: NewBanner): Promise<BannerView>;
  /** @throws AppError `not-found` for one that is not there. */
  removeBanner(actor: Actor, event: EventRef, id: string): Promise<void>;
  handOver(actor: Actor, event: EventRef, day: number): Promise<HandOverView>;

  /** When the clock has something to do in any event; null when in none. */
  nextDue(): Promise<Instant | null>;
  /** Moves on what is due, tells what has become late, and lets go of banners that have ended. */
  tick(now: Instant): Promise<void>;
}

/** What the show asks of other rooms. Handed in by `server/wiring.ts`; read inside the given transaction. */
export interface ShowNeighbours {
  /** What participants are called today, by id. */
  readonly namesOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** How somebody stands in the event today; undefined for who is gone. */
  readonly standingOf: (
    db: Kysely<Tables>,
    eventId: EventId,
    participantId: ParticipantId,
  ) => Promise<Standing | undefined>;
  /** How many ask for help: those that wait and those that are looked after. */
  readonly countHelp: (
    db: Kysely<Tables>,
    eventId: EventId,
  ) => Promise<{ readonly waiting: number; readonly taken: number }>;
  /** How many of the sessions' questions are still open; null where nobody keeps them. */
  readonly countQuestions: (
    db: Kysely<Tables>,
    eventId: EventId,
    sessions: readonly string[],
  ) => Promise<number | null>;
  /** How many rooms of these sessions, where they have closed, have handed in no summary; null where nobody keeps them. */
  readonly countMissing: (db: Kysely<Tables>, eventId: EventId, sessions: readonly string[]) => Promise<number | null>;
}
