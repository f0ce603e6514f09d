import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Chair,
  chair,
  type Day,
  type Plan,
  SESSION_KINDS,
  type Session,
  sessionFields,
  speaker,
} from '../../../agenda/schema.ts';
import { writeDays, writeSessions } from '../../../agenda/spreadsheet/plan-csv.ts';
import { planFromImport, readPlanFiles } from '../../../agenda/spreadsheet/plan-file.ts';
import type { DayId, SessionId } from '../../../kernel/ids.ts';

function file(name: string, text: string) {
  return { name, bytes: new TextEncoder().encode(text) };
}

function readBack(days: string, sessions: string): Plan {
  const read = readPlanFiles({ days: file('days.csv', days), sessions: file('sessions.csv', sessions) });
  if (!read.ok) throw new Error(read.faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`).join('\n'));
  return planFromImport(read.plan, (kind, index) => `${kind}-${index}`);
}

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/five-day-event/${name}`, import.meta.url), 'utf8');
}

/** What spreadsheets, parsers and this format trip over. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['"', '""', "'", ',', ';', '\t', '=', '+', '-', '@', '(', ')', '\\', '/', '1', 'a', 'B', ' ', '\u00a0'],
      ...['é', 'e\u0301', 'Å', '🎪', '👩‍💻', 'שלום', '\u202e', '\ufeff', '=cmd|x', 'day', 'yes', 'sep=;', '€'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join('').normalize('NFC'));

/** One line as the schema takes it. */
const line = hostile.map((text) => sessionFields.shape.title.safeParse(text)).filter(({ success }) => success);
const text = line.map(({ data }) => data as string).filter((text) => !/^(to be confirmed|tbc)$/i.test(text));

const paragraphs = fc
  .array(fc.oneof(hostile, fc.constantFrom('\n', '\n\n', ' ')), { maxLength: 6 })
  .map((parts) => parts.join('').normalize('NFC'))
  .map((abstract) => (abstract.trim() === '' ? '' : abstract));

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null });
const speakers = fc
  .record({ name: orNull(text), organisation: orNull(text), confirmed: fc.boolean() })
  .filter((each) => speaker.safeParse(each).success);
const chairs = <Role extends Chair['role']>(role: Role) =>
  fc
    .record({ name: orNull(text), organisation: text, role: fc.constant(role) })
    .filter((each) => chair.safeParse(each).success);
const wallTimes = fc.constantFrom('00:00', '09:05', '23:59', '02:30+01:00');

const sessions = fc
  .record({
    kind: fc.constantFrom(...SESSION_KINDS),
    title: text,
    abstract: paragraphs,
    minutes: fc.integer({ min: 1, max: 1440 }),
    leastMinutes: orNull(fc.constant(1)),
    announcedStart: orNull(wallTimes),
    announcedEnd: orNull(wallTimes),
    pinned: fc.boolean(),
    audience: fc.array(text, { maxLength: 3 }),
    track: orNull(text),
    speakers: fc.array(speakers, { maxLength: 3 }),
    chair: orNull(chairs('chair')),
    joinLink: orNull(fc.constantFrom('https://example.org/join?a=1,2;b', 'http://example.org/#x')),
  })
  .map((session) => ({ ...session, pinned: session.pinned && session.announcedStart !== null }));

const days = fc.record({
  date: fc.constantFrom('2021-01-11', '2024-02-29'),
  start: fc.constantFrom('00:00', '09:05'),
  end: fc.constantFrom('15:30', '23:59'),
  timeZone: fc.constantFrom('Europe/Zurich', 'Asia/Kathmandu', 'UTC'),
  breakMinutes: fc.integer({ min: 0, max: 1440 }),
  breakSlots: fc.integer({ min: 0, max: 20 }),
  chairs: fc
    .tuple(fc.array(chairs('chair'), { maxLength: 3 }), fc.array(chairs('deputy'), { maxLength: 3 }))
    .map((both) => both.flat()),
  sessions: fc.array(sessions, { maxLength: 5 }),
});

