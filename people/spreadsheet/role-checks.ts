/** What is wrong with the roles that a row gives, or to be looked at. */
import type { RoleGrant } from '../../kernel/actor.ts';
import type { DayRef } from '../event-directory.ts';
import { grantsOf, isSameGrant, isSameRoles, rolesToWrite } from '../roster/roles.ts';
import type { PersonRow } from './people-file.ts';
import { writeRoles } from './role-words.ts';
import { error, type RowNote, warning } from './row-note.ts';
import type { StoredParticipant, StoredPeople, Surroundings } from './stored-people.ts';

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
    if (isSameRoles(grants, old)) return [];
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
  const lost = old.filter((grant) => !grants.some((kept) => isSameGrant(kept, grant)));
  return lost.length === 0
    ? []
    : [warning(row, 'role', `takes away ${writeRoles(rolesToWrite(lost, days)) || 'a role'}`)];
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
