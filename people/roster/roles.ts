/** Roles between what people name (day 3) and what is stored (the day's id, which stays when days are renumbered). */
import { type RoleGrant, STAFF_ROLES } from '../../kernel/actor.ts';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import type { DayRef } from '../event-directory.ts';
import type { RoleFields } from '../schema.ts';
import type { RoleView } from '../view.ts';

/**
 * The grants that roles name, each once.
 * @param path where the roles stand in what was sent, as `roles`.
 * @throws AppError `bad-input` naming each role of a day that the event does not have.
 */
export function grantsNamed(roles: readonly RoleFields[], days: readonly DayRef[], path: string): RoleGrant[] {
  const faults = roles.flatMap(({ day }, place): InputFault[] => {
    if (day === null || days.some(({ number }) => number === day)) return [];
    return [{ path: `${path}.${place}.day`, message: `The event has no day ${day}: ${daysInWords(days)}.` }];
  });
  if (faults.length > 0) throw new AppError('bad-input', 'A role names a day that there is not.', { errors: faults });
  return grantsOf(roles, days);
}

/** The same, each once, without those of days that the event does not have. */
export function grantsOf(roles: readonly RoleFields[], days: readonly DayRef[]): RoleGrant[] {
  const grants = roles.flatMap(({ role, day, room }): RoleGrant[] => {
    if (day === null) return [{ role, dayId: null, room }];
    const found = days.find(({ number }) => number === day);
    return found ? [{ role, dayId: found.id, room: null }] : [];
  });
  return distinct(grants);
}

function daysInWords(days: readonly DayRef[]): string {
  return days.length === 0 ? 'it has no days yet' : `its days are ${days.map(({ number }) => number).join(', ')}`;
}

export function isSameGrant(one: RoleGrant, other: RoleGrant): boolean {
  return one.role === other.role && one.dayId === other.dayId && one.room === other.room;
}

function distinct(grants: readonly RoleGrant[]): RoleGrant[] {
  return grants.filter((grant, place) => grants.findIndex((other) => isSameGrant(grant, other)) === place);
}

/** What somebody holds after some roles were given and some taken; the latter win. */
export function regrant(
  held: readonly RoleGrant[],
  { add, remove }: { readonly add: readonly RoleGrant[]; readonly remove: readonly RoleGrant[] },
): RoleGrant[] {
  return distinct([...held, ...add]).filter((grant) => !remove.some((taken) => isSameGrant(grant, taken)));
}

export function isSameRoles(one: readonly RoleGrant[], other: readonly RoleGrant[]): boolean {
  return one.length === other.length && one.every((grant) => other.some((each) => isSameGrant(grant, each)));
}

/** In the order of the roles, then of days and rooms. */
export function roleViews(grants: readonly RoleGrant[], days: readonly DayRef[]): RoleView[] {
  const views = grants.map(({ role, dayId, room }) => ({
    role,
    day: days.find(({ id }) => id === dayId)?.number ?? null,
    room,
  }));
  return views.sort(byRole);
}

/** As they are written where a role of a day that is gone cannot be named: without those. */
export function rolesToWrite(grants: readonly RoleGrant[], days: readonly DayRef[]): RoleView[] {
  return roleViews(
    grants.filter(({ dayId }) => dayId === null || days.some(({ id }) => id === dayId)),
    days,
  );
}

function byRole(one: RoleView, other: RoleView): number {
  const order = STAFF_ROLES.indexOf(one.role) - STAFF_ROLES.indexOf(other.role);
  if (order !== 0) return order;
  if (one.day !== other.day) return (one.day ?? 0) - (other.day ?? 0);
  return (one.room ?? '') < (other.room ?? '') ? -1 : 1;
}

/** For the audit log: `chair of day 2`, `rapporteur of North`. */
export function roleInWords({ role, day, room }: RoleView): string {
  if (day !== null) return `${role} of day ${day}`;
  return room === null ? role : `${role} of ${room}`;
}
