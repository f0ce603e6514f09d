/** The files that are fed to calendars and to conference tools, each made from a published agenda. */

import type { PublishedAgenda } from '../published/published.ts';
import { calendarOf, entriesWithin, type Site } from './calendar.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { scheduleJson } from './schedule-json.ts';
import { scheduleXml } from './schedule-xml.ts';
import { tagSlug } from './tag-slug.ts';

/** Which file of an event. A tag is named by its slug, and by anything that has the same slug. */
export type Feed =
  | { readonly kind: 'event' }
  | { readonly kind: 'day'; readonly number: number }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'schedule.json' }
  | { readonly kind: 'schedule.xml' };

/** A name that two feeds share only when they are the same file of an event. */
export function feedKey(feed: Feed): string {
  switch (feed.kind) {
    case 'day':
      return `day/${feed.number}`;
    case 'tag':
      return `tag/${tagSlug(feed.tag)}`;
    case 'session':
      return `session/${feed.id}`;
    default:
      return feed.kind;
  }
}

/**
 * Whether an event has such a file. It has one for each day of the plan, also a day without sessions,
 * and for each session and tag that calendars were told of, cancelled ones too. A tag that nobody uses
 * has none: an empty calendar would hide that its address is mistyped.
 */
export function hasFeed({ agenda, entries }: PublishedAgenda, feed: Feed): boolean {
  switch (feed.kind) {
    case 'day':
      return agenda.days.some((day) => day.number === feed.number) || entriesWithin(entries, feed).length > 0;
    case 'tag':
    case 'session':
      return entriesWithin(entries, feed).length > 0;
    default:
      return true;
  }
}

/** The text of the file. @param entries those of `published` that are still told. */
export function feedText(
  { agenda }: PublishedAgenda,
  entries: readonly CalendarEntry[],
  feed: Feed,
  site: Site,
): string {
  switch (feed.kind) {
    case 'schedule.json':
      return scheduleJson(agenda, site);
    case 'schedule.xml':
      return scheduleXml(agenda, site);
    default:
      return calendarOf(agenda, entries, feed, site);
  }
}

/** The content type of the file, with its character set. */
export function feedType(feed: Feed): string {
  if (feed.kind === 'schedule.json') return 'application/json; charset=utf-8';
  if (feed.kind === 'schedule.xml') return 'application/xml; charset=utf-8';
  return 'text/calendar; charset=utf-8';
}

/** What a browser calls the file when it saves it: safe in a header and on every disk. */
export function feedDisposition({ agenda }: PublishedAgenda, feed: Feed): string {
  const key = feedKey(feed).replaceAll('/', '-');
  const name = `${agenda.event.slug}-${key}${key.startsWith('schedule.') ? '' : '.ics'}`.replace(
    /-event\.ics$/,
    '.ics',
  );
  const plain = name.replace(/[^\w.-]+/g, '_');
  const exact = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`;
  return `inline; filename="${plain}"${exact}`;
}
