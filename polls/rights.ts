/** How this room's services ask its policy, and what they tell those who may not. Pure. */
import { type Actor, standingOf } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { ParticipantId } from '../kernel/ids.ts';
import { demandRule } from '../people/demand.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import { mayRun, type PollPolicy, pollRules } from './policy.ts';
import type { PollCommand, PollContent } from './schema.ts';

/** Lets those through who may do a thing. @throws AppError as `demandRule`. */
export function demand(actor: Actor, policy: PollPolicy, event: EventRef): void {
  demandRule(actor, pollRules[policy], placeOf(event));
}

const OF_CHAIRS: readonly PollCommand['do'][] = ['open', 'close', 'show', 'show-answer', 'hide', 'reopen'];

/** Chairs open, close and show; the rest is for organisers. @throws AppError as `demandRule`. */
export function demandCommand(actor: Actor, event: EventRef, { entry }: PollContent, command: PollCommand): void {
  if (!OF_CHAIRS.includes(command.do)) demand(actor, 'edit-polls', event);
  else demandRule(actor, (asker, place) => mayRun(asker, place, entry?.day ?? null), placeOf(event));
}

/** Who votes. @throws AppError as `demandRule`. */
export function voterIn(actor: Actor, event: EventRef): ParticipantId {
  demand(actor, 'vote', event);
  const standing = standingOf(actor, { eventId: event.id });
  if (standing) return standing.participantId;
  throw new AppError('forbidden', 'Votes are for people who take part.');
}

export function noSuchPoll(): AppError {
  return new AppError('not-found', 'There is no such poll.');
}
