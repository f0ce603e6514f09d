/**
 * One participant's own calendar of an event, as iCalendar.
 *
 * It holds what is theirs to attend, with the links to join, and nobody's name: neither speakers nor
 * chairs, because an address that is passed on by mistake should tell of nobody else.
 *
 * Its entries have other UIDs than the public feeds', and than those of every other person: see
 * `docs/decisions/0009-personal-calendars.md`.
 */
import { nameUuid } from '../../kernel/digest.ts';
import type { Agenda } from '../view.ts';
import { calendarText, type Site, sessionAddress, type WrittenEntry } from './calendar.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { cleanLine } from './plain-text.ts';
import { tagSlug } from './tag-slug.ts';

/** Whose calendar it is. */
export interface CalendarReader {
  /** Random UUID that nobody else is told: keeps others from computing UIDs. */
  readonly participantId: string;
  /** Their fields of expertise. */
  readonly tags: readonly string[];
}

/**
 * The sessions that are theirs, in the order given: those for everybody, and those for an audience that one
 * of their tags names, in whatever case and spacing. Whoever has no tags is told of every session: better too
 * much in a calendar than something missing.
 */
export function entriesOfReader(entries: readonly CalendarEntry[], { tags }: CalendarReader): CalendarEntry[] {
  const own = new Set(tags.map(tagSlug));
  return entries.filter(
    ({ content: { audience } }) =>
      audience.length === 0 || own.size === 0 || audience.some((tag) => own.has(tagSlug(tag))),
  );
}

/**
 * The text of the file. Equal bytes while neither plan nor reader changes.
 * @param entries those that are still told.
 * @throws RangeError when a time of an entry is not RFC 3339.
 */
export function personalCalendarOf(
  agenda: Agenda,
  entries: readonly CalendarEntry[],
  reader: CalendarReader,
  site: Site,
): string {
  const event = cleanLine(agenda.event.name) || agenda.event.slug;
  const written = entriesOfReader(entries, reader).map((entry) =>
    personalEntry(entry, reader, sessionAddress(agenda, entry, site)),
  );
  return calendarText(`${event}: my sessions`, written);
}

/** The join link stands in three places, because no one of them is shown by every calendar. */
function personalEntry(entry: CalendarEntry, { participantId }: CalendarReader, page: string): WrittenEntry {
  const { abstract, track, link } = entry.content;
  const join = entry.cancelledAt === null ? cleanLine(link?.url ?? '') : '';
  return {
    entry,
    uid: nameUuid(participantId, entry.sessionId),
    sequence: entry.sequence + (link?.sequence ?? 0),
    revisedAt: Math.max(entry.revisedAt, link?.revisedAt ?? 0),
    location: join || (track ?? ''),
    description: [join && `Join: ${join}`, join && (track ?? ''), abstract, page],
    url: join || page,
  };
}
