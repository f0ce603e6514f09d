/**
 * Who may do what with an event and its plan.
 *
 * - What a **public** event has published may be read by anybody: its fields, its agenda, its versions.
 * - A **private** event is for those who are in it: registered people, programs with a key of the event that
 *   reads or writes its agenda or exports, operators. Everybody else is told that there is no such event, so
 *   that not even its existence can be learnt.
 * - The **draft**, and everything made from it (findings, what publishing would change), is read by
 *   organisers, by chairs and deputies of whatever day, by the helpdesk, and by programs with `agenda:read`
 *   or `agenda:write`; also when the event is public by nobody else.
 * - **Proposals** for a day are for organisers, for those who chair that day, and for the same programs.
 * - **Edits** of plan and event are for organisers, and of the plan for programs with `agenda:write`. A
 *   chair changes the running day, not the plan.
 * - **The show** is followed by those who are in, by operators and by programs with `agenda:read` or
 *   `agenda:write`: what is on, what is expected, the banners for all. Who is in may join a session.
 * - **The controls of a day** are for its chair and deputy and for organisers, one of them at a time; and so is
 *   the console that shows them. **Banners** are set by whoever chairs a day, by organisers and the helpdesk.
 * - **A banner for a role** is seen by those who hold it, of whatever day or room.
 * - **How many are here** is seen by everybody with a role; **who came** only by organisers.
 * - **Making and removing** whole events is for operators, who run the installation.
 */
import { type Actor, type Rule, STAFF_ROLES } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EventId } from '../kernel/ids.ts';
import { chairsDay, hasScope, holds, isInside, isOrganiser } from '../people/policy.ts';

const mayEditPlan: Rule = (actor, place) => isOrganiser(actor, place) || hasScope(actor, place, 'agenda:write');

const chairsSome: Rule = (actor, place) =>
  isOrganiser(actor, place) || holds(actor, place, 'chair') || holds(actor, place, 'deputy');

export const agendaRules = {
  'read-published': (actor, place) =>
    place.isPublic ||
    actor.kind === 'operator' ||
    isInside(actor, place) ||
    hasScope(actor, place, 'agenda:read', 'agenda:write', 'export'),
  'read-draft': (actor, place) =>
    mayEditPlan(actor, place) ||
    hasScope(actor, place, 'agenda:read') ||
    holds(actor, place, 'chair') ||
    holds(actor, place, 'deputy') ||
    holds(actor, place, 'helpdesk'),
  'read-proposals': (actor, place) =>
    mayEditPlan(actor, place) || hasScope(actor, place, 'agenda:read') || chairsDay(actor, place),
  'edit-plan': mayEditPlan,
  'publish-agenda': mayEditPlan,
  'change-event': isOrganiser,
  'remove-event': (actor) => actor.kind === 'operator',
  'follow-show': (actor, place) =>
    actor.kind === 'operator' || isInside(actor, place) || hasScope(actor, place, 'agenda:read', 'agenda:write'),
  'join-session': isInside,
  'run-show': (actor, place) => isOrganiser(actor, place) || chairsDay(actor, place),
  /** The chair's page, where the address names no day. */
  'open-console': chairsSome,
  'set-banner': (actor, place) => chairsSome(actor, place) || holds(actor, place, 'helpdesk'),
  'see-presence': (actor, place) => actor.kind === 'operator' || STAFF_ROLES.some((role) => holds(actor, place, role)),
  'read-attendance': isOrganiser,
} satisfies Record<string, Rule>;

export type AgendaPolicy = keyof typeof agendaRules;

/** Making an event concerns no event that there is. */
export function mayCreateEvents(actor: Actor): boolean {
  return actor.kind === 'operator';
}

interface OfEvent {
  readonly id: string;
  readonly isPublic: boolean;
}

/** Whether somebody may do a thing of this policy in an event, whatever the day. */
export function may(
  actor: Actor,
  policy: AgendaPolicy,
  { id, isPublic }: OfEvent,
  dayId: string | null = null,
): boolean {
  return agendaRules[policy](actor, { eventId: id as EventId, isPublic, dayId, room: null });
}

/** Whether somebody may see what an event has published, and that there is such an event at all. */
export function mayRead(actor: Actor, event: OfEvent): boolean {
  return may(actor, 'read-published', event);
}

/**
 * Lets those through who may do a thing, and tells the others no more than they may know.
 * @throws AppError `unauthenticated` for whoever is not signed in; `not-found` where the event is hidden from
 * them; `forbidden`.
 */
export function demand(actor: Actor, policy: AgendaPolicy, event: OfEvent, dayId: string | null = null): void {
  if (may(actor, policy, event, dayId)) return;
  throw refusal(actor, mayRead(actor, event));
}

/** Before an event is looked up, so that the answer says nothing of it. @throws AppError `unauthenticated`. */
export function demandSomebody(actor: Actor): void {
  if (actor.kind === 'anonymous') throw refusal(actor, false);
}

/** Why somebody may not. @param mayKnow whether they may know of the event at all. */
export function refusal(actor: Actor, mayKnow: boolean): AppError {
  if (actor.kind === 'anonymous') return new AppError('unauthenticated', 'This needs a sign-in or a key.');
  return mayKnow ? new AppError('forbidden', 'You have no right to do this here.') : noSuchEvent();
}

/** The name under which a version is recorded: never a person's own. */
export function recordedName(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.personId}`;
  return actor.kind === 'anonymous' ? actor.kind : actor.keyId;
}

/** The same answer for an event that is hidden and for one that does not exist. */
export function noSuchEvent(): AppError {
  return new AppError('not-found', 'There is no such event.');
}
