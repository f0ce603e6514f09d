/** Findings on a day's length, its announced times and wall times that are in doubt. */
import { formatClock, type Instant, minutesBetween, readWallTime } from '../../kernel/time.ts';
import type { DayTimeline, TimelineEntry } from '../layout/timeline.ts';
import type { Day, Session } from '../schema.ts';
import type { Finding, LaidDay } from './finding.ts';

export function timeFindings({ day, timeline }: LaidDay): Finding[] {
  if (day.sessions.length === 0) {
    const message = `Day ${day.number} has no sessions.`;
    return [{ code: 'day-empty', severity: 'warning', day: day.number, session: null, minutes: null, message }];
  }
  const { entries } = timeline;
  return [...lengthFindings(day, timeline), ...missedFindings(day, entries), ...overlapFindings(day, entries)];
}

function lengthFindings(day: Day, timeline: DayTimeline): Finding[] {
  const { overMinutes, sessionMinutes, breakMinutes, dayMinutes, idleMinutes } = timeline;
  const about = { day: day.number, session: null, minutes: Math.abs(overMinutes) };
  if (overMinutes > 0) {
    const idle = idleMinutes > 0 ? `, ${idleMinutes} min of waiting for announced times` : '';
    const message =
      `Day ${day.number} runs over by ${overMinutes} min: ${sessionMinutes} min of sessions` +
      `${idle} and ${breakMinutes} min of breaks do not fit into ${dayMinutes} min.`;
    return [{ ...about, code: 'day-over', severity: 'error', message }];
  }
  if (overMinutes === 0) return [];
  return [
    { ...about, code: 'day-slack', severity: 'info', message: `Day ${day.number} has ${-overMinutes} min of slack.` },
  ];
}

function missedFindings(day: Day, entries: readonly TimelineEntry[]): Finding[] {
  const byId = new Map(day.sessions.map((session) => [session.id, session]));
  return entries.flatMap((entry) => {
    const session = entry.session && byId.get(entry.session);
    return session ? missedBy(day, session, entry) : [];
  });
}

/** A late start makes the end late by as much; that is told once. */
function missedBy(day: Day, session: Session, entry: TimelineEntry): Finding[] {
  const start = deviation(day, session.announcedStart, entry.start);
  const end = deviation(day, session.announcedEnd, entry.end);
  const findings: Finding[] = [];
  if (start) findings.push(missed(day, session, 'starts', entry.start, session.announcedStart, start));
  if (end && end !== start) findings.push(missed(day, session, 'ends', entry.end, session.announcedEnd, end));
  return findings;
}

function deviation(day: Day, wall: string | null, real: Instant): number {
  return wall === null ? 0 : minutesBetween(readWallTime(day.date, wall, day.timeZone).at, real);
}

function missed(
  day: Day,
  session: Session,
  verb: 'starts' | 'ends',
  real: Instant,
  announced: string | null,
  minutes: number,
): Finding {
  const much = `${Math.abs(minutes)} min ${minutes > 0 ? 'after' : 'before'} the announced ${announced}`;
  return {
    code: 'announced-missed',
    severity: 'warning',
    day: day.number,
    session: session.id,
    minutes: Math.abs(minutes),
    message: `“${session.title}” ${verb} at ${formatClock(real, day.timeZone)}, ${much}.`,
  };
}

/** Entries that are on at once although they are not of different tracks; only pinned ones can be. */
function overlapFindings(day: Day, entries: readonly TimelineEntry[]): Finding[] {
  const findings: Finding[] = [];
  for (const [index, first] of entries.entries()) {
    for (const second of entries.slice(index + 1)) {
      if (second.start >= first.end) break;
      if (first.track !== null && second.track !== null && first.track !== second.track) continue;
      const minutes = Math.min(minutesBetween(second.start, first.end), second.minutes);
      const message = `“${second.title}” begins while “${first.title}” is on: they overlap by ${minutes} min.`;
      const session = second.session;
      findings.push({ code: 'session-overlap', severity: 'error', day: day.number, session, minutes, message });
    }
  }
  return findings;
}

/** Wall times of a day that do not exist or exist twice because clocks change in that zone on that date. */
export function wallTimeFindings(day: Day): Finding[] {
  const named = [
    { wall: day.start, session: null, what: `The start of day ${day.number}` },
    { wall: day.end, session: null, what: `The end of day ${day.number}` },
    ...day.sessions.flatMap(({ id, title, announcedStart, announcedEnd }) => [
      { wall: announcedStart, session: id, what: `The announced start of “${title}”` },
      { wall: announcedEnd, session: id, what: `The announced end of “${title}”` },
    ]),
  ];
  return named.flatMap(({ wall, session, what }) => {
    if (wall === null) return [];
    const reading = readWallTime(day.date, wall, day.timeZone);
    if (reading.kind === 'once') return [];
    const exists = reading.kind === 'missing' ? 'does not exist' : 'exists twice';
    const choices = reading.choices.map(({ write }) => write).join(' or ');
    const advice = choices ? `Write ${choices}.` : 'That zone leaves out the whole date: choose another.';
    const message = `${what}, ${wall}, ${exists} in ${day.timeZone} on ${day.date}. ${advice}`;
    return [{ code: `wall-time-${reading.kind}`, severity: 'error', day: day.number, session, minutes: null, message }];
  });
}
