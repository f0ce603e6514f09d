/** Findings on breaks: long stretches without one, and where the budget did not go as wished. */
import { addMinutes, type Instant, latestOf, minutesBetween } from '../../kernel/time.ts';
import type { TimelineEntry } from '../layout/timeline.ts';
import { LEAST_BREAK_MINUTES, LONGEST_STRETCH_MINUTES } from '../schema.ts';
import type { Finding, LaidDay } from './finding.ts';

export function breakFindings(laid: LaidDay): Finding[] {
  const stretches = stretchesOf(laid.timeline.entries).flatMap((stretch) => longStretch(laid.day.number, stretch));
  return [...stretches, ...slotFindings(laid), ...unplacedFindings(laid), ...idleFindings(laid)];
}

/** More breaks than were wished for; breaks that stand in the plan alone are no surprise to anybody. */
function slotFindings({ day, timeline }: LaidDay): Finding[] {
  const breaks = timeline.entries.filter(({ kind, track }) => kind === 'break' && track === null);
  if (breaks.length <= day.breakSlots || breaks.every(({ session }) => session !== null)) return [];
  const message =
    day.breakSlots === 0
      ? `Day ${day.number} has break time but no number of breaks; what was laid makes ${breaks.length} in all.`
      : `Day ${day.number} has ${breaks.length} breaks, more than the ${day.breakSlots} planned, because announced times leave gaps that are breaks too.`;
  return [{ code: 'break-slots', severity: 'info', day: day.number, session: null, minutes: null, message }];
}

function unplacedFindings({ day, timeline }: LaidDay): Finding[] {
  const { unplacedBreakMinutes: minutes, breakMinutes } = timeline;
  if (minutes <= 0 || day.sessions.length === 0) return [];
  const message = `${minutes} of ${breakMinutes} min of breaks find no place in day ${day.number} without moving what was announced or parting a breakout from its plenary.`;
  return [{ code: 'break-unplaced', severity: 'warning', day: day.number, session: null, minutes, message }];
}

function idleFindings({ day, timeline: { idleMinutes: minutes } }: LaidDay): Finding[] {
  if (minutes <= 0) return [];
  const message = `For ${minutes} min of day ${day.number} nothing is planned, neither session nor break.`;
  return [{ code: 'idle-time', severity: 'info', day: day.number, session: null, minutes, message }];
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
