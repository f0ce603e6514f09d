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

/** The breakout rooms of a reader by session. Another room keeps them. */
export type RoomsOfReader = ReadonlyMap<string, RoomOfReader>;

export interface RoomOfReader {
  /** Null after they had one and have none any more. */
  readonly room: { readonly name: string; readonly topic: string | null; readonly joinLink: string | null } | null;
  /** To be added to that of the entry. */
  readonly sequence: number;
  readonly revisedAt: number;
}

const NO_ROOMS: RoomsOfReader = new Map();

/**
 * The sessions that are theirs, in the order given: those for everybody, those in which they have a breakout room,
 * and those for an audience that one of their tags names, in whatever case and spacing. Whoever has no tags is told of every session: better too
 * much in a calendar than something missing.
 */
export function entriesOfReader(
  entries: readonly CalendarEntry[],
  { tags }: CalendarReader,
  rooms: RoomsOfReader = NO_ROOMS,
): CalendarEntry[] {
  const own = new Set(tags.map(tagSlug));
  return entries.filter(
    ({ sessionId, content: { audience } }) =>
      audience.length === 0 ||
      rooms.get(sessionId)?.room != null ||
      own.size === 0 ||
      audience.some((tag) => own.has(tagSlug(tag))),
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
  rooms: RoomsOfReader = NO_ROOMS,
): string {
  const event = cleanLine(agenda.event.name) || agenda.event.slug;
  const written = entriesOfReader(entries, reader, rooms).map((entry) =>
    personalEntry(entry, reader, sessionAddress(agenda, entry, site), rooms.get(entry.sessionId)),
  );
  return calendarText(`${event}: my sessions`, written);
}

/** The join link stands in three places, because no one of them is shown by every calendar. */
function personalEntry(
  entry: CalendarEntry,
  { participantId }: CalendarReader,
  page: string,
  told: RoomOfReader | undefined,
): WrittenEntry {
  const { abstract, track, link } = entry.content;
  const room = entry.cancelledAt === null ? told?.room : null;
  const join = entry.cancelledAt === null ? cleanLine(room?.joinLink ?? link?.url ?? '') : '';
  const place = room ? cleanLine(room.name) : (track ?? '');
  return {
    entry,
    uid: nameUuid(participantId, entry.sessionId),
    sequence: entry.sequence + (link?.sequence ?? 0) + (told?.sequence ?? 0),
    revisedAt: Math.max(entry.revisedAt, link?.revisedAt ?? 0, told?.revisedAt ?? 0),
    location: join || place,
    description: [roomLine(room), join && `Join: ${join}`, join && (track ?? ''), abstract, page],
    url: join || page,
  };
}

/** Where to go, also where the link alone stands as the place. */
function roomLine(room: RoomOfReader['room'] | undefined): string {
  if (!room) return '';
  const topic = cleanLine(room.topic ?? '');
  return `Your room: ${cleanLine(room.name)}${topic && ` (${topic})`}`;
}
