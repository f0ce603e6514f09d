/** Findings on chairs: days without one, and chairs of two things at once. */
import { formatClock, type Instant, instant, minutesBetween } from '../../kernel/time.ts';
import type { Chair } from '../schema.ts';
import type { Finding, LaidDay } from './finding.ts';

export function chairFindings(laid: readonly LaidDay[]): Finding[] {
  const missing = laid
    .filter(({ day }) => !day.chairs.some(({ role }) => role === 'chair'))
    .map(({ day }): Finding => {
      const message = `Day ${day.number} has no chair.`;
      return { code: 'chair-missing', severity: 'warning', day: day.number, session: null, minutes: null, message };
    });
  return [...missing, ...clashFindings(laid)];
}

/** Something that somebody chairs for a while: a whole day, or one session that has its own chair. */
interface Duty {
  readonly chair: Chair;
  readonly day: LaidDay['day'];
  readonly session: Finding['session'];
  readonly what: string;
  readonly start: Instant;
  readonly end: Instant;
}

function clashFindings(laid: readonly LaidDay[]): Finding[] {
  const duties = laid.flatMap(dutiesOf).sort((a, b) => a.start - b.start);
  const findings: Finding[] = [];
  for (const [index, first] of duties.entries()) {
    for (const second of duties.slice(index + 1)) {
      if (second.start >= first.end) break;
      if (isSamePerson(first.chair, second.chair) && !isPartOf(first, second)) findings.push(clash(first, second));
    }
  }
  return findings;
}

function dutiesOf({ day, timeline }: LaidDay): Duty[] {
  const entries = new Map(timeline.entries.map((entry) => [entry.session, entry]));
  const ofDay = day.chairs
    .filter(({ role }) => role === 'chair')
    .map((chair) => ({
      chair,
      day,
      session: null,
      what: `day ${day.number}`,
      start: timeline.start,
      end: timeline.end,
    }));
  const ofSessions = day.sessions.flatMap(({ id, title, chair }) => {
    const entry = entries.get(id);
    return chair && entry ? [{ chair, day, session: id, what: `“${title}”`, start: entry.start, end: entry.end }] : [];
  });
  return [...ofDay, ...ofSessions];
}

function isSamePerson(a: Chair, b: Chair): boolean {
  return a.name === b.name && a.organisation === b.organisation;
}

/** The chair of a day may well chair one of its sessions. */
function isPartOf(first: Duty, second: Duty): boolean {
  return first.day === second.day && (first.session === null || second.session === null);
}

function clash(first: Duty, second: Duty): Finding {
  const who = second.chair.name ?? second.chair.organisation;
  const when = formatClock(second.start, second.day.timeZone);
  return {
    code: 'chair-clash',
    severity: 'error',
    day: second.day.number,
    session: second.session,
    minutes: minutesBetween(second.start, instant(Math.min(first.end, second.end))),
    message: `${who} is to chair ${first.what} and ${second.what} at once, at ${when}.`,
  };
}
