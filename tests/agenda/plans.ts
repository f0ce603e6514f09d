/** Plans for tests, written as shortly as a plan can be said. */
import { randomUUID } from 'node:crypto';
import type { Day, Plan, Session } from '../../agenda/schema.ts';
import type { DayId, SessionId } from '../../kernel/ids.ts';

/** A session of a length with a title, everything else ordinary unless said. */
export function aSession(title: string, minutes: number, more: Partial<Session> = {}): Session {
  return {
    id: randomUUID() as unknown as SessionId,
    kind: 'presentation',
    title,
    abstract: '',
    minutes,
    leastMinutes: null,
    announcedStart: null,
    announcedEnd: null,
    pinned: false,
    audience: [],
    track: null,
    speakers: [],
    chair: null,
    reportsBack: null,
    joinLink: null,
    ...more,
  };
}

/** 2021-01-11 from 12:00 to 16:00 in Zurich with a chair and no planned breaks, unless said. */
export function aDay(sessions: readonly Session[], more: Partial<Day> = {}): Day {
  return {
    id: randomUUID() as unknown as DayId,
    number: 1,
    date: '2021-01-11',
    start: '12:00',
    end: '16:00',
    timeZone: 'Europe/Zurich',
    breakMinutes: 0,
    breakSlots: 0,
    chairs: [{ name: null, organisation: 'Customs of the host', role: 'chair' }],
    sessions,
    ...more,
  };
}

export function aPlan(...days: Day[]): Plan {
  return { days };
}
