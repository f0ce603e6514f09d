/**
 * Who may do what with questions.
 *
 * - **Everybody who is in** sees the questions of a place as `view.ts` says, asks, votes, and withdraws their own.
 * - **The queue** is seen by chairs and deputies of whatever day, and by organisers. That of a session is worked by
 *   the chair and deputy of its day, of what hangs on no day by any of them, and by organisers.
 * - **Organisers** say whether questions are looked at first.
 */
import type { Actor, Place, Rule } from '../kernel/actor.ts';
import { chairsDay, hasScope, holds, isInside, isOrganiser } from '../people/policy.ts';

const chairsSome: Rule = (actor, place) =>
  isOrganiser(actor, place) || holds(actor, place, 'chair') || holds(actor, place, 'deputy');

export const questionRules = {
  'follow-questions': (actor, place) =>
    actor.kind === 'operator' || isInside(actor, place) || hasScope(actor, place, 'agenda:read', 'agenda:write'),
  'ask-question': isInside,
  /** At the door; of which day the place is, the service asks. */
  'run-questions': chairsSome,
  'set-questions': isOrganiser,
} satisfies Record<string, Rule>;

export type QuestionPolicy = keyof typeof questionRules;

/** Whether somebody has the queue of a place. @param dayId of its day; null for none. */
export function mayQueue(actor: Actor, place: Place, dayId: string | null): boolean {
  if (dayId === null) return chairsSome(actor, place);
  return isOrganiser(actor, place) || chairsDay(actor, { ...place, dayId });
}
