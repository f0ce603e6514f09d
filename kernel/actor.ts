/**
 * Who is asking. A program or a person is told apart at the door (`server/access.ts`); what each may do
 * is said by the `policy.ts` of the room that is asked.
 */
import type { EventId, ParticipantId, PersonId, SignInId } from './ids.ts';

/** What somebody may be given beside taking part. */
export const STAFF_ROLES = ['organiser', 'chair', 'deputy', 'facilitator', 'rapporteur', 'helpdesk'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Roles that hold for given days, and those that hold for given rooms; the others hold for the whole event. */
export const ROLES_OF_DAYS: readonly StaffRole[] = ['chair', 'deputy'];
export const ROLES_OF_ROOMS: readonly StaffRole[] = ['facilitator', 'rapporteur'];

export interface RoleGrant {
  readonly role: StaffRole;
  /** Of a chair or deputy: the id of the day. */
  readonly dayId: string | null;
  /** Of a facilitator or rapporteur: the name of the room. */
  readonly room: string | null;
}

export const PARTICIPANT_STATES = ['invited', 'registered', 'waiting', 'declined', 'removed'] as const;
export type ParticipantState = (typeof PARTICIPANT_STATES)[number];

/** How a person stands in one event. Roles count only while the state is `registered`. */
export interface Standing {
  readonly eventId: EventId;
  readonly participantId: ParticipantId;
  readonly state: ParticipantState;
  readonly roles: readonly RoleGrant[];
}

/** What a program with an API key may do, in the one event that the key is of. */
export const SCOPES = ['agenda:read', 'agenda:write', 'people', 'export'] as const;
export type Scope = (typeof SCOPES)[number];

export type Actor =
  | { readonly kind: 'anonymous' }
  /** Whoever runs the installation, by the operator key or at the terminal. */
  | { readonly kind: 'operator'; readonly keyId: string }
  | {
      readonly kind: 'person';
      readonly personId: PersonId;
      /** The sign-in that this request came by; it can be ended. */
      readonly signInId: SignInId;
      /** Of every event that knows the person, but those that removed them. */
      readonly standings: readonly Standing[];
    }
  | {
      readonly kind: 'api-key';
      readonly keyId: string;
      readonly eventId: EventId;
      readonly scopes: readonly Scope[];
    };

export const ANONYMOUS: Actor = { kind: 'anonymous' };

/** What a request is about, as far as rights depend on it. */
export interface Place {
  readonly eventId: EventId;
  readonly isPublic: boolean;
  /** The day that the address names, where it names one that exists. */
  readonly dayId: string | null;
  /** The breakout room that the address names. */
  readonly room: string | null;
}

/** One line of a policy: whether somebody may do a thing at a place. Pure. */
export type Rule = (actor: Actor, place: Place) => boolean;

/** How a person stands in the event of a place; undefined for everybody else. */
export function standingOf(actor: Actor, { eventId }: Pick<Place, 'eventId'>): Standing | undefined {
  if (actor.kind !== 'person') return undefined;
  return actor.standings.find((standing) => standing.eventId === eventId);
}
