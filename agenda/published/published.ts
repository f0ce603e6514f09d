/**
 * What is published, as the process holds it in memory for pages and feeds. An event's own fields (name,
 * slug, who may see it, helpdesk) take effect at once; its days wait for the next version.
 */
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import type { Agenda } from '../view.ts';

/** One event's public view and what calendars are told of it. The object is replaced, never changed. */
export interface PublishedAgenda {
  /** Differs whenever anything below differs; safe in an ETag. Caches of rendered bytes key on it. */
  readonly stamp: string;
  /** Version 0 without days while nothing is published. The event may be private: ask `mayRead`. */
  readonly agenda: Agenda;
  /** In order of start, cancelled ones last; those cancelled 30 days ago may still be among them. */
  readonly entries: readonly CalendarEntry[];
}

export interface PublishedAgendas {
  /**
   * The published agenda of an event, or undefined when no event has the slug.
   *
   * Mostly answers at once and without a promise: the database is asked only the first time, after a
   * change in this process, and when the last look is 250 ms old, because other processes publish too.
   */
  get(slug: string): PublishedAgenda | undefined | Promise<PublishedAgenda | undefined>;
  /** The same as the database has it at this moment, for whoever was told that it has changed. */
  getStored(slug: string): Promise<PublishedAgenda | undefined>;
}
