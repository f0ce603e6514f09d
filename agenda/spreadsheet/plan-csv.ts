/**
 * A plan as the two files that `plan-file.ts` reads: read back they give the same plan, except that
 * texts come back in Unicode's composed form and line breaks as `\n`.
 */
import { writeList } from '../../kernel/spreadsheet/listed-text.ts';
import { writeTable } from '../../kernel/spreadsheet/written-table.ts';
import type { Chair, Day, Plan, Session } from '../schema.ts';
import { DAY_COLUMNS, type DayColumn, SESSION_COLUMNS, type SessionColumn } from './plan-columns.ts';
import { breakoutNamed, dayAndOrder, type TitledSession } from './report-back.ts';
import { writeSpeakers } from './speakers.ts';

/** `days.csv` of a plan. */
export function writeDays(plan: Plan): string {
  return writeTable(DAY_COLUMNS, plan.days.map(dayCells));
}

/** `sessions.csv` of a plan, `order` counting from 1 in each day. */
export function writeSessions(plan: Plan): string {
  const placed = plan.days.flatMap(({ number, sessions }) =>
    sessions.map((session, index) => ({ ...session, day: number, order: index + 1 })),
  );
  return writeTable(
    SESSION_COLUMNS,
    placed.map((session) => sessionCells(session, placed)),
  );
}

type PlacedSession = Session & TitledSession;

function dayCells(day: Day): Record<DayColumn, string | number> {
  const chairs = day.chairs.filter(({ role }) => role === 'chair');
  const deputies = day.chairs.filter(({ role }) => role === 'deputy');
  return {
    day: day.number,
    date: day.date,
    start: day.start,
    end: day.end,
    time_zone: day.timeZone,
    break_minutes: day.breakMinutes,
    break_slots: day.breakSlots,
    chair: namesOf(chairs),
    chair_organisation: writeList(chairs.map(({ organisation }) => organisation)),
    deputy: namesOf(deputies),
    deputy_organisation: writeList(deputies.map(({ organisation }) => organisation)),
  };
}

/** A place for each, so that they stand beside their organisations; nothing when nobody has a name. */
function namesOf(chairs: readonly Chair[]): string {
  return chairs.some(({ name }) => name !== null) ? writeList(chairs.map(({ name }) => name ?? '')) : '';
}

function sessionCells(
  session: PlacedSession,
  sessions: readonly PlacedSession[],
): Record<SessionColumn, string | number> {
  return {
    day: session.day,
    order: session.order,
    kind: session.kind,
    title: session.title,
    minutes: session.minutes,
    announced_start: session.announcedStart ?? '',
    announced_end: session.announcedEnd ?? '',
    audience: writeList(session.audience),
    speaker: writeSpeakers(session.speakers),
    reports_back: wordsForBreakout(session, sessions),
    track: session.track ?? '',
    least_minutes: session.leastMinutes ?? '',
    pinned: session.pinned ? 'yes' : '',
    join_link: session.joinLink ?? '',
    chair: session.chair?.name ?? '',
    chair_organisation: session.chair?.organisation ?? '',
    abstract: session.abstract,
  };
}

/** The breakout's title where that will find it again, else its place. */
function wordsForBreakout(plenary: PlacedSession, sessions: readonly PlacedSession[]): string {
  const breakout = sessions.find(({ id }) => id === plenary.reportsBack);
  if (!breakout) return '';
  const named = breakoutNamed(breakout.title, plenary, sessions);
  return named.kind === 'breakout' && named.session === breakout ? breakout.title : dayAndOrder(breakout);
}
