import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type {
  AgendaCalendarEntryRow,
  AgendaDayRow,
  AgendaEventRow,
  AgendaSessionRow,
  Tables,
} from '../../kernel/tables.ts';
import { DATABASE_FILE, openDatabase } from '../../server/database.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';

const event: AgendaEventRow = {
  id: '0b9f2c51-6f4c-4a35-9a0f-5a1f6f3f2f10',
  slug: 'assembly',
  name: 'Générale “assembly” 🎪',
  time_zone: 'Europe/Zurich',
  is_public: 1,
  helpdesk: '{"contacts":[]}',
  revision: 1,
  published_version: null,
  advance: 'chair',
  show_version: 0,
  created_at: 1_763_827_200_123,
  updated_at: 8_640_000_000_000_000,
};

const day: AgendaDayRow = {
  id: '5d1b3f7e-35b2-4a8e-9d50-6b9a3c1c5e01',
  event_id: event.id,
  number: 1,
  date: '2021-01-11',
  start_wall: '12:00',
  end_wall: '15:30',
  time_zone: 'Europe/Zurich',
  break_minutes: 50,
  break_slots: 2,
  chairs: '[]',
};

const session: AgendaSessionRow = {
  id: '9e2f6a1c-08c7-4b3d-8f29-3d7b5a4e6c02',
  event_id: event.id,
  day_id: day.id,
  position: 0,
  kind: 'opening',
  title: 'Opening',
  abstract: '',
  minutes: 15,
  least_minutes: null,
  announced_start: null,
  announced_end: '12:15',
  pinned: 0,
  audience: '[]',
  track: null,
  speakers: '[]',
  chair: null,
  reports_back: null,
  join_link: null,
};

const calendarEntry: AgendaCalendarEntryRow = {
  event_id: event.id,
  session_id: 'a session that is no longer there',
  sequence: 3,
  revised_at: 1_763_827_200_000,
  cancelled_at: 1_763_827_200_001,
  content: '{}',
};

async function fill({ db }: TestDatabase): Promise<void> {
  await db.insertInto('agenda_event').values(event).execute();
  await db.insertInto('agenda_day').values(day).execute();
  await db.insertInto('agenda_session').values(session).execute();
  await db.insertInto('agenda_calendar_entry').values(calendarEntry).execute();
}

eachEngine('the database', (openTestDatabase, engine) => {
  it('gives rows back exactly as they were stored', async () => {
    const database = await openTestDatabase();
    await fill(database);
    expect(await database.db.selectFrom('agenda_event').selectAll().execute()).toEqual([event]);
    expect(await database.db.selectFrom('agenda_day').selectAll().execute()).toEqual([day]);
    expect(await database.db.selectFrom('agenda_session').selectAll().execute()).toEqual([session]);
    expect(await database.db.selectFrom('agenda_calendar_entry').selectAll().execute()).toEqual([calendarEntry]);
  });

  it('counts in numbers', async () => {
    const database = await openTestDatabase();
    await fill(database);
    const { count } = await database.db
      .selectFrom('agenda_session')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('removes everything of an event with the event', async () => {
    const database = await openTestDatabase();
    await fill(database);
    await database.db.deleteFrom('agenda_event').where('id', '=', event.id).execute();
    expect(await database.db.selectFrom('agenda_day').selectAll().execute()).toEqual([]);
    expect(await database.db.selectFrom('agenda_session').selectAll().execute()).toEqual([]);
    expect(await database.db.selectFrom('agenda_calendar_entry').selectAll().execute()).toEqual([]);
  });

  it('refuses a second event of the same slug, a second day of the same number and a day of no event', async () => {
    const database = await openTestDatabase();
    await fill(database);
    const { db } = database;
    const insertEvent = db.insertInto('agenda_event').values({ ...event, id: 'other' });
    const insertDay = db.insertInto('agenda_day').values({ ...day, id: 'other' });
    const insertLostDay = db.insertInto('agenda_day').values({ ...day, id: 'other', event_id: 'nobody', number: 2 });
    await expect(insertEvent.execute()).rejects.toThrow(/unique/i);
    await expect(insertDay.execute()).rejects.toThrow(/unique/i);
    await expect(insertLostDay.execute()).rejects.toThrow(/foreign key/i);
  });

  it('undoes all of a transaction that fails', async () => {
    const { db } = await openTestDatabase();
    const failing = db.transaction().execute(async (tx) => {
      await tx.insertInto('agenda_event').values(event).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.selectFrom('agenda_event').selectAll().execute()).toEqual([]);
  });

  it('is opened a second time with its rows kept and nothing migrated again', async () => {
    const first = await openTestDatabase();
    await fill(first);
    const applied = await sql`select name, timestamp from kysely_migration order by name`.execute(first.db);
    await first.close();
    const second = await openDatabase(first.location);
    try {
      expect(await sql`select name, timestamp from kysely_migration order by name`.execute(second.db)).toEqual(applied);
      expect(await second.db.selectFrom('agenda_event').selectAll().execute()).toEqual([event]);
      expect(second.engine).toBe(engine);
    } finally {
      await second.close();
    }
  });
});

describe('the SQLite file', () => {
  it('is opened with the pragmas that keep acknowledged rows and forget deleted ones', async () => {
    const { db, close } = await openDatabase({ dataDir: folder });
    try {
      expect(await pragma(db, 'journal_mode')).toBe('wal');
      expect(await pragma(db, 'synchronous')).toBe(FULL);
      expect(await pragma(db, 'foreign_keys')).toBe(1);
      expect(await pragma(db, 'secure_delete')).toBe(1);
      expect(await pragma(db, 'busy_timeout')).toBe(5000);
    } finally {
      await close();
    }
  });

  it('takes the write lock when a transaction begins, so that reading first is never refused later', async () => {
    const one = await openDatabase({ dataDir: folder });
    const other = new SQLite(join(folder, DATABASE_FILE), { timeout: 0 });
    try {
      await one.db.transaction().execute(async () => {
        expect(() => other.exec('begin immediate')).toThrow('database is locked');
      });
      other.exec('begin immediate; rollback');
    } finally {
      other.close();
      await one.close();
    }
  });
});

/** What SQLite calls `synchronous = FULL`. */
const FULL = 2;
const folder = mkdtempSync(join(tmpdir(), 'plenum-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pragma(db: Kysely<Tables>, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}
