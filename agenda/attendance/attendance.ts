/** Who came: join clicks and open pages, by session and day. For organisers alone. */
import type { Actor } from '../../kernel/actor.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { EventRef } from '../../people/event-directory.ts';

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
  /** Told about once a minute by each process who has a page of the event open there. */
  seen(event: EventRef, participants: readonly ParticipantId[]): Promise<void>;
}
