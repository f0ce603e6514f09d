/**
 * What each audience sees of an agenda.
 *
 * Two modes. The **public view** is what was published, for anybody who may see the event: times,
 * titles, chairs, speakers and which of them are still to be confirmed; never a join link, never a
 * draft. The **draft view** is for organisers: the plan as it stands now, laid out, with what is wrong
 * with it and the revision an edit has to name.
 */
import type { Advance, Chair, Helpdesk, SessionKind, Speaker } from './schema.ts';

/** One line of a published day. Times are RFC 3339 with the offset of the day's zone. */
export interface AgendaEntry {
  /** Random UUID, the same across versions; a laid break has one too, made from its day and place. */
  readonly id: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly abstract: string;
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
  readonly audience: readonly string[];
  /** Null: for everyone. */
  readonly track: string | null;
  readonly speakers: readonly Speaker[];
  readonly chair: Chair | null;
  /** Id of the breakout that this plenary hears. */
  readonly reportsBack: string | null;
  /** Where an earlier version had it, when that differs; for schema.org's `previousStartDate`. */
  readonly previousStart: string | null;
  /** When it is expected or was, on a day that has begun, as told last; missing where that is as planned. */
  readonly expectedStart?: string;
  readonly expectedEnd?: string;
  /** Taken out by the chair while the day was running. */
  readonly skipped?: true;
}

export interface AgendaDay {
  readonly number: number;
  readonly date: string;
  readonly timeZone: string;
  readonly start: string;
  readonly end: string;
  readonly chairs: readonly Chair[];
  /** In order of start; breaks included. */
  readonly entries: readonly AgendaEntry[];
}

export interface AgendaEvent {
  /** Random UUID. */
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly isPublic: boolean;
  readonly helpdesk: Helpdesk;
  /** Who moves the running day on. */
  readonly advance: Advance;
}

/** One line of the list of versions: what `GET /api/events/:event/versions` answers, newest first. */
export interface VersionLine {
  readonly number: number;
  /** RFC 3339 in UTC. */
  readonly publishedAt: string;
  readonly note: string;
}

/** The public view: what `GET /api/events/:event/agenda` answers. */
export interface Agenda {
  readonly event: AgendaEvent;
  /** 0 while nothing is published; then there are no days. */
  readonly version: number;
  /** RFC 3339 in UTC; null while nothing is published. */
  readonly publishedAt: string | null;
  readonly days: readonly AgendaDay[];
}
