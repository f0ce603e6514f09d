/**
 * The people of the sample event: an organiser, those who chair its days and help, some participants, of
 * thirteen administrations. Whoever has an address of one of those may register.
 */
import { DateTime } from 'luxon';
import type { EventId } from '../kernel/ids.ts';
import { type Instant, instant } from '../kernel/time.ts';
import type { EmailAddress } from '../people/email-address.ts';
import { type EventRef, endOf } from '../people/event-directory.ts';
import { newOrganisation } from '../people/schema.ts';
import type { PeopleServices } from '../people/service.ts';
import type { PersonCells } from '../people/spreadsheet/people-cells.ts';
import { readPeopleFile } from '../people/spreadsheet/people-file.ts';
import { LOADER, sampleFile } from './sample.ts';

/** The roles that are shown to whoever starts the server for the first time, with a link to sign in as each. */
const SHOWN_ROLES = ['organiser', 'chair', 'helpdesk', 'facilitator', 'rapporteur', 'participant'] as const;

export interface SampleEvent {
  readonly id: EventId;
  readonly slug: string;
  /** One for each role that is shown. */
  readonly people: readonly { readonly role: (typeof SHOWN_ROLES)[number]; readonly email: EmailAddress }[];
}

type SampleServices = Pick<PeopleServices, 'imports' | 'organisations' | 'registration' | 'roster'>;

/** Registers the people of the sample and opens its registration. Whoever calls gives it a transaction. */
export async function loadSamplePeople(services: SampleServices, event: EventRef): Promise<SampleEvent> {
  const file = sampleFile('people.csv');
  const read = readPeopleFile(file);
  if (!read.ok) throw new Error(`The sample's people cannot be read: ${read.faults[0]?.message}`);
  const people = read.rows.flatMap(({ fields }) => (fields ? [fields] : []));
  await addOrganisations(services, event, people);
  for (const { email, name, role } of people) {
    await services.roster.appoint(LOADER, event, { email, name, roles: role ?? [] });
  }
  await services.imports.store(LOADER, event, file, null);
  await services.registration.set(LOADER, event, 0, {
    opensAt: openingBefore(event),
    closesAt: endOf(event),
    places: 200,
    waitingList: true,
    consents: CONSENTS,
  });
  return { id: event.id, slug: event.slug, people: shownPeople(people) };
}

const CONSENTS = [
  {
    key: 'chatham-house',
    title: 'Chatham House rule',
    text: 'What is said here may be used. Who said it, and whom they represent, may not be disclosed.',
    required: true,
  },
  {
    key: 'data',
    title: 'Processing of my data',
    text: 'My name, mail address and organisation are used to run this event, and erased after it or when I ask.',
    required: true,
  },
];

/** Those of one administration need an organiser's word, and another may send few: so both can be seen. */
async function addOrganisations(
  { organisations }: SampleServices,
  event: EventRef,
  people: readonly PersonCells[],
): Promise<void> {
  const named = new Map(people.map((each) => [each.organisation ?? '', each]));
  for (const [name, { email, country }] of named) {
    const fields = { name, country, domains: [email.domain], needsApproval: country === 'AT', quota: quotaOf(country) };
    await organisations.add(LOADER, event, newOrganisation.parse(fields));
  }
}

function quotaOf(country: string | null): number | null {
  return country === 'LV' ? 2 : null;
}

/** Eight days before the first, at 08:00. */
function openingBefore({ days, timeZone }: EventRef): Instant | null {
  const [first] = days;
  if (!first) return null;
  const day = DateTime.fromMillis(first.startsAt, { zone: timeZone }).minus({ days: 8 });
  return instant(day.set({ hour: 8, minute: 0 }).toMillis());
}

function shownPeople(people: readonly PersonCells[]): SampleEvent['people'] {
  return SHOWN_ROLES.flatMap((shown) => {
    const found = people.find(({ role }) => (shown === 'participant' ? role === null : role?.[0]?.role === shown));
    return found ? [{ role: shown, email: found.email }] : [];
  });
}
