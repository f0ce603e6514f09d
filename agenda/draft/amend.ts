/**
 * The changes that an organiser makes of a plan, each as a plan in and a new plan out. Days that a change
 * does not touch stay the same objects, so that what has changed can be told by identity.
 */
import { AppError } from '../../kernel/errors.ts';
import type { SessionId } from '../../kernel/ids.ts';
import type { Day, Plan, Session } from '../schema.ts';
import type { DayChange, SessionChange } from './edit-schema.ts';

/** @throws AppError `day-taken` when the plan has a day of that number. */
export function addDay(plan: Plan, day: Day): Plan {
  refuseTakenNumber(plan, day.number);
  return inOrder([...plan.days, day]);
}

/** @throws AppError `not-found` for a day that is not there, `day-taken` for a number that is. */
export function changeDay(plan: Plan, number: number, change: DayChange): Plan {
  const day = dayOf(plan, number);
  if (change.number !== undefined && change.number !== number) refuseTakenNumber(plan, change.number);
  return inOrder(plan.days.map((each) => (each === day ? { ...day, ...change } : each)));
}

/** Removes a day with its sessions. @throws AppError `not-found`. */
export function removeDay(plan: Plan, number: number): Plan {
  const day = dayOf(plan, number);
  return withoutDeadLinks({ days: plan.days.filter((each) => each !== day) });
}

/**
 * Puts a day into this running order. Sessions of other days that are named move here.
 * @throws AppError `not-found` for the day; `bad-input` when a session is named twice, is none of this
 * plan's, or when one of the day's own is left out: an order never removes anything.
 */
export function orderSessions(plan: Plan, number: number, ids: readonly string[]): Plan {
  const day = dayOf(plan, number);
  const known = new Map<string, Session>(
    plan.days.flatMap((each) => each.sessions.map((session) => [session.id, session])),
  );
  refuseWrongOrder(day, known, ids);
  const named = new Set(ids);
  const sessions = ids.flatMap((id) => known.get(id) ?? []);
  return mapDays(plan, (each) => (each === day ? sessions : each.sessions.filter(({ id }) => !named.has(id))));
}

/** @param position from 0; undefined or beyond the end is the end. @throws AppError `not-found`, `bad-input`. */
export function addSession(plan: Plan, number: number, position: number | undefined, session: Session): Plan {
  const day = dayOf(plan, number);
  refuseDeadLink(plan, session);
  return mapDays(plan, (each) => (each === day ? inserted(day.sessions, position, session) : each.sessions));
}

/** @throws AppError `not-found` for the session or the day it is to move to; `bad-input` for a wrong link. */
export function changeSession(plan: Plan, id: string, change: SessionChange): Plan {
  const { day: toNumber, position, ...fields } = change;
  const from = dayHolding(plan, id);
  const to = toNumber === undefined ? from : dayOf(plan, toNumber);
  const changed = { ...sessionOf(plan, id), ...fields };
  if (fields.reportsBack !== undefined) refuseDeadLink(plan, changed);
  const place = position ?? (to === from ? from.sessions.findIndex((session) => session.id === id) : undefined);
  return withoutDeadLinks(
    mapDays(plan, (each) => {
      const others = each.sessions.filter((session) => session.id !== id);
      return each === to ? inserted(others, place, changed) : others;
    }),
  );
}

/** Removes a session; a plenary that was to hear it hears nothing then. @throws AppError `not-found`. */
export function removeSession(plan: Plan, id: string): Plan {
  dayHolding(plan, id);
  return withoutDeadLinks(mapDays(plan, (each) => each.sessions.filter((session) => session.id !== id)));
}

/** The plan without report-back links that lead to no breakout of it. */
export function withoutDeadLinks(plan: Plan): Plan {
  const breakouts = breakoutIds(plan);
  const unlinked = (session: Session) =>
    session.reportsBack && !breakouts.has(session.reportsBack) ? { ...session, reportsBack: null } : session;
  return mapDays(plan, (day) => day.sessions.map(unlinked));
}

/** @throws AppError `not-found`. */
export function dayOf(plan: Plan, number: number): Day {
  const day = plan.days.find((each) => each.number === number);
  if (!day) throw new AppError('not-found', `There is no day ${number} in this event.`);
  return day;
}

function dayHolding(plan: Plan, id: string): Day {
  const day = plan.days.find((each) => each.sessions.some((session) => session.id === id));
  if (!day) throw new AppError('not-found', 'There is no such session in this event.');
  return day;
}

function sessionOf(plan: Plan, id: string): Session {
  return dayHolding(plan, id).sessions.find((session) => session.id === id) as Session;
}

function breakoutIds(plan: Plan): Set<SessionId> {
  const breakouts = plan.days.flatMap((day) => day.sessions).filter((session) => session.kind === 'breakout');
  return new Set(breakouts.map(({ id }) => id));
}

function refuseTakenNumber(plan: Plan, number: number): void {
  if (!plan.days.some((day) => day.number === number)) return;
  throw new AppError('day-taken', `There is a day ${number} already.`, {
    errors: [{ path: 'number', message: `expected a number that no other day has, found ${number}` }],
  });
}

function refuseDeadLink(plan: Plan, { id, reportsBack }: Session): void {
  if (reportsBack === null || (reportsBack !== id && breakoutIds(plan).has(reportsBack))) return;
  throw new AppError('bad-input', 'A session can only hear a breakout of the same event.', {
    errors: [{ path: 'reportsBack', message: 'expected the id of a breakout of this event' }],
  });
}

function refuseWrongOrder(day: Day, known: ReadonlyMap<string, Session>, ids: readonly string[]): void {
  const wrong = ids.flatMap((id, index) => {
    if (!known.has(id)) return [{ path: `sessions.${index}`, message: 'expected the id of a session of this event' }];
    return ids.indexOf(id) === index ? [] : [{ path: `sessions.${index}`, message: 'expected each session once' }];
  });
  const missing = day.sessions.filter(({ id }) => !ids.includes(id));
  const left = missing.map(({ id, title }) => ({ path: 'sessions', message: `expected ${id} too (${title})` }));
  const errors = [...wrong, ...left];
  if (errors.length > 0)
    throw new AppError('bad-input', 'This is not an order of all the sessions of the day.', { errors });
}

function inserted(sessions: readonly Session[], position: number | undefined, session: Session): Session[] {
  return sessions.toSpliced(position ?? sessions.length, 0, session);
}

function inOrder(days: readonly Day[]): Plan {
  return { days: days.toSorted((a, b) => a.number - b.number) };
}

function mapDays(plan: Plan, sessionsOf: (day: Day) => readonly Session[]): Plan {
  return {
    days: plan.days.map((day) => {
      const sessions = sessionsOf(day);
      const same = sessions.length === day.sessions.length && sessions.every((each, at) => each === day.sessions[at]);
      return same ? day : { ...day, sessions };
    }),
  };
}
