/** A participant's row as tests store one, past all services. */
import type { ParticipantState } from '../../kernel/actor.ts';
import type { PeopleParticipantRow } from '../../kernel/tables.ts';
import { nameKey } from '../../people/name-key.ts';
import { NO_WISHES } from '../../people/schema.ts';

interface Given extends Pick<PeopleParticipantRow, 'id' | 'event_id' | 'person_id' | 'name' | 'organisation_id'> {
  readonly state: ParticipantState;
}

/** @param now UTC milliseconds. Who is waiting waits for an organiser's word. */
export function participantRow(given: Given, now: number): PeopleParticipantRow {
  const { name, state } = given;
  return {
    ...given,
    name_key: nameKey(name),
    tags: '[]',
    time_zone: null,
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
