/**
 * Identities. All are random UUIDs: nothing can be learnt or guessed from one, and a session's id can
 * serve as the UID of its calendar entry.
 */
declare const idBrand: unique symbol;

type Id<Name extends string> = string & { readonly [idBrand]: Name };

export type EventId = Id<'event'>;
export type DayId = Id<'day'>;
export type SessionId = Id<'session'>;
/** An address that can sign in, whatever events it has to do with. */
export type PersonId = Id<'person'>;
/** A person in one event. */
export type ParticipantId = Id<'participant'>;
export type OrganisationId = Id<'organisation'>;
/** A browser that is signed in. */
export type SignInId = Id<'sign-in'>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text from outside can be one of our ids at all; PostgreSQL throws at some that cannot. */
export function canBeId(text: string): boolean {
  return UUID.test(text);
}
