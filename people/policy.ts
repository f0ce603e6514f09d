/**
 * Who may do what with people.
 *
 * - **Roles count once a person is registered.** Somebody who is invited, waits or has declined sees and
 *   changes what is held about themselves, and the registration, and nothing else.
 * - **Organisers** see and change everybody in their own event: people, organisations, roles,
 *   registration, keys. Nobody has a right in an event by being organiser of another.
 * - **Helpdesk** finds people and sends them their link again. It changes nothing else.
 * - **Everybody who is in** may ask for help; helpdesk and organisers see who does, and answer.
 * - **Chairs, deputies, facilitators and rapporteurs** have the rights of a participant here.
 * - **Participants** see themselves alone.
 * - **API keys** do what their scopes say in the one event they are of; none gives roles, reads the audit
 *   log, changes registration or makes keys, so that a key cannot make more of itself. With `people` a key
 *   changes, removes and erases everybody but organisers: a key that leaks must not put out those who can
 *   revoke it.
 * - **Operators** run the installation and may do everything an organiser may, in every event.
 * - **A calendar token** is nobody: it opens its calendar, and is asked for nowhere else.
 */
import {
  type Actor,
  type Place,
  type RoleGrant,
  type Rule,
  type Scope,
  type StaffRole,
  standingOf,
} from '../kernel/actor.ts';

/** Whether they are in: registered, in this event. */
export function isInside(actor: Actor, place: Pick<Place, 'eventId'>): boolean {
  return standingOf(actor, place)?.state === 'registered';
}

/** Whether they have a role in the event, of whatever day or room. */
export function holds(actor: Actor, place: Pick<Place, 'eventId'>, role: StaffRole): boolean {
  const standing = standingOf(actor, place);
  return standing?.state === 'registered' && standing.roles.some((grant) => grant.role === role);
}

/** Whether they chair the day of the place, as its chair or deputy. */
export function chairsDay(actor: Actor, place: Place): boolean {
  const standing = standingOf(actor, place);
  return (
    standing?.state === 'registered' &&
    place.dayId !== null &&
    standing.roles.some(({ role, dayId }) => (role === 'chair' || role === 'deputy') && dayId === place.dayId)
  );
}

/** Whether they look after the room of the place. */
export function looksAfterRoom(actor: Actor, place: Place): boolean {
  const standing = standingOf(actor, place);
  return (
    standing?.state === 'registered' &&
    place.room !== null &&
    standing.roles.some(({ role, room }) => (role === 'facilitator' || role === 'rapporteur') && room === place.room)
  );
}

export function hasScope(actor: Actor, place: Pick<Place, 'eventId'>, ...scopes: readonly Scope[]): boolean {
  return (
    actor.kind === 'api-key' && actor.eventId === place.eventId && scopes.some((scope) => actor.scopes.includes(scope))
  );
}

/** An organiser of the event, or whoever runs the installation. */
export function isOrganiser(actor: Actor, place: Pick<Place, 'eventId'>): boolean {
  return actor.kind === 'operator' || holds(actor, place, 'organiser');
}

/** Whether somebody who may edit people may edit this one. @param roles of the participant, whether they count or not. */
export function mayChangeParticipant(actor: Actor, roles: readonly RoleGrant[]): boolean {
  return actor.kind !== 'api-key' || !roles.some(({ role }) => role === 'organiser');
}

const isOrganiserOrPeopleKey: Rule = (actor, place) => isOrganiser(actor, place) || hasScope(actor, place, 'people');

export const peopleRules = {
  /**
   * See the registration of an event: of a public one everybody. Of a private one the service answers only
   * people who stand in it in some way or have an address that may register, and hides it from all others.
   */
  'read-registration': (actor, place) => place.isPublic || isOrganiser(actor, place) || actor.kind === 'person',
  /** Register: any signed-in person; whether they were invited is looked up then. */
  register: (actor) => actor.kind === 'person',
  /** Read, change, download, withdraw and erase what is held about oneself. */
  'own-data': (actor, place) => standingOf(actor, place) !== undefined,
  /** A calendar address of one's own. */
  'own-calendar': isInside,
  'read-people': (actor, place) => isOrganiserOrPeopleKey(actor, place) || holds(actor, place, 'helpdesk'),
  'edit-people': isOrganiserOrPeopleKey,
  'send-link': (actor, place) => isOrganiser(actor, place) || holds(actor, place, 'helpdesk'),
  'export-people': (actor, place) => isOrganiser(actor, place) || hasScope(actor, place, 'people', 'export'),
  'grant-roles': isOrganiser,
  'set-registration': isOrganiser,
  'manage-keys': isOrganiser,
  'read-audit': isOrganiser,
  /** Ask for help, and take one's own request back. */
  'ask-help': isInside,
  /** See who asks for help, take it and say that it is solved. */
  'give-help': (actor, place) => isOrganiser(actor, place) || holds(actor, place, 'helpdesk'),
} satisfies Record<string, Rule>;

export type PeoplePolicy = keyof typeof peopleRules;
