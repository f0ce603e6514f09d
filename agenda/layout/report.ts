/** The checked and laid-out plan as one JSON document: what `plenum plan --json` prints. */
import { formatRfc3339 } from '../../kernel/time.ts';
import type { Finding } from '../findings/finding.ts';
import { findingsOf } from '../findings/findings.ts';
import type { Day, Plan } from '../schema.ts';
import { type DayTimeline, layOutDay } from './timeline.ts';

export interface PlanReport {
  readonly days: readonly DayReport[];
}

/** The sums of a laid-out day, each as the layout counts it. */
type DaySums = Pick<
  DayTimeline,
  'dayMinutes' | 'sessionMinutes' | 'breakMinutes' | 'idleMinutes' | 'unplacedBreakMinutes' | 'overMinutes'
>;

export interface DayReport extends DaySums {
  readonly day: number;
  readonly date: string;
  readonly timeZone: string;
  /** Wall times of the day's zone, `HH:MM`. */
  readonly start: string;
  readonly end: string;
  readonly timeline: readonly ReportEntry[];
  readonly findings: readonly ReportFinding[];
}

export interface ReportEntry {
  readonly kind: string;
  readonly session: string | null;
  readonly title: string;
  readonly track: string | null;
  /** RFC 3339 in the day's zone. */
  readonly start: string;
  readonly end: string;
  readonly minutes: number;
}

export interface ReportFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly session: string | null;
  readonly minutes: number | null;
}

/** How a session is named in a report: by its id over HTTP, by its title on the command line. */
export type SessionNaming = (session: { readonly id: string; readonly title: string }) => string;

export function planReport(plan: Plan, nameOf: SessionNaming): PlanReport {
  const timelines = plan.days.map(layOutDay);
  const findings = findingsOf(plan, timelines);
  const sessions = plan.days.flatMap((day) => day.sessions);
  const titles = new Map<string, string>(sessions.map(({ id, title }) => [id, title]));
  const name = (id: string | null) => (id === null ? null : nameOf({ id, title: titles.get(id) ?? id }));
  return {
    days: plan.days.map((day, index) => dayReport(day, timelines[index] as DayTimeline, findings, name)),
  };
}

function dayReport(
  day: Day,
  timeline: DayTimeline,
  findings: readonly Finding[],
  name: (id: string | null) => string | null,
): DayReport {
  return {
    day: day.number,
    date: day.date,
    timeZone: day.timeZone,
    start: day.start,
    end: day.end,
    dayMinutes: timeline.dayMinutes,
    sessionMinutes: timeline.sessionMinutes,
    breakMinutes: timeline.breakMinutes,
    idleMinutes: timeline.idleMinutes,
    unplacedBreakMinutes: timeline.unplacedBreakMinutes,
    overMinutes: timeline.overMinutes,
    timeline: timeline.entries.map((entry) => ({
      kind: entry.kind,
      session: name(entry.session),
      title: entry.title,
      track: entry.track,
      start: formatRfc3339(entry.start, day.timeZone),
      end: formatRfc3339(entry.end, day.timeZone),
      minutes: entry.minutes,
    })),
    findings: findings
      .filter((finding) => finding.day === day.number)
      .map(({ code, severity, message, session, minutes }) => ({
        code,
        severity,
        message,
        session: name(session),
        minutes,
      })),
  };
}
