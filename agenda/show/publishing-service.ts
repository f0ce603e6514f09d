/** How running days go on when something beside them changes: a new version, who moves them on, the plan. */
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Instant, latestOf } from '../../kernel/time.ts';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import { raiseShowVersion } from '../draft/event-store.ts';
import type { Snapshot } from '../published/snapshot.ts';
import type { Advance, Day, Event, Plan } from '../schema.ts';
import type { Agenda } from '../view.ts';
import { advance, nextLook } from './clock-hand.ts';
import { untouched, wholeSecond } from './day-service.ts';
import { adopt, runOf } from './day-steps.ts';
import type { Run } from './run.ts';
import { type ShowDay, showDaysOf } from './show-of-day.ts';
import { forgetUndo, insertShowStep, listShows, type Show, type ShowChange, saveShow } from './show-store.ts';
import { forCalendars, isSameTold, toldOf } from './told.ts';
import { AGENDA_TOPIC, consoleTopic, NOW_TOPIC } from './topics.ts';

/** An event under the hand of an edit, which holds it. */
interface EventAt {
  readonly tx: Kysely<Tables>;
  readonly event: Event;
  readonly now: Instant;
  /** Who edits, as in the audit log. */
  readonly by: string;
}

export interface Publication {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  readonly previous: Snapshot | null;
  /** What calendars were told last. */
  readonly entries: readonly CalendarEntry[];
}

/**
 * Every published day has a row from now on, and what runs goes on with what is published. A day that is as it was
 * is left alone, with what can be undone in it.
 * @returns the agenda as calendars are to be told of it.
 */
export async function publishShows(at: EventAt, { plan, snapshot, previous, entries }: Publication): Promise<Agenda> {
  const { tx, event } = at;
  const stored = new Map((await listShows(tx, event.id)).map((show) => [show.dayId, show]));
  const before = new Map(previous ? showDaysOf(previous, plan.days).map((day) => [day.id, day]) : []);
  const days = [];
  let toldAnew = false;
  for (const day of showDaysOf(snapshot, [])) {
    const show = stored.get(day.id);
    const going = await publishDay(at, day, before.get(day.id), show);
    toldAnew ||= !isSameTold(show?.told ?? [], going.told);
    days.push(forCalendars(day.day, going.told, entries, { published: true }));
  }
  if (toldAnew) await raiseShowVersion(tx, event.id);
  return { ...snapshot.agenda, days };
}

async function publishDay(at: EventAt, day: ShowDay, before: ShowDay | undefined, show: Show | undefined) {
  const { tx, event } = at;
  const now = wholeSecond(at.now);
  if (!show) {
    const made = untouched(event, day, now);
    await saveShow(tx, event.id, made);
    return made;
  }
  const fresh = runOf(day.day, day.timings);
  if (before && isDeepStrictEqual(runOf(before.day, before.timings), fresh)) return show;
  const run = adopted(show.run, day, untouched(event, day, now).run);
  return await changeBeside({ ...at, now }, { ...show, run, told: toldOf(run, day.day, now) }, { do: 'publish' });
}

/** A day that was forgotten before it began begins anew, because it may have been put off. */
function adopted(run: Run, day: ShowDay, fresh: Run): Run {
  return run.startedAt === null && run.endedAt !== null ? fresh : adopt(run, day.day, day.timings);
}

/**
 * Stores a run that changed without a command: what was done before it cannot be undone any more.
 * @param show as it is now, but for its version.
 */
async function changeBeside({ tx, event, now, by }: EventAt, show: Show, change: ShowChange): Promise<Show> {
  const number = show.version + 1;
  const changed = { ...show, version: number, dueAt: nextLook(show.run, event.advance, now) };
  await forgetUndo(tx, event.id, show.dayId, 'all');
  await insertShowStep(tx, event.id, show.dayId, { number, actor: by, change, before: null }, now);
  await saveShow(tx, event.id, changed);
  return changed;
}

/**
 * When somebody else is to move the days on, the clock begins to do so now: what was due before, while the chair
 * was waited for, is due now and not then. What that makes of the times is told when it has been done.
 * @param event with its new `advance`.
 */
export async function renewShows(at: EventAt, days: readonly ShowDay[]): Promise<void> {
  const { tx, event } = at;
  const now = wholeSecond(at.now);
  const stored = new Map((await listShows(tx, event.id)).map((show) => [show.dayId, show]));
  for (const day of days) {
    const show = stored.get(day.id) ?? untouched(event, day, now);
    if (wouldMove(show.run, event.advance, now)) {
      const changedAt = latestOf(now, show.run.changedAt ?? now);
      await changeBeside({ ...at, now }, { ...show, run: { ...show.run, changedAt } }, { do: 'advance' });
    } else await saveShow(tx, event.id, { ...show, dueAt: nextLook(show.run, event.advance, now) });
  }
}

function wouldMove(run: Run, mode: Advance, now: Instant): boolean {
  return advance(run, mode, now).happenings.length > 0;
}

/** All in which what is published shows. */
export function topicsOfPublished(days: readonly { readonly number: number }[]): string[] {
  return [AGENDA_TOPIC, NOW_TOPIC, ...new Set(days.map(({ number }) => consoleTopic(number)))];
}

/** @throws AppError `state-not-right` where a plan takes out a day that is running, or gives it another number. */
export async function refuseRunningGone(
  tx: Kysely<Tables>,
  eventId: EventId,
  before: Plan,
  after: Plan,
): Promise<void> {
  const isThere = ({ id, number }: Day) => after.days.some((day) => day.id === id && day.number === number);
  const gone = before.days.filter((day) => !isThere(day));
  if (gone.length === 0) return;
  const shows = await listShows(tx, eventId);
  const running = gone.find((day) => isRunning(day, shows));
  if (!running) return;
  const isRenumbered = after.days.some(({ id }) => id === running.id);
  const what = isRenumbered ? 'give it another number' : 'take it out of the plan';
  throw new AppError('state-not-right', `Day ${running.number} is running. End it before you ${what}.`);
}

function isRunning({ id }: Day, shows: readonly Show[]): boolean {
  return shows.some(({ dayId, run }) => dayId === id && run.startedAt !== null && run.endedAt === null);
}
