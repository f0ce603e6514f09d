/**
 * Breakouts: set up and dealt by organisers, run by chairs, joined by everybody, reported in the plenary. One
 * interface for each group of people who depend on it.
 */
import type { Kysely } from 'kysely';
import type { Actor, Rule } from '../kernel/actor.ts';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import type { EventRef } from '../people/event-directory.ts';
import type { ToldRoom } from './places/told-room.ts';
import type {
  BreakoutSettings,
  Moves,
  NewDealing,
  NewSet,
  OwnWishes,
  RoundCommand,
  RoundContent,
  SummaryChange,
} from './schema.ts';
import type {
  DealingsView,
  DealingView,
  ExplanationView,
  FiguresView,
  MoveCostView,
  NamesView,
  OwnBreakoutsView,
  ReportsView,
  RoomView,
  RoundsView,
  SettingsView,
  SetView,
  StaffRoundsView,
  StaffRoundView,
  SummaryTexts,
  SummaryView,
} from './view.ts';

/** Who asks for something of an event. */
export interface Asked {
  readonly actor: Actor;
  readonly event: EventRef;
}

/** Which round, by whom, and the revision that they saw; null where it may be any. */
export interface RoundOf extends Asked {
  readonly round: string;
  readonly revision: number | null;
}

export interface SetOf extends Asked {
  readonly round: string;
  readonly set: string;
  /** Of the set. */
  readonly revision: number | null;
}

export interface RoomOf extends Asked {
  readonly round: string;
  readonly room: string;
}

/** All throw AppError `not-found` for what is not there, and as `demand` for those who may not. */
export interface RoundService {
  /** For the topics, which have their own rules; rights are not asked here. */
  rounds(event: EventRef): Promise<RoundsView>;
  staffRounds(event: EventRef): Promise<StaffRoundsView>;
  /** These three undefined for a room, or names, that there are none of. */
  roomAudience(event: EventRef, round: string, room: string): Promise<Rule | undefined>;
  room(event: EventRef, round: string, room: string): Promise<RoomView | undefined>;
  names(event: EventRef, round: string): Promise<NamesView | undefined>;

  readRounds(asked: Asked): Promise<RoundsView>;
  /** Before people may see their rooms there is none, but for its writers and those who run rounds. */
  readRoom(of: RoomOf): Promise<RoomView>;
  /** What its rooms brought to the plenary. @throws AppError `not-found`, also while people may not see its rooms. */
  readReports(of: Omit<RoundOf, 'revision'>): Promise<ReportsView>;
  readStaffRounds(asked: Asked): Promise<StaffRoundsView>;
  readSettings(asked: Asked): Promise<SettingsView>;
  /** @throws AppError `revision-stale`. */
  changeSettings(asked: Asked, revision: number | null, settings: BreakoutSettings): Promise<SettingsView>;
  /** @throws AppError `state-not-right` where the session has a round; `bad-input` where it is no breakout. */
  create(asked: Asked, content: RoundContent): Promise<StaffRoundView>;
  /** @throws AppError `revision-stale`; `state-not-right` for what may not be changed any more. */
  change(of: RoundOf, content: RoundContent): Promise<StaffRoundView>;
  /** @throws AppError as `change`, once it has opened. */
  remove(of: RoundOf): Promise<void>;
  /** @throws AppError `revision-stale`; `state-not-right` where it makes no sense now. */
  command(of: RoundOf, command: RoundCommand): Promise<StaffRoundView>;

  /** When the clock has something to do in any event; null when in none. */
  nextDue(): Promise<Instant | null>;
  /** Opens, warns and closes what is due. */
  tick(now: Instant): Promise<void>;
  /**
   * In the transaction in which a running day or the published agenda changes: rounds are looked at anew.
   * @returns topics that show how they hang on it, as when summaries are due, for the caller to raise with its own.
   */
  lookAgain(tx: Kysely<Tables>, eventId: EventId): Promise<readonly string[]>;
  /** Sessions among these whose rounds have closed with rooms whose summary is not in, and how many rooms that are. */
  countMissing(tx: Kysely<Tables>, eventId: EventId, sessions: readonly string[]): Promise<number>;
}

/** People in their rooms. */
export interface PlaceService {
  readOwn(asked: Asked): Promise<OwnBreakoutsView>;
  /** @throws AppError `state-not-right` where nobody is dealt in now; `room-full` where all rooms are. */
  dealIn(asked: Asked, round: string): Promise<OwnBreakoutsView>;
  /** @throws AppError `forbidden` where nobody moves themselves; `room-full`; `state-not-right`. */
  moveOwn(asked: Asked, round: string, room: string): Promise<OwnBreakoutsView>;
  /** Notes that they joined. @returns where to go; null where the room has no link. @throws AppError `state-not-right` unless it is open. */
  join(asked: Asked, round: string): Promise<{ readonly link: string | null }>;
  setAbsent(asked: Asked, round: string, participant: ParticipantId | null, absent: boolean): Promise<OwnBreakoutsView>;
  setWishes(asked: Asked, wishes: OwnWishes): Promise<OwnBreakoutsView>;
  /** Rooms that somebody may see, by session, with what their own calendar has been told of them. */
  roomsOf(eventId: EventId, participant: ParticipantId): Promise<ReadonlyMap<string, ToldRoom>>;
  /** What is kept of somebody, for the download of their own data. */
  ownOf(tx: Kysely<Tables>, eventId: EventId, participant: ParticipantId): Promise<OwnBreakouts>;
  /** Somebody leaves the event: they have no place any more. @returns the topics in which that shows. */
  leave(tx: Kysely<Tables>, eventId: EventId, participant: ParticipantId): Promise<readonly string[]>;
  /** Of who is erased: wishes, absences, and their name on summaries. */
  forget(tx: Kysely<Tables>, eventId: EventId, participant: ParticipantId): Promise<void>;
}

