/** Plans of any size, as the two files that Plenum reads. */
import { DateTime } from 'luxon';
import type { SheetFile } from '../kernel/spreadsheet/cell-fault.ts';

export interface PlanSize {
  readonly days: number;
  readonly sessionsPerDay: number;
  /** 0: every session is for everyone. */
  readonly tracks: number;
  /** `YYYY-MM-DD`; some day long known unless told otherwise. */
  readonly firstDate?: string;
  readonly timeZone?: string;
  /** Of every session: a presentation unless told otherwise. */
  readonly kind?: 'presentation' | 'breakout';
}

export interface MadePlanFiles {
  readonly days: SheetFile;
  readonly sessions: SheetFile;
}

/** Days of twelve hours with four breaks; sessions of 10 minutes, the tracks side by side. */
export function planFilesOf(size: PlanSize): MadePlanFiles {
  const {
    days,
    sessionsPerDay,
    tracks,
    firstDate = '2026-11-02',
    timeZone = 'Europe/Zurich',
    kind = 'presentation',
  } = size;
  const first = DateTime.fromISO(firstDate, { zone: 'utc' });
  const dayRows = each(days, (day) => {
    const date = first.plus({ days: day - 1 }).toISODate();
    return `${day},${date},08:00,20:00,${timeZone},60,4,Office ${day}`;
  });
  const sessionRows = each(days, (day) =>
    each(sessionsPerDay, (order) => {
      const track = tracks === 0 ? '' : `Track ${1 + (order % tracks)}`;
      const title = `Session ${order} of day ${day}: what was done and what is planned`;
      return `${day},${order},${kind},"${title}",10,Risk management; Data analytics,${track}`;
    }).join('\n'),
  );
  const dayColumns = 'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation';
  return {
    days: fileOf('days.csv', [dayColumns, ...dayRows]),
    sessions: fileOf('sessions.csv', ['day,order,kind,title,minutes,audience,track', ...sessionRows]),
  };
}

function each(count: number, make: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

function fileOf(name: string, lines: readonly string[]): SheetFile {
  return { name, bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) };
}
