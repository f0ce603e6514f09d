/**
 * Who may do what with breakouts.
 *
 * - **Everybody who is in** sees the rounds and their own rooms, joins and is dealt in, says that they will be away,
 *   ranks topics, and moves themselves where the event lets them. What was presented of summaries they read.
 * - **Facilitators and rapporteurs** write the summary of their own room, as those that a round names for it do.
 * - **Chairs and deputies** see all rounds whole, and open, time, close and present those of a day of theirs.
 * - **Organisers** do all this for every day, set rounds up, deal and move people, and write any summary.
 * - **Summaries** are exported by organisers, chairs and deputies, and by programs with `export`; files with people's
 *   addresses, as those for other tools, by organisers alone.
 */
import type { Actor, Place, Rule } from '../kernel/actor.ts';
import { chairsDay, hasScope, holds, isInside, isOrganiser } from '../people/policy.ts';

const chairsSome: Rule = (actor, place) =>
  isOrganiser(actor, place) || holds(actor, place, 'chair') || holds(actor, place, 'deputy');

export const breakoutRules = {
  'follow-breakouts': (actor, place) =>
    actor.kind === 'operator' || isInside(actor, place) || hasScope(actor, place, 'agenda:read', 'agenda:write'),
  'take-place': isInside,
  /** At the door; of which day the round is, the service asks. */
  'run-breakouts': chairsSome,
  'edit-breakouts': isOrganiser,
  /** At the door; whose room it is, the service asks. */
  'write-summary': (actor, place) => isInside(actor, place) || isOrganiser(actor, place),
  'export-summaries': (actor, place) => chairsSome(actor, place) || hasScope(actor, place, 'export'),
} satisfies Record<string, Rule>;

export type BreakoutPolicy = keyof typeof breakoutRules;

/** Whether somebody may run a round. @param dayId of the day on which it hangs. */
export function mayRunRound(actor: Actor, place: Place, dayId: string): boolean {
  return isOrganiser(actor, place) || chairsDay(actor, { ...place, dayId });
}
