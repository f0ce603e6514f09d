/**
 * What calendars have been told of each session, and what they must be told next.
 *
 * A calendar keeps its own copy of an entry and only believes news with a higher SEQUENCE, so the
 * record of what was told outlives the version that told it: it rises when the time changes and when
 * the session is taken out, and a removed session stays as cancelled for 30 days.
 */
import { DAY, parseRfc3339 } from '../../kernel/time.ts';
import type { SessionKind, Speaker } from '../schema.ts';
import type { Agenda, AgendaEntry } from '../view.ts';

/** How long a removed session is still told as cancelled, in milliseconds. */
export const CANCELLED_STAYS = 30 * DAY;

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
  /** For personal calendars alone. Missing while the session never had one. */
  readonly link?: CalendarLink;
}

/** Where a session is joined. Its changes are counted apart, so that public feeds do not show that there were any. */
export interface CalendarLink {
  /** Null after it was taken away. */
  readonly url: string | null;
  /** To be added to that of the entry. */
  readonly sequence: number;
  readonly revisedAt: number;
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

/**
 * What calendars must be told once `agenda` is published, given what they were told before.
 *
 * Sessions stand in the order of the agenda, cancelled ones after them in the order they had. Breaks
 * are left out: in a calendar they are the gaps. An entry of which nothing shown has changed is the
 * same object as before, so that a feed's bytes stay equal.
 * @param now UTC milliseconds; becomes `revisedAt` of what changed and `cancelledAt` of what went.
 * @param joinLinks by session id.
 * @throws RangeError when a time of the agenda is not RFC 3339.
 */
export function advanceCalendarEntries(
  previous: readonly CalendarEntry[],
  agenda: Agenda,
  now: number,
  joinLinks: Readonly<Record<string, string>> = {},
): CalendarEntry[] {
  const told = new Map(previous.map((entry) => [entry.sessionId, entry]));
  const present = agenda.days.flatMap((day) =>
    day.entries
      .filter((entry) => entry.kind !== 'break')
      .map((entry) => {
        const before = told.get(entry.id);
        const link = advanceLink(before, joinLinks[entry.id] ?? null, now);
        return advance(before, entry.id, { ...contentOf(entry, day.number), ...(link && { link }) }, now);
      }),
  );
  const held = new Set(present.map((entry) => entry.sessionId));
  const gone = previous.filter((entry) => !held.has(entry.sessionId)).map((entry) => cancel(entry, now));
  return [...present, ...entriesStillTold(gone, now)];
}

/** The entries without those that were cancelled 30 days ago or earlier. */
export function entriesStillTold(entries: readonly CalendarEntry[], now: number): CalendarEntry[] {
  return entries.filter((entry) => entry.cancelledAt === null || now - entry.cancelledAt < CANCELLED_STAYS);
}

/** The next instant (UTC milliseconds) at which a cancelled entry goes; infinity when there is none. */
export function nextEntryToGo(entries: readonly CalendarEntry[]): number {
  const goes = entries.flatMap(({ cancelledAt }) => (cancelledAt === null ? [] : [cancelledAt + CANCELLED_STAYS]));
  return Math.min(Number.POSITIVE_INFINITY, ...goes);
}

function advance(
  before: CalendarEntry | undefined,
  sessionId: string,
  content: CalendarContent,
  now: number,
): CalendarEntry {
  if (!before) return { sessionId, sequence: 0, revisedAt: now, cancelledAt: null, content };
  const revived = before.cancelledAt !== null;
  const moved = revived || !sameTime(before.content, content);
  if (!moved && shownOf(before.content) === shownOf(content)) {
    return before.content.link === content.link ? before : { ...before, content };
  }
  return {
    sessionId,
    sequence: before.sequence + (moved ? 1 : 0),
    revisedAt: Math.max(before.revisedAt, now),
    cancelledAt: null,
    content,
  };
}

function advanceLink(before: CalendarEntry | undefined, url: string | null, now: number): CalendarLink | undefined {
  const link = before?.content.link;
  if ((link?.url ?? null) === url) return link;
  const sequence = before ? (link?.sequence ?? 0) + 1 : 0;
  return { url, sequence, revisedAt: Math.max(link?.revisedAt ?? 0, now) };
}

function cancel(entry: CalendarEntry, now: number): CalendarEntry {
  if (entry.cancelledAt !== null) return entry;
  return { ...entry, sequence: entry.sequence + 1, revisedAt: Math.max(entry.revisedAt, now), cancelledAt: now };
}

function contentOf(entry: AgendaEntry, dayNumber: number): CalendarContent {
  const { kind, title, abstract, start, end, audience, track } = entry;
  return { kind, title, abstract, start, end, dayNumber, audience, track, speakers: entry.speakers.map(speakerLine) };
}

/** How a speaker is named in one line: `Name, Organisation (to be confirmed)`. */
export function speakerLine({ name, organisation, confirmed }: Speaker): string {
  const named = [name, organisation].filter((part) => part !== null).join(', ');
  if (named === '') return 'To be confirmed';
  return confirmed && name !== null ? named : `${named} (to be confirmed)`;
}

function sameTime(before: CalendarContent, after: CalendarContent): boolean {
  return (
    parseRfc3339(before.start) === parseRfc3339(after.start) && parseRfc3339(before.end) === parseRfc3339(after.end)
  );
}

/** Everything of a content but its times, which are compared as instants: feeds show them in UTC. */
function shownOf(content: CalendarContent): string {
  const { kind, title, abstract, dayNumber, audience, track, speakers } = content;
  return JSON.stringify([kind, title, abstract, dayNumber, audience, track, speakers]);
}
