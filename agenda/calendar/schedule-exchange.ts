/**
 * An agenda in the terms of the schedule formats that conference tools exchange (frab's, as pretalx and
 * the video crews' tools read them): days hold rooms, rooms hold events. `schedule-json.ts` and
 * `schedule-xml.ts` write it down.
 *
 * A track is a room, because sessions of different tracks run side by side; what is for everyone is in
 * the room `Plenary`. Breaks are events of type `break`. A running day is written as it goes. Texts are cleaned
 * here, once, for both.
 */
import { digestOf, nameUuid } from '../../kernel/digest.ts';
import { formatClock, MINUTE, parseRfc3339 } from '../../kernel/time.ts';
import type { Speaker } from '../schema.ts';
import { asItGoes } from '../show/told.ts';
import type { Agenda, AgendaDay, AgendaEntry } from '../view.ts';
import type { Site } from './calendar.ts';
import { cleanLine, cleanText } from './plain-text.ts';

export interface Schedule {
  /** The number of the published version. */
  readonly version: string;
  readonly baseUrl: string;
  readonly conference: Conference;
  readonly rooms: readonly Room[];
  readonly tracks: readonly string[];
  readonly days: readonly ScheduleDay[];
}

export interface Conference {
  readonly acronym: string;
  readonly title: string;
  /** `YYYY-MM-DD` of the first and the last day; null while there are no days. */
  readonly start: string | null;
  readonly end: string | null;
  readonly daysCount: number;
  /** The grid of the times, `H:MM`. */
  readonly timeslotDuration: string;
  readonly timeZone: string;
  readonly url: string;
}

export interface Room {
  readonly name: string;
  /** The same for the same room name of the same event. */
  readonly guid: string;
}

export interface ScheduleDay {
  /** From 1. */
  readonly index: number;
  readonly date: string;
  /** RFC 3339 with offset. The end is that of the last event where the day runs over. */
  readonly start: string;
  readonly end: string;
  readonly rooms: readonly { readonly room: Room; readonly events: readonly ScheduleEvent[] }[];
}

export interface ScheduleEvent {
  /** A whole number from 1 that is the same across versions. */
  readonly id: number;
  readonly guid: string;
  readonly room: string;
  readonly title: string;
  readonly type: string;
  /** RFC 3339 with offset. */
  readonly date: string;
  /** `HH:MM` in the day's zone. */
  readonly start: string;
  /** `H:MM`. */
  readonly duration: string;
  readonly abstract: string;
  readonly slug: string;
  readonly url: string;
  readonly track: string | null;
  readonly persons: readonly Person[];
}

/** Numbered by order of first appearance, so that nothing of a person is in the number. */
export interface Person {
  readonly id: number;
  readonly name: string;
}

const PLENARY = 'Plenary';

/** @throws RangeError when a time of the agenda is not RFC 3339. */
export function scheduleOf(agenda: Agenda, site: Site): Schedule {
  const { event } = agenda;
  const days = agenda.days.map(asItGoes);
  const baseUrl = site.publicUrl.replace(/\/+$/, '');
  const url = `${baseUrl}/e/${encodeURIComponent(event.slug)}`;
  const entries = days.flatMap((day) => day.entries);
  const dates = days.map((day) => day.date);
  const known = { event: event.slug, url, ids: numberEntries(entries), persons: numberPersons(entries) };
  const rooms = [...new Set([PLENARY, ...entries.map(roomOf)])].map((name) => ({
    name,
    guid: nameUuid(event.id, name),
  }));
  return {
    version: String(agenda.version),
    baseUrl: `${baseUrl}/`,
    conference: {
      acronym: event.slug,
      title: cleanLine(event.name),
      start: dates[0] ?? null,
      end: dates.at(-1) ?? null,
      daysCount: days.length,
      timeslotDuration: '0:05',
      timeZone: event.timeZone,
      url,
    },
    rooms,
    tracks: [...new Set(entries.flatMap((entry) => trackOf(entry) ?? []))],
    days: days.map((day, place) => scheduleDay(day, place + 1, rooms, known)),
  };
}

/** What every event of a schedule needs to know of the whole. */
interface Known {
  readonly event: string;
  readonly url: string;
  readonly ids: ReadonlyMap<string, number>;
  readonly persons: ReadonlyMap<string, number>;
}

function scheduleDay(day: AgendaDay, index: number, rooms: readonly Room[], known: Known): ScheduleDay {
  const last = day.entries.reduce(
    (end, entry) => (parseRfc3339(entry.end) > parseRfc3339(end) ? entry.end : end),
    day.end,
  );
  const inRooms = rooms.map((room) => ({
    room,
    events: day.entries
      .filter((entry) => roomOf(entry) === room.name)
      .map((entry) => scheduleEvent(entry, day.timeZone, known)),
  }));
  return {
    index,
    date: day.date,
    start: day.start,
    end: last,
    rooms: inRooms.filter(({ events }) => events.length > 0),
  };
}

function scheduleEvent(entry: AgendaEntry, timeZone: string, known: Known): ScheduleEvent {
  const id = known.ids.get(entry.id) ?? 0;
  return {
    id,
    guid: entry.id,
    room: roomOf(entry),
    title: cleanLine(entry.title),
    type: entry.kind,
    date: entry.start,
    start: formatClock(parseRfc3339(entry.start), timeZone),
    duration: duration(entry),
    abstract: cleanText(entry.abstract),
    slug: `${known.event}-${id}`,
    url: entry.kind === 'break' ? known.url : `${known.url}/session/${encodeURIComponent(entry.id)}`,
    track: trackOf(entry),
    persons: entry.speakers.flatMap((speaker) => personOf(speaker, known.persons)),
  };
}

function trackOf(entry: AgendaEntry): string | null {
  return cleanLine(entry.track ?? '') || null;
}

function roomOf(entry: AgendaEntry): string {
  return trackOf(entry) ?? PLENARY;
}

/** 31 bits of a hash of each id, so that tools that only take small numbers can; the rare twin takes the next. */
function numberEntries(entries: readonly AgendaEntry[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const taken = new Set<number>();
  for (const { id } of entries) {
    let number = Number.parseInt(digestOf(id).slice(0, 8), 16) >>> 1 || 1;
    while (taken.has(number)) number += 1;
    taken.add(number);
    numbers.set(id, number);
  }
  return numbers;
}

function numberPersons(entries: readonly AgendaEntry[]): ReadonlyMap<string, number> {
  const keys = entries.flatMap((entry) => entry.speakers).flatMap((speaker) => personKey(speaker) ?? []);
  return new Map([...new Set(keys)].map((key, place) => [key, place + 1]));
}

/** Whoever is still to be confirmed by name is not a person yet. */
function personKey({ name, organisation }: Speaker): string | null {
  return cleanLine(name ?? '') === '' ? null : JSON.stringify([name, organisation]);
}

function personOf(speaker: Speaker, persons: ReadonlyMap<string, number>): Person[] {
  const id = persons.get(personKey(speaker) ?? '');
  if (id === undefined) return [];
  const named = [speaker.name, speaker.organisation].filter((part) => part !== null);
  return [{ id, name: named.map(cleanLine).join(', ') }];
}

function duration({ start, end }: AgendaEntry): string {
  const minutes = Math.max(0, Math.round((parseRfc3339(end) - parseRfc3339(start)) / MINUTE));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
