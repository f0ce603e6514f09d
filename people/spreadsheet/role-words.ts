/**
 * Roles in one cell: `organiser; chair:1 2; facilitator:Room A`. Days stand by their numbers, rooms by
 * their names, one room each. `participant`, which everybody is, stands for no role at all.
 */
import { ROLES_OF_DAYS, ROLES_OF_ROOMS, STAFF_ROLES, type StaffRole } from '../../kernel/actor.ts';
import { splitList, unescaped, writeList } from '../../kernel/spreadsheet/listed-text.ts';
import { type RoleFields, roleFields } from '../schema.ts';

export type RolesRead =
  | { readonly ok: true; readonly roles: readonly RoleFields[] }
  | { readonly ok: false; readonly expected: string };

/** Reads the roles of a cell, each once. Never throws. */
export function readRoles(cell: string): RolesRead {
  const roles = new Map<string, RoleFields>();
  for (const entry of splitList(cell)) {
    const read = readEntry(entry);
    if (!read.ok) return read;
    for (const role of read.roles) roles.set(JSON.stringify(role), role);
  }
  return { ok: true, roles: [...roles.values()] };
}

function readEntry(entry: string): RolesRead {
  const [, word = '', rest] = /^([^:]*)(?::([\s\S]*))?$/.exec(entry) ?? [];
  const plain = word.trim().toLowerCase();
  if (plain === '' || (plain === 'participant' && rest === undefined)) return { ok: true, roles: [] };
  const role = STAFF_ROLES.find((each) => each === plain);
  if (!role) return refused(`roles out of ${STAFF_ROLES.join(', ')}, separated by semicolons`);
  if (ROLES_OF_DAYS.includes(role)) return readDays(role, rest);
  if (ROLES_OF_ROOMS.includes(role)) return readRoom(role, rest);
  if (rest !== undefined) return refused(`nothing after ${role}, which holds for the whole event`);
  return { ok: true, roles: [{ role, day: null, room: null }] };
}

function readDays(role: StaffRole, rest = ''): RolesRead {
  const days = rest.split(/[\s,]+/).filter((day) => day !== '');
  if (days.length === 0 || !days.every((day) => /^[1-9]\d?$/.test(day))) {
    return refused(`the days of a ${role} by number, as ${role}:1 2`);
  }
  return { ok: true, roles: days.map((day) => ({ role, day: Number(day), room: null })) };
}

function readRoom(role: StaffRole, rest = ''): RolesRead {
  const read = roleFields.safeParse({ role, room: unescaped(rest) });
  return read.success
    ? { ok: true, roles: [read.data] }
    : refused(`one room of a ${role} by name, as ${role}:Room A, of at most 100 characters`);
}

function refused(expected: string): RolesRead {
  return { ok: false, expected };
}

/** Writes roles such that `readRoles` gives them back, the days of one role together. */
export function writeRoles(roles: readonly RoleFields[]): string {
  const entries = STAFF_ROLES.flatMap((role) => {
    const given = roles.filter((each) => each.role === role);
    if (given.length === 0) return [];
    if (ROLES_OF_DAYS.includes(role)) return [`${role}:${daysOf(given).join(' ')}`];
    return ROLES_OF_ROOMS.includes(role) ? given.map(({ room }) => `${role}:${room ?? ''}`) : [role];
  });
  return writeList(entries);
}

function daysOf(roles: readonly RoleFields[]): number[] {
  return roles.flatMap(({ day }) => (day === null ? [] : [day])).sort((one, other) => one - other);
}
