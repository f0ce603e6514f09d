/**
 * Who may do what with polls.
 *
 * - **Everybody who is in** sees the polls that are on, and votes once in each round.
 * - **Organisers** make, change and remove polls, and read who chose what of those that are named.
 * - **Chairs and deputies** see all polls whole, and open, close and show those that hang on a day of theirs;
 *   those that hang on no day any of them may. So may organisers.
 * - **Results** are exported by organisers and by programs with `export`; who chose what of a named poll among them.
 */
import type { Actor, Place, Rule } from '../kernel/actor.ts';
import { chairsDay, hasScope, holds, isInside, isOrganiser } from '../people/policy.ts';

const chairsSome: Rule = (actor, place) =>
  isOrganiser(actor, place) || holds(actor, place, 'chair') || holds(actor, place, 'deputy');

export const pollRules = {
  'follow-polls': (actor, place) =>
    actor.kind === 'operator' || isInside(actor, place) || hasScope(actor, place, 'agenda:read', 'agenda:write'),
  vote: isInside,
  'list-polls': chairsSome,
  /** At the door; of which day the poll is, the service asks. */
  'run-polls': chairsSome,
  'edit-polls': isOrganiser,
  'export-polls': (actor, place) => isOrganiser(actor, place) || hasScope(actor, place, 'export'),
} satisfies Record<string, Rule>;

export type PollPolicy = keyof typeof pollRules;

/** Whether somebody may open, close and show a poll. @param dayId of the day on which it hangs; null for none. */
export function mayRun(actor: Actor, place: Place, dayId: string | null): boolean {
  if (dayId === null) return chairsSome(actor, place);
  return isOrganiser(actor, place) || chairsDay(actor, { ...place, dayId });
}
