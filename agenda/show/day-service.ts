/** Running days as they are stored, found by who may run them. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Clock, type Instant, instant } from '../../kernel/time.ts';
import { actorRef } from '../../people/audit/audit.ts';
import { findEventById, holdEvent } from '../draft/event-store.ts';
import { loadDayTimes } from '../draft/plan-store.ts';
import type { AgendaNeeds } from '../draft/revision-service.ts';
import { demand, demandSomebody, noSuchEvent } from '../policy.ts';
import type { SnapshotsInMemory } from '../published/snapshot-service.ts';
import type { Event } from '../schema.ts';
import { advance, nextLook } from './clock-hand.ts';
import { runOf } from './day-steps.ts';
import { type ShowDay, showDaysOf } from './show-of-day.ts';
import type { CommandOf, ShowNeighbours } from './show-service.ts';
import { findShow, type Show } from './show-store.ts';

/** What the show is handed, beside what the whole agenda room is. */
export interface ShowNeeds extends AgendaNeeds {
  readonly neighbours: ShowNeighbours;
  readonly snapshots: SnapshotsInMemory;
}

/** A running day in a transaction that holds its event. */
export interface DayAt {
  readonly tx: Kysely<Tables>;
  readonly event: Event;
  readonly day: ShowDay;
  readonly show: Show;
  readonly now: Instant;
}

/** The present in whole seconds: of a run that is kept in these, all is shown. */
export function presentSecond(clock: Clock): Instant {
  return wholeSecond(clock.now());
}

export function wholeSecond(at: Instant): Instant {
  return instant(Math.floor(at / 1000) * 1000);
}

/** What is published of an event, by days in the order of the agenda. */
export async function showDays(
  { snapshots }: Pick<ShowNeeds, 'snapshots'>,
  db: Kysely<Tables>,
  event: Pick<Event, 'id' | 'publishedVersion'>,
): Promise<ShowDay[]> {
  const snapshot = await snapshots.newest(db, event);
  if (!snapshot) return [];
  return showDaysOf(snapshot, snapshot.dayIds ? [] : await loadDayTimes(db, event.id as Event['id']));
}

/** The id of the day that has an entry in what is published; undefined where none has. */
export async function dayOfEntry(
  needs: Pick<ShowNeeds, 'snapshots'>,
  db: Kysely<Tables>,
  eventId: EventId,
  entry: string,
): Promise<string | undefined> {
  const event = await findEventById(db, eventId);
  const days = event ? await showDays(needs, db, event) : [];
  return days.find(({ day }) => day.entries.some(({ id }) => id === entry))?.id;
}

/** A day as it is stored, or as it would be: rows are made when a day is published, of older days when it is touched. */
export async function showOf(db: Kysely<Tables>, event: Event, day: ShowDay, now: Instant): Promise<Show> {
  return (await findShow(db, event.id, day.id)) ?? untouched(event, day, now);
}

/** A day that nobody has touched. One that is past was forgotten, and is over. */
export function untouched(event: Pick<Event, 'advance'>, day: ShowDay, now: Instant): Show {
  const { run } = advance(runOf(day.day, day.timings), 'chair', now);
  return {
    ...{ dayId: day.id, run, version: 0, controller: null, controlledSince: null, told: [] },
    dueAt: nextLook(run, event.advance, now),
  };
}

type DayNamed = Pick<CommandOf, 'actor' | 'event' | 'day'>;

/**
 * A published day that somebody may run.
 * @throws AppError `unauthenticated`, `not-found`, `forbidden` as `demand`; `not-found` for a day that is not published.
 */
export async function dayFor(
  needs: ShowNeeds,
  db: Kysely<Tables>,
  event: Event,
  { actor, day: number }: Pick<DayNamed, 'actor' | 'day'>,
): Promise<ShowDay> {
  const day = (await showDays(needs, db, event)).find((each) => each.day.number === number);
  demand(actor, 'run-show', event, day?.id ?? null);
  if (!day) throw new AppError('not-found', `There is no day ${number} in what is published.`);
  return day;
}

/** @throws AppError as `dayFor`. */
export async function findDayFor(needs: ShowNeeds, of: DayNamed): Promise<{ event: Event; day: ShowDay }> {
  demandSomebody(of.actor);
  const event = await findEventById(needs.db, of.event.id);
  if (!event) throw noSuchEvent();
  return { event, day: await dayFor(needs, needs.db, event, of) };
}

/** The same to be changed, in a transaction that holds its event from then on. @throws AppError as `dayFor`. */
export async function holdDayFor(needs: ShowNeeds, tx: Kysely<Tables>, of: DayNamed, now: Instant): Promise<DayAt> {
  const event = await holdEvent(tx, of.event.id);
  if (!event) throw noSuchEvent();
  const day = await dayFor(needs, tx, event, of);
  await refuseRemoved(tx, event, day);
  return { tx, event, day, show: await showOf(tx, event, day, now), now };
}

async function refuseRemoved(tx: Kysely<Tables>, { id }: Event, day: ShowDay): Promise<void> {
  const days = await loadDayTimes(tx, id);
  if (days.some((each) => each.id === day.id)) return;
  throw new AppError('not-found', `Day ${day.day.number} was taken out of the plan.`);
}

/** Who acts, as it is stored. */
export function nameOfActor({ actor, event }: DayNamed): string {
  return actorRef(actor, event.id);
}
