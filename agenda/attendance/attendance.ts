/**
 * Who came: join clicks and open pages, by session and day. For organisers alone, and for everybody about
 * themselves in what they take along. What is written down stays until the event goes; for how long it is to be
 * kept is not decided here yet. Of an erased participant it stays under their pseudonym.
 */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { OwnAttendance } from '../../people/roster/own-download.ts';

/** `GET /api/events/:event/attendance`. */
export interface AttendanceView {
  readonly days: readonly {
    readonly number: number;
    readonly date: string;
    /** How many had a page of the event open on that day, and how many of them joined something. */
    readonly seen: number;
    readonly joined: number;
    readonly sessions: readonly {
      readonly id: string;
      readonly title: string;
      readonly start: string;
      readonly seen: number;
      readonly joined: number;
      /** Of those seen, how many minutes in the middle. */
      readonly medianMinutes: number;
    }[];
  }[];
}

export interface AttendanceService {
  read(actor: Actor, event: EventRef): Promise<AttendanceView>;
  /** One line a participant and session or day: CSV with a header row. */
  exportCsv(actor: Actor, event: EventRef): Promise<string>;
  /**
   * Where to join a session, written down as a click. @throws AppError `not-found` where there is no such session
   * or no link; `forbidden`.
   */
  join(actor: Actor, event: EventRef, sessionId: string): Promise<string>;
  /** Whether it is there is asked as by `join`, and nothing is written down. @throws AppError as `join`. */
  linkTo(actor: Actor, event: EventRef, sessionId: string): Promise<string>;
  /**
   * Told about once a minute by each process who has a page of the event open there. They are written down for the
   * day that is on, from its lobby to its end, and for the sessions that are on in it; a minute once, however many
   * processes tell it. While no day is on, nothing is.
   */
  seen(event: EventRef, participants: readonly ParticipantId[]): Promise<void>;
  /** What is written down of one participant, for what they take along. */
  heldOf(db: Kysely<Tables>, event: EventRef, participantId: ParticipantId): Promise<readonly OwnAttendance[]>;
}

/** Who somebody is, as organisers know them. */
export interface Attendee {
  readonly name: string;
  readonly email: string | null;
  readonly organisation: string | null;
}

/** Handed in by `server/wiring.ts`: who participants are today, by their ids; of the erased their pseudonyms. */
export type FindAttendees = (
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, Attendee>>;
