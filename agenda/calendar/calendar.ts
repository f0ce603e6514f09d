/**
 * An agenda as iCalendar (RFC 5545), for people's own calendars.
 *
 * Made with ical-generator, which trusts its input; this file is the one place that makes up for it:
 * - texts are cleaned first: a line break in a name or an id would become a line of the file;
 * - the calendar's name is escaped here, because the library escapes those of events only;
 * - addresses are percent-encoded, because the library escapes `,` and `;` in them as if they were text;
 * - no calendar time zone is set and times are given as `Date`, which makes them UTC;
 * - an end that is not after its start is left out, because the library would swap the two;
 * - the last line gets the line end that the library leaves out.
 *
 * The file is a pure function of what was published: stamps are the last revision, never "now", so its
 * bytes are equal while nothing has changed. It holds no reminder and no METHOD, and no join link but in
 * a personal calendar (`personal-calendar.ts`).
 */
import ical, { type ICalCalendar, ICalEventStatus } from 'ical-generator';
import { parseRfc3339 } from '../../kernel/time.ts';
import type { Agenda } from '../view.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { cleanLine, cleanText } from './plain-text.ts';
import { tagSlug } from './tag-slug.ts';

/** Which entries of an event a calendar holds. A tag is named by its slug or as it is written. */
export type CalendarScope =
  | { readonly kind: 'event' }
  | { readonly kind: 'day'; readonly number: number }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'session'; readonly id: string };

/** Where the pages are: `https://plenum.example.org`, without a path at its end. */
export interface Site {
  readonly publicUrl: string;
}

/** How often a calendar should ask again, in seconds. */
const REFRESH_SECONDS = 15 * 60;

/**
 * The calendar of an event, or of the part that `scope` names, as the text of an `.ics` file.
 *
 * A scope that holds nothing makes a valid calendar without entries.
 * @throws RangeError when a time of an entry is not RFC 3339.
 */
export function calendarOf(
  agenda: Agenda,
  entries: readonly CalendarEntry[],
  scope: CalendarScope,
  site: Site,
): string {
  const held = entriesWithin(entries, scope);
  const written = held.map((entry) => publicEntry(entry, sessionAddress(agenda, entry, site)));
  return calendarText(calendarName(agenda, held, scope), written);
}

/** An entry as a file tells it. Everything but the entry is what one calendar tells otherwise than another. */
export interface WrittenEntry {
  readonly entry: CalendarEntry;
  readonly uid: string;
  readonly sequence: number;
  /** UTC milliseconds. */
  readonly revisedAt: number;
  readonly location: string;
  /** Parts of the description, in order; empty ones are left out. */
  readonly description: readonly string[];
  readonly url: string;
}

/** The text of an `.ics` file. @throws RangeError when a time of an entry is not RFC 3339. */
export function calendarText(name: string, written: readonly WrittenEntry[]): string {
  const calendar = ical({ prodId: '//plenum//agenda//EN', name: escaped(name), ttl: REFRESH_SECONDS });
  for (const each of written) addEntry(calendar, each);
  return `${calendar.toString()}\r\n`;
}

/** The entries that a scope holds, cancelled ones too, in the order given. */
export function entriesWithin(entries: readonly CalendarEntry[], scope: CalendarScope): CalendarEntry[] {
  switch (scope.kind) {
    case 'event':
      return [...entries];
    case 'day':
      return entries.filter((entry) => entry.content.dayNumber === scope.number);
    case 'tag': {
      const slug = tagSlug(scope.tag);
      return entries.filter((entry) => entry.content.audience.some((tag) => tagSlug(tag) === slug));
    }
    case 'session':
      return entries.filter((entry) => entry.sessionId === scope.id);
  }
}

function publicEntry(entry: CalendarEntry, address: string): WrittenEntry {
  const { content, sessionId, sequence, revisedAt } = entry;
  return {
    ...{ entry, uid: sessionId, sequence, revisedAt },
    location: content.track ?? '',
    // Many calendars hide the URL of an entry, so its address stands in the text too.
    description: [content.speakers.map(cleanLine).join('\n'), content.abstract, address],
    url: address,
  };
}

function addEntry(calendar: ICalCalendar, { entry, uid, sequence, revisedAt, ...told }: WrittenEntry): void {
  const { content } = entry;
  const start = parseRfc3339(content.start);
  const end = parseRfc3339(content.end);
  calendar.createEvent({
    id: cleanLine(uid),
    sequence,
    stamp: new Date(revisedAt),
    lastModified: new Date(revisedAt),
    start: new Date(start),
    end: end > start ? new Date(end) : null,
    summary: cleanLine(content.title) || content.kind,
    description: paragraphs(told.description),
    location: cleanLine(told.location) || null,
    categories: categoriesOf(content.audience),
    url: inUri(told.url),
    status: entry.cancelledAt === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
}

/** A backslash before the comma of such a list is misread by ical.js, so by Thunderbird too. */
function categoriesOf(tags: readonly string[]): { name: string }[] {
  return tags
    .map((tag) => cleanLine(tag).replaceAll('\\', '/'))
    .filter((name) => name !== '')
    .map((name) => ({ name }));
}

function paragraphs(parts: readonly string[]): string {
  return parts
    .map((part) => cleanText(part).trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The page of a session. */
export function sessionAddress(agenda: Agenda, entry: CalendarEntry, site: Site): string {
  const path = `/e/${encodeURIComponent(cleanLine(agenda.event.slug))}/session/${encodeURIComponent(cleanLine(entry.sessionId))}`;
  return inUri(site.publicUrl.replace(/\/+$/, '') + path);
}

/** Only what a URI may hold, and of that neither what separates values nor what TEXT would escape. */
function inUri(address: string): string {
  return cleanLine(address).replace(/[^!#-+\--:=?-[\]_a-z~]/gu, encodeURIComponent);
}

function calendarName(agenda: Agenda, held: readonly CalendarEntry[], scope: CalendarScope): string {
  const event = cleanLine(agenda.event.name) || agenda.event.slug;
  const part = partName(held, scope);
  return part === '' ? event : `${event}: ${part}`;
}

function partName(held: readonly CalendarEntry[], scope: CalendarScope): string {
  switch (scope.kind) {
    case 'event':
      return '';
    case 'day':
      return `day ${scope.number}`;
    case 'tag':
      return tagAsWritten(held, scope.tag);
    case 'session':
      return cleanLine(held[0]?.content.title ?? '');
  }
}

function tagAsWritten(held: readonly CalendarEntry[], named: string): string {
  const tags = held.flatMap((entry) => entry.content.audience);
  return cleanLine(tags.find((tag) => tagSlug(tag) === tagSlug(named)) ?? named);
}

/** RFC 5545 TEXT, for the one text that the library writes as it is. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`).replace(/\n/g, '\\n');
}
