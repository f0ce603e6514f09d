/** The two ends of an import: what is stored, as the core compares it, and what it says, stored. */
import type { Kysely } from 'kysely';
import type { OrganisationId, ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { EventRef } from '../event-directory.ts';
import { nameKey } from '../name-key.ts';
import type { Change } from '../roster/change-service.ts';
import { giveRoles } from '../roster/giving-service.ts';
import { listOrganisations } from '../roster/organisation-store.ts';
import { blankParticipant, type Organisation, type Participant } from '../roster/participant.ts';
import { insertParticipants, saveParticipants } from '../roster/participant-saving-store.ts';
import { listParticipants } from '../roster/participant-store.ts';
import { listRoles } from '../roster/role-store.ts';
import type { Comparison, ImportedPerson } from './comparison.ts';
import { claimPersons, insertNamedOrganisations, setCountry } from './import-store.ts';
import type { StoredPeople } from './stored-people.ts';

export interface LoadedPeople {
  readonly participants: readonly Participant[];
  readonly organisations: readonly Organisation[];
  /** The same, as the core compares it. */
  readonly stored: StoredPeople;
}

export async function loadPeople(db: Kysely<Tables>, event: EventRef): Promise<LoadedPeople> {
  const participants = await listParticipants(db, event.id, {});
  const organisations = await listOrganisations(db, event.id);
  const roles = await listRoles(db, event.id, null);
  const stored: StoredPeople = {
    participants: participants.map(({ id, person, name, organisation, tags, wishes, state }) => ({
      id,
      emailKey: person?.emailKey ?? '',
      name,
      organisationId: organisation?.id ?? null,
      tags,
      wishes,
      roles: roles.get(id) ?? [],
      state,
    })),
    organisations: organisations.map(({ id, name, country, quota }) => {
      return { id, name, nameKey: nameKey(name), country, quota };
    }),
  };
  return { participants, organisations, stored };
}

/** Stores what a comparison without errors says, in the transaction of the change, and writes down who got which roles. */
export async function savePeople(change: Change, loaded: LoadedPeople, comparison: Comparison): Promise<void> {
  const { tx, event, now } = change;
  const organisationOf = await saveOrganisations(change, loaded, comparison);
  const before = new Map<string, Participant>(loaded.participants.map((each) => [each.id, each]));
  const news = comparison.people.filter(({ id }) => id === null);
  const persons = await claimPersons(
    tx,
    news.map(({ address }) => ({ id: newId(), email: address.email, emailKey: address.key })),
    now,
  );
  const newcomer = (person: Participant['person']) =>
    blankParticipant({ id: newId<ParticipantId>(), eventId: event.id, person, createdAt: now }, '');
  const placed = comparison.people.map((person) => {
    const old = before.get(person.id ?? '') ?? newcomer(persons.get(person.address.key) ?? null);
    const { name, tags, wishes } = person;
    const organisation = person.organisation === null ? null : (organisationOf.get(person.organisation) ?? null);
    const participant = { ...old, name, organisation, tags, wishes, revision: old.revision + 1 };
    return { person, participant };
  });
  const isNew = ({ person }: { readonly person: ImportedPerson }) => person.id === null;
  const participants = (those: typeof placed) => those.map(({ participant }) => participant);
  await insertParticipants(tx, participants(placed.filter(isNew)));
  await saveParticipants(tx, participants(placed.filter((each) => !isNew(each))), now);
  const regranted = placed.filter(({ person }) => person.changes.includes('role'));
  await giveRoles(
    change,
    regranted.map(({ person, participant }) => ({ id: participant.id, grants: person.roles })),
  );
}

/** @returns every organisation of the event by the key of its name. */
async function saveOrganisations(
  { tx, event }: Change,
  { organisations }: LoadedPeople,
  { newOrganisations, countries }: Comparison,
): Promise<ReadonlyMap<string, NonNullable<Participant['organisation']>>> {
  const added = newOrganisations.map(({ name, country }) => ({ id: newId<OrganisationId>(), name, country }));
  await insertNamedOrganisations(tx, event.id, added);
  for (const { organisationId, country } of countries) await setCountry(tx, event.id, organisationId, country);
  return new Map([...organisations, ...added].map(({ id, name, country }) => [nameKey(name), { id, name, country }]));
}
