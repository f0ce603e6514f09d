/** Somebody in an event, written into the tables by hand. */
import type { Kysely } from 'kysely';
import type { Actor, ParticipantState, RoleGrant } from '../../kernel/actor.ts';
import type { EventId, ParticipantId, PersonId, SignInId } from '../../kernel/ids.ts';
import { hashSecret, newId, newSecret } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { HOUR } from '../../kernel/time.ts';
import { nameKey } from '../../people/name-key.ts';
import { NO_WISHES } from '../../people/schema.ts';

export interface Somebody {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly personId: PersonId;
  readonly participantId: ParticipantId;
  readonly signInId: SignInId;
  /** The header of their browser. */
  readonly cookie: string;
}

export interface SomebodyFields {
  readonly name?: string;
  readonly tags?: readonly string[];
  readonly state?: ParticipantState;
  readonly roles?: readonly RoleGrant['role'][];
}

/** A new person, signed in with one browser, registered unless told otherwise. Roles are of no day and no room. */
export async function addSomebody(
  db: Kysely<Tables>,
  eventId: string,
  { name = 'Rapporteur, Estonia', tags = [], state = 'registered', roles = [] }: SomebodyFields = {},
): Promise<Somebody> {
  const now = Date.now();
  const [personId, participantId, signInId] = [newId<PersonId>(), newId<ParticipantId>(), newId<SignInId>()];
  const secret = newSecret('plenum_si');
  const email = `${personId}@example.org`;
  await db.insertInto('people_person').values({ id: personId, email, email_key: email, created_at: now }).execute();
  await db
    .insertInto('people_participant')
    .values({
      id: participantId,
      event_id: eventId,
      person_id: personId,
      name,
      name_key: nameKey(name),
      organisation_id: null,
      tags: JSON.stringify(tags),
      time_zone: null,
      state,
      waiting_for: null,
      waiting_since: null,
      invited_at: null,
      registered_at: null,
      erased_at: null,
      wishes: JSON.stringify(NO_WISHES),
      revision: 1,
      created_at: now,
      updated_at: now,
    })
    .execute();
  for (const role of roles) {
    const row = { event_id: eventId, participant_id: participantId, role, day_id: '', room: '' };
    await db.insertInto('people_role').values(row).execute();
  }
  await db
    .insertInto('people_sign_in')
    .values({
      id: signInId,
      person_id: personId,
      hash: hashSecret(secret),
      device: 'Firefox on Linux',
      created_at: now,
      seen_at: now,
      expires_at: now + HOUR,
    })
    .execute();
  const grants = roles.map((role) => ({ role, dayId: null, room: null }));
  const standing = { eventId: eventId as EventId, participantId, state, roles: grants };
  const actor = { kind: 'person', personId, signInId, standings: [standing] } as const;
  return { actor, personId, participantId, signInId, cookie: `plenum_session=${secret}` };
}
