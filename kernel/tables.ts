/**
 * Every table of the database, as both engines hold it. Instants are integers (UTC milliseconds),
 * truth is 0 or 1, and what has inner structure is JSON text that the owning room's store parses.
 * Only a room's `store.ts` may query its tables; the prefix names the room.
 */
export interface Tables {
  agenda_event: AgendaEventRow;
  agenda_day: AgendaDayRow;
  agenda_session: AgendaSessionRow;
  agenda_version: AgendaVersionRow;
  agenda_calendar_entry: AgendaCalendarEntryRow;
  server_operator_key: ServerOperatorKeyRow;
}

export interface AgendaEventRow {
  id: string;
  slug: string;
  name: string;
  time_zone: string;
  is_public: 0 | 1;
  /** JSON: `Helpdesk`. */
  helpdesk: string;
  /** Rises by one with each change of the draft; edits must name the one they saw. */
  revision: number;
  /** The number of the newest published version, or null before the first. */
  published_version: number | null;
  created_at: number;
  updated_at: number;
}

export interface AgendaDayRow {
  id: string;
  event_id: string;
  number: number;
  date: string;
  start_wall: string;
  end_wall: string;
  time_zone: string;
  break_minutes: number;
  break_slots: number;
  /** JSON: `Chair[]`. */
  chairs: string;
}

export interface AgendaSessionRow {
  id: string;
  event_id: string;
  day_id: string;
  /** Running order within the day, from 0. */
  position: number;
  kind: string;
  title: string;
  abstract: string;
  minutes: number;
  least_minutes: number | null;
  announced_start: string | null;
  announced_end: string | null;
  pinned: 0 | 1;
  /** JSON: `string[]`. */
  audience: string;
  track: string | null;
  /** JSON: `Speaker[]`. */
  speakers: string;
  /** JSON: `Chair` of this session alone, or null. */
  chair: string | null;
  /** The breakout whose rooms this plenary hears. */
  reports_back: string | null;
  join_link: string | null;
}

export interface AgendaVersionRow {
  event_id: string;
  number: number;
  /** JSON: `Snapshot`. Never changed after it is written. */
  snapshot: string;
  note: string;
  published_at: number;
  published_by: string;
}

/** What calendars have been told of a session: kept across versions so that SEQUENCE can only rise. */
export interface AgendaCalendarEntryRow {
  event_id: string;
  session_id: string;
  sequence: number;
  /** When what calendars show of it last changed. */
  revised_at: number;
  /** When it was taken out of the plan; the row goes 30 days later. */
  cancelled_at: number | null;
  /** JSON: `CalendarContent`, what was told last. */
  content: string;
}

export interface ServerOperatorKeyRow {
  id: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  created_at: number;
}
