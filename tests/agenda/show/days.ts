/** Published days for tests of the show, runs of them, and what is expected of them, as shortly as it can be said. */
import { randomUUID } from 'node:crypto';
import { takeSnapshot } from '../../../agenda/published/snapshot.ts';
import { type Day, type Event, NO_HELPDESK, type Session } from '../../../agenda/schema.ts';
import { obey } from '../../../agenda/show/command.ts';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { runOf, type Timings } from '../../../agenda/show/day-steps.ts';
import { expectedAt } from '../../../agenda/show/expected.ts';
import type { Run } from '../../../agenda/show/run.ts';
import type { AgendaDay } from '../../../agenda/view.ts';
import type { EventId } from '../../../kernel/ids.ts';
import { formatClock, type Instant, instant, readWallTime } from '../../../kernel/time.ts';
import { fiveDays } from '../five-days.ts';
import { aPlan } from '../plans.ts';

const event: Event = {
  id: randomUUID() as unknown as EventId,
  slug: 'five-days',
  name: 'Five days',
  timeZone: 'Europe/Zurich',
  isPublic: true,
  helpdesk: NO_HELPDESK,
  advance: 'chair',
  revision: 1,
  publishedVersion: null,
  showVersion: 0,
};

export interface Published {
  readonly day: AgendaDay;
  readonly timings: Timings;
  readonly run: Run;
}

export function published(day: Day): Published {
  const { agenda, timings = {} } = takeSnapshot(event, aPlan(day), { version: 1, at: instant(0), previous: null });
  const [shown] = agenda.days as [AgendaDay];
  return { day: shown, timings, run: runOf(shown, timings) };
}

/** Day 1 to 5 of the real five-day event. */
export function sampleDay(number: number): Day {
  return fiveDays().days[number - 1] as Day;
}

/** `13:50` or `13:50:20` of the first sample day. */
export function at(clock: string, { date, timeZone } = { date: '2021-01-11', timeZone: 'Europe/Zurich' }): Instant {
  const seconds = Number(clock.slice(6));
  return instant(readWallTime(date, clock.slice(0, 5), timeZone).at + seconds * 1000);
}

/** `13:50` and a command, or `next` and the like. */
export type Press = readonly [string, ShowCommand['do'] | ShowCommand];

export function pressed(run: Run, ...presses: Press[]): Run {
  return presses.reduce(
    (before, [clock, command]) =>
      obey(before, typeof command === 'string' ? ({ do: command } as ShowCommand) : command, at(clock)).run,
    run,
  );
}

export function entryNamed({ day }: Published, title: string): string {
  const entry = day.entries.find((each) => each.title.startsWith(title));
  if (!entry) throw new Error(`no entry is called ${title}`);
  return entry.id;
}

/** The breaks, in order. */
export function breakNumber({ day }: Published, number: number): string {
  const entry = day.entries.filter(({ kind }) => kind === 'break')[number - 1];
  if (!entry) throw new Error(`there is no break ${number}`);
  return entry.id;
}

/** `12:45-13:00 Break` for each step that was not skipped. */
export function linesAt({ day }: Pick<Published, 'day'>, run: Run, clock: string): string[] {
  const titles = new Map(day.entries.map(({ id, title }) => [id, title]));
  const time = (when: Instant) => formatClock(when, day.timeZone);
  return expectedAt(run, at(clock)).steps.map(
    ({ id, start, end }) => `${time(start)}-${time(end)} ${(titles.get(id) ?? id).split(':')[0]}`,
  );
}

export function withSession(day: Day, title: string, more: Partial<Session>): Day {
  return {
    ...day,
    sessions: day.sessions.map((session) => (session.title.startsWith(title) ? { ...session, ...more } : session)),
  };
}
