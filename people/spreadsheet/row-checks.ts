/** What is wrong with a row beside its cells: between rows, and beside what is stored. */
import { quoted } from '../../kernel/spreadsheet/cell-fault.ts';
import { nameKey } from '../name-key.ts';
import type { OrganisationsNamed } from './organisations-named.ts';
import type { PersonCells } from './people-cells.ts';
import type { PersonRow } from './people-file.ts';
import { roleChecks } from './role-checks.ts';
import { error, type RowNote, warning } from './row-note.ts';
import type { StoredParticipant, StoredPeople, Surroundings } from './stored-people.ts';

type Check = (row: PersonRow, fields: PersonCells, before: StoredParticipant | undefined) => readonly RowNote[];

/** Looks at the rows one after another, in their order. @param organisations those named by the rows before. */
export function rowChecks(
  rows: readonly PersonRow[],
  stored: StoredPeople,
  around: Surroundings,
  organisations: OrganisationsNamed,
): (row: PersonRow, before: StoredParticipant | undefined) => RowNote[] {
  const ofRoles = roleChecks(rows, stored, around);
  const checks: readonly Check[] = [
    eachAddressOnce(),
    eachNameOnce(stored),
    foreignDomain,
    (row, fields) => organisationNotes(row, fields, organisations),
    placesOf(stored, organisations),
    (row, _fields, before) => ofRoles(row, before),
    wishesAmong(rows, stored),
  ];
  return (row, before) => {
    const inCells = row.faults.map(error);
    const { fields } = row;
    if (!fields) return inCells;
    if (before?.state === 'removed') return [...inCells, warning(row, 'email', REMOVED)];
    return [...inCells, ...checks.flatMap((check) => check(row, fields, before))];
  };
}

const REMOVED = 'was removed from the event and stays so; this row changes nothing';

function eachAddressOnce(): Check {
  const lines = new Map<string, number>();
  return (row, { email }) => {
    const earlier = lines.get(email.key);
    if (earlier === undefined) lines.set(email.key, row.line);
    return earlier === undefined
      ? []
      : [error(row.fault('email', `each address once: lines ${earlier} and ${row.line} have the same`))];
  };
}

/** Somebody new who has the name of another is perhaps the same person, with another address. */
function eachNameOnce({ participants }: StoredPeople): Check {
  const known = new Map<string, string>();
  for (const { name, state } of participants) if (state !== 'removed') known.set(nameKey(name), 'of the event');
  return (row, { name }, before) => {
    const key = nameKey(name);
    const namesake = known.get(key);
    if (namesake === undefined) known.set(key, `in line ${row.line}`);
    if (before || namesake === undefined) return [];
    return [warning(row, 'name', `somebody ${namesake} has the same name and another address`)];
  };
}

const foreignDomain: Check = (row, { email }, before) => {
  if (before || !email.domain.split('.').some((part) => part.startsWith('xn--'))) return [];
  return [warning(row, 'email', `the domain is of letters beyond a to z: mail goes to ${email.domain}`)];
};

function organisationNotes(row: PersonRow, fields: PersonCells, organisations: OrganisationsNamed): RowNote[] {
  const { organisation, country } = fields;
  if (organisation === null) {
    return country === null ? [] : [warning(row, 'country', 'is the country of no organisation, and is not stored')];
  }
  const near = organisations.nearTo(organisation);
  const nearNote = near === undefined ? [] : [warning(row, 'organisation', `is new, and much like ${quoted(near)}`)];
  return [...nearNote, ...countryNotes(row, country, organisations.find(organisation))];
}

function countryNotes(
  row: PersonRow,
  country: string | null,
  known: ReturnType<OrganisationsNamed['find']>,
): RowNote[] {
  if (country === null || !known || known.country === null || known.country === country) return [];
  if (known.countryFromFile) {
    return [error(row.fault('country', `${known.country}, as in an earlier row of ${quoted(known.name)}`))];
  }
  return [warning(row, 'country', `the stored country of ${quoted(known.name)} is ${known.country}, and stays so`)];
}

/** Somebody who has a place takes it along to another organisation only where that has one left. */
function placesOf({ participants }: StoredPeople, organisations: OrganisationsNamed): Check {
  const taken = new Map<string | null, number>();
  const count = (id: string | null, more: number) => taken.set(id, (taken.get(id) ?? 0) + more);
  for (const { state, organisationId } of participants) if (state === 'registered') count(organisationId, 1);
  return (row, { organisation }, before) => {
    const to = organisation === null ? undefined : organisations.find(organisation);
    if (!to?.id || before?.state !== 'registered' || to.id === before.organisationId) return [];
    const { id, quota } = to;
    if (quota !== null && (taken.get(id) ?? 0) >= quota) {
      return [error(row.fault('organisation', `one with a place left: its quota is ${quota}, and all are taken`))];
    }
    count(before.organisationId, -1);
    count(id, 1);
    return [];
  };
}

function wishesAmong(rows: readonly PersonRow[], { participants }: StoredPeople): Check {
  const known = new Set(participants.filter(({ state }) => state !== 'removed').map(({ emailKey }) => emailKey));
  for (const { fields } of rows) if (fields) known.add(fields.email.key);
  return (row, { email, apart }) => {
    const stranger = apart?.find((key) => !known.has(key));
    return [
      ...(stranger === undefined
        ? []
        : [warning(row, 'apart', `${quoted(stranger)} is neither in the file nor in the event`)]),
      ...(apart?.includes(email.key) ? [warning(row, 'apart', 'names the person of the row')] : []),
    ];
  };
}
