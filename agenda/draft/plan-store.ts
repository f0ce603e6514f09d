/** The SQL of days and sessions: a plan is read whole, and of a changed one only what differs is written. */
import type { Kysely, Selectable } from 'kysely';
import type { DayId, EventId, SessionId } from '../../kernel/ids.ts';
import type { AgendaDayRow, AgendaSessionRow, Tables } from '../../kernel/tables.ts';
import type { Chair, Day, Plan, Session, SessionChair, SessionKind, Speaker } from '../schema.ts';

/** Rows to a statement: 18 columns each stay well under what either engine takes as parameters. */
const ROWS_AT_ONCE = 500;

/** Days in the order of their numbers, sessions in running order. An event without days has an empty plan. */
export async function loadPlan(db: Kysely<Tables>, eventId: EventId): Promise<Plan> {
  const days = await db
    .selectFrom('agenda_day')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('number')
    .execute();
  const sessions = await db
    .selectFrom('agenda_session')
    .selectAll()
    .where('event_id', '=', eventId)
    .orderBy('position')
    .execute();
  return { days: days.map((row) => toDay(row, ofDay(sessions, row.id))) };
}

/** When a day is, without what is in it. */
export interface DayTimes extends Pick<Day, 'id' | 'number' | 'date' | 'start' | 'end' | 'timeZone'> {}

/** In the order of their numbers. */
export async function loadDayTimes(db: Kysely<Tables>, eventId: EventId): Promise<DayTimes[]> {
  const rows = await db
    .selectFrom('agenda_day')
    .select(['id', 'number', 'date', 'start_wall', 'end_wall', 'time_zone'])
    .where('event_id', '=', eventId)
    .orderBy('number')
    .execute();
  return rows.map(({ id, number, date, start_wall, end_wall, time_zone }) => {
    return { id: id as DayId, number, date, start: start_wall, end: end_wall, timeZone: time_zone };
  });
}

/** Makes the stored plan `after`, given that it is `before`. Meant for a transaction that holds the event. */
export async function savePlan(db: Kysely<Tables>, eventId: EventId, before: Plan, after: Plan): Promise<void> {
  const stored = { days: dayRows(eventId, before), sessions: sessionRows(eventId, before) };
  const wanted = { days: dayRows(eventId, after), sessions: sessionRows(eventId, after) };
  await upsertDays(db, rowsThatDiffer(stored.days, wanted.days));
  await deleteRows(db, 'agenda_session', eventId, idsGone(stored.sessions, wanted.sessions));
  await upsertSessions(db, rowsThatDiffer(stored.sessions, wanted.sessions));
  // Days go last: a day takes along whatever sessions it still holds, and those may have moved.
  await deleteRows(db, 'agenda_day', eventId, idsGone(stored.days, wanted.days));
}

async function upsertDays(db: Kysely<Tables>, rows: readonly AgendaDayRow[]): Promise<void> {
  for (const values of portions(rows)) {
    await db
      .insertInto('agenda_day')
      .values(values)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          number: row.ref('excluded.number'),
          date: row.ref('excluded.date'),
          start_wall: row.ref('excluded.start_wall'),
          end_wall: row.ref('excluded.end_wall'),
          time_zone: row.ref('excluded.time_zone'),
          break_minutes: row.ref('excluded.break_minutes'),
          break_slots: row.ref('excluded.break_slots'),
          chairs: row.ref('excluded.chairs'),
        })),
      )
      .execute();
  }
}

async function upsertSessions(db: Kysely<Tables>, rows: readonly AgendaSessionRow[]): Promise<void> {
  for (const values of portions(rows)) {
    await db
      .insertInto('agenda_session')
      .values(values)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((row) => ({
          day_id: row.ref('excluded.day_id'),
          position: row.ref('excluded.position'),
          kind: row.ref('excluded.kind'),
          title: row.ref('excluded.title'),
          abstract: row.ref('excluded.abstract'),
          minutes: row.ref('excluded.minutes'),
          least_minutes: row.ref('excluded.least_minutes'),
          announced_start: row.ref('excluded.announced_start'),
          announced_end: row.ref('excluded.announced_end'),
          pinned: row.ref('excluded.pinned'),
          audience: row.ref('excluded.audience'),
          track: row.ref('excluded.track'),
          speakers: row.ref('excluded.speakers'),
          chair: row.ref('excluded.chair'),
          reports_back: row.ref('excluded.reports_back'),
          join_link: row.ref('excluded.join_link'),
        })),
      )
      .execute();
  }
}

