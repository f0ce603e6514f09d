/** A laid-out plan for people to read in a terminal: each day in aligned columns, what is wrong with it, ways out. */
import type { ChangeAnswer, DayAnswer } from './plan-answer.ts';
import { shown } from './verb.ts';

export function timetable(days: readonly DayAnswer[]): string {
  return days.map(dayTable).join('\n');
}

function dayTable(day: DayAnswer): string {
  const rows = day.timeline.map(({ start, end, minutes, kind, track, title }) => {
    const place = track === null ? '' : `  [${shown(track)}]`;
    return `  ${clock(start)}–${clock(end)} ${String(minutes).padStart(4)}  ${kind.padEnd(12)}  ${shown(title)}${place}`;
  });
  const findings = day.findings.map(({ severity, message }) => `  ${severity.padEnd(7)}  ${shown(message)}`);
  const blocks = [heading(day), rows.join('\n'), findings.join('\n'), waysToFit(day)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function waysToFit({ day, proposals }: DayAnswer): string {
  const ways = proposals.flatMap(({ message, changes }, index) => [
    `  ${index + 1}. ${shown(message)}`,
    ...changes.map((change) => `     ${changeLine(change, day)}`),
  ]);
  return ways.length === 0 ? '' : ['  Ways to make it fit, with every time that would change:', ...ways].join('\n');
}

function changeLine({ day, title, before, after }: ChangeAnswer, ofDay: number): string {
  const place = day === ofDay ? '' : ` (day ${day})`;
  return `${span(before)} → ${span(after)}  ${shown(title)}${place}`;
}

function span(times: ChangeAnswer['before']): string {
  return times === null ? 'not planned' : `${clock(times.start)}–${clock(times.end)}`;
}

function heading({ day, date, start, end, timeZone, overMinutes }: DayAnswer): string {
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
