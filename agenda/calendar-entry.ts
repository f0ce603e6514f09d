/**
 * What calendars have been told of each session, and what they must be told next.
 *
 * A calendar keeps its own copy of an entry and only believes news with a higher SEQUENCE, so the
 * record of what was told outlives the version that told it: it rises when the time changes and when
 * the session is taken out, and a removed session stays as cancelled for 30 days.
 */
import type { SessionKind } from './schema.ts';

/** What a calendar shows of a session. Times are RFC 3339 with offset. */
export interface CalendarContent {
  readonly kind: SessionKind;
  readonly title: string;
  readonly abstract: string;
  readonly start: string;
  readonly end: string;
  readonly dayNumber: number;
  readonly audience: readonly string[];
  readonly track: string | null;
  readonly speakers: readonly string[];
}

/** One entry of a feed. `revisedAt` and `cancelledAt` are UTC milliseconds. */
export interface CalendarEntry {
  /** The session's id, and the UID. */
  readonly sessionId: string;
  readonly sequence: number;
  readonly revisedAt: number;
  readonly cancelledAt: number | null;
  readonly content: CalendarContent;
}
