/** A laid-out plan for people to read in a terminal: each day in aligned columns, then what is wrong with it. */
import type { DayReport, PlanReport } from '../../agenda/layout/report.ts';
import { shown } from './verb.ts';

export function timetable(report: PlanReport): string {
  return report.days.map(dayTable).join('\n');
}

function dayTable(day: DayReport): string {
  const rows = day.timeline.map(({ start, end, minutes, kind, track, title }) => {
    const place = track === null ? '' : `  [${shown(track)}]`;
    return `  ${clock(start)}–${clock(end)} ${String(minutes).padStart(4)}  ${kind.padEnd(12)}  ${shown(title)}${place}`;
  });
  const findings = day.findings.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${shown(message)}`);
  const blocks = [heading(day), rows.join('\n'), findings.join('\n')];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function heading({ day, date, start, end, timeZone, overMinutes }: DayReport): string {
  const fit =
    overMinutes > 0 ? `, ${minutes(overMinutes)} over` : overMinutes < 0 ? `, ${minutes(-overMinutes)} free` : '';
  return `Day ${day}, ${date}, ${start} to ${end} (${timeZone})${fit}`;
}

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${count} minutes`;
}

/** The wall time of an RFC 3339 text that carries the day's offset. */
function clock(rfc3339: string): string {
  return rfc3339.slice(11, 16);
}
