/**
 * What a file of people would change of what is stored, row by row.
 *
 * People are matched by their address, organisations by their name without case and accents. Somebody new
 * is invited. Nobody is taken out: who is stored and not in the file stays, and who was removed stays
 * removed. A cell that says something takes the place of what is stored; an empty one leaves it.
 */
import type { RoleGrant } from '../../kernel/actor.ts';
import type { CellFault } from '../../kernel/spreadsheet/cell-fault.ts';
import type { EmailAddress } from '../email-address.ts';
import type { DayRef } from '../event-directory.ts';
import { grantsOf, isSameRoles } from '../roster/roles.ts';
import type { Wishes } from '../schema.ts';
import type { ImportRow } from '../view.ts';
import { type NewlyNamed, OrganisationsNamed } from './organisations-named.ts';
import type { PersonCells } from './people-cells.ts';
import type { PersonRow } from './people-file.ts';
import { rowChecks } from './row-checks.ts';
import { error, type RowNote } from './row-note.ts';
import type { StoredParticipant, StoredPeople, Surroundings } from './stored-people.ts';

/** A participant as the file would have them. */
export interface ImportedPerson {
  readonly address: EmailAddress;
  /** Null for somebody new. */
  readonly id: string | null;
  readonly name: string;
  /** The key of the organisation's name; null for none. */
  readonly organisation: string | null;
  readonly tags: readonly string[];
  readonly wishes: Wishes;
  readonly roles: readonly RoleGrant[];
  readonly changes: readonly string[];
}

export interface Comparison {
  readonly rows: readonly ImportRow[];
  /** Every error, with its cell. While there is one, nothing may be stored. */
  readonly faults: readonly CellFault[];
  /** Those that are new or change something. */
  readonly people: readonly ImportedPerson[];
  readonly newOrganisations: readonly NewlyNamed[];
  /** Organisations of which the file says the country, and nothing stored did. */
  readonly countries: readonly { readonly organisationId: string; readonly country: string }[];
}

/** Compares the rows of a file with what is stored. Pure. */
export function comparePeople(rows: readonly PersonRow[], stored: StoredPeople, around: Surroundings): Comparison {
  const organisations = new OrganisationsNamed(stored.organisations);
  const byKey = new Map(stored.participants.map((each) => [each.emailKey, each]));
  const checks = rowChecks(rows, stored, around, organisations);
  const compared = rows.map((row) => {
    const before = row.fields ? byKey.get(row.fields.email.key) : undefined;
    const notes = checks(row, before);
    const counts = row.fields && before?.state !== 'removed';
    const person = counts ? merged(row.fields, before, around.days, organisations) : null;
    return { row, before, notes: [...notes, ...protectedNotes(row, before, person, around)], person };
  });
  return {
    rows: compared.map(({ row, before, notes, person }) => rowView(row, before, notes, person)),
    faults: compared.flatMap(({ notes }) => notes.flatMap(({ fault, severe }) => (severe ? [fault] : []))),
    people: compared.flatMap(({ person }) => (person && person.changes.length > 0 ? [person] : [])),
    newOrganisations: organisations.added(),
    countries: organisations.filledCountries(),
  };
}

function protectedNotes(
  row: PersonRow,
  before: StoredParticipant | undefined,
  person: ImportedPerson | null,
  { mayChange }: Surroundings,
): RowNote[] {
  if (!before || !person || person.changes.length === 0 || mayChange(before.roles)) return [];
  return [error(row.fault('email', 'nobody who is an organiser: a program may not change one'))];
}

function rowView(
  row: PersonRow,
  before: StoredParticipant | undefined,
  notes: readonly RowNote[],
  person: ImportedPerson | null,
): ImportRow {
  const changes = person?.changes ?? [];
  const quiet = before === undefined ? 'new' : changes.length > 0 ? 'changed' : 'same';
  const outcome = notes.some(({ severe }) => severe) ? 'error' : notes.length > 0 ? 'warning' : quiet;
  const { name, email, organisation } = row.fields ?? { name: null, email: null, organisation: null };
  return {
    line: row.line,
    outcome,
    name: name ?? row.written('name'),
    email: email?.email ?? row.written('email'),
    organisation: organisation ?? row.written('organisation'),
    changes: outcome === 'error' ? [] : changes,
    messages: notes.map(({ fault }) => ({ column: fault.columnName, message: fault.message })),
  };
}

const NOBODY = { name: '', tags: [], roles: [], wishes: { prefers: [], together: null, apart: [] } };

function merged(
  cells: PersonCells,
  before: StoredParticipant | undefined,
  days: readonly DayRef[],
  organisations: OrganisationsNamed,
): ImportedPerson {
  const old = before ?? NOBODY;
  const oldOrganisation = organisations.keyOf(before?.organisationId ?? null);
  const person = {
    address: cells.email,
    id: before?.id ?? null,
    name: cells.name,
    organisation: cells.organisation === null ? oldOrganisation : organisations.name(cells.organisation, cells.country),
    tags: cells.tags ?? old.tags,
    wishes: {
      prefers: cells.prefers ?? old.wishes.prefers,
      together: cells.together ?? old.wishes.together,
      apart: cells.apart ?? old.wishes.apart,
    },
    roles: cells.role === null ? old.roles : grantsOf(cells.role, days),
  };
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const changes = [
    ...(differs(person.name, old.name) ? ['name'] : []),
    ...(before ? [] : ['email']),
    ...(person.organisation !== oldOrganisation ? ['organisation'] : []),
    ...(isSameRoles(person.roles, old.roles) ? [] : ['role']),
    ...(differs(person.tags, old.tags) ? ['tags'] : []),
    ...(['prefers', 'together', 'apart'] as const).filter((wish) => differs(person.wishes[wish], old.wishes[wish])),
  ];
  return { ...person, changes };
}
