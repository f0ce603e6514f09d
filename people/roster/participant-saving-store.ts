/** The SQL that stores participants: one or thousands, in few statements. */
import type { Kysely } from 'kysely';
import { inPortions } from '../../kernel/portions.ts';
import type { PeopleParticipantRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { nameKey } from '../name-key.ts';
import type { Participant } from './participant.ts';

export async function insertParticipants(db: Kysely<Tables>, participants: readonly Participant[]): Promise<void> {
  await inPortions(participants, (portion) =>
    db
      .insertInto('people_participant')
      .values(portion.map((each) => rowOf(each, each.createdAt)))
      .execute(),
  );
}

/** Stores all that can change of participants that there are. A statement that updates many must be able to insert them. */
export async function saveParticipants(
  db: Kysely<Tables>,
  participants: readonly Participant[],
  now: Instant,
): Promise<void> {
  await inPortions(participants, (portion) =>
    db
      .insertInto('people_participant')
      .values(portion.map((each) => rowOf(each, now)))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((row) =>
            Object.fromEntries(CAN_CHANGE.map((column) => [column, row.ref(`excluded.${column}`)])),
          ),
      )
      .execute(),
  );
}

const CAN_CHANGE = [
  'person_id',
  'name',
  'name_key',
  'organisation_id',
  'tags',
  'time_zone',
  'state',
  'waiting_for',
  'waiting_since',
  'invited_at',
  'registered_at',
  'erased_at',
  'wishes',
  'revision',
  'updated_at',
] as const satisfies readonly (keyof PeopleParticipantRow)[];

function rowOf(each: Participant, now: Instant): PeopleParticipantRow {
  return {
    id: each.id,
    event_id: each.eventId,
    person_id: each.person?.id ?? null,
    name: each.name,
    name_key: nameKey(each.name),
    organisation_id: each.organisation?.id ?? null,
    tags: JSON.stringify(each.tags),
    time_zone: each.timeZone,
    state: each.state,
    waiting_for: each.waitingFor,
    waiting_since: each.waitingSince,
    invited_at: each.invitedAt,
    registered_at: each.registeredAt,
    erased_at: each.erasedAt,
    wishes: JSON.stringify(each.wishes),
    revision: each.revision,
    created_at: each.createdAt,
    updated_at: now,
  };
}
