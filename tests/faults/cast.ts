/**
 * Everybody who may knock at two events, one public and one private: a person of every state and role, a key
 * of every scope, and what only looks like a key. Written into the tables by hand, so that what is asked
 * about rights does not hang on the services that give them.
 */
import type { Kysely } from 'kysely';
import { NO_HELPDESK } from '../../agenda/schema.ts';
import { PARTICIPANT_STATES, type ParticipantState, SCOPES, STAFF_ROLES } from '../../kernel/actor.ts';
import { hashSecret, newId, newSecret } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { NO_WISHES } from '../../people/schema.ts';
import type { Services } from '../../server/wiring.ts';
import { OPERATOR, SAMPLE_PLAN } from './sample-plan.ts';

/** The two events, by their slugs, which say whether they are public. */
export const EVENTS = ['public', 'private'] as const;
export type EventSlug = (typeof EVENTS)[number];

const STATES = PARTICIPANT_STATES.filter((state) => state !== 'registered');
/** Of each event: those with no more than a state, those who take part, and those with a role; chairs of day 1, rooms "A". */
export const PEOPLE = [...STATES, 'participant', ...STAFF_ROLES] as const;
export type PersonKind = (typeof PEOPLE)[number];
export const KEYS = SCOPES.map((scope) => `key ${scope}` as const);
export const NOT_KEYS = ['revoked key', 'calendar token as key', 'calendar token as cookie'] as const;
export const OUTSIDERS = ['anonymous', 'stranger', 'operator'] as const;
export type AskerKind = (typeof OUTSIDERS)[number] | PersonKind | (typeof KEYS)[number] | (typeof NOT_KEYS)[number];