async function deleteRows(
  db: Kysely<Tables>,
  table: 'agenda_day' | 'agenda_session',
  eventId: EventId,
  ids: readonly string[],
): Promise<void> {
  for (const portion of portions(ids)) {
    await db.deleteFrom(table).where('event_id', '=', eventId).where('id', 'in', portion).execute();
  }
}

function* portions<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += ROWS_AT_ONCE) yield all.slice(from, from + ROWS_AT_ONCE);
}

function rowsThatDiffer<Row extends { id: string }>(stored: readonly Row[], wanted: readonly Row[]): Row[] {
  const known = new Map(stored.map((row) => [row.id, JSON.stringify(row)]));
  return wanted.filter((row) => known.get(row.id) !== JSON.stringify(row));
}

function idsGone(stored: readonly { id: string }[], wanted: readonly { id: string }[]): string[] {
  const kept = new Set(wanted.map(({ id }) => id));
  return stored.map(({ id }) => id).filter((id) => !kept.has(id));
}

function dayRows(eventId: EventId, plan: Plan): AgendaDayRow[] {
  return plan.days.map((day) => ({
    id: day.id,
    event_id: eventId,
    number: day.number,
    date: day.date,
    start_wall: day.start,
    end_wall: day.end,
    time_zone: day.timeZone,
    break_minutes: day.breakMinutes,
    break_slots: day.breakSlots,
    chairs: JSON.stringify(day.chairs),
  }));
}

function sessionRows(eventId: EventId, plan: Plan): AgendaSessionRow[] {
  return plan.days.flatMap((day) =>
    day.sessions.map((session, position) => sessionRow(eventId, day, session, position)),
  );
}

function sessionRow(eventId: EventId, day: Day, session: Session, position: number): AgendaSessionRow {
  return {
    id: session.id,
    event_id: eventId,
    day_id: day.id,
    position,
    kind: session.kind,
    title: session.title,
    abstract: session.abstract,
    minutes: session.minutes,
    least_minutes: session.leastMinutes,
    announced_start: session.announcedStart,
    announced_end: session.announcedEnd,
    pinned: session.pinned ? 1 : 0,
    audience: JSON.stringify(session.audience),
    track: session.track,
    speakers: JSON.stringify(session.speakers),
    chair: session.chair && JSON.stringify(session.chair),
    reports_back: session.reportsBack,
    join_link: session.joinLink,
  };
}

function ofDay(sessions: readonly Selectable<AgendaSessionRow>[], dayId: string): Selectable<AgendaSessionRow>[] {
  return sessions.filter((row) => row.day_id === dayId);
}

function toDay(row: Selectable<AgendaDayRow>, sessions: readonly Selectable<AgendaSessionRow>[]): Day {
  return {
    id: row.id as DayId,
    number: row.number,
    date: row.date,
    start: row.start_wall,
    end: row.end_wall,
    timeZone: row.time_zone,
    breakMinutes: row.break_minutes,
    breakSlots: row.break_slots,
    chairs: JSON.parse(row.chairs) as Chair[],
    sessions: sessions.map(toSession),
  };
}

function toSession(row: Selectable<AgendaSessionRow>): Session {
  return {
    id: row.id as SessionId,
    kind: row.kind as SessionKind,
    title: row.title,
    abstract: row.abstract,
    minutes: row.minutes,
    leastMinutes: row.least_minutes,
    announcedStart: row.announced_start,
    announcedEnd: row.announced_end,
    pinned: row.pinned === 1,
    audience: JSON.parse(row.audience) as string[],
    track: row.track,
    speakers: JSON.parse(row.speakers) as Speaker[],
    chair: row.chair === null ? null : (JSON.parse(row.chair) as SessionChair),
    reportsBack: row.reports_back as SessionId | null,
    joinLink: row.join_link,
  };
}
