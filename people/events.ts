/** What can have happened in the people room. Told to the rest of the process after the commit, never before. */
import type { EventId, ParticipantId, PersonId, SignInId } from '../kernel/ids.ts';
import type { TopicsChanged } from '../kernel/live.ts';

export type PeopleHappening =
  /** A participant, their roles, state or consents. */
  | { readonly kind: 'participant-changed'; readonly eventId: EventId; readonly participantId: ParticipantId }
  /** More than one at once: an import, a change in bulk. */
  | { readonly kind: 'participants-changed'; readonly eventId: EventId }
  /** A mail, or a link that is still to be mailed, waits for the jobs. */
  | { readonly kind: 'mail-waiting' }
  | { readonly kind: 'registration-changed'; readonly eventId: EventId }
  /** One sign-in ended, or with null all of the person's. */
  | { readonly kind: 'sign-in-ended'; readonly personId: PersonId; readonly signInId: SignInId | null }
  | { readonly kind: 'api-key-revoked'; readonly eventId: EventId; readonly keyId: string }
  | TopicsChanged;

/** Hears of a happening. What it throws is its own affair: the change stands. */
export type AnnouncePeople = (happening: PeopleHappening) => void;
