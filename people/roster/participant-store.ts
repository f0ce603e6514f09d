/** The SQL that finds participants. Those who were erased are found by their id alone, and are in no list and no sum. */
import { type ExpressionBuilder, type Kysely, type Selectable, sql } from 'kysely';
import type { ParticipantState } from '../../kernel/actor.ts';
import type { EventId, OrganisationId, ParticipantId, PersonId } from '../../kernel/ids.ts';
import type { PeopleParticipantRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { nameKey } from '../name-key.ts';
import type { Wishes } from '../schema.ts';
import type { StateCounts } from '../view.ts';
import { NOBODY, type Participant, type WaitingFor } from './participant.ts';
import type { PeopleFilter } from './people-filter.ts';

/** Below what either engine takes as parameters of one statement. */
const IDS_AT_ONCE = 5_000;

/** Also one that was erased. @param id of whatever text an address has. */
export async function findParticipant(
  db: Kysely<Tables>,
  eventId: EventId,
  id: string,
): Promise<Participant | undefined> {
  if (!CAN_BE_ID.test(id)) return undefined;
  return await firstOf(participantsOf(db, eventId).where('p.id', '=', id));
}

export async function findParticipantOfPerson(
  db: Kysely<Tables>,
  eventId: EventId,
  personId: PersonId,
): Promise<Participant | undefined> {
  return await firstOf(participantsOf(db, eventId).where('p.person_id', '=', personId));
}

/** By the key of their address, as `readEmail` gives it. */
export async function findParticipantByEmail(
  db: Kysely<Tables>,
  eventId: EventId,
  emailKey: string,
): Promise<Participant | undefined> {
  return await firstOf(participantsOf(db, eventId).where('person.email_key', '=', emailKey));
}

/** In no certain order; ids that there are not are left out, and so is who was erased. */
export async function findParticipants(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly string[],
): Promise<Participant[]> {
  const found: Participant[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    const some = participantsOf(db, eventId).where('p.id', 'in', ids.slice(from, from + IDS_AT_ONCE));
    found.push(...(await some.where('p.erased_at', 'is', null).execute()).map(toParticipant));
  }
  return found;
}

/**
 * In order of name; those who wait in the order of their line.
 * @param after the last one that was seen; null for the start.
 * @param limit null for all.
 */
export async function listParticipants(
  db: Kysely<Tables>,
  eventId: EventId,
  filter: PeopleFilter,
  after: Participant | null = null,
  limit: number | null = null,
): Promise<Participant[]> {
  const order = filter.state === 'waiting' ? 'p.waiting_since' : 'p.name_key';
  let query = participantsOf(db, eventId).where((row) => matches(row, filter));
  if (after) {
    // Whoever has left the line since has no place in it: it is told from its beginning again.
    const seen = filter.state === 'waiting' ? (after.waitingSince ?? 0) : nameKey(after.name);
    query = query.where((row) =>
      row.or([row(order, '>', seen), row.and([row(order, '=', seen), row('p.id', '>', after.id)])]),
    );
  }
  if (limit !== null) query = query.limit(limit);
  return (await query.orderBy(order).orderBy('p.id').execute()).map(toParticipant);
}

export async function countParticipants(db: Kysely<Tables>, eventId: EventId, filter: PeopleFilter): Promise<number> {
  const row = await db
    .selectFrom('people_participant as p')
    .leftJoin('people_person as person', 'person.id', 'p.person_id')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('p.event_id', '=', eventId)
    .where((each) => matches(each, filter))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many are in each state, by organisation; under null those who are of none. */
export async function countStates(
  db: Kysely<Tables>,
  eventId: EventId,
): Promise<ReadonlyMap<OrganisationId | null, StateCounts>> {
  const rows = await db
    .selectFrom('people_participant')
    .select((each) => ['organisation_id', 'state', each.fn.countAll<number>().as('count')])
    .where('event_id', '=', eventId)
    .where('erased_at', 'is', null)
    .groupBy(['organisation_id', 'state'])
    .execute();
  const counts = new Map<OrganisationId | null, StateCounts>();
  for (const { organisation_id, state, count } of rows) {
    const organisation = organisation_id as OrganisationId | null;
    counts.set(organisation, { ...(counts.get(organisation) ?? NOBODY), [state]: count });
  }
  return counts;
}

/** Those who wait for a place, first come first. */
export async function listWaitingForPlace(db: Kysely<Tables>, eventId: EventId): Promise<Participant[]> {
  const rows = await participantsOf(db, eventId)
    .where('p.state', '=', 'waiting')
    .where('p.waiting_for', '=', 'place')
    .orderBy('p.waiting_since')
    .orderBy('p.id')
    .execute();
  return rows.map(toParticipant);
}

/** From 1: how many would be promoted before them, and they themselves; null for who waits for no place. */
export async function placeInLine(
  db: Kysely<Tables>,
  { id, eventId, waitingFor, waitingSince }: Participant,
): Promise<number | null> {
  if (waitingFor !== 'place' || waitingSince === null) return null;
  const row = await db
    .selectFrom('people_participant')
    .select((each) => each.fn.countAll<number>().as('count'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'waiting')
    .where('waiting_for', '=', 'place')
    .where((each) =>
      each.or([
        each('waiting_since', '<', waitingSince),
        each.and([each('waiting_since', '=', waitingSince), each('id', '<=', id)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

/** When the last one came who waits, for a place or for approval; null when nobody does. */
export async function lastInLine(db: Kysely<Tables>, eventId: EventId): Promise<Instant | null> {
  const row = await db
    .selectFrom('people_participant')
    .select((each) => each.fn.max('waiting_since').as('last'))
    .where('event_id', '=', eventId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return row.last as Instant | null;
}

/** Those whose wishes name an address. */
export async function listWishingFor(db: Kysely<Tables>, eventId: EventId, emailKey: string): Promise<Participant[]> {
  const rows = await participantsOf(db, eventId)
    .where('p.wishes', 'like', sql<string>`${containing(emailKey)} escape '!'`)
    .execute();
  return rows.map(toParticipant);
}

type Joined = { p: PeopleParticipantRow; person: Tables['people_person'] };

function matches(
  row: ExpressionBuilder<Joined, 'p' | 'person'>,
  { search, organisation, state, role, waitingFor }: PeopleFilter,
) {
  const all = [row('p.erased_at', 'is', null)];
  if (state) all.push(row('p.state', '=', state));
  if (waitingFor) all.push(row('p.waiting_for', '=', waitingFor));
  if (organisation === 'none') all.push(row('p.organisation_id', 'is', null));
  else if (organisation) all.push(row('p.organisation_id', '=', organisation));
  if (search) {
    const part = (text: string) => sql<string>`${containing(text)} escape '!'`;
    all.push(
      row.or([
        row('p.name_key', 'like', part(nameKey(search))),
        row('person.email_key', 'like', part(foldCase(search))),
      ]),
    );
  }
  if (role) all.push(row('p.id', 'in', withRole(row, role)));
  return row.and(all);
}

function withRole(row: ExpressionBuilder<Joined, 'p' | 'person'>, role: string) {
  const db = row as unknown as ExpressionBuilder<Tables, never>;
  return db
    .selectFrom('people_role')
    .select('people_role.participant_id')
    .where('people_role.role', '=', role) as never;
}

function foldCase(search: string): string {
  return search.normalize('NFKC').toLowerCase();
}

/** A pattern for what contains a text, whose own signs stand for themselves. */
function containing(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}

/** PostgreSQL refuses to compare some of what an address can hold (U+0000). */
const CAN_BE_ID = /^[0-9a-f-]{36}$/;

function participantsOf(db: Kysely<Tables>, eventId: EventId) {
  return db
    .selectFrom('people_participant as p')
    .leftJoin('people_person as person', 'person.id', 'p.person_id')
    .leftJoin('people_organisation as organisation', 'organisation.id', 'p.organisation_id')
    .selectAll('p')
    .select(['person.email', 'person.email_key'])
    .select(['organisation.name as organisation_name', 'organisation.country as organisation_country'])
    .where('p.event_id', '=', eventId);
}

async function firstOf(query: ReturnType<typeof participantsOf>): Promise<Participant | undefined> {
  const row = await query.executeTakeFirst();
  return row && toParticipant(row);
}

interface ParticipantRow extends Selectable<PeopleParticipantRow> {
  readonly email: string | null;
  readonly email_key: string | null;
  readonly organisation_name: string | null;
  readonly organisation_country: string | null;
}

function toParticipant(row: ParticipantRow): Participant {
  return {
    id: row.id as ParticipantId,
    eventId: row.event_id as EventId,
    person: personOf(row),
    name: row.name,
    organisation: organisationOf(row),
    tags: JSON.parse(row.tags) as string[],
    timeZone: row.time_zone,
    state: row.state as ParticipantState,
    waitingFor: row.waiting_for as WaitingFor | null,
    waitingSince: row.waiting_since as Instant | null,
    invitedAt: row.invited_at as Instant | null,
    registeredAt: row.registered_at as Instant | null,
    erasedAt: row.erased_at as Instant | null,
    wishes: JSON.parse(row.wishes) as Wishes,
    revision: row.revision,
    createdAt: row.created_at as Instant,
  };
}

function personOf({ person_id, email, email_key }: ParticipantRow): Participant['person'] {
  if (person_id === null || email === null || email_key === null) return null;
  return { id: person_id as PersonId, email, emailKey: email_key };
}

function organisationOf(row: ParticipantRow): Participant['organisation'] {
  if (row.organisation_id === null || row.organisation_name === null) return null;
  return { id: row.organisation_id as OrganisationId, name: row.organisation_name, country: row.organisation_country };
}
