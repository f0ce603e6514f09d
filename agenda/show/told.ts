/** What is told of a running day beside its own pages: in the published agenda, and in calendars. Pure. */
import { formatRfc3339, type Instant, MINUTE, parseRfc3339 } from '../../kernel/time.ts';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import type { Agenda, AgendaDay, AgendaEntry } from '../view.ts';
import { entryTimes } from './expected.ts';
import { floorMinute, type Run } from './run.ts';

/** When an entry is expected, or was, in whole minutes; null for one that was skipped. */
export interface ToldTime {
  readonly id: string;
  readonly start: Instant | null;
  readonly end: Instant | null;
}

/** Calendars hear of what differs by so much from what they were told, in minutes. */
export const CALENDAR_MINUTES = 5;

/**
 * Of every entry of the day, in running order. Nothing while it has not begun: then it is as it was published. What
 * was on and is not in the day any more may be in another one: that day tells of it.
 */
export function toldOf(run: Run, { entries }: Pick<AgendaDay, 'entries'>, now: Instant): ToldTime[] {
  if (run.startedAt === null) return [];
  const times = new Map(entryTimes(run, now).map((time) => [time.id, time]));
  const ofDay = new Set(entries.map(({ id }) => id));
  return run.steps.flatMap(({ parts, status }) =>
    parts.flatMap(({ id }): ToldTime[] => {
      if (!ofDay.has(id)) return [];
      const time = times.get(id);
      if (time) return [{ id, start: floorMinute(time.start), end: floorMinute(time.end) }];
      // Of what was still ahead of a day that was forgotten, nothing is known but when it had been planned.
      return status === 'skipped' ? [{ id, start: null, end: null }] : [];
    }),
  );
}

/** The published agenda with what was told of its running days. @param told of all days. */
export function withExpected(agenda: Agenda, told: readonly ToldTime[]): Agenda {
  if (told.length === 0) return agenda;
  const times = new Map(told.map((time) => [time.id, time]));
  return { ...agenda, days: agenda.days.map((day) => dayWithExpected(day, times)) };
}

type Times = ReadonlyMap<string, ToldTime>;

function dayWithExpected(day: AgendaDay, times: Times): AgendaDay {
  if (!day.entries.some(({ id }) => times.has(id))) return day;
  return { ...day, entries: day.entries.map((entry) => entryWithExpected(entry, times.get(entry.id), day.timeZone)) };
}

function entryWithExpected(entry: AgendaEntry, told: ToldTime | undefined, zone: string): AgendaEntry {
  if (!told) return entry;
  if (told.start === null || told.end === null) return { ...entry, skipped: true };
  const isLater = (planned: string, at: Instant) => parseRfc3339(planned) !== at;
  return {
    ...entry,
    ...(isLater(entry.start, told.start) && { expectedStart: formatRfc3339(told.start, zone) }),
    ...(isLater(entry.end, told.end) && { expectedEnd: formatRfc3339(told.end, zone) }),
  };
}

/** A day as it goes rather than as it was published: entries at the times told, without those that were skipped. */
export function asItGoes(day: AgendaDay): AgendaDay {
  return {
    ...day,
    entries: day.entries
      .filter(({ skipped }) => !skipped)
      .map(({ expectedStart, expectedEnd, ...entry }) => ({
        ...entry,
        start: expectedStart ?? entry.start,
        end: expectedEnd ?? entry.end,
      })),
  };
}

/**
 * A day as calendars are to be told of it: what is skipped is left out, and so is what moved by less than five
 * minutes from what they were told last.
 * @param entries what calendars were told of its sessions.
 * @param published given when a new version is told: what is expected as it was published is then told as that.
 */
export function forCalendars(
  day: AgendaDay,
  told: readonly ToldTime[],
  entries: readonly CalendarEntry[],
  { published }: { readonly published: boolean },
): AgendaDay {
  if (told.length === 0) return day;
  const going = asItGoes(dayWithExpected(day, new Map(told.map((time) => [time.id, time]))));
  const before = new Map(entries.map((entry) => [entry.sessionId, entry]));
  const planned = new Map(day.entries.map((entry) => [entry.id, entry]));
  const keep = (entry: AgendaEntry): AgendaEntry => {
    const last = before.get(entry.id);
    if (!last || last.cancelledAt !== null) return entry;
    if (published && isSameTime(entry, planned.get(entry.id) ?? entry)) return entry;
    return isFar(last.content, entry) ? entry : { ...entry, start: last.content.start, end: last.content.end };
  };
  return { ...going, entries: going.entries.map(keep) };
}

type Span = Pick<AgendaEntry, 'start' | 'end'>;

function isSameTime(one: Span, other: Span): boolean {
  return apart(one.start, other.start) === 0 && apart(one.end, other.end) === 0;
}

function isFar(told: Span, entry: Span): boolean {
  return Math.max(apart(told.start, entry.start), apart(told.end, entry.end)) >= CALENDAR_MINUTES * MINUTE;
}

function apart(one: string, other: string): number {
  return Math.abs(parseRfc3339(one) - parseRfc3339(other));
}

export function isSameTold(one: readonly ToldTime[], other: readonly ToldTime[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, start, end }, place) => {
      const there = other[place];
      return there?.id === id && there.start === start && there.end === end;
    })
  );
}