export interface Asker {
  readonly kind: AskerKind;
  /** The event in which they are what they are; null for those of no event. */
  readonly home: EventSlug | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** One participant, or for the stranger a person alone. */
interface Part {
  readonly kind: PersonKind | 'stranger';
  readonly home: EventSlug | null;
  readonly personId: string;
  readonly participantId: string;
  readonly signInId: string;
  readonly cookie: string;
}

export interface Cast {
  readonly askers: readonly Asker[];
  /** Everything that opens something, and that no log may hold. */
  readonly secrets: readonly string[];
  /** What can stand in an address, by what it is of: first of the public event, then of the private one. */
  readonly ids: Readonly<
    Record<'participant' | 'organisation' | 'apiKey' | 'signIn' | 'link' | 'calendar', readonly string[]>
  >;
  participantId(home: EventSlug, kind: PersonKind): string;
  /** Puts everybody back to where they were, after requests that may have changed somebody. */
  restore(): Promise<void>;
}

const HOUR = 3_600_000;

/** Makes both events with the five days, published, and everybody in them. */
export async function assemble(db: Kysely<Tables>, services: Services, operator: string): Promise<Cast> {
  let events = await makeEvents(db, services);
  const eventOf = (slug: EventSlug | null) => {
    const event = events.find((each) => each.slug === slug);
    if (!event) throw new Error(`no event ${slug}`);
    return event;
  };
  const parts = partsOf();
  const keys = EVENTS.flatMap((home) => [
    ...SCOPES.map((scope) => ({ home, scope, revoked: false, id: newId<string>(), key: newSecret('plenum_key') })),
    { home, scope: 'people' as const, revoked: true, id: newId<string>(), key: newSecret('plenum_key') },
  ]);
  const calendars = EVENTS.map((home) => ({ home, token: newSecret('plenum_cal') }));
  const links = EVENTS.map((home) => ({ home, id: newId<string>(), token: newSecret('plenum_in') }));
  const organisations = EVENTS.map((home) => ({ home, id: newId<string>() }));
  const partOf = (home: EventSlug, kind: PersonKind) => {
    const part = parts.find((each) => each.home === home && each.kind === kind);
    if (!part) throw new Error(`nobody is ${kind} of ${home}`);
    return part;
  };
  const organisationId = (home: EventSlug) => organisations.find((each) => each.home === home)?.id ?? '';

  async function restore(): Promise<void> {
    events = await makeEvents(db, services);
    const now = Date.now();
    const inEvents = parts.filter(({ home }) => home !== null);
    await db.transaction().execute(async (tx) => {
      for (const table of EMPTIED) await tx.deleteFrom(table).execute();
      await tx
        .insertInto('people_person')
        .values(parts.map((part) => personRow(part, now)))
        .execute();
      await tx
        .insertInto('people_organisation')
        .values(organisations.map(({ home, id }) => organisationRow(id, eventOf(home).id)))
        .execute();
      await tx
        .insertInto('people_participant')
        .values(
          inEvents.map((part) =>
            participantRow(part, eventOf(part.home).id, organisationId(part.home ?? 'public'), now),
          ),
        )
        .execute();
      await tx
        .insertInto('people_role')
        .values(inEvents.flatMap((part) => roleRows(part, eventOf(part.home))))
        .execute();
      await tx
        .insertInto('people_sign_in')
        .values(parts.map((part) => signInRow(part, now)))
        .execute();
      await tx
        .insertInto('people_api_key')
        .values(
          keys.map(({ home, scope, revoked, id, key }) => ({
            id,
            event_id: eventOf(home).id,
            name: revoked ? 'Revoked' : scope,
            hash: hashSecret(key),
            scopes: JSON.stringify([scope]),
            created_at: now,
            used_at: now,
            revoked_at: revoked ? now : null,
          })),
        )
        .execute();
      await tx
        .insertInto('people_calendar_token')
        .values(
          calendars.map(({ home, token }) => ({
            participant_id: partOf(home, 'participant').participantId,
            event_id: eventOf(home).id,
            hash: hashSecret(token),
            created_at: now,
          })),
        )
        .execute();
      await tx
        .insertInto('people_link')
        .values(links.map(({ home, id, token }) => linkRow(id, token, eventOf(home), now)))
        .execute();
      await tx
        .insertInto('people_registration')
        .values(EVENTS.map((slug) => registrationRow(eventOf(slug).id, now)))
        .execute();
    });
  }
  await restore();

  return {
    askers: [
      { kind: 'anonymous', home: null, headers: {} },
      { kind: 'operator', home: null, headers: { authorization: operator } },
      ...parts.map(({ kind, home, cookie }) => ({ kind, home, headers: { cookie: `plenum_session=${cookie}` } })),
      ...keys.map(({ home, scope, revoked, key }) => ({
        kind: revoked ? ('revoked key' as const) : (`key ${scope}` as const),
        home,
        headers: { authorization: `Bearer ${key}` },
      })),
      ...calendars.flatMap(({ home, token }) => [
        { kind: 'calendar token as key' as const, home, headers: { authorization: `Bearer ${token}` } },
        { kind: 'calendar token as cookie' as const, home, headers: { cookie: `plenum_session=${token}` } },
      ]),
    ],
    secrets: [
      ...parts.map(({ cookie }) => cookie),
      ...keys.map(({ key }) => key),
      ...calendars.map(({ token }) => token),
      ...links.map(({ token }) => token),
    ],
    participantId: (home, kind) => partOf(home, kind).participantId,
    ids: {
      participant: parts.filter(({ home }) => home !== null).map(({ participantId }) => participantId),
      organisation: organisations.map(({ id }) => id),
      apiKey: keys.map(({ id }) => id),
      signIn: parts.map(({ signInId }) => signInId),
      link: links.map(({ token }) => token),
      calendar: calendars.map(({ token }) => token),
    },
    restore,
  };
}

/** What hangs on these goes with them. */
const EMPTIED = [
  'people_registration',
  'people_calendar_token',
  'people_api_key',
  'people_sign_in',
  'people_consent',
  'people_role',
  'people_participant',
  'people_organisation',
  'people_link',
  'people_person',
] as const;

interface MadeEvent {
  readonly slug: string;
  readonly id: string;
  /** The id of day 1. */
  readonly day: string;
}

/** The two events, made where they are not there with a day 1; every other event goes. */
async function makeEvents(db: Kysely<Tables>, services: Services): Promise<readonly MadeEvent[]> {
  const there = await eventsWithDays(db);
  if (there.length === EVENTS.length) return there;
  const { events } = services.agenda;
  for (const { slug, revision } of await events.list(OPERATOR))
    await events.remove({ actor: OPERATOR, slug, revision });
  for (const slug of EVENTS) await makeEvent(services, slug);
  return eventsWithDays(db);
}

function eventsWithDays(db: Kysely<Tables>): Promise<MadeEvent[]> {
  return db
    .selectFrom('agenda_event')
    .innerJoin('agenda_day', 'agenda_day.event_id', 'agenda_event.id')
    .select(['slug', 'agenda_event.id', 'agenda_day.id as day'])
    .where('number', '=', 1)
    .where('slug', 'in', [...EVENTS])
    .execute();
}

async function makeEvent({ agenda: { events, imports, versions } }: Services, slug: EventSlug): Promise<void> {
  const isPublic = slug === 'public';
  const fields = { slug, name: `A ${slug} meeting`, timeZone: 'Europe/Zurich', isPublic, helpdesk: NO_HELPDESK };
  const { revision } = await events.create(OPERATOR, fields);
  await imports.replace({ actor: OPERATOR, slug, revision }, SAMPLE_PLAN);
  await versions.publish({ actor: OPERATOR, slug, revision: revision + 1 }, '');
}

function partsOf(): Part[] {
  const part = (kind: Part['kind'], home: EventSlug | null): Part => ({
    kind,
    home,
    personId: newId(),
    participantId: newId(),
    signInId: newId(),
    cookie: newSecret('plenum_si'),
  });
  return [part('stranger', null), ...EVENTS.flatMap((home) => PEOPLE.map((kind) => part(kind, home)))];
}

function personRow({ kind, home, personId }: Part, now: number): Tables['people_person'] {
  const email = `${kind}@${home ?? 'nowhere'}.example.org`;
  return { id: personId, email, email_key: email, created_at: now };
}

function organisationRow(id: string, eventId: string): Tables['people_organisation'] {
  return {
    id,
    event_id: eventId,
    name: 'Customs, Estonia',
    name_key: 'customs, estonia',
    country: 'EE',
    kind: 'partner',
    domains: '[]',
    needs_approval: 0,
    quota: null,
    revision: 1,
  };
}

function participantRow(
  { kind, home, personId, participantId }: Part,
  eventId: string,
  organisationId: string,
  now: number,
): Tables['people_participant'] {
  const state: ParticipantState = STATES.find((each) => each === kind) ?? 'registered';
  return {
    id: participantId,
    event_id: eventId,
    person_id: personId,
    name: `The ${kind}, ${home}`,
    name_key: `the ${kind}, ${home}`,
    organisation_id: organisationId,
    tags: '[]',
    time_zone: null,
    state,
    waiting_for: state === 'waiting' ? 'approval' : null,
    waiting_since: state === 'waiting' ? now : null,
    invited_at: now,
    registered_at: state === 'registered' ? now : null,
    erased_at: null,
    wishes: JSON.stringify(NO_WISHES),
    revision: 1,
    created_at: now,
    updated_at: now,
  };
}

/** Those who are not in hold the organiser's role all the same: it must not count before they are. */
function roleRows({ kind, participantId }: Part, event: MadeEvent): Tables['people_role'][] {
  const role = STAFF_ROLES.find((each) => each === kind) ?? (kind === 'participant' ? undefined : 'organiser');
  if (role === undefined) return [];
  return [
    {
      event_id: event.id,
      participant_id: participantId,
      role,
      day_id: role === 'chair' || role === 'deputy' ? event.day : '',
      room: role === 'facilitator' || role === 'rapporteur' ? 'A' : '',
    },
  ];
}

function signInRow({ personId, signInId, cookie }: Part, now: number): Tables['people_sign_in'] {
  return {
    id: signInId,
    person_id: personId,
    hash: hashSecret(cookie),
    device: 'Firefox on Linux',
    created_at: now,
    seen_at: now,
    expires_at: now + HOUR,
  };
}

/** A link for the event's participant, who asked for it in this browser. The code is not among those that are tried. */
function linkRow(id: string, token: string, { id: eventId, slug }: MadeEvent, now: number): Tables['people_link'] {
  const email = `participant@${slug}.example.org`;
  return {
    id,
    purpose: 'sign-in',
    event_id: eventId,
    email,
    email_key: email,
    request_hash: hashSecret(`request ${token}`),
    link_hash: hashSecret(token),
    code_hash: null,
    tries: 0,
    created_at: now,
    expires_at: now + HOUR,
    mailed_at: now,
    used_at: null,
  };
}

/** Open, with one text that everybody must agree to, so that registering without it goes no further. */
function registrationRow(eventId: string, now: number): Tables['people_registration'] {
  const consent = { key: 'terms', title: 'Terms', text: 'What one agrees to.', required: true, version: 1 };
  return {
    event_id: eventId,
    opens_at: now - HOUR,
    closes_at: now + HOUR,
    places: null,
    waiting_list: 1,
    consents: JSON.stringify([consent]),
    revision: 1,
  };
}
