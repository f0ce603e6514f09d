/** Findings on breaks: long stretches without one, and where the budget did not go as wished. */
import { addMinutes, type Instant, latestOf, minutesBetween } from '../kernel/time.ts';
import type { Finding, LaidDay } from './finding.ts';
import { LEAST_BREAK_MINUTES, LONGEST_STRETCH_MINUTES } from './schema.ts';
import type { TimelineEntry } from './timeline.ts';

export function breakFindings({ day, timeline }: LaidDay): Finding[] {
  const findings = stretchesOf(timeline.entries).flatMap((stretch) => longStretch(day.number, stretch));
  const add = (code: Finding['code'], severity: Finding['severity'], minutes: number | null, message: string) =>
    findings.push({ code, severity, day: day.number, session: null, minutes, message });
  const laid = timeline.entries.filter(({ kind, track }) => kind === 'break' && track === null).length;
  if (laid > day.breakSlots && day.breakMinutes > 0) {
    add(
      'break-slots',
      'info',
      null,
      `Day ${day.number} has ${laid} breaks where ${day.breakSlots} were planned, because announced times leave gaps that are breaks too.`,
    );
  }
  const { unplacedBreakMinutes: unplaced, idleMinutes: idle } = timeline;
  if (unplaced > 0 && day.sessions.length > 0) {
    add(
      'break-unplaced',
      'warning',
      unplaced,
      `${unplaced} of ${timeline.breakMinutes} min of breaks find no place in day ${day.number} without moving what was announced or parting a breakout from its plenary.`,
    );
  }
  if (idle > 0) {
    add(
      'idle-time',
      'info',
      idle,
      `For ${idle} min of day ${day.number} nothing is planned, neither session nor break.`,
    );
  }
  return findings;
}

function longStretch(day: number, stretch: readonly TimelineEntry[]): Finding[] {
  const [first] = stretch;
  const end = latestEnd(stretch);
  if (!first || !end) return [];
  const minutes = minutesBetween(first.start, end);
  if (minutes <= LONGEST_STRETCH_MINUTES) return [];
  const message = `From “${first.title}” on, ${minutes} min pass without a break; more than ${LONGEST_STRETCH_MINUTES} tire people.`;
  return [{ code: 'stretch-long', severity: 'warning', day, session: first.session, minutes, message }];
}

/** Runs of entries with neither a break for everyone nor an idle gap of a break's length inside. */
function stretchesOf(entries: readonly TimelineEntry[]): TimelineEntry[][] {
  const stretches: TimelineEntry[][] = [];
  let current: TimelineEntry[] = [];
  for (const entry of entries) {
    const isBreak = entry.kind === 'break' && entry.track === null;
    const end = latestEnd(current);
    const rested = end !== null && entry.start >= addMinutes(end, LEAST_BREAK_MINUTES);
    if (isBreak || rested) {
      stretches.push(current);
      current = [];
    }
    if (!isBreak) current.push(entry);
  }
  return [...stretches, current];
}

function latestEnd([first, ...others]: readonly TimelineEntry[]): Instant | null {
  return first ? latestOf(first.end, ...others.map(({ end }) => end)) : null;
}
