/** The rows of everybody in a cast: see `cast.ts`. */
import type { Kysely } from 'kysely';
import { PARTICIPANT_STATES, type ParticipantState, type Scope, STAFF_ROLES } from '../../kernel/actor.ts';
import { hashSecret } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { participantRow } from './participant-row.ts';

/** The two events, by their slugs, which say whether they are public. */
export const EVENTS = ['public', 'private'] as const;
export type EventSlug = (typeof EVENTS)[number];

const STATES = PARTICIPANT_STATES.filter((state) => state !== 'registered');
/** Of each event: those with no more than a state, those who take part, and those with a role; chairs of day 1, rooms "A". */
export const PEOPLE = [...STATES, 'participant', ...STAFF_ROLES] as const;
export type PersonKind = (typeof PEOPLE)[number];
/** One participant, or for the stranger a person alone. */
export interface Part {
  readonly kind: PersonKind | 'stranger';
  readonly home: EventSlug | null;
  readonly personId: string;
  readonly participantId: string;
  readonly signInId: string;
  readonly cookie: string;
}

interface OfEvent {
  readonly home: EventSlug;
}

/** Everybody, with what they are known by. */
export interface Everybody {
  readonly parts: readonly Part[];
  readonly keys: readonly (OfEvent & {
    readonly scope: Scope;
    readonly revoked: boolean;
    readonly id: string;
    readonly key: string;
  })[];
  readonly calendars: readonly (OfEvent & { readonly token: string })[];
  readonly links: readonly (OfEvent & { readonly id: string; readonly token: string })[];
  readonly organisations: readonly (OfEvent & { readonly id: string })[];
  /** One that waits in each event, of its participant. */
  readonly helpRequests: readonly (OfEvent & { readonly id: string })[];
  /** One for all in each event. */
  readonly banners: readonly (OfEvent & { readonly id: string })[];
}

export interface MadeEvent {
  readonly slug: string;
  readonly id: string;
  /** The id of day 1. */
  readonly day: string;
}

const HOUR = 3_600_000;

export function participantOf({ parts }: Pick<Everybody, 'parts'>, home: EventSlug, kind: PersonKind): string {
  const part = parts.find((each) => each.home === home && each.kind === kind);
  if (!part) throw new Error(`nobody is ${kind} of ${home}`);
  return part.participantId;
}

/** Nobody but everybody, as they were. */
export async function putBack(tx: Kysely<Tables>, everybody: Everybody, events: readonly MadeEvent[]): Promise<void> {
  for (const table of EMPTIED) await tx.deleteFrom(table).execute();
  for (const [table, rows] of Object.entries(rowsOf(everybody, events, Date.now()))) {
    // The names and shapes stand in `rowsOf`; a union of tables is more than the builder can tell apart.
    await tx
      .insertInto(table as 'people_person')
      .values(rows as Tables['people_person'][])
      .execute();
  }
}

/** In an order in which each refers only to what is there. */
function rowsOf(everybody: Everybody, events: readonly MadeEvent[], now: number) {
  const { parts, keys, calendars, links, organisations, helpRequests, banners } = everybody;
  const eventOf = (slug: EventSlug | null): MadeEvent => {
    const event = events.find((each) => each.slug === slug);
    if (!event) throw new Error(`no event ${slug}`);
    return event;
  };
  const organisationOf = (slug: EventSlug | null) => organisations.find(({ home }) => home === slug)?.id ?? '';
  const inEvents = parts.filter(({ home }) => home !== null);
  return {
    people_person: parts.map((part) => personRow(part, now)),
    people_organisation: organisations.map(({ home, id }) => organisationRow(id, eventOf(home).id)),
    people_participant: inEvents.map((part) =>
      storedParticipant(part, eventOf(part.home).id, organisationOf(part.home), now),
    ),
    people_role: inEvents.flatMap((part) => roleRows(part, eventOf(part.home))),
    people_sign_in: parts.map((part) => signInRow(part, now)),
    people_api_key: keys.map((key) => keyRow(key, eventOf(key.home).id, now)),
    people_calendar_token: calendars.map(({ home, token }) => ({
      participant_id: participantOf(everybody, home, 'participant'),
      event_id: eventOf(home).id,
      hash: hashSecret(token),
      created_at: now,
    })),
    people_link: links.map(({ home, id, token }) => linkRow(id, token, eventOf(home), now)),
    people_registration: events.map(({ id }) => registrationRow(id, now)),
    people_help_request: helpRequests.map(({ home, id }) =>
      helpRow(id, eventOf(home).id, participantOf(everybody, home, 'participant'), now),
    ),
    agenda_banner: banners.map(({ home, id }) => bannerRow(id, eventOf(home).id, now)),
  } satisfies { [Table in keyof Tables]?: readonly Tables[Table][] };
}

/** What hangs on these goes with them. */
const EMPTIED = [
  'agenda_banner',
  'agenda_attendance',
  'agenda_show_step',
  'agenda_show',
  'people_help_request',
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

function storedParticipant(
  part: Part,
  eventId: string,
  organisationId: string,
  now: number,
): Tables['people_participant'] {
  const { kind, home, personId, participantId } = part;
  const state: ParticipantState = STATES.find((each) => each === kind) ?? 'registered';
  const who = { id: participantId, event_id: eventId, person_id: personId, organisation_id: organisationId };
  return participantRow({ ...who, name: `The ${kind}, ${home}`, state }, now);
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

function keyRow(
  { scope, revoked, id, key }: Everybody['keys'][number],
  eventId: string,
  now: number,
): Tables['people_api_key'] {
  return {
    id,
    event_id: eventId,
    name: revoked ? 'Revoked' : scope,
    hash: hashSecret(key),
    scopes: JSON.stringify([scope]),
    created_at: now,
    used_at: now,
    revoked_at: revoked ? now : null,
  };
}

function helpRow(id: string, eventId: string, participantId: string, now: number): Tables['people_help_request'] {
  const nobody = { taken_by: null, taken_at: null, solved_at: null };
  const of = { id, event_id: eventId, participant_id: participantId };
  return { ...of, ...nobody, text: 'No sound', state: 'waiting', created_at: now, revision: 1 };
}

function bannerRow(id: string, eventId: string, now: number): Tables['agenda_banner'] {
  const text = 'We resume at 14:05';
  return { id, event_id: eventId, text, audience: 'all', set_by: 'system', created_at: now, ends_at: now + HOUR };
}
