/** What holds of every laid-out day, whatever is in it. Returned as sentences, so that a broken layout can be shown to break them. */

import type { DayTimeline, TimelineEntry } from '../../../agenda/layout/timeline.ts';
import type { Day, Session } from '../../../agenda/schema.ts';
import { LEAST_BREAK_MINUTES } from '../../../agenda/schema.ts';
import { minutesBetween, readWallTime } from '../../../kernel/time.ts';

/** The laws that a layout of this day breaks; empty when it keeps them all. */
export function brokenLaws(day: Day, timeline: DayTimeline): string[] {
  const broken: string[] = [];
  const law = (kept: boolean, sentence: string) => {
    if (!kept) broken.push(sentence);
  };
  const sessions = timeline.entries.filter(({ session }) => session !== null);
  const laid = timeline.entries.filter(({ session }) => session === null);
  const placed = new Map(sessions.map((entry) => [entry.session, entry]));
  law(sessions.length === day.sessions.length && placed.size === sessions.length, 'every session is placed once');
  law(
    day.sessions.every(({ id, minutes }) => lengthOf(placed.get(id)) === minutes),
    'every session has its length',
  );
  law(
    laid.every(({ minutes }) => minutes >= LEAST_BREAK_MINUTES),
    'no break is under 5 minutes',
  );
  law(laidMinutes(day, laid) === timeline.breakMinutes - timeline.unplacedBreakMinutes, 'no break minute is lost');
  law(
    !hasPlainBreaks(timeline) ||
      timeline.overMinutes ===
        timeline.sessionMinutes + timeline.breakMinutes + timeline.idleMinutes - timeline.dayMinutes,
    'the sum adds up',
  );
  law(
    laid.every((entry) => isAlone(entry, timeline.entries)),
    'a laid break is for everyone',
  );
  law(unpinnedInOrder(day, placed), 'each track keeps its running order');
  law(noBreakBeforeReports(day, timeline), 'no break parts a breakout from its plenary');
  law(anchorsKept(day, placed), 'no session starts before it was announced, and a pinned one starts just then');
  return broken;
}

/** Every break is time of the day of its own; a pinned one may instead lie under a session or before the day. */
function hasPlainBreaks({ entries, start }: DayTimeline): boolean {
  const breaks = entries.filter(({ kind, track }) => kind === 'break' && track === null);
  return breaks.every((entry) => entry.start >= start && isAlone(entry, entries));
}

function lengthOf(entry: TimelineEntry | undefined): number {
  return entry ? minutesBetween(entry.start, entry.end) : -1;
}

function laidMinutes(day: Day, laid: readonly TimelineEntry[]): number {
  const standing = day.sessions.filter(({ kind, track }) => kind === 'break' && track === null);
  return [...laid, ...standing].reduce((sum, { minutes }) => sum + minutes, 0);
}

function isAlone(entry: TimelineEntry, entries: readonly TimelineEntry[]): boolean {
  return entries.every((other) => other === entry || other.end <= entry.start || other.start >= entry.end);
}

function unpinnedInOrder(day: Day, placed: ReadonlyMap<unknown, TimelineEntry>): boolean {
  return day.sessions.every((later, index) =>
    day.sessions
      .slice(0, index)
      .filter((earlier) => earlier.track === null || later.track === null || earlier.track === later.track)
      .every((earlier) => later.pinned || endOf(placed, earlier) <= startOf(placed, later)),
  );
}

/** Only a gap that an announced start leaves open may be a break there. */
function noBreakBeforeReports(day: Day, timeline: DayTimeline): boolean {
  const startOfId = new Map(timeline.entries.map((entry) => [entry.session, entry]));
  return day.sessions.every((plenary) => {
    const [breakout, heard] = [startOfId.get(plenary.reportsBack), startOfId.get(plenary.id)];
    if (plenary.reportsBack === null || !breakout || !heard) return true;
    const between = timeline.entries.filter(
      ({ session, start }) => session === null && start >= breakout.end && start < heard.start,
    );
    return between.every((each) => isBeforeAnchor(day, timeline, each));
  });
}

function isBeforeAnchor(day: Day, { entries }: DayTimeline, laid: TimelineEntry): boolean {
  const next = entries.find(({ start, session }) => session !== null && start >= laid.end);
  const session = day.sessions.find(({ id }) => id === next?.session);
  if (!next || !session?.announcedStart) return false;
  return readWallTime(day.date, session.announcedStart, day.timeZone).at === next.start;
}

function anchorsKept(day: Day, placed: ReadonlyMap<unknown, TimelineEntry>): boolean {
  return day.sessions.every((session) => {
    if (session.announcedStart === null) return true;
    const announced = readWallTime(day.date, session.announcedStart, day.timeZone).at;
    const start = startOf(placed, session);
    return session.pinned ? start === announced : start >= announced;
  });
}

function startOf(placed: ReadonlyMap<unknown, TimelineEntry>, { id }: Session): number {
  return placed.get(id)?.start ?? Number.NaN;
}

function endOf(placed: ReadonlyMap<unknown, TimelineEntry>, { id }: Session): number {
  return placed.get(id)?.end ?? Number.NaN;
}
