/** What is wrong with the roles that a row gives, or to be looked at. */
import type { RoleGrant } from '../../kernel/actor.ts';
import type { DayRef } from '../event-directory.ts';
import type { RoleFields } from '../schema.ts';
import type { PersonRow } from './people-file.ts';
import { writeRoles } from './role-words.ts';
import { error, type RowNote, warning } from './row-note.ts';
import type { StoredParticipant, StoredPeople, Surroundings } from './stored-people.ts';

/** Roles as they are stored. Days that the event does not have are left out. */
export function grantsOf(roles: readonly RoleFields[], days: readonly DayRef[]): RoleGrant[] {
  return roles.flatMap(({ role, day, room }): RoleGrant[] => {
    if (day === null) return [{ role, dayId: null, room }];
    const found = days.find(({ number }) => number === day);
    return found ? [{ role, dayId: found.id, room: null }] : [];
  });
}

/** Roles as people name them. Those of days that are gone are left out. */
export function rolesOf(grants: readonly RoleGrant[], days: readonly DayRef[]): RoleFields[] {
  return grants.flatMap(({ role, dayId, room }): RoleFields[] => {
    if (dayId === null) return [{ role, day: null, room }];
    const found = days.find(({ id }) => id === dayId);
    return found ? [{ role, day: found.number, room: null }] : [];
  });
}

export function sameRoles(one: readonly RoleGrant[], other: readonly RoleGrant[]): boolean {
  const words = (grants: readonly RoleGrant[]) => grants.map(wordOf).sort().join('\n');
  return words(one) === words(other);
}

function wordOf({ role, dayId, room }: RoleGrant): string {
  return JSON.stringify([role, dayId, room]);
}

type RoleCheck = (row: PersonRow, before: StoredParticipant | undefined) => RowNote[];

/** Looks at the roles of one row after another. */
export function roleChecks(rows: readonly PersonRow[], stored: StoredPeople, around: Surroundings): RoleCheck {
  const { days, mayGrantRoles } = around;
  const lastOrganisers = organisersLost(rows, stored);
  return (row, before) => {
    const asked = row.fields?.role ?? null;
    if (asked === null) return [];
    const old = before?.roles ?? [];
    const grants = grantsOf(asked, days);
    const gone = asked.find(({ day }) => day !== null && days.every(({ number }) => number !== day));
    if (gone) return [error(row.fault('role', daysThereAre(days), `day ${gone.day}`))];
    if (sameRoles(grants, old)) return [];
    if (!mayGrantRoles) return [error(row.fault('role', 'an empty cell: a key cannot give roles, an organiser can'))];
    if (before && lastOrganisers.has(before.emailKey)) {
      return [error(row.fault('role', 'organiser among the roles: the event needs one organiser at least'))];
    }
    return lossOf(row, old, grants, days);
  };
}

function daysThereAre(days: readonly DayRef[]): string {
  return days.length === 0 ? 'no day: the event has none yet' : `one of ${days.map(({ number }) => number).join(', ')}`;
}

function lossOf(row: PersonRow, old: readonly RoleGrant[], grants: readonly RoleGrant[], days: readonly DayRef[]) {
  const kept = new Set(grants.map(wordOf));
  const lost = old.filter((grant) => !kept.has(wordOf(grant)));
  return lost.length === 0 ? [] : [warning(row, 'role', `takes away ${writeRoles(rolesOf(lost, days)) || 'a role'}`)];
}

/** The keys of those whom the file would make no organiser any more, if it would leave nobody who is one. */
function organisersLost(rows: readonly PersonRow[], { participants }: StoredPeople): ReadonlySet<string> {
  const isOrganiser = ({ role }: { readonly role: string }) => role === 'organiser';
  const organisers = participants.filter(({ state, roles }) => state === 'registered' && roles.some(isOrganiser));
  const losing = new Set(
    rows.flatMap(({ fields }) => (fields?.role && !fields.role.some(isOrganiser) ? [fields.email.key] : [])),
  );
  const lost = organisers.filter(({ emailKey }) => losing.has(emailKey));
  return new Set(lost.length === organisers.length ? lost.map(({ emailKey }) => emailKey) : []);
}
