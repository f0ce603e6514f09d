/** The agenda room on a real database, with a clock that tests set and a record of what was announced. */
import { readFileSync } from 'node:fs';
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { PlanFiles } from '../../agenda/draft/import-service.ts';
import type { AgendaHappening } from '../../agenda/events.ts';
import { type EventFields, NO_HELPDESK, type Session } from '../../agenda/schema.ts';
import { type AgendaServices, createAgendaServices } from '../../agenda/service.ts';
import type { Actor } from '../../kernel/actor.ts';
import { type Clock, type Instant, instant, parseRfc3339 } from '../../kernel/time.ts';
import { auditRecorder } from '../../people/audit/audit-service.ts';
import { calledIn } from '../../people/roster/called-store.ts';
import { topicToucher } from '../../server/live/topic-store.ts';
import type { OpenTestDatabase, TestDatabase } from '../engines.ts';

export const OPERATOR: Actor = { kind: 'operator', keyId: 'test' };

/** A clock that stands still until it is set. */
export class StandingClock implements Clock {
  #now: Instant;

  constructor(at: string) {
    this.#now = parseRfc3339(at);
  }

  now(): Instant {
    return this.#now;
  }

  set(at: string): void {
    this.#now = parseRfc3339(at);
  }

  advance(milliseconds: number): void {
    this.#now = instant(this.#now + milliseconds);
  }
}

export interface Room extends AgendaServices {
  readonly database: TestDatabase;
  readonly clock: StandingClock;
  readonly announced: AgendaHappening[];
  /** The right to edit an event at the revision that it has right now. */
  editNow(slug?: string): Promise<{ actor: Actor; slug: string; revision: number }>;
}

export async function openRoom(open: OpenTestDatabase, at = '2026-03-02T09:00:00Z'): Promise<Room> {
  const database = await open();
  const clock = new StandingClock(at);
  const announced: AgendaHappening[] = [];
  const services = createAgendaServices({
    db: database.db,
    clock,
    record: auditRecorder(clock),
    touch: topicToucher(database.engine),
    findAttendees: calledIn,
    announce: (news) => announced.push(news),
  });
  const editNow = async (slug = 'meeting') => {
    const { revision } = await services.events.get(OPERATOR, slug);
    return { actor: OPERATOR, slug, revision };
  };
  return { ...services, database, clock, announced, editNow };
}

export function eventFields(more: Partial<EventFields> = {}): EventFields {
  return {
    slug: 'meeting',
    name: 'A meeting',
    timeZone: 'Europe/Zurich',
    isPublic: true,
    helpdesk: NO_HELPDESK,
    advance: 'chair',
    ...more,
  };
}

/** The real five-day event's two files; `edit` changes their text first. */
export function fiveDayFiles(
  edit: { days?: (csv: string) => string; sessions?: (csv: string) => string } = {},
): PlanFiles {
  const read = (name: string) => readFileSync(new URL(`../fixtures/five-day-event/${name}`, import.meta.url), 'utf8');
  return planFiles((edit.days ?? same)(read('days.csv')), (edit.sessions ?? same)(read('sessions.csv')));
}

export function planFiles(days: string, sessions: string): PlanFiles {
  return {
    days: { name: 'days.csv', bytes: new TextEncoder().encode(days) },
    sessions: { name: 'sessions.csv', bytes: new TextEncoder().encode(sessions) },
  };
}

function same(text: string): string {
  return text;
}

/** An event `meeting` that holds the real five days, unpublished. */
export async function openRoomWithFiveDays(open: OpenTestDatabase): Promise<Room> {
  const room = await openRoom(open);
  await room.events.create(OPERATOR, eventFields());
  await room.imports.replace(await room.editNow(), fiveDayFiles());
  return room;
}

export function sessionNamed(draft: DraftView, title: string): Session {
  const session = draft.days.flatMap((day) => day.sessions).find((each) => each.title === title);
  if (!session) throw new Error(`no session is named ${title}`);
  return session;
}

export function titlesOf(draft: DraftView, dayNumber: number): string[] {
  return draft.days.find(({ number }) => number === dayNumber)?.sessions.map(({ title }) => title) ?? [];
}
