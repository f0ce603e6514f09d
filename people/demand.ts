/** How services ask a room's policy, and what they tell those who may not. */
import { type Actor, type Place, type Rule, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import { isInside, type PeoplePolicy, peopleRules } from './policy.ts';

/**
 * Lets those through who may do a thing, and tells the others no more than they may know.
 * @throws AppError `unauthenticated` for whoever is not signed in; `not-found` where the event is hidden from
 * them; `forbidden`.
 */
export function demand(actor: Actor, policy: PeoplePolicy, place: Place): void {
  demandRule(actor, peopleRules[policy], place);
}

/** The same by a line of whatever room's policy. @throws AppError as `demand`. */
export function demandRule(actor: Actor, rule: Rule, place: Place): void {
  if (rule(actor, place)) return;
  if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'This needs a sign-in or a key.');
  if (mayKnowOf(actor, place)) throw new AppError('forbidden', 'You have no right to do this here.');
  throw new AppError('not-found', 'There is no such event.');
}

/** Of a private event those know who were invited, who are in it, and its own programs. */
function mayKnowOf(actor: Actor, place: Place): boolean {
  if (place.isPublic || isInside(actor, place) || standingOf(actor, place) !== undefined) return true;
  return actor.kind === 'operator' || (actor.kind === 'api-key' && actor.eventId === place.eventId);
}
