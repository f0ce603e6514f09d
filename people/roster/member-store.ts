/** Everybody who is registered, as rooms are made of them. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Wishes } from '../schema.ts';

export interface Member {
  readonly id: ParticipantId;
  readonly name: string;
  readonly organisation: string | null;
  /** ISO 3166 code of two letters. */
  readonly country: string | null;
  readonly tags: readonly string[];
  readonly wishes: Wishes;
  /** Null after erasure. */
  readonly emailKey: string | null;
}

/** By their ids. */
export async function membersOf(db: Kysely<Tables>, eventId: EventId): Promise<readonly Member[]> {
  const rows = await registeredOf(db, eventId)
    .leftJoin('people_organisation as organisation', 'organisation.id', 'p.organisation_id')
    .select(['p.id', 'p.name', 'p.tags', 'p.wishes', 'person.email_key'])
    .select(['organisation.name as organisation', 'organisation.country as country'])
    .orderBy('p.id')
    .execute();
  const tagsIn = readOnce<readonly string[]>();
  const wishesIn = readOnce<Wishes>();
  return rows.map(({ id, name, organisation, country, tags, wishes, email_key }) => ({
    ...{ id: id as ParticipantId, name, organisation, country },
    tags: tagsIn(tags),
    wishes: wishesIn(wishes),
    emailKey: email_key,
  }));
}

/** Most people have the same tags and wishes, mostly none: each text is read once. */
function readOnce<Value>(): (json: string) => Value {
  const known = new Map<string, Value>();
  return (json) => {
    const value = known.get(json) ?? (JSON.parse(json) as Value);
    known.set(json, value);
    return value;
  };
}

export async function addressesOf(db: Kysely<Tables>, eventId: EventId): Promise<ReadonlyMap<ParticipantId, string>> {
  const rows = await registeredOf(db, eventId).select(['p.id', 'person.email']).execute();
  return new Map(rows.flatMap(({ id, email }) => (email === null ? [] : [[id as ParticipantId, email] as const])));
}

export interface RoomRole {
  readonly participantId: ParticipantId;
  readonly role: 'facilitator' | 'rapporteur';
  /** The room's name. */
  readonly room: string;
}

/** The roles that hold for rooms. */
export async function roomRolesOf(db: Kysely<Tables>, eventId: EventId): Promise<readonly RoomRole[]> {
  const rows = await db
    .selectFrom('people_role as role')
    .innerJoin('people_participant as p', 'p.id', 'role.participant_id')
    .select(['p.id', 'role.role', 'role.room'])
    .where('role.event_id', '=', eventId)
    .where('p.state', '=', 'registered')
    .where('role.role', 'in', ['facilitator', 'rapporteur'])
    .where('role.room', '<>', '')
    .orderBy('p.id')
    .execute();
  return rows.map(({ id, role, room }) => ({
    participantId: id as ParticipantId,
    role: role as RoomRole['role'],
    room,
  }));
}

function registeredOf(db: Kysely<Tables>, eventId: EventId) {
  return db
    .selectFrom('people_participant as p')
    .leftJoin('people_person as person', 'person.id', 'p.person_id')
    .where('p.event_id', '=', eventId)
    .where('p.state', '=', 'registered');
}
