/** How this room's services ask its policy, and what they tell those who may not. Pure. */
import { type Actor, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { ParticipantId } from '../kernel/ids.ts';
import { demandRule } from '../people/demand.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import { type BreakoutPolicy, breakoutRules, mayRunRound } from './policy.ts';

/** Lets those through who may do a thing. @throws AppError as `demandRule`. */
export function demand(actor: Actor, policy: BreakoutPolicy, event: EventRef): void {
  demandRule(actor, breakoutRules[policy], placeOf(event));
}

/** Who may run a round of a day. @throws AppError as `demandRule`. */
export function demandRunning(actor: Actor, event: EventRef, dayId: string): void {
  demandRule(actor, (asker, place) => mayRunRound(asker, place, dayId), placeOf(event));
}

/** Who takes part. @throws AppError as `demandRule`. */
export function participantIn(actor: Actor, event: EventRef): ParticipantId {
  demand(actor, 'take-place', event);
  const standing = standingOf(actor, { eventId: event.id });
  if (standing) return standing.participantId;
  throw new AppError('forbidden', 'Places in rooms are for people who take part.');
}

export function noSuchRound(): AppError {
  return new AppError('not-found', 'There is no such breakout round.');
}
