/** The real five-day event as a plan, read from its fixture without the importer, so that the two can be compared. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Plan, Session, SessionKind } from '../../agenda/schema.ts';
import { aDay, aSession } from './plans.ts';

type Row = Record<string, string>;

function rowsOf(name: string): Row[] {
  const path = new URL(`../fixtures/five-day-event/${name}`, import.meta.url);
  return parse(readFileSync(path), { columns: true }) as Row[];
}

export function fiveDays(): Plan {
  const rows = rowsOf('sessions.csv');
  return {
    days: rowsOf('days.csv').map((day) =>
      aDay(sessionsOf(rows.filter((row) => row.day === day.day)), {
        number: Number(day.day),
        date: day.date ?? '',
        start: day.start ?? '',
        end: day.end ?? '',
        timeZone: day.time_zone ?? '',
        breakMinutes: Number(day.break_minutes),
        breakSlots: Number(day.break_slots),
        chairs: [{ name: null, organisation: day.chair_organisation ?? '', role: 'chair' }],
      }),
    ),
  };
}

function sessionsOf(rows: readonly Row[]): Session[] {
  const sessions = rows.map((row) =>
    aSession(row.title ?? '', Number(row.minutes), {
      kind: row.kind as SessionKind,
      announcedStart: row.announced_start || null,
      announcedEnd: row.announced_end || null,
      audience: row.audience ? row.audience.split('; ') : [],
      speakers: row.speaker ? [{ name: null, organisation: null, confirmed: false }] : [],
    }),
  );
  return sessions.map((session, index) => {
    const named = rows[index]?.reports_back;
    const breakout = named ? sessions.find(({ title }) => title.startsWith(`${named}:`)) : undefined;
    return { ...session, reportsBack: breakout?.id ?? null };
  });
}
