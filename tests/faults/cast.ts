/**
 * Everybody who may knock at two events, one public and one private: a person of every state and role, a key
 * of every scope, and what only looks like a key. Written into the tables by hand, so that what is asked
 * about rights does not hang on the services that give them.
 */
import type { Kysely } from 'kysely';
import { NO_HELPDESK } from '../../agenda/schema.ts';
import { SCOPES, type Scope } from '../../kernel/actor.ts';
import { newId, newSecret } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Services } from '../../server/wiring.ts';
import {
  EVENTS,
  type EventSlug,
  type Everybody,
  type MadeEvent,
  type Part,
  PEOPLE,
  type PersonKind,
  participantOf,
  putBack,
} from './cast-rows.ts';
import { OPERATOR, SAMPLE_PLAN } from './sample-plan.ts';

const KEYS = SCOPES.map((scope) => `key ${scope}` as const);
const NOT_KEYS = ['revoked key', 'calendar token as key', 'calendar token as cookie'] as const;
const OUTSIDERS = ['anonymous', 'stranger', 'operator'] as const;
export type AskerKind = (typeof OUTSIDERS)[number] | PersonKind | (typeof KEYS)[number] | (typeof NOT_KEYS)[number];

export interface Asker {
  readonly kind: AskerKind;
  /** The event in which they are what they are; null for those of no event. */
  readonly home: EventSlug | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Cast {
  readonly askers: readonly Asker[];
  /** Everything that opens something, and that no log may hold. */
  readonly secrets: readonly string[];
  /** What can stand in an address, by what it is of: first of the public event, then of the private one. */
  readonly ids: Readonly<
    Record<
      'participant' | 'organisation' | 'apiKey' | 'signIn' | 'link' | 'calendar' | 'help' | 'banner',
      readonly string[]
    >
  >;
  participantId(home: EventSlug, kind: PersonKind): string;
  /** Puts everybody back to where they were, after requests that may have changed somebody. */
  restore(): Promise<void>;
}

/** Makes both events with the five days, published, and everybody in them. */
export async function assemble(db: Kysely<Tables>, services: Services, operator: string): Promise<Cast> {
  const everybody = cast();
  const restore = async () => {
    const events = await makeEvents(db, services);
    await db.transaction().execute((tx) => putBack(tx, everybody, events));
  };
  await restore();
  return {
    askers: askersOf(everybody, operator),
    secrets: secretsOf(everybody),
    ids: idsOf(everybody),
    participantId: (home, kind) => participantOf(everybody, home, kind),
    restore,
  };
}

function cast(): Everybody {
  const key = (home: EventSlug, scope: Scope, revoked = false) => ({
    ...{ home, scope, revoked },
    id: newId<string>(),
    key: newSecret('plenum_key'),
  });
  return {
    parts: partsOf(),
    keys: EVENTS.flatMap((home) => [...SCOPES.map((scope) => key(home, scope)), key(home, 'people', true)]),
    calendars: EVENTS.map((home) => ({ home, token: newSecret('plenum_cal') })),
    links: EVENTS.map((home) => ({ home, id: newId<string>(), token: newSecret('plenum_in') })),
    organisations: EVENTS.map((home) => ({ home, id: newId<string>() })),
    helpRequests: EVENTS.map((home) => ({ home, id: newId<string>() })),
    banners: EVENTS.map((home) => ({ home, id: newId<string>() })),
  };
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

function askersOf({ parts, keys, calendars }: Everybody, operator: string): Asker[] {
  return [
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
  ];
}

function secretsOf({ parts, keys, calendars, links }: Everybody): string[] {
  return [
    ...parts.map(({ cookie }) => cookie),
    ...keys.map(({ key }) => key),
    ...[...calendars, ...links].map(({ token }) => token),
  ];
}

function idsOf({ parts, organisations, keys, links, calendars, helpRequests, banners }: Everybody): Cast['ids'] {
  return {
    participant: parts.filter(({ home }) => home !== null).map(({ participantId }) => participantId),
    organisation: organisations.map(({ id }) => id),
    apiKey: keys.map(({ id }) => id),
    signIn: parts.map(({ signInId }) => signInId),
    link: links.map(({ token }) => token),
    calendar: calendars.map(({ token }) => token),
    help: helpRequests.map(({ id }) => id),
    banner: banners.map(({ id }) => id),
  };
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
  const fields = {
    slug,
    name: `A ${slug} meeting`,
    timeZone: 'Europe/Zurich',
    isPublic,
    helpdesk: NO_HELPDESK,
    advance: 'chair' as const,
  };
  const { revision } = await events.create(OPERATOR, fields);
  await imports.replace({ actor: OPERATOR, slug, revision }, SAMPLE_PLAN);
  await versions.publish({ actor: OPERATOR, slug, revision: revision + 1 }, '');
}
