/** Who is in an event and from where, as services work on it; `people/view.ts` says who sees what of it. */
import type { ParticipantState, RoleGrant } from '../../kernel/actor.ts';
import type { EventId, OrganisationId, ParticipantId, PersonId } from '../../kernel/ids.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import type { DayRef } from '../event-directory.ts';
import { NO_WISHES, type OrganisationFields, type Wishes } from '../schema.ts';
import type { OrganisationView, ParticipantView, StateCounts } from '../view.ts';
import { roleViews } from './roles.ts';

export interface Organisation extends OrganisationFields {
  readonly id: OrganisationId;
  readonly eventId: EventId;
  readonly revision: number;
}

/** An address that can sign in. */
export interface Person {
  readonly id: PersonId;
  /** As mail is sent to it. */
  readonly email: string;
  /** As it is compared. */
  readonly emailKey: string;
}

export type WaitingFor = 'approval' | 'place';

export interface Participant {
  readonly id: ParticipantId;
  readonly eventId: EventId;
  /** Null after erasure. */
  readonly person: Person | null;
  readonly name: string;
  readonly organisation: Pick<Organisation, 'id' | 'name' | 'country'> | null;
  readonly tags: readonly string[];
  /** Null for the event's own. */
  readonly timeZone: string | null;
  readonly state: ParticipantState;
  /** Null in every state but `waiting`. */
  readonly waitingFor: WaitingFor | null;
  /** Orders the waiting list. */
  readonly waitingSince: Instant | null;
  /** When they were last asked to come; whoever declines an invitation had one. */
  readonly invitedAt: Instant | null;
  /** When they last were given a place; kept when they withdraw. */
  readonly registeredAt: Instant | null;
  readonly erasedAt: Instant | null;
  readonly wishes: Wishes;
  readonly revision: number;
  readonly createdAt: Instant;
}

/** Somebody nothing is known of yet: invited, as revision 0, for whoever makes it to save. */
export function blankParticipant(
  of: Pick<Participant, 'id' | 'eventId' | 'person' | 'createdAt'>,
  name: string,
): Participant {
  return {
    ...of,
    name,
    organisation: null,
    tags: [],
    timeZone: null,
    state: 'invited',
    waitingFor: null,
    waitingSince: null,
    invitedAt: null,
    registeredAt: null,
    erasedAt: null,
    wishes: NO_WISHES,
    revision: 0,
  };
}

export const NOBODY: StateCounts = { invited: 0, registered: 0, waiting: 0, declined: 0, removed: 0 };

export function participantView(
  participant: Participant,
  roles: readonly RoleGrant[],
  days: readonly DayRef[],
): ParticipantView {
  const { id, name, person, organisation, tags, timeZone, state, waitingFor, revision } = participant;
  return {
    id,
    name,
    email: person?.email ?? null,
    organisation: organisation && { id: organisation.id, name: organisation.name, country: organisation.country },
    roles: roleViews(roles, days),
    tags,
    timeZone,
    state,
    waitingFor,
    invitedAt: inUtc(participant.invitedAt),
    registeredAt: inUtc(participant.registeredAt),
    erased: participant.erasedAt !== null,
    revision,
  };
}

export function organisationView(organisation: Organisation, counts: StateCounts = NOBODY): OrganisationView {
  const { eventId: _, ...fields } = organisation;
  return { ...fields, counts };
}

/** RFC 3339 in UTC. */
export function inUtc(at: Instant): string;
export function inUtc(at: Instant | null): string | null;
export function inUtc(at: Instant | null): string | null {
  return at === null ? null : formatRfc3339(at, 'UTC');
}