/** Plans with identities as `readBack` gives them, each session hearing some breakout that is not itself. */
const plans = fc.tuple(fc.array(days, { minLength: 1, maxLength: 3 }), fc.infiniteStream(fc.nat(20))).map(identified);

type Unlinked = Omit<Session, 'id' | 'reportsBack'>;

function identified([parts, picks]: [
  (Omit<Day, 'id' | 'number' | 'sessions'> & { sessions: Unlinked[] })[],
  Iterable<number>,
]): Plan {
  const pick = picks[Symbol.iterator]();
  let index = 0;
  const plan = parts.map((day, dayIndex) => ({
    ...day,
    number: dayIndex * 2 + 1,
    id: `day-${dayIndex}` as DayId,
    sessions: day.sessions.map((session) => ({ ...session, id: `session-${index++}` as SessionId })),
  }));
  const breakouts = plan.flatMap(({ sessions }) => sessions).filter(({ kind }) => kind === 'breakout');
  const heardBy = (id: SessionId): SessionId | null => {
    const chosen = breakouts[pick.next().value as number];
    return chosen && chosen.id !== id ? chosen.id : null;
  };
  const withLinks = (session: Omit<Session, 'reportsBack'>): Session => ({
    ...session,
    reportsBack: heardBy(session.id),
  });
  return { days: plan.map((day) => ({ ...day, sessions: day.sessions.map(withLinks) })) };
}

test('a plan that is written and read back is the same plan, whatever its texts', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(readBack(writeDays(plan), writeSessions(plan))).toEqual(plan);
    }),
    { numRuns: 150 },
  );
});

test('the five-day event that is written and read back is the same plan, though its plenaries name breakouts in short', () => {
  const plan = readBack(fixture('days.csv'), fixture('sessions.csv'));
  expect(readBack(writeDays(plan), writeSessions(plan))).toEqual(plan);
});

test('files are written for spreadsheets: a byte order mark, CRLF, and the five-day event is told as it was', () => {
  const plan = readBack(fixture('days.csv'), fixture('sessions.csv'));
  expect(writeDays(plan).split('\r\n').slice(0, 2)).toEqual([
    '\ufeffday,date,start,end,time_zone,break_minutes,break_slots,chair,chair_organisation,deputy,deputy_organisation',
    '1,2021-01-11,12:00,15:30,Europe/Zurich,50,3,,UK Border Force,,',
  ]);
  expect(writeSessions(plan).split('\r\n')[6]).toBe(
    '1,6,plenary,Plenary 1: reports from breakout rooms 1,20,,14:40,"Risk management; Data analytics",,' +
      'Breakout rooms 1: PET-1 work and the external data study,,,,,,,',
  );
});

test('no cell starts like a formula', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const tables = [writeDays(plan), writeSessions(plan)].map((csv) => parse(csv, { bom: true }));
      return tables.flat(2).every((cell) => !/^[=+\-@\t\r]/.test(cell));
    }),
    { numRuns: 100 },
  );
});

test('of two breakouts with one title the right one is heard after reading back', () => {
  const plan = readBack(fixture('days.csv'), fixture('sessions.csv'));
  const twins: Plan = {
    days: plan.days.map((day) => ({
      ...day,
      sessions: day.sessions.map((session) =>
        session.kind === 'keynote' ? { ...session, kind: 'breakout', title: 'Rooms' } : session,
      ),
    })),
  };
  const keynotes = twins.days.flatMap(({ sessions }) => sessions).filter(({ title }) => title === 'Rooms');
  const linked: Plan = {
    days: twins.days.map((day) => ({
      ...day,
      sessions: day.sessions.map((session) =>
        session.kind === 'closure' ? { ...session, reportsBack: keynotes[1]?.id ?? null } : session,
      ),
    })),
  };
  expect(readBack(writeDays(linked), writeSessions(linked))).toEqual(linked);
  expect(writeSessions(linked)).toContain('Closure of day 1,5,,,,,2/8,');
});