/** Times are RFC 3339 in UTC. */
export interface OwnBreakouts {
  readonly rounds: readonly {
    /** Id of the session. */
    readonly session: string;
    readonly room: string | null;
    readonly topic: string | null;
    readonly joinedAt: string | null;
    readonly absent: boolean;
  }[];
  /** As one ranked them, the dearest first. */
  readonly topics: readonly string[];
  /** Of which one is the last writer; none under the Chatham House rule, where nobody is known. */
  readonly summaries: readonly ({ readonly session: string; readonly room: string } & SummaryTexts)[];
}

/** Sets, and moves in them. */
export interface SetService {
  readSet(of: Omit<SetOf, 'revision'>): Promise<SetView>;
  figures(of: Omit<SetOf, 'revision'>): Promise<FiguresView>;
  explain(of: Omit<SetOf, 'revision'>, participant: string): Promise<ExplanationView>;
  create(of: RoundOf, made: NewSet): Promise<SetView>;
  /** @throws AppError `state-not-right` for the one in use. */
  remove(of: SetOf): Promise<void>;
  /** What moves would come to. */
  weigh(of: SetOf, moves: Moves): Promise<MoveCostView>;
  /** @throws AppError `revision-stale`; `room-full`; `bad-input` for who is not registered, and what breaks a rule. */
  move(of: SetOf, moves: Moves): Promise<SetView>;
  /** @throws AppError `nothing-to-undo`. */
  undo(of: SetOf): Promise<SetView>;
  lock(of: SetOf, participant: string, locked: boolean): Promise<SetView>;
  /** The fewest moves that mend rooms which no-shows left unequal; empty where they are not. */
  proposeMoves(of: Omit<SetOf, 'revision'>): Promise<Moves['moves']>;
}

/** Runs of the assigner. */
export interface DealingService {
  list(asked: Asked): Promise<DealingsView>;
  read(asked: Asked, dealing: string): Promise<DealingView>;
  /** Begins it, and answers at once. @throws AppError `no-arrangement` with what makes it impossible, by name; `state-not-right` where one runs. */
  start(asked: Asked, dealing: NewDealing): Promise<DealingView>;
  /** Keeps the best so far. */
  stop(asked: Asked, dealing: string): Promise<DealingView>;
  /** Gives each of its rounds a set, all or none, and takes them into use where `inUse`. */
  use(asked: Asked, dealing: string, inUse: boolean): Promise<StaffRoundsView>;
  remove(asked: Asked, dealing: string): Promise<void>;
  /** Ends what runs, before the process does. */
  close(): Promise<void>;
  /** When `tidy` has something to look at; null while nothing runs. */
  nextTidy(): Promise<Instant | null>;
  /**
   * Runs that a process left behind when it died, told apart from those that others run.
   * @throws AggregateError, once each, for ends of its own runs that could not be stored when they came.
   */
  tidy(now: Instant): Promise<void>;
}

export interface SummaryService {
  /** For writers, chairs and organisers; what was presented, for everybody who is in. */
  read(of: RoomOf): Promise<SummaryView>;
  /** @throws AppError `revision-stale` with the summary as it is (`current`), where a field has changed; `state-not-right` once presented. */
  save(of: RoomOf, change: SummaryChange): Promise<SummaryView>;
  /** All summaries of rounds that have closed. */
  export(asked: Asked, format: 'md' | 'csv' | 'json'): Promise<string>;
}

/** A file of rooms for Zoom. */
export interface ZoomRooms {
  /** What to save it as. */
  readonly file: string;
  readonly csv: string;
  /** Who has to be assigned by hand, and why. */
  readonly notPlaced: readonly { readonly name: string; readonly reason: string }[];
  /** A line for the run sheet: when to load which file. */
  readonly runSheet: string;
}

/** Files for other tools, for organisers. */
export interface RoomFileService {
  /** For Zoom's import of rooms that people are assigned to before. @throws AppError `state-not-right` before it is assigned. */
  zoom(of: Omit<RoundOf, 'revision'>): Promise<ZoomRooms>;
  /** Of the round that was assigned last, for the command line; undefined where none was. */
  zoomOfLast(asked: Asked): Promise<ZoomRooms | undefined>;
}

export interface BreakoutServices {
  readonly rounds: RoundService;
  readonly places: PlaceService;
  readonly sets: SetService;
  readonly dealings: DealingService;
  readonly summaries: SummaryService;
  readonly files: RoomFileService;
}
